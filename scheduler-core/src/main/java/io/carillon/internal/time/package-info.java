/**
 * How fire times are found: bit sets over fields, a table of each zone's offset changes, and the
 * one rule for clock changes ({@link io.carillon.internal.time.WallFires}).
 */
@NullMarked
package io.carillon.internal.time;

import org.jspecify.annotations.NullMarked;
