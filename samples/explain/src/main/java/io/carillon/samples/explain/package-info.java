/** A command line that says when a schedule fires and what it means. */
@NullMarked
package io.carillon.samples.explain;

import org.jspecify.annotations.NullMarked;
