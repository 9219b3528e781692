/** Carillon in a Spring Boot application: what is wired, and what the host may replace. */
@NullMarked
package io.carillon.spring;

import org.jspecify.annotations.NullMarked;
