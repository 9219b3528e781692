package io.carillon.internal.time;

import io.carillon.internal.time.RruleParts.By;
import io.carillon.internal.time.RruleParts.Frequency;
import io.carillon.internal.time.RruleParts.WeekdayNumber;
import io.carillon.internal.time.Wording.Unit;
import io.carillon.time.DayInMonth;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the days of a recurrence rule into words: first which kind of rule it is, then whether the
 * words of that kind say all of it.
 */
final class RruleDayWords {

  private static final Set<DayOfWeek> WORKING_DAYS =
      EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final int MOST_PLACES = 5;
  private static final int MOST_WORKING_DAYS = 23;

  private final Wording words;
  private final RruleParts parts;
  private final Optional<LocalDateTime> start;

  RruleDayWords(Wording words, RruleParts parts, Optional<LocalDateTime> start) {
    this.words = words;
    this.parts = parts;
    this.start = start;
  }

  /** Days, and the months or weeks they are in; empty texts where nothing is said. */
  record Said(String days, String months) {}

  /**
   * The days in words; empty where words would leave something out.
   *
   * @param every the period in words
   */
  Optional<Said> say(String every, Unit unit) {
    if (has(By.BYYEARDAY)) {
      return ofTheYear(every);
    } else if (has(By.BYWEEKNO)) {
      return inWeeks(every);
    } else if (has(By.BYSETPOS)) {
      return atPositions(every);
    } else if (has(By.BYMONTHDAY) && !parts.days().isEmpty()) {
      return whereBothMeet(every);
    }
    return keepsItsWords() ? Optional.of(plain(every, unit)) : Optional.empty();
  }

  private boolean has(By part) {
    return !parts.by(part).isEmpty();
  }

  private boolean hasAny(By... others) {
    for (By part : others) {
      if (has(part)) {
        return true;
      }
    }
    return false;
  }

  private boolean isEach() {
    return parts.interval() == 1;
  }

  /** On the 100th day of the year. */
  private Optional<Said> ofTheYear(String every) {
    boolean alone =
        parts.frequency() == Frequency.YEARLY
            && parts.days().isEmpty()
            && !hasAny(By.BYMONTH, By.BYMONTHDAY, By.BYWEEKNO, By.BYSETPOS);
    if (!alone) {
      return Optional.empty();
    }
    String days = words.yearDays(fromStartToEnd(By.BYYEARDAY));
    return Optional.of(new Said(isEach() ? days : words.period(every, days), ""));
  }

  /** Those counted from the start, then those counted from the end. */
  private List<Integer> fromStartToEnd(By part) {
    List<Integer> places = new ArrayList<>(parts.by(part));
    places.sort(Comparator.comparing((Integer place) -> place < 0).thenComparing(p -> p));
    return places;
  }

  /**
   * Every Friday in week 12 of the year. Weeks at the ends of a year reach into other years, which
   * matters where years are left out.
   */
  private Optional<Said> inWeeks(String every) {
    List<Integer> weeks = parts.by(By.BYWEEKNO);
    boolean alone =
        parts.frequency() == Frequency.YEARLY
            && parts.weekStart() == DayOfWeek.MONDAY
            && !hasAny(By.BYMONTH, By.BYMONTHDAY, By.BYSETPOS);
    boolean sure = weeks.stream().allMatch(week -> week > 0 && (isEach() || isInside(week)));
    Set<DayOfWeek> weekdays = weekdays();
    if (!alone || !sure || !isPlainWeekdays() || weekdays.isEmpty()) {
      return Optional.empty();
    }
    String days = isEach() ? words.weekdays(weekdays) : words.period(every, weekdays);
    return Optional.of(new Said(days, words.weeks(Stretches.ofNumbers(weeks))));
  }

  private static boolean isInside(int week) {
    return week > 1 && week < 52;
  }

  private boolean isPlainWeekdays() {
    return parts.days().stream().allMatch(day -> day.n() == 0);
  }

  /** Of the days from Monday to Friday the last; of Fridays the second. */
  private Optional<Said> atPositions(String every) {
    boolean ofMonths = parts.frequency() == Frequency.MONTHLY && !has(By.BYMONTHDAY);
    Set<DayOfWeek> weekdays = weekdays();
    boolean working = weekdays.equals(WORKING_DAYS);
    int most = working ? MOST_WORKING_DAYS : MOST_PLACES;
    boolean fits = parts.by(By.BYSETPOS).stream().allMatch(n -> n <= most && n >= -most);
    if (!ofMonths
        || !fits
        || !isPlainWeekdays()
        || !(working || weekdays.size() == 1)
        || (has(By.BYMONTH) && !isEach())) {
      return Optional.empty();
    }
    List<DayInMonth> places = new ArrayList<>();
    for (int n : fromStartToEnd(By.BYSETPOS)) {
      if (working) {
        places.add(n > 0 ? DayInMonth.nthWorkday(n) : DayInMonth.workdaysBeforeLast(-n - 1));
      } else {
        places.add(place(n, weekdays.iterator().next()));
      }
    }
    String days = words.monthDays(places.stream().map(words::monthDay).toList());
    return Optional.of(new Said(isEach() ? days : words.period(every, days), inMonths()));
  }

