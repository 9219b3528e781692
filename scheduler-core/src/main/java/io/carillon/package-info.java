/**
 * The public door of Carillon: tasks, triggers, flows, runs and the scheduler itself. What a store,
 * an executor or a channel implements is in {@code io.carillon.spi}.
 */
@NullMarked
package io.carillon;

import org.jspecify.annotations.NullMarked;
