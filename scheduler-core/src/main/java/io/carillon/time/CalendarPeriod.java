package io.carillon.time;

import io.carillon.internal.time.PeriodChecks;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Days, weeks, months or years of the calendar, at times of day: every day at 9, every 2 weeks on
 * Monday, every 3 months on the last working day. Immutable.
 *
 * <p>Periods longer than one unit count from {@link #from}, else from the trigger's anchor; nothing
 * fires before {@code from}. A week starts on Monday. What is left out is taken from the anchor:
 * the time of day, the weekday of a week, the day of a month, the month of a year. The times are
 * readings of the wall clock: a skipped one fires at the first valid instant after it, a repeated
 * one the first time.
 */
public final class CalendarPeriod {

  private final Step step;
  private final Days days;
  private final List<LocalTime> times;

  /** How long a period is, and where counting starts. */
  private record Step(PeriodUnit unit, int every, @Nullable LocalDate from) {}

  /** Which days of a period. */
  private record Days(
      Set<DayOfWeek> weekdays,
      List<DayInMonth> monthDays,
      Set<Month> months,
      ShortMonths shortMonths) {}

  private CalendarPeriod(Step step, Days days, List<LocalTime> times) {
    this.step = step;
    this.days = days;
    this.times = times;
    PeriodChecks.check(this);
  }

  private static CalendarPeriod of(PeriodUnit unit, List<LocalTime> times) {
    Days any = new Days(Set.of(), List.of(), Set.of(), ShortMonths.LAST_DAY);
    return new CalendarPeriod(new Step(unit, 1, null), any, sorted(times));
  }

  /** Every day at the given times. */
  public static CalendarPeriod daily(LocalTime... at) {
    return of(PeriodUnit.DAYS, Arrays.asList(at));
  }

  /** Every week on the given weekdays. */
  public static CalendarPeriod weekly(Set<DayOfWeek> weekdays, LocalTime... at) {
    return of(PeriodUnit.WEEKS, Arrays.asList(at)).onWeekdays(weekdays);
  }

  /** Every month on the given days. */
  public static CalendarPeriod monthly(List<DayInMonth> days, LocalTime... at) {
    return of(PeriodUnit.MONTHS, Arrays.asList(at)).onMonthDays(days);
  }

  /** Every year on the given days of the given months. */
  public static CalendarPeriod yearly(Set<Month> months, List<DayInMonth> days, LocalTime... at) {
    return of(PeriodUnit.YEARS, Arrays.asList(at)).inMonths(months).onMonthDays(days);
  }

  /** Every unit, at the anchor's day and time until more is said. */
  public static CalendarPeriod each(PeriodUnit unit) {
    return of(unit, List.of());
  }

  /** Every n units (1-1000) in place of each. */
  public CalendarPeriod every(int n) {
    return new CalendarPeriod(new Step(step.unit, n, step.from), days, times);
  }

  /** Counts periods from the one that holds a date, and fires on no earlier date. */
  public CalendarPeriod from(LocalDate date) {
    return new CalendarPeriod(new Step(step.unit, step.every, date), days, times);
  }

  /** The weekdays, for weeks only. */
  public CalendarPeriod onWeekdays(Set<DayOfWeek> weekdays) {
    Set<DayOfWeek> ordered = PeriodChecks.ordered(weekdays, DayOfWeek.class);
    return with(new Days(ordered, days.monthDays, days.months, days.shortMonths));
  }

  /** The days of the month, for months and years only. */
  public CalendarPeriod onMonthDays(List<DayInMonth> monthDays) {
    List<DayInMonth> distinct = monthDays.stream().distinct().toList();
    return with(new Days(days.weekdays, distinct, days.months, days.shortMonths));
  }

  /** The months, for years only. */
  public CalendarPeriod inMonths(Set<Month> months) {
    Set<Month> ordered = PeriodChecks.ordered(months, Month.class);
    return with(new Days(days.weekdays, days.monthDays, ordered, days.shortMonths));
  }

  /** What day 29 to 31 means in a shorter month; the last day unless said otherwise. */
  public CalendarPeriod withShortMonths(ShortMonths rule) {
    return with(new Days(days.weekdays, days.monthDays, days.months, rule));
  }

  /** The times of day, in whole seconds. */
  public CalendarPeriod at(List<LocalTime> at) {
    return new CalendarPeriod(step, days, sorted(at));
  }

  private CalendarPeriod with(Days changed) {
    return new CalendarPeriod(step, changed, times);
  }

  private static List<LocalTime> sorted(List<LocalTime> times) {
    return times.stream().distinct().sorted().toList();
  }

  public PeriodUnit unit() {
    return step.unit;
  }

  public int every() {
    return step.every;
  }

  /** The date from which periods count and before which nothing fires. */
  public Optional<LocalDate> from() {
    return Optional.ofNullable(step.from);
  }

  /** In the order of the week; empty: the anchor's. */
  public Set<DayOfWeek> weekdays() {
    return days.weekdays;
  }

  /** Empty: the anchor's. */
  public List<DayInMonth> monthDays() {
    return days.monthDays;
  }

  /** In the order of the year; empty: the anchor's. */
  public Set<Month> months() {
    return days.months;
  }

  public ShortMonths shortMonths() {
    return days.shortMonths;
  }

  /** In order; empty: the anchor's time of day. */
  public List<LocalTime> times() {
    return times;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CalendarPeriod that
        && step.equals(that.step)
        && days.equals(that.days)
        && times.equals(that.times);
  }

  @Override
  public int hashCode() {
    return Objects.hash(step, days, times);
  }

  @Override
  public String toString() {
    return "every " + step.every + " " + step.unit + " " + days + " at " + times;
  }
}
