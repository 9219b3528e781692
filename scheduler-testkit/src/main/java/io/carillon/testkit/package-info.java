/**
 * What tests of Carillon stand on: a clock that only moves when told, contract suites for whoever
 * implements a seam, and a simulation that replays from its seed.
 */
@NullMarked
package io.carillon.testkit;

import org.jspecify.annotations.NullMarked;
