package io.carillon;

import java.time.Duration;
import java.util.Objects;

/**
 * What follows a failed attempt: how often it is tried again and how long to wait. The wait before
 * retry {@code n} is drawn between zero and {@code first * factor^(n-1)}, at most {@code longest}
 * ("full jitter", so that runs that failed together do not return together); with {@code jitter}
 * off it is that bound itself. The draw is computed from the run's id: the same decision gives the
 * same answer twice.
 *
 * @param retries how many times a failed run is tried again, 0 to 1000
 * @param first the bound of the first wait, zero or more
 * @param factor growth from one wait to the next, 1 to 100
 * @param longest no wait is longer
 * @param jitter whether waits are drawn or fixed
 */
public record Retry(int retries, Duration first, double factor, Duration longest, Jitter jitter) {

  /** How a wait is derived from its bound. */
  public enum Jitter {
    FULL,
    NONE
  }

  public Retry {
    Objects.requireNonNull(jitter, "jitter");
    require(retries >= 0 && retries <= 1000, "retries", "0 to 1000", retries);
    require(!first.isNegative(), "first", "zero or a positive duration", first);
    require(factor >= 1 && factor <= 100, "factor", "1 to 100", factor);
    require(
        longest.compareTo(first) >= 0 && longest.compareTo(Duration.ofDays(365)) <= 0,
        "longest",
        "a duration from \"first\" to 365 days",
        longest);
  }

  /** Three retries, first wait up to 5 s, doubling, at most 10 minutes: the default. */
  public static Retry standard() {
    return upTo(3);
  }

  /** {@code retries} retries with the default waits: up to 5 s, doubling, at most 10 minutes. */
  public static Retry upTo(int retries) {
    return new Retry(retries, Duration.ofSeconds(5), 2, Duration.ofMinutes(10), Jitter.FULL);
  }

  /** The first failure is the last. */
  public static Retry never() {
    return upTo(0);
  }

  public Retry withFirst(Duration other) {
    return new Retry(retries, other, factor, max(longest, other), jitter);
  }

  public Retry withFactor(double other) {
    return new Retry(retries, first, other, longest, jitter);
  }

  public Retry withLongest(Duration other) {
    return new Retry(retries, first, factor, other, jitter);
  }

  public Retry withJitter(Jitter other) {
    return new Retry(retries, first, factor, longest, other);
  }

  private static Duration max(Duration left, Duration right) {
    return left.compareTo(right) >= 0 ? left : right;
  }

  private static void require(boolean holds, String what, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Retry " + what + " is " + found + ": write " + expected + ".");
    }
  }
}
