package io.carillon.internal.phrase;

import java.time.LocalDate;
import java.util.List;

/**
 * The days of a schedule: every condition that is set must hold.
 *
 * @param step which periods have fires at all
 * @param months bit 0 = January; 0 for all
 * @param weekdays bit 0 = Monday; 0 for all
 * @param places conditions on the place in the month
 * @param yearly week numbers, days of the year and years
 */
record DayRule(Step step, int months, int weekdays, Places places, Yearly yearly) {

  /**
   * Conditions on the place in the month; an empty list is no condition.
   *
   * @param monthDays days of the month, negative from the end
   * @param nth weekdays by their place in the month
   * @param nearestTo days of the month whose nearest weekday (Monday to Friday) is meant
   */
  record Places(List<Integer> monthDays, List<Nth> nth, List<Integer> nearestTo) {
    static final Places NONE = new Places(List.of(), List.of(), List.of());

    Places {
      monthDays = List.copyOf(monthDays);
      nth = List.copyOf(nth);
      nearestTo = List.copyOf(nearestTo);
    }

    static Places onDays(List<Integer> days) {
      return new Places(days, List.of(), List.of());
    }
  }

  /**
   * Every so many periods.
   *
   * @param n at least 1
   * @param unit DAY, WEEK, MONTH or YEAR
   * @param anchor a date in the first period, which fixes the phase when {@code n > 1}
   */
  record Step(int n, Unit unit, LocalDate anchor) {}

  /** Conditions on the place in the year; an empty list is no condition. */
  record Yearly(List<Integer> weeks, List<Integer> yearDays, List<Integer> years) {
    static final Yearly NONE = new Yearly(List.of(), List.of(), List.of());
  }

  List<Integer> monthDays() {
    return places.monthDays();
  }

  List<Nth> nth() {
    return places.nth();
  }

  List<Integer> nearestTo() {
    return places.nearestTo();
  }

  boolean isEveryDay() {
    return step.n() == 1
        && months == 0
        && weekdays == 0
        && places.equals(Places.NONE)
        && yearly.equals(Yearly.NONE);
  }
}
