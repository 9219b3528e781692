/**
 * The store that keeps its rows in memory: for tests, for samples, and for work that may be lost.
 */
@NullMarked
package io.carillon.internal.store.memory;

import org.jspecify.annotations.NullMarked;
