package io.carillon.internal.time;

import io.carillon.time.FireTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A fixed rate: anchor + k * period for all whole k, in true elapsed time. */
final class IntervalFires implements FireTimes {

  private final Instant anchor;
  private final long periodMicros;

  IntervalFires(Instant anchor, Duration period) {
    this.anchor = anchor.truncatedTo(ChronoUnit.MICROS);
    this.periodMicros =
        Math.addExact(
            Math.multiplyExact(period.getSeconds(), 1_000_000L), period.getNano() / 1_000);
  }

  @Override
  public Optional<Instant> next(Instant after) {
    if (after.getEpochSecond() >= SecondFires.LAST_SECOND) {
      return Optional.empty();
    }
    long periods = Math.floorDiv(ChronoUnit.MICROS.between(anchor, floor(after)), periodMicros);
    return inRange(anchor.plus((periods + 1) * periodMicros, ChronoUnit.MICROS));
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    if (before.getEpochSecond() <= SecondFires.FIRST_SECOND) {
      return Optional.empty();
    }
    Instant floor = floor(before);
    long micros = ChronoUnit.MICROS.between(anchor, floor) - (floor.equals(before) ? 1 : 0);
    long periods = Math.floorDiv(micros, periodMicros);
    return inRange(anchor.plus(periods * periodMicros, ChronoUnit.MICROS));
  }

  private static Instant floor(Instant instant) {
    Instant bounded =
        instant.getEpochSecond() < SecondFires.FIRST_SECOND
            ? Instant.ofEpochSecond(SecondFires.FIRST_SECOND)
            : instant;
    return bounded.getEpochSecond() > SecondFires.LAST_SECOND
        ? Instant.ofEpochSecond(SecondFires.LAST_SECOND)
        : bounded.truncatedTo(ChronoUnit.MICROS);
  }

  private static Optional<Instant> inRange(Instant fire) {
    long second = fire.getEpochSecond();
    return second > SecondFires.LAST_SECOND || second < SecondFires.FIRST_SECOND
        ? Optional.empty()
        : Optional.of(fire);
  }
}
