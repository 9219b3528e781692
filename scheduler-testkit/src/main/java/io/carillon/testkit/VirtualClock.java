package io.carillon.testkit;

import io.carillon.spi.ClusterClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until a test moves it. Whole microseconds. Thread-safe. */
public final class VirtualClock implements ClusterClock {

  /** Where clocks start that are told nothing else: a Monday, at midnight UTC. */
  public static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private volatile Instant now;

  private VirtualClock(Instant start) {
    this.now = start.truncatedTo(ChronoUnit.MICROS);
  }

  /** A clock that shows {@link #START}. */
  public static VirtualClock create() {
    return new VirtualClock(START);
  }

  /** A clock that shows {@code start}, cut to whole microseconds. */
  public static VirtualClock startingAt(Instant start) {
    return new VirtualClock(start);
  }

  @Override
  public Instant now() {
    return now;
  }

  /**
   * Moves the clock on and answers its new time.
   *
   * @param by zero or more
   * @throws IllegalArgumentException when {@code by} is negative
   */
  public synchronized Instant advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException(
          "The clock cannot advance by " + by + ". Write zero or more, or set it with set().");
    }
    now = now.plus(by).truncatedTo(ChronoUnit.MICROS);
    return now;
  }

  /** Shows that instant from now on, cut to whole microseconds; it may lie in the past. */
  public synchronized void set(Instant instant) {
    now = instant.truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public String toString() {
    return "VirtualClock[" + now + "]";
  }
}
