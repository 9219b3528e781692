/** The scheduler without a framework. */
@NullMarked
package io.carillon.samples.plain;

import org.jspecify.annotations.NullMarked;
