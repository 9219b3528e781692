package io.carillon.internal.phrase;

import io.carillon.Trigger;
import io.carillon.time.CalendarPeriod;
import io.carillon.time.DayInMonth;
import io.carillon.time.PeriodUnit;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes "the third working day of the month", which neither cron nor a recurrence can say. */
final class PeriodText {

  private PeriodText() {}

  /** The trigger without a zone; null where a calendar period has no way to say it either. */
  static @Nullable Trigger trigger(DayRule days, ClockSet times) {
    boolean byMonth = days.step().n() == 1 || days.step().unit() == Unit.MONTH;
    boolean plain =
        days.weekdays() == 0
            && days.monthDays().isEmpty()
            && days.nearestTo().isEmpty()
            && days.yearly().equals(DayRule.Yearly.NONE);
    if (!byMonth || !plain || days.nth().isEmpty()) {
      return null;
    }
    List<DayInMonth> places = new ArrayList<>();
    for (Nth nth : days.nth()) {
      if (nth.days() != DayMatcher.WORKING_DAYS || nth.n() < -1) {
        return null;
      }
      places.add(nth.n() < 0 ? DayInMonth.lastWorkday() : DayInMonth.nthWorkday(nth.n()));
    }
    CalendarPeriod period =
        CalendarPeriod.each(PeriodUnit.MONTHS)
            .every(days.step().n())
            .from(days.step().anchor())
            .onMonthDays(places)
            .at(times(times));
    return Trigger.calendar(days.months() == 0 ? period : period.inMonths(months(days.months())));
  }

  private static List<LocalTime> times(ClockSet set) {
    List<LocalTime> times = new ArrayList<>();
    for (int second = 0; second < 86_400; second++) {
      boolean in =
          ((set.hours() >> (second / 3600)) & 1) == 1
              && ((set.minutes() >> (second / 60 % 60)) & 1) == 1
              && ((set.seconds() >> (second % 60)) & 1) == 1;
      if (in) {
        times.add(LocalTime.ofSecondOfDay(second));
      }
    }
    return times;
  }

  private static Set<Month> months(int mask) {
    Set<Month> months = EnumSet.noneOf(Month.class);
    for (Month month : Month.values()) {
      if (((mask >> (month.getValue() - 1)) & 1) == 1) {
        months.add(month);
      }
    }
    return months;
  }
}
