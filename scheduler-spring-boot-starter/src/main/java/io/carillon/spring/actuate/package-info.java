/** Health and metrics, where the host has Spring Boot's actuator and Micrometer. */
@NullMarked
package io.carillon.spring.actuate;

import org.jspecify.annotations.NullMarked;