  private static DayInMonth place(int n, DayOfWeek day) {
    return n < 0 ? DayInMonth.beforeLast(-n - 1, day) : DayInMonth.nth(n, day);
  }

  private String inMonths() {
    Set<Month> months = months();
    return months.isEmpty() ? "" : words.months(months);
  }

  /** On the 13th if it is a Friday. */
  private Optional<Said> whereBothMeet(String every) {
    boolean monthly = parts.frequency() == Frequency.MONTHLY && !has(By.BYMONTH);
    if (!isPlainWeekdays() || !(isEach() || monthly)) {
      return Optional.empty();
    }
    String days = words.onlyOn(words.monthDays(monthDays()), weekdays());
    return Optional.of(new Said(isEach() ? days : words.period(every, days), inMonths()));
  }

  /** False where the words for days and months would leave something of the rule out. */
  private boolean keepsItsWords() {
    boolean weekdays = parts.days().stream().anyMatch(day -> day.n() == 0);
    boolean numbered = parts.days().stream().anyMatch(day -> day.n() != 0);
    boolean unusual = parts.days().stream().anyMatch(day -> Math.abs(day.n()) > MOST_PLACES);
    boolean ofYear = numbered && parts.frequency() == Frequency.YEARLY && !has(By.BYMONTH);
    if (unusual || ofYear || isEach()) {
      return !unusual && !ofYear;
    }
    boolean byDay = weekdays || numbered || has(By.BYMONTHDAY);
    return switch (parts.frequency()) {
      case WEEKLY -> !hasAny(By.BYMONTH, By.BYMONTHDAY) && beginsItsWeekAsUsual();
      case MONTHLY -> !has(By.BYMONTH) && !weekdays;
      case YEARLY -> !weekdays && (has(By.BYMONTH) || !byDay);
      default -> !has(By.BYMONTH) && !byDay;
    };
  }

  /** Where weeks are left out it matters with which day they begin, unless only one day counts. */
  private boolean beginsItsWeekAsUsual() {
    Set<DayOfWeek> usual = EnumSet.noneOf(DayOfWeek.class);
    start.ifPresent(at -> usual.add(at.getDayOfWeek()));
    return parts.weekStart() == DayOfWeek.MONDAY || weekdays().equals(usual);
  }

  private Said plain(String every, Unit unit) {
    List<DayInMonth> monthDays = namedDays();
    Set<DayOfWeek> weekdays = weekdays();
    List<MonthDay> dates = PeriodWords.dates(monthDays, months());
    if (unit == Unit.YEAR && weekdays.isEmpty() && !dates.isEmpty()) {
      return new Said(words.dates(every, dates), "");
    }
    return new Said(days(unit, every, weekdays), inMonths());
  }

  private String days(Unit unit, String every, Set<DayOfWeek> weekdays) {
    List<String> numbered = monthDays();
    if (weekdays.isEmpty() && numbered.isEmpty()) {
      return every;
    }
    if (weekdays.isEmpty()) {
      String days = words.monthDays(numbered);
      return isEach() ? days : words.period(every, days);
    }
    if (!isEach() && unit == Unit.WEEK) {
      return words.period(every, weekdays);
    }
    String plain = words.weekdays(weekdays);
    return numbered.isEmpty() ? plain : words.either(plain, words.monthDays(numbered));
  }

  /** Every one of these weekdays; the start's, where a week names none. */
  private Set<DayOfWeek> weekdays() {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    parts.days().stream().filter(day -> day.n() == 0).forEach(day -> days.add(day.day()));
    boolean ofWeeks = parts.frequency() == Frequency.WEEKLY || has(By.BYWEEKNO);
    if (ofWeeks && parts.days().isEmpty()) {
      start.ifPresent(at -> days.add(at.getDayOfWeek()));
    }
    return days;
  }

  /** The days by number or place in words, with rows of numbers put together. */
  private List<String> monthDays() {
    List<String> said = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (DayInMonth day : namedDays()) {
      if (day.form() == DayInMonth.Form.NUMBER) {
        numbers.add(day.n());
      } else {
        said.add(words.monthDay(day));
      }
    }
    said.addAll(0, NumberedDays.say(numbers, words));
    return said;
  }

  /** Days by number or place; the start's, where a month or year names none. */
  private List<DayInMonth> namedDays() {
    List<DayInMonth> days = new ArrayList<>();
    for (WeekdayNumber day : parts.days()) {
      if (day.n() != 0) {
        days.add(place(day.n(), day.day()));
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
