package io.carillon.testkit.year;

import io.carillon.testkit.year.Rule.Sample;
import io.carillon.time.DayInMonth;
import io.carillon.time.Exclusions;
import io.carillon.time.MonthlyDays;
import io.carillon.time.WeeklyWindow;
import io.carillon.time.WhenExcluded;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** Random exclusions, each with what it means: told by a day's own calendar fields alone. */
final class ExcludedDays {

  private final Random random;
  private Exclusions exclusions = Exclusions.none();
  private Predicate<LocalDateTime> excluded = reading -> false;

  private ExcludedDays(Random random) {
    this.random = random;
  }

  /** Leaves out days, or moves what falls on them; of some triggers. */
  static Sample days(Sample sample, Random random) {
    if (random.nextInt(5) > 1) {
      return sample;
    }
    ExcludedDays days = new ExcludedDays(random);
    if (random.nextInt(2) == 0) {
      days.weekendsAndDates();
    }
    if (random.nextInt(2) == 0) {
      days.yearly();
    }
    if (random.nextInt(2) == 0 || days.exclusions.isEmpty()) {
      days.monthly();
    }
    return days.of(sample, random.nextInt(2) == 0);
  }

  /** Leaves out Monday evening to Tuesday morning, or days; of some triggers. */
  static Sample hours(Sample sample, Random random) {
    if (random.nextInt(5) > 1) {
      return sample;
    }
    ExcludedDays days = new ExcludedDays(random);
    if (random.nextInt(2) == 0) {
      days.mondayNight();
    } else {
      days.yearly();
      days.monthly();
    }
    return days.of(sample, false);
  }

  private Sample of(Sample sample, boolean moves) {
    WhenExcluded then = moves ? WhenExcluded.NEXT_WORKING_DAY : WhenExcluded.SKIP;
    return new Sample(
        sample.trigger().withExclusions(exclusions.then(then)),
        sample.rule(),
        true,
        excluded,
        moves);
  }

  private void leaveOut(Exclusions with, Predicate<LocalDate> day) {
    exclusions = with;
    excluded = excluded.or(reading -> day.test(reading.toLocalDate()));
  }

  private void weekendsAndDates() {
    leaveOut(exclusions.weekly(WeeklyWindow.weekends()), day -> day.getDayOfWeek().getValue() > 5);
    Set<LocalDate> dates = Set.of(LocalDate.of(2026, 1, 1), LocalDate.of(2011, 12, 26));
    leaveOut(exclusions.onDates(dates), dates::contains);
    if (random.nextInt(2) == 0) {
      leaveOut(
          exclusions.between(LocalDate.of(2026, 8, 1), LocalDate.of(2026, 8, 9)),
          day ->
              day.getYear() == 2026 && day.getMonth() == Month.AUGUST && day.getDayOfMonth() < 10);
    }
  }

  private void mondayNight() {
    exclusions =
        exclusions.weekly(
            new WeeklyWindow(Set.of(DayOfWeek.MONDAY), LocalTime.of(22, 0), LocalTime.of(6, 0)));
    excluded =
        excluded.or(
            at ->
                (at.getDayOfWeek() == DayOfWeek.MONDAY && at.getHour() >= 22)
                    || (at.getDayOfWeek() == DayOfWeek.TUESDAY && at.getHour() < 6));
  }

  /** Some days of each year, often those before and after a year or February ends. */
  private void yearly() {
    List<String> known =
        List.of("12-31", "01-01", "02-29", "02-28", "03-01", "12-25", "10-25", "03-08");
    List<String> days = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      days.add(
          random.nextInt(2) == 0
              ? known.get(random.nextInt(known.size()))
              : "%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28)));
    }
    leaveOut(
        exclusions.yearly(days.stream().map(day -> MonthDay.parse("--" + day)).toList()),
        day -> days.contains(day.toString().substring(5)));
  }

  /** A day or two of each month, or of some months. */
  private void monthly() {
    Set<Month> months = EnumSet.noneOf(Month.class);
    for (int i = random.nextInt(2) * (1 + random.nextInt(5)); i > 0; i--) {
      months.add(Month.of(1 + random.nextInt(12)));
    }
    for (int i = random.nextInt(2); i >= 0; i--) {
      oneOfEachMonth(months);
    }
  }

  private void oneOfEachMonth(Set<Month> months) {
    int few = random.nextInt(5);
    DayOfWeek weekday = DayOfWeek.of(1 + random.nextInt(7));
    switch (random.nextInt(6)) {
      case 0 -> {
        int number = 1 + random.nextInt(28);
        monthly(months, DayInMonth.day(number), day -> day.getDayOfMonth() == number);
      }
      case 1 -> monthly(months, DayInMonth.beforeLast(few), day -> daysAfter(day) == few);
      case 2 ->
          monthly(
              months,
              DayInMonth.nth(few + 1, weekday),
              day -> day.getDayOfWeek() == weekday && (day.getDayOfMonth() - 1) / 7 == few);
      case 3 ->
          monthly(
              months,
              DayInMonth.beforeLast(few, weekday),
              day -> day.getDayOfWeek() == weekday && daysAfter(day) / 7 == few);
      case 4 ->
          monthly(
              months,
              DayInMonth.nthWorkday(few + 1),
              day -> isWorkday(day) && workdays(day.withDayOfMonth(1), day) == few);
      default ->
          monthly(
              months,
              DayInMonth.workdaysBeforeLast(few),
              day ->
                  isWorkday(day)
                      && workdays(day.plusDays(1), day.plusMonths(1).withDayOfMonth(1)) == few);
    }
  }

  private void monthly(Set<Month> months, DayInMonth one, Predicate<LocalDate> meaning) {
    leaveOut(
        exclusions.monthly(MonthlyDays.of(one).in(months)),
        day -> (months.isEmpty() || months.contains(day.getMonth())) && meaning.test(day));
  }

  private static int daysAfter(LocalDate day) {
    return day.lengthOfMonth() - day.getDayOfMonth();
  }

  private static boolean isWorkday(LocalDate day) {
    return day.getDayOfWeek().getValue() <= 5;
  }

  /** How many days from Monday to Friday a range has, without its last day. */
  private static int workdays(LocalDate from, LocalDate to) {
    return (int) from.datesUntil(to).filter(ExcludedDays::isWorkday).count();
  }
}
