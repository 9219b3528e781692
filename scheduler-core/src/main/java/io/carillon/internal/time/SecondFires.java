package io.carillon.internal.time;

import io.carillon.time.FireTimes;
import java.time.Instant;
import java.util.Optional;

/** Fire times on whole seconds, as plain numbers inside and instants outside. */
interface SecondFires extends FireTimes {

  /** The last instant that is answered: 9999-12-31T23:59:59Z. */
  long LAST_SECOND = 253402300799L;

  /** The first instant that is answered: 0001-01-01T00:00:00Z. */
  long FIRST_SECOND = -62_135_596_800L;

  /** The first fire after a second, or {@link LocalPattern#NEVER}. */
  long nextAfter(long epochSecond);

  /** The last fire before a second, or {@link LocalPattern#NEVER}. */
  long previousBefore(long epochSecond);

  /** The skipped wall-clock reading (a local second) for which this fire stands, if it does. */
  default Optional<Long> skippedReading(Instant fire) {
    return Optional.empty();
  }

  @Override
  default Optional<Instant> next(Instant after) {
    long second = after.getEpochSecond();
    if (second >= LAST_SECOND) {
      return Optional.empty();
    }
    long found = nextAfter(Math.max(second, FIRST_SECOND));
    return found == LocalPattern.NEVER || found > LAST_SECOND
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(found));
  }

  @Override
  default Optional<Instant> previous(Instant before) {
    long second = before.getEpochSecond();
    if (second <= FIRST_SECOND) {
      return Optional.empty();
    }
    long bound = before.getNano() > 0 ? second + 1 : second;
    long found = previousBefore(Math.min(bound, LAST_SECOND + 1));
    return found == LocalPattern.NEVER || found < FIRST_SECOND
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(found));
  }
}
