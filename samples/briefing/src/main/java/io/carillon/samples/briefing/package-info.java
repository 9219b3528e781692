/** The demo application. */
@NullMarked
package io.carillon.samples.briefing;

import org.jspecify.annotations.NullMarked;
