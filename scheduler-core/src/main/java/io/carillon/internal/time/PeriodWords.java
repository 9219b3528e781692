package io.carillon.internal.time;

import io.carillon.internal.time.Wording.Unit;
import io.carillon.time.CalendarPeriod;
import io.carillon.time.DayInMonth;
import io.carillon.time.PeriodUnit;
import io.carillon.time.ShortMonths;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts calendar periods into words. */
final class PeriodWords {

  private static final int MOST_DATES_LISTED = 6;

  private final Wording words;

  PeriodWords(Wording words) {
    this.words = words;
  }

  String describe(CalendarPeriod period) {
    String time = period.times().isEmpty() ? "" : words.at(texts(period.times()));
    List<MonthDay> dates = dates(period.monthDays(), period.months());
    boolean yearly = period.unit() == PeriodUnit.YEARS;
    String text;
    if (yearly && !dates.isEmpty()) {
      String days = words.dates(words.every(period.every(), Unit.YEAR), dates);
      text = words.sentence(new Wording.Parts(time, days, "", ""));
    } else {
      String months = period.months().isEmpty() ? "" : words.months(period.months());
      text = words.sentence(new Wording.Parts(time, days(period), months, ""));
    }
    return period
        .from()
        .map(from -> words.with(text, List.of(words.from(words.date(from)))))
        .orElse(text);
  }

  /** The dates of a year, where these are few and each year has them all. */
  static List<MonthDay> dates(List<DayInMonth> days, Set<Month> months) {
    List<MonthDay> dates = new ArrayList<>();
    for (Month month : months) {
      for (DayInMonth day : days) {
        if (day.form() != DayInMonth.Form.NUMBER || day.n() > month.minLength()) {
          return List.of();
        }
        dates.add(MonthDay.of(month, day.n()));
      }
    }
    return dates.size() > MOST_DATES_LISTED ? List.of() : dates;
  }

  private String days(CalendarPeriod period) {
    Unit unit =
        switch (period.unit()) {
          case DAYS -> Unit.DAY;
          case WEEKS -> Unit.WEEK;
          case MONTHS -> Unit.MONTH;
          case YEARS -> Unit.YEAR;
        };
    String every = words.every(period.every(), unit);
    if (!period.weekdays().isEmpty()) {
      return period.every() == 1
          ? words.weekdays(period.weekdays())
          : words.period(every, period.weekdays());
    }
    if (period.monthDays().isEmpty()) {
      return every;
    }
    boolean last = period.shortMonths() == ShortMonths.LAST_DAY;
    String days =
        words.monthDays(period.monthDays().stream().map(day -> monthDay(day, last)).toList());
    boolean monthsSayIt = unit == Unit.YEAR && !period.months().isEmpty();
    return period.every() == 1 && (unit == Unit.MONTH || monthsSayIt)
        ? days
        : words.period(every, days);
  }

  private String monthDay(DayInMonth day, boolean orLast) {
    String text = words.monthDay(day);
    boolean missing = day.form() == DayInMonth.Form.NUMBER && day.n() > 28;
    return orLast && missing ? words.orLast(text) : text;
  }

  static List<String> texts(List<LocalTime> times) {
    return times.stream().map(LocalTime::toString).toList();
  }
}
