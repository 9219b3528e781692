package io.carillon.internal.time;

import io.carillon.time.Calendars;
import io.carillon.time.DateSpan;
import io.carillon.time.DayInMonth;
import io.carillon.time.Exclusions;
import io.carillon.time.MonthlyDays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.MonthDay;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Says of a reading of the wall clock whether it is excluded, and until when. */
final class ExclusionRule {

  private final Exclusions exclusions;
  private final Calendars calendars;
  private final Map<Month, Integer> yearly = new EnumMap<>(Month.class);

  ExclusionRule(Exclusions exclusions, Calendars calendars) {
    this.exclusions = exclusions;
    this.calendars = calendars;
    for (MonthDay day : exclusions.yearly()) {
      yearly.merge(day.getMonth(), 1 << day.getDayOfMonth(), (these, one) -> these | one);
    }
  }

  Exclusions exclusions() {
    return exclusions;
  }

  boolean excludes(LocalDateTime local) {
    return excludes(local.toLocalDate())
        || exclusions.weekly().stream().anyMatch(window -> window.contains(local));
  }

  boolean excludes(LocalDate day) {
    return exclusions.dates().contains(day)
        || exclusions.spans().stream().anyMatch(span -> span.contains(day))
        || (yearly.getOrDefault(day.getMonth(), 0) >> day.getDayOfMonth() & 1) != 0
        || isLeftOutOfItsMonth(day)
        || exclusions.calendars().stream().anyMatch(name -> calendarHas(name, day));
  }

  private boolean isLeftOutOfItsMonth(LocalDate day) {
    if (exclusions.monthly().isEmpty()) {
      return false;
    }
    int shape = DayShapes.shapeOf(day.getYear(), day.getMonthValue());
    int found = 0;
    for (MonthlyDays left : exclusions.monthly()) {
      if (left.months().isEmpty() || left.months().contains(day.getMonth())) {
        for (DayInMonth one : left.days()) {
          found |= MonthDayTexts.mask(one, shape, false);
        }
      }
    }
    return (found >> day.getDayOfMonth() & 1) != 0;
  }

  private boolean calendarHas(String name, LocalDate day) {
    return calendars.find(name).filter(calendar -> calendar.contains(day)).isPresent();
  }

  /** The first reading after the exclusion that holds the given one; it may be excluded itself. */
  Optional<LocalDateTime> endAfter(LocalDateTime local) {
    LocalDate day = local.toLocalDate();
    for (DateSpan span : exclusions.spans()) {
      if (span.contains(day)) {
        return Optional.of(span.last().plusDays(1).atStartOfDay());
      }
    }
    if (excludes(day)) {
      return Optional.of(day.plusDays(1).atStartOfDay());
    }
    return exclusions.weekly().stream()
        .filter(window -> window.contains(local))
        .map(window -> window.endAfter(local))
        .findFirst();
  }

  /** The first reading of the exclusion that holds the given one; earlier ones may be excluded. */
  Optional<LocalDateTime> startBefore(LocalDateTime local) {
    LocalDate day = local.toLocalDate();
    for (DateSpan span : exclusions.spans()) {
      if (span.contains(day)) {
        return Optional.of(span.first().atStartOfDay());
      }
    }
    if (excludes(day)) {
      return Optional.of(day.atStartOfDay());
    }
    return exclusions.weekly().stream()
        .filter(window -> window.contains(local))
        .map(window -> window.startBefore(local))
        .findFirst();
  }

  /** A day to which fires may move: Monday to Friday and not excluded as a day. */
  boolean isWorkingDay(LocalDate day) {
    DayOfWeek weekday = day.getDayOfWeek();
    return weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY && !excludes(day);
  }

  /** False where stretches of every week exclude a time of day from Monday to Friday. */
  boolean leavesWorkingDayAt(LocalDateTime local) {
    for (int i = 0; i < 7; i++) {
      LocalDateTime day = local.plusDays(i);
      boolean working = day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue();
      if (working && exclusions.weekly().stream().noneMatch(window -> window.contains(day))) {
        return true;
      }
    }
    return false;
  }
}
