package io.carillon.spi;

import io.carillon.internal.engine.SystemClock;
import java.time.Instant;

/**
 * The time all nodes agree on: the database's where there is one. Every decision takes its time
 * from here.
 */
public interface ClusterClock {

  /** The cluster's time, in whole microseconds. Never goes back by more than the offset's error. */
  Instant now();

  /**
   * Nanoseconds that only grow, read from this machine; for a clock that measures how far another
   * one is away. Means nothing in itself.
   */
  static long elapsedNanos() {
    return SystemClock.nanos();
  }
}
