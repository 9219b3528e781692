package io.carillon.internal.time;

import io.carillon.internal.time.RruleParts.By;
import io.carillon.internal.time.RruleParts.Frequency;
import io.carillon.internal.time.Wording.Unit;
import io.carillon.time.DayInMonth;
import io.carillon.time.RecurrenceRule;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts recurrence rules into words. A rule that plain words would not say exactly is shown as it is
 * written.
 */
final class RruleWords {

  private static final int MOST_LISTED = 6;

  private final Wording words;
  private final RruleModel rule;
  private final RruleParts parts;
  private final Optional<LocalDateTime> start;
  private final ZoneId zone;

  RruleWords(Wording words, RecurrenceRule recurrence, ZoneId zone) {
    this.words = words;
    this.rule = RruleModel.parse(recurrence.toString());
    this.parts = rule.parts();
    this.start = rule.start().map(at -> at.in(zone));
    this.zone = zone;
  }

  String describe() {
    String text = isPlain() ? plain() : words.byRule(parts.toString());
    List<String> additions = new ArrayList<>();
    start.ifPresent(at -> additions.add(words.from(words.date(at.toLocalDate()))));
    if (isPlain()) {
      parts.until().ifPresent(end -> additions.add(words.until(until(end))));
      if (parts.count() != 0) {
        additions.add(words.times(parts.count()));
      }
    }
    if (!rule.added().isEmpty()) {
      additions.add(words.added(dates(rule.added())));
    }
    if (!rule.excluded().isEmpty()) {
      additions.add(words.except(dates(rule.excluded())));
    }
    return words.with(text, additions);
  }

  private String until(RruleTime end) {
    LocalDateTime last = end.lastIn(zone);
    return end.form() == RruleTime.Form.DATE
        ? words.date(last.toLocalDate())
        : words.dateAndTime(last.toLocalDate(), last.toLocalTime());
  }

  private List<String> dates(List<RruleTime> times) {
    List<String> texts = new ArrayList<>();
    for (RruleTime time : times) {
      LocalDateTime at = time.in(zone);
      boolean day = time.form() == RruleTime.Form.DATE;
      texts.add(
          day
              ? words.date(at.toLocalDate())
              : words.dateAndTime(at.toLocalDate(), at.toLocalTime()));
    }
    return texts;
  }

  private boolean has(By part) {
    return !parts.by(part).isEmpty();
  }

  /** False where words would leave something of the rule out. */
  private boolean isPlain() {
    Frequency frequency = parts.frequency();
    boolean weekdays = !parts.days().isEmpty();
    if (frequency.isSubDaily()) {
      return parts.hasNoByParts();
    }
    boolean byDay = weekdays || has(By.BYMONTHDAY);
    boolean numbered = parts.days().stream().anyMatch(day -> day.n() != 0);
    boolean unusual = parts.days().stream().anyMatch(day -> day.n() > 5 || day.n() < -1);
    boolean ofYear = numbered && frequency == Frequency.YEARLY && !has(By.BYMONTH);
    if (has(By.BYSETPOS) || has(By.BYWEEKNO) || has(By.BYYEARDAY) || unusual || ofYear) {
      return false;
    }
    if ((weekdays && has(By.BYMONTHDAY)) || times().size() > MOST_LISTED) {
      return false;
    }
    boolean plainDays = weekdays && !numbered;
    return parts.interval() == 1
        || switch (frequency) {
          case WEEKLY -> !has(By.BYMONTH) && !has(By.BYMONTHDAY);
          case MONTHLY -> !has(By.BYMONTH) && !plainDays;
          case YEARLY -> !plainDays && (has(By.BYMONTH) || !byDay);
          default -> !has(By.BYMONTH) && !byDay;
        };
  }

