package io.carillon.internal.rules;

import io.carillon.Policies;
import java.time.Duration;
import java.time.Instant;

/**
 * The one number that runs are claimed by, ascending: due, moved by a bounded time for each step of
 * priority. Bounded, so that a low priority waits longer but never for ever.
 */
public final class Rank {

  /** How much earlier one step of priority claims. */
  static final Duration PER_STEP = Duration.ofMinutes(1);

  private Rank() {}

  /**
   * The rank of a run.
   *
   * @param priority 1 to 9
   * @return epoch microseconds
   */
  public static long of(Instant due, int priority) {
    // Not ChronoUnit.MICROS.between, which counts in nanoseconds and overflows in the year 2262.
    long micros = Math.multiplyExact(due.getEpochSecond(), 1_000_000) + due.getNano() / 1_000;
    return micros - (priority - Policies.NORMAL_PRIORITY) * PER_STEP.toNanos() / 1_000;
  }
}
