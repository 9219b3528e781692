package io.carillon.internal.time;

import io.carillon.internal.time.RruleParts.By;
import io.carillon.internal.time.Wording.Unit;
import io.carillon.time.CalendarPeriod;
import io.carillon.time.DayInMonth;
import io.carillon.time.RecurrenceRule;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Puts calendar periods and recurrence rules into words. */
final class PeriodWords {

  private final Wording words;

  PeriodWords(Wording words) {
    this.words = words;
  }

  String describe(CalendarPeriod period) {
    Unit unit =
        switch (period.unit()) {
          case DAYS -> Unit.DAY;
          case WEEKS -> Unit.WEEK;
          case MONTHS -> Unit.MONTH;
          case YEARS -> Unit.YEAR;
        };
    String days = "";
    if (!period.weekdays().isEmpty()) {
      days = words.weekdays(period.weekdays());
    } else if (!period.monthDays().isEmpty()) {
      days = words.monthDays(period.monthDays().stream().map(words::monthDay).toList());
    }
    boolean daysSayIt = period.every() == 1 && !days.isEmpty() && unit != Unit.YEAR;
    String rhythm = daysSayIt ? days : words.period(words.every(period.every(), unit), days);
    String months = period.months().isEmpty() ? "" : words.months(period.months());
    String time = period.times().isEmpty() ? "" : words.at(texts(period.times()));
    String text = words.sentence(new Wording.Parts(time, rhythm, months, ""));
    return period
        .from()
        .map(from -> words.with(text, List.of(words.from(words.date(from)))))
        .orElse(text);
  }

  private static List<String> texts(List<LocalTime> times) {
    return times.stream().map(LocalTime::toString).toList();
  }

  String describe(RecurrenceRule recurrence) {
    RruleModel rule = RruleModel.parse(recurrence.toString());
    RruleParts parts = rule.parts();
    boolean rare =
        !parts.by(By.BYSETPOS).isEmpty()
            || !parts.by(By.BYWEEKNO).isEmpty()
            || !parts.by(By.BYYEARDAY).isEmpty()
            || (parts.frequency().isSubDaily() && !parts.hasNoByParts())
            || (!parts.days().isEmpty() && !parts.by(By.BYMONTHDAY).isEmpty());
    if (rare) {
      return words.byRule(parts.toString());
    }
    String days = days(parts);
    String name = parts.frequency().name();
    Unit unit =
        name.equals("DAILY")
            ? Unit.DAY
            : Unit.valueOf(name.substring(0, name.length() - 2).toUpperCase(Locale.ROOT));
    boolean daysSayIt = parts.interval() == 1 && !days.isEmpty() && unit != Unit.YEAR;
    String rhythm = daysSayIt ? days : words.period(words.every(parts.interval(), unit), days);
    String time = unit.compareTo(Unit.DAY) < 0 ? "" : times(rule);
    String text = words.sentence(new Wording.Parts(time, rhythm, months(parts), ""));
    List<String> additions = new ArrayList<>();
    rule.start().ifPresent(s -> additions.add(words.from(words.date(s.local().toLocalDate()))));
    parts.until().ifPresent(u -> additions.add(words.until(words.date(u.local().toLocalDate()))));
    if (parts.count() != 0) {
      additions.add(words.times(parts.count()));
    }
    return words.with(text, additions);
  }

  private String times(RruleModel rule) {
    RruleParts parts = rule.parts();
    LocalTime start = rule.start().map(s -> s.local().toLocalTime()).orElse(LocalTime.MIDNIGHT);
    if (rule.start().isEmpty() && parts.by(By.BYHOUR).isEmpty()) {
      return "";
    }
    List<Integer> hours = orElse(parts.by(By.BYHOUR), start.getHour());
    List<Integer> minutes = orElse(parts.by(By.BYMINUTE), start.getMinute());
    List<String> times = new ArrayList<>();
    for (int hour : hours) {
      for (int minute : minutes) {
        times.add(LocalTime.of(hour, minute).toString());
      }
    }
    return words.at(times);
  }

  private static List<Integer> orElse(List<Integer> values, int other) {
    return values.isEmpty() ? List.of(other) : values;
  }

  private String days(RruleParts parts) {
    List<String> numbered = new ArrayList<>();
    Set<DayOfWeek> plain = EnumSet.noneOf(DayOfWeek.class);
    for (RruleParts.WeekdayNumber day : parts.days()) {
      if (day.n() == 0) {
        plain.add(day.day());
      } else if (day.n() >= 1 && day.n() <= 5) {
        numbered.add(words.monthDay(DayInMonth.nth(day.n(), day.day())));
      } else if (day.n() == -1) {
        numbered.add(words.monthDay(DayInMonth.last(day.day())));
      } else {
        numbered.add(day.toString());
      }
    }
    for (int day : parts.by(By.BYMONTHDAY)) {
      numbered.add(words.monthDay(day > 0 ? DayInMonth.day(day) : DayInMonth.beforeLast(-day - 1)));
    }
    if (plain.isEmpty()) {
      return numbered.isEmpty() ? "" : words.monthDays(numbered);
    }
    String weekdays = words.weekdays(plain);
    return numbered.isEmpty() ? weekdays : words.either(weekdays, words.monthDays(numbered));
  }

  private String months(RruleParts parts) {
    if (parts.by(By.BYMONTH).isEmpty()) {
      return "";
    }
    EnumSet<Month> months = EnumSet.noneOf(Month.class);
    parts.by(By.BYMONTH).forEach(month -> months.add(Month.of(month)));
    return words.months(months);
  }
}
