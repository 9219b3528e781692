/**
 * A cluster in one thread and virtual time: nodes that crash, sleep past their leases, have wrong
 * clocks and lose answers, over one store. The same seed gives the same history.
 */
@NullMarked
package io.carillon.testkit.simulation;

import org.jspecify.annotations.NullMarked;
