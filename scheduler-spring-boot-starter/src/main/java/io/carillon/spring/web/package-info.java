/** The REST API, the stream of events and the page, on Spring MVC. */
@NullMarked
package io.carillon.spring.web;

import org.jspecify.annotations.NullMarked;