  private String plain() {
    Unit unit = unit();
    String every = words.every(parts.interval(), unit);
    if (parts.frequency().isSubDaily()) {
      return words.sentence(new Wording.Parts(every, "", "", ""));
    }
    boolean timed = start.isPresent() || has(By.BYHOUR);
    String time = timed ? words.at(PeriodWords.texts(times())) : "";
    Set<Month> months = months();
    List<DayInMonth> monthDays = monthDays();
    List<MonthDay> dates = PeriodWords.dates(monthDays, months);
    Set<DayOfWeek> weekdays = weekdays();
    if (unit == Unit.YEAR && weekdays.isEmpty() && !dates.isEmpty()) {
      return words.sentence(new Wording.Parts(time, words.dates(every, dates), "", ""));
    }
    String inMonths = months.isEmpty() ? "" : words.months(months);
    String days = days(unit, every, monthDays, weekdays);
    return words.sentence(new Wording.Parts(time, days, inMonths, ""));
  }

  private String days(
      Unit unit, String every, List<DayInMonth> monthDays, Set<DayOfWeek> weekdays) {
    List<String> numbered = monthDays.stream().map(words::monthDay).toList();
    if (weekdays.isEmpty() && numbered.isEmpty()) {
      return every;
    }
    if (weekdays.isEmpty()) {
      String days = words.monthDays(numbered);
      return parts.interval() == 1 ? days : words.period(every, days);
    }
    if (parts.interval() > 1 && unit == Unit.WEEK) {
      return words.period(every, weekdays);
    }
    String plain = words.weekdays(weekdays);
    return numbered.isEmpty() ? plain : words.either(plain, words.monthDays(numbered));
  }

  private Unit unit() {
    return switch (parts.frequency()) {
      case SECONDLY -> Unit.SECOND;
      case MINUTELY -> Unit.MINUTE;
      case HOURLY -> Unit.HOUR;
      case DAILY -> Unit.DAY;
      case WEEKLY -> Unit.WEEK;
      case MONTHLY -> Unit.MONTH;
      case YEARLY -> Unit.YEAR;
    };
  }

  private List<LocalTime> times() {
    LocalTime at = start.map(LocalDateTime::toLocalTime).orElse(LocalTime.MIDNIGHT);
    List<LocalTime> times = new ArrayList<>();
    for (int hour : orElse(parts.by(By.BYHOUR), at.getHour())) {
      for (int minute : orElse(parts.by(By.BYMINUTE), at.getMinute())) {
        for (int second : orElse(parts.by(By.BYSECOND), at.getSecond())) {
          times.add(LocalTime.of(hour, minute, second));
        }
      }
    }
    return times;
  }

  private static List<Integer> orElse(List<Integer> values, int other) {
    return values.isEmpty() ? List.of(other) : values;
  }

  /** Every one of these weekdays; the start's, where a week names none. */
  private Set<DayOfWeek> weekdays() {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    parts.days().stream().filter(day -> day.n() == 0).forEach(day -> days.add(day.day()));
    if (parts.frequency() == Frequency.WEEKLY && parts.days().isEmpty()) {
      start.ifPresent(at -> days.add(at.getDayOfWeek()));
    }
    return days;
  }

  /** Days by number or place; the start's, where a month or year names none. */
  private List<DayInMonth> monthDays() {
    List<DayInMonth> days = new ArrayList<>();
    for (RruleParts.WeekdayNumber day : parts.days()) {
      if (day.n() != 0) {
        days.add(day.n() < 0 ? DayInMonth.last(day.day()) : DayInMonth.nth(day.n(), day.day()));
      }
    }
    for (int day : parts.by(By.BYMONTHDAY)) {
      days.add(day > 0 ? DayInMonth.day(day) : DayInMonth.beforeLast(-day - 1));
    }
    boolean ofMonths = parts.frequency().compareTo(Frequency.MONTHLY) >= 0;
    if (ofMonths && days.isEmpty() && parts.days().isEmpty()) {
      start.map(LocalDateTime::getDayOfMonth).ifPresent(day -> days.add(DayInMonth.day(day)));
    }
    return days;
  }

  private Set<Month> months() {
    Set<Month> months = EnumSet.noneOf(Month.class);
    parts.by(By.BYMONTH).forEach(month -> months.add(Month.of(month)));
    boolean bare = parts.days().isEmpty() && !has(By.BYMONTHDAY);
    if (parts.frequency() == Frequency.YEARLY && bare && months.isEmpty()) {
      start.map(LocalDateTime::toLocalDate).map(LocalDate::getMonth).ifPresent(months::add);
    }
    return months;
  }
}
