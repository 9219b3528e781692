package io.carillon.internal.time;

import io.carillon.time.FireTimes;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Moves the fires on excluded times to the same time of the next working day. Moved fires that meet
 * others are one fire.
 *
 * <p>A fire moves forward only, over days that cannot take it. So all fires that can land on a day
 * come from it or from the row of such days before it, and the search looks at that row.
 */
final class MovingFires implements FireTimes {

  private static final int LONGEST_ROW_OF_DAYS = 400;
  private static final int ROUNDS = 20_000;
  private static final Duration SEARCHED = Duration.ofDays(20 * 366);

  private final FireTimes inner;
  private final ExclusionRule rule;
  private final ZoneId zone;

  MovingFires(FireTimes inner, ExclusionRule rule, ZoneId zone) {
    this.inner = inner;
    this.rule = rule;
    this.zone = zone;
  }

  @Override
  public Optional<Instant> next(Instant after) {
    Instant best = null;
    Instant at = rowStart(after).minusNanos(1);
    Optional<Instant> first = inner.next(at);
    for (int i = 0; i < ROUNDS; i++) {
      Optional<Instant> found = inner.next(at);
      if (found.isEmpty() || (best != null && !found.get().isBefore(best))) {
        break;
      }
      at = found.get();
      if (isTooFar(first.orElse(at), at)) {
        break;
      }
      Instant moved = moved(at).orElse(after);
      if (moved.isAfter(after) && (best == null || moved.isBefore(best))) {
        best = moved;
      }
    }
    return Optional.ofNullable(best);
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    Optional<Instant> first = inner.previous(before);
    Instant end = before;
    for (int i = 0; i < ROUNDS; i++) {
      Optional<Instant> last = inner.previous(end);
      if (last.isEmpty() || isTooFar(last.get(), first.orElse(before))) {
        return Optional.empty();
      }
      Instant row = rowStart(last.get());
      Optional<Instant> found = lastBefore(before, row, end);
      if (found.isPresent()) {
        // Fires of earlier days may have moved to between this one and the question.
        return lastBefore(before, rowStart(found.get()), before);
      }
      end = row;
    }
    return Optional.empty();
  }

  private static boolean isTooFar(Instant earlier, Instant later) {
    return Duration.between(earlier, later).compareTo(SEARCHED) > 0;
  }

  /** The last fire before an instant among those whose rule time is in [start, end). */
  private Optional<Instant> lastBefore(Instant before, Instant start, Instant end) {
    Instant best = null;
    Instant at = start.minusNanos(1);
    for (int i = 0; i < ROUNDS; i++) {
      Optional<Instant> found = inner.next(at);
      if (found.isEmpty() || !found.get().isBefore(end)) {
        break;
      }
      at = found.get();
      Instant moved = moved(at).orElse(before);
      if (moved.isBefore(before) && (best == null || moved.isAfter(best))) {
        best = moved;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * A day start so early that all fires before it land before the day of the instant: they have
   * passed a working day, or, where stretches of the week are excluded too, a working day of each
   * weekday.
   */
  private Instant rowStart(Instant instant) {
    LocalDate day = LocalDate.ofInstant(instant, zone);
    int wanted = rule.exclusions().weekly().isEmpty() ? 1 : 5;
    Set<DayOfWeek> passed = EnumSet.noneOf(DayOfWeek.class);
    for (int i = 0; i < LONGEST_ROW_OF_DAYS && passed.size() < wanted; i++) {
      day = day.minusDays(1);
      if (rule.isWorkingDay(day)) {
        passed.add(day.getDayOfWeek());
      }
    }
    return day.atStartOfDay(zone).toInstant();
  }

  /** Where a fire lands; empty if there is no working day for it in over a year. */
  private Optional<Instant> moved(Instant fire) {
    LocalDateTime local = LocalDateTime.ofInstant(fire, zone);
    if (!rule.excludes(local)) {
      return Optional.of(fire);
    }
    if (!rule.leavesWorkingDayAt(local)) {
      return Optional.empty();
    }
    for (int i = 1; i <= LONGEST_ROW_OF_DAYS; i++) {
      LocalDateTime later = local.plusDays(i);
      if (rule.isWorkingDay(later.toLocalDate()) && !rule.excludes(later)) {
        return Optional.of(SkippedReadings.firstValid(later, zone));
      }
    }
    return Optional.empty();
  }
}
