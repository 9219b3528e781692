package io.carillon.internal.time;

import static io.carillon.internal.time.CivilDays.SECONDS_PER_DAY;
import static io.carillon.internal.time.LocalPattern.NEVER;

import java.time.Instant;
import java.util.Optional;

/**
 * Turns wall-clock readings into instants, with the one rule for clock changes:
 *
 * <ul>
 *   <li><b>Fixed hours.</b> A reading that the clock skips fires once, at the first valid instant
 *       after it; readings that fall on one instant are one fire. A reading that the clock shows
 *       twice fires once, the first time. A date that a zone skips as a whole (Samoa had no 30
 *       December 2011) has no readings at all.
 *   <li><b>Cadence</b> (a wildcard or stepped hour). Fires whenever the clock shows a reading of
 *       the pattern: in both passes of a repeated hour, and not in a skipped one, so that the
 *       elapsed rhythm goes on.
 * </ul>
 *
 * <p>The search goes from window to window of equal offset ({@link ZoneTable}) and jumps over those
 * that cannot hold the next reading, so it is bounded by the pattern's own search.
 */
final class WallFires implements SecondFires {

  /** Larger than any difference of two offsets of one zone. */
  private static final long TWO_DAYS = 2L * SECONDS_PER_DAY;

  private final LocalPattern pattern;
  private final ZoneTable table;
  private final boolean cadence;

  WallFires(LocalPattern pattern, ZoneTable table, boolean cadence) {
    this.pattern = pattern;
    this.table = table;
    this.cadence = cadence;
  }

  @Override
  public long nextAfter(long epochSecond) {
    ZoneTable zone = table.reaching(epochSecond + 1);
    long found = next(zone, epochSecond + 1);
    if (found != NEVER && !zone.covers(found)) {
      return next(zone.reaching(found), epochSecond + 1);
    }
    return found;
  }

  @Override
  public long previousBefore(long epochSecond) {
    return previous(table.reaching(epochSecond), epochSecond - 1);
  }

  private long next(ZoneTable zone, long from) {
    int window = zone.indexOf(from);
    if (startsWithSkipped(zone, window, from)) {
      return from;
    }
    long local = from + zone.offset(window);
    if (!cadence && window > 0) {
      local = Math.max(local, zone.localEnd(window - 1));
    }
    long reading = pattern.nextOrSame(local);
    while (true) {
      if (reading != NEVER && reading < zone.localEnd(window)) {
        return reading - zone.offset(window);
      }
      if (window + 1 == zone.windows()) {
        return NEVER;
      }
      long before = zone.localEnd(window);
      long after = zone.localStart(window + 1);
      if (after > before && !cadence) {
        reading = skipMissingDates(reading, before, after);
        if (reading != NEVER && reading < after) {
          return zone.start(window + 1);
        }
      }
      boolean repeats = cadence && after < before;
      if (reading == NEVER && !repeats) {
        return NEVER;
      }
      if (repeats || reading < after) {
        reading = pattern.nextOrSame(after);
      }
      window = repeats ? window + 1 : windowNear(zone, window + 1, reading);
    }
  }

  /** Whether that instant ends a gap with a reading in it, which fires then. */
  private boolean startsWithSkipped(ZoneTable zone, int window, long from) {
    if (cadence || window == 0 || from != zone.start(window)) {
      return false;
    }
    long before = zone.localEnd(window - 1);
    long after = zone.localStart(window);
    return after > before && isSkippedReading(before, after);
  }

  /** The first window, from the given one on, that may hold the reading or come shortly before. */
  private static int windowNear(ZoneTable zone, int atLeast, long reading) {
    if (reading == NEVER || reading < zone.localEnd(atLeast)) {
      return atLeast;
    }
    return Math.max(atLeast, zone.indexOf(reading - TWO_DAYS));
  }

  /** The first reading at or after the given one whose date is not skipped as a whole. */
  private long skipMissingDates(long reading, long gapStart, long gapEnd) {
    long found = reading;
    while (found != NEVER && found < gapEnd) {
      long midnight = Math.floorDiv(found, SECONDS_PER_DAY) * SECONDS_PER_DAY;
      if (midnight < gapStart || midnight + SECONDS_PER_DAY > gapEnd) {
        return found;
      }
      found = pattern.nextOrSame(midnight + SECONDS_PER_DAY);
    }
    return found;
  }

  private long previous(ZoneTable zone, long from) {
    int window = zone.indexOf(from);
    long local = from + zone.offset(window);
    while (true) {
      long reading = pattern.previousOrSame(local);
      long lowest = zone.localStart(window);
      if (!cadence && window > 0) {
        lowest = Math.max(lowest, zone.localEnd(window - 1));
      }
      if (reading != NEVER && reading >= lowest) {
        return reading - zone.offset(window);
      }
      if (window == 0) {
        return NEVER;
      }
      long before = zone.localEnd(window - 1);
      long after = zone.localStart(window);
      if (after > before && !cadence && isSkippedReading(before, after)) {
        return zone.start(window);
      }
      boolean repeats = cadence && after < before;
      if (reading == NEVER && !repeats) {
        return NEVER;
      }
      int earlier = window - 1;
      if (!repeats && reading < zone.localStart(earlier)) {
        earlier = Math.min(earlier, zone.indexOf(reading + TWO_DAYS));
      }
      window = earlier;
      local = zone.localEnd(window) - 1;
    }
  }

  /** True if the pattern has a reading in the gap, on a date that is not skipped as a whole. */
  private boolean isSkippedReading(long gapStart, long gapEnd) {
    long first = pattern.nextOrSame(gapStart);
    long found = first == NEVER ? NEVER : skipMissingDates(first, gapStart, gapEnd);
    return found != NEVER && found < gapEnd;
  }

  @Override
  public Optional<Long> skippedReading(Instant fire) {
    ZoneTable zone = table.reaching(fire.getEpochSecond());
    int window = zone.indexOf(fire.getEpochSecond());
    if (cadence || window == 0 || zone.start(window) != fire.getEpochSecond()) {
      return Optional.empty();
    }
    long before = zone.localEnd(window - 1);
    long after = zone.localStart(window);
    if (after <= before || pattern.nextOrSame(after) == after || !isSkippedReading(before, after)) {
      return Optional.empty();
    }
    return Optional.of(skipMissingDates(pattern.nextOrSame(before), before, after));
  }
}
