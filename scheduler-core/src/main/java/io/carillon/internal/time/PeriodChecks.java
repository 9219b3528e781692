package io.carillon.internal.time;

import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.time.CalendarPeriod;
import io.carillon.time.DayInMonth;
import io.carillon.time.PeriodUnit;
import io.carillon.time.ShortMonths;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks that the parts of a calendar period go together. */
public final class PeriodChecks {

  private PeriodChecks() {}

  /**
   * Checks all parts together.
   *
   * @throws InvalidDefinitionException with all faults
   */
  public static void check(CalendarPeriod period) {
    List<Problem> problems = new ArrayList<>();
    if (period.every() < 1 || period.every() > 1000) {
      String what = "It repeats every " + period.every() + " periods, not 1 to 1000.";
      problems.add(Problem.of("every", what, "Write a whole number from 1 to 1000."));
    }
    PeriodUnit unit = period.unit();
    if (!period.weekdays().isEmpty() && unit != PeriodUnit.WEEKS) {
      problems.add(misplaced("days", "Weekdays", unit, "weeks"));
    }
    boolean months = unit == PeriodUnit.MONTHS || unit == PeriodUnit.YEARS;
    if (!period.monthDays().isEmpty() && !months) {
      problems.add(misplaced("days", "Days of the month", unit, "months or years"));
    }
    if (!period.months().isEmpty() && unit != PeriodUnit.YEARS) {
      problems.add(misplaced("months", "Months", unit, "years"));
    }
    for (LocalTime time : period.times()) {
      if (!time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
        String what = "The time " + time + " is finer than a second.";
        problems.add(Problem.of("at", what, "Write whole seconds, as in 09:30."));
      }
    }
    if (problems.isEmpty() && months && neverHasADay(period)) {
      String what = "It never fires: no month it names has such a day.";
      problems.add(Problem.of("days", what, "For the last day of a month write last."));
    }
    if (!problems.isEmpty()) {
      throw new InvalidDefinitionException("Calendar period", problems);
    }
  }

  private static Problem misplaced(String where, String what, PeriodUnit unit, String fits) {
    String name = unit.name().toLowerCase(Locale.ROOT);
    return Problem.of(
        where, what + " do not go with the unit " + name + ".", "Use the unit " + fits + ".");
  }

  private static boolean neverHasADay(CalendarPeriod period) {
    boolean clamp = period.shortMonths() == ShortMonths.LAST_DAY;
    return !period.monthDays().isEmpty()
        && period.monthDays().stream().noneMatch(day -> exists(day, period.months(), clamp));
  }

  /** Whether any of the months (of all, where none is named) ever has such a day. */
  private static boolean exists(DayInMonth day, Set<Month> months, boolean clamp) {
    for (Month month : months.isEmpty() ? EnumSet.allOf(Month.class) : months) {
      for (int first = 0; first < 7; first++) {
        if (MonthDayTexts.mask(day, DayShapes.shape(month.maxLength(), first), clamp) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Checks days that are left out each month.
   *
   * @param months in which months; empty for every one
   * @throws InvalidDefinitionException with each day that no such month ever has
   */
  public static void checkThatTheyExist(List<DayInMonth> days, Set<Month> months) {
    List<Problem> problems = new ArrayList<>();
    if (days.isEmpty()) {
      String fix = "Write 1 to 31, last, \"2 FRI\" or \"last workday\".";
      problems.add(Problem.of("days", "It names no day.", fix));
    }
    for (DayInMonth day : days) {
      if (!exists(day, months, false)) {
        String what = "No month it names ever has the day \"" + day + "\".";
        problems.add(Problem.of("days", what, "Correct the day or the months."));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidDefinitionException("Days of months", problems);
    }
  }

  /** An unmodifiable copy in the order of the constants. */
  public static <E extends Enum<E>> Set<E> ordered(Collection<E> values, Class<E> type) {
    EnumSet<E> set = EnumSet.noneOf(type);
    set.addAll(values);
    return Collections.unmodifiableSet(set);
  }
}
