package io.carillon.internal.time;

import io.carillon.time.FireTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A fixed rate: anchor + k * period for all whole k, in true elapsed time. */
final class IntervalFires implements FireTimes {

  private static final long MICROS = 1_000_000L;
  private static final Instant FIRST = Instant.ofEpochSecond(SecondFires.FIRST_SECOND);
  private static final Instant LAST = Instant.ofEpochSecond(SecondFires.LAST_SECOND, 999_999_999);

  private final long anchorMicros;
  private final long periodMicros;

  IntervalFires(Instant anchor, Duration period) {
    this.anchorMicros = micros(anchor);
    this.periodMicros = period.getSeconds() * MICROS + period.getNano() / 1_000;
  }

  @Override
  public Optional<Instant> next(Instant after) {
    if (after.getEpochSecond() >= SecondFires.LAST_SECOND) {
      return Optional.empty();
    }
    long periods = Math.floorDiv(micros(after) - anchorMicros, periodMicros);
    return fire(periods + 1);
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    if (before.getEpochSecond() <= SecondFires.FIRST_SECOND) {
      return Optional.empty();
    }
    boolean whole = before.getNano() % 1_000 == 0 && !before.isAfter(LAST);
    long last = micros(before) - (whole ? 1 : 0);
    return fire(Math.floorDiv(last - anchorMicros, periodMicros));
  }

  private Optional<Instant> fire(long periods) {
    long micros = anchorMicros + periods * periodMicros;
    long second = Math.floorDiv(micros, MICROS);
    return second > SecondFires.LAST_SECOND || second < SecondFires.FIRST_SECOND
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(second, Math.floorMod(micros, MICROS) * 1_000));
  }

  /**
   * Whole microseconds since 1970, of an instant in the years 1 to 9999 or the nearest such.
   * ChronoUnit.MICROS.between counts in nanoseconds, which overflow after 292 years.
   */
  private static long micros(Instant instant) {
    Instant bounded = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    return bounded.getEpochSecond() * MICROS + bounded.getNano() / 1_000;
  }
}
