/**
 * The rules: pure functions from a snapshot, an event and a time to what changes. They read no
 * clock, touch no store, log nothing and know no threads, so that every store shares them and the
 * whole scheduler runs in a simulation.
 */
@NullMarked
package io.carillon.internal.rules;

import org.jspecify.annotations.NullMarked;
