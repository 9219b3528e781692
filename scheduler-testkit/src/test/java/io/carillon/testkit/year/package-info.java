/**
 * A year of schedules in virtual time, and an oracle that knows from the wall clock alone which
 * slots there were.
 */
@NullMarked
package io.carillon.testkit.year;

import org.jspecify.annotations.NullMarked;
