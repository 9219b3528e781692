/**
 * What a host or a library implements to extend Carillon: executors, channels, stores, clocks. A
 * store implements {@link io.carillon.spi.Tables}, rows in and rows out; every rule is in core and
 * shared by all stores.
 */
@NullMarked
package io.carillon.spi;

import org.jspecify.annotations.NullMarked;
