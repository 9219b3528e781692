package io.carillon.time;

import io.carillon.internal.time.PeriodChecks;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * A stretch of every week, on the wall clock: from one time (inclusive) to another (exclusive) of
 * the given days. A stretch whose end is not after its start lasts into the next day; equal times
 * mean the whole day.
 *
 * @param days at least one; the days on which the stretch starts
 */
public record WeeklyWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

  public WeeklyWindow {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("A weekly window has no days; name at least one.");
    }
    days = PeriodChecks.ordered(days, DayOfWeek.class);
  }

  /** Whole days, from midnight to midnight. */
  public static WeeklyWindow wholeDays(DayOfWeek first, DayOfWeek... more) {
    return new WeeklyWindow(EnumSet.of(first, more), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
  }

  /** Saturday and Sunday. */
  public static WeeklyWindow weekends() {
    return wholeDays(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  }

  /** True if the stretch holds the reading. */
  public boolean contains(LocalDateTime local) {
    LocalTime time = local.toLocalTime();
    DayOfWeek day = local.getDayOfWeek();
    if (from.isBefore(to)) {
      return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
    }
    boolean evening = days.contains(day) && !time.isBefore(from);
    return evening || (days.contains(day.minus(1)) && time.isBefore(to));
  }

  /** The end of the stretch that holds the reading. */
  public LocalDateTime endAfter(LocalDateTime local) {
    LocalDateTime end = local.toLocalDate().atTime(to);
    return end.isAfter(local) ? end : end.plusDays(1);
  }

  /** The start of the stretch that holds the reading. */
  public LocalDateTime startBefore(LocalDateTime local) {
    LocalDateTime start = local.toLocalDate().atTime(from);
    return start.isAfter(local) ? start.minusDays(1) : start;
  }
}
