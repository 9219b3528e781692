package io.carillon.internal.engine;

import io.carillon.spi.ClusterClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The one class that reads this machine's clocks. */
public final class SystemClock implements ClusterClock {

  /** This machine's wall clock, for stores that have none of their own. */
  public static final SystemClock INSTANCE = new SystemClock();

  private SystemClock() {}

  @Override
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  /** Nanoseconds that only grow, for durations; means nothing in itself. */
  public static long nanos() {
    return System.nanoTime();
  }
}
