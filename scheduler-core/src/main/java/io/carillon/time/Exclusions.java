package io.carillon.time;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Times at which a trigger does not fire: single days, spans of days, days that come again every
 * year or month, stretches of every week, and days of named calendars ({@link Calendars}), all on
 * the wall clock of the trigger's zone. Immutable.
 */
public final class Exclusions {

  private static final Exclusions NONE =
      new Exclusions(
          new Days(Set.of(), List.of()),
          new Recurring(Set.of(), List.of(), List.of()),
          Set.of(),
          WhenExcluded.SKIP);

  private final Days days;
  private final Recurring recurring;
  private final Set<String> calendars;
  private final WhenExcluded action;

  /** What is excluded once. */
  private record Days(Set<LocalDate> dates, List<DateSpan> spans) {
    boolean isEmpty() {
      return dates.isEmpty() && spans.isEmpty();
    }
  }

  /** What is excluded again and again. */
  private record Recurring(
      Set<MonthDay> yearly, List<MonthlyDays> monthly, List<WeeklyWindow> weekly) {
    boolean isEmpty() {
      return yearly.isEmpty() && monthly.isEmpty() && weekly.isEmpty();
    }
  }

  private Exclusions(Days days, Recurring recurring, Set<String> calendars, WhenExcluded action) {
    this.days = days;
    this.recurring = recurring;
    this.calendars = calendars;
    this.action = action;
  }

  /** Nothing is excluded. */
  public static Exclusions none() {
    return NONE;
  }

  /** Excludes single days too. */
  public Exclusions onDates(Collection<LocalDate> more) {
    return with(new Days(plusAll(days.dates, more), days.spans));
  }

  /** Excludes the days from first to last, both inclusive, too. */
  public Exclusions between(LocalDate first, LocalDate last) {
    return with(new Days(days.dates, plus(days.spans, new DateSpan(first, last))));
  }

  /** Excludes days of every year too; 29 February is excluded in leap years. */
  public Exclusions yearly(Collection<MonthDay> more) {
    Set<MonthDay> all = plusAll(recurring.yearly, more);
    return with(new Recurring(all, recurring.monthly, recurring.weekly));
  }

  /** Excludes days of every month, or of some months of every year, too. */
  public Exclusions monthly(MonthlyDays more) {
    List<MonthlyDays> all = new ArrayList<>();
    boolean joined = false;
    for (MonthlyDays one : recurring.monthly) {
      boolean same = one.months().equals(more.months());
      all.add(same ? new MonthlyDays(plus(one.days(), more.days()), one.months()) : one);
      joined |= same;
    }
    if (!joined) {
      all.add(more);
    }
    return with(new Recurring(recurring.yearly, List.copyOf(all), recurring.weekly));
  }

  /** Excludes a stretch of every week too. */
  public Exclusions weekly(WeeklyWindow window) {
    List<WeeklyWindow> all = plus(recurring.weekly, window);
    return with(new Recurring(recurring.yearly, recurring.monthly, all));
  }

  /** Excludes the days of a named calendar too. */
  public Exclusions onCalendar(String name) {
    return new Exclusions(days, recurring, plusAll(calendars, List.of(name)), action);
  }

  /** What becomes of an excluded fire; skipped unless said otherwise. */
  public Exclusions then(WhenExcluded whenExcluded) {
    return new Exclusions(
        days, recurring, calendars, Objects.requireNonNull(whenExcluded, "whenExcluded"));
  }

  private Exclusions with(Days changed) {
    return new Exclusions(changed, recurring, calendars, action);
  }

  private Exclusions with(Recurring changed) {
    return new Exclusions(days, changed, calendars, action);
  }

  private static <T extends Comparable<? super T>> Set<T> plusAll(Set<T> set, Collection<T> more) {
    TreeSet<T> all = new TreeSet<>(set);
    all.addAll(more);
    return Collections.unmodifiableSortedSet(all);
  }

  private static <T> List<T> plus(List<T> list, T one) {
    return plus(list, List.of(one));
  }

  private static <T> List<T> plus(List<T> list, List<T> more) {
    List<T> longer = new ArrayList<>(list);
    longer.addAll(more);
    return longer.stream().distinct().toList();
  }

  /** True if nothing is excluded. */
  public boolean isEmpty() {
    return days.isEmpty() && recurring.isEmpty() && calendars.isEmpty();
  }

  public Set<LocalDate> dates() {
    return days.dates;
  }

  public List<DateSpan> spans() {
    return days.spans;
  }

  /** Days of every year. */
  public Set<MonthDay> yearly() {
    return recurring.yearly;
  }

  /** Days of months, those of the same months together. */
  public List<MonthlyDays> monthly() {
    return recurring.monthly;
  }

  public List<WeeklyWindow> weekly() {
    return recurring.weekly;
  }

  /** The names of the calendars. */
  public Set<String> calendars() {
    return calendars;
  }

  public WhenExcluded action() {
    return action;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Exclusions that
        && days.equals(that.days)
        && recurring.equals(that.recurring)
        && calendars.equals(that.calendars)
        && action == that.action;
  }

  @Override
  public int hashCode() {
    return Objects.hash(days, recurring, calendars, action);
  }

  @Override
  public String toString() {
    return "Exclusions[" + days + recurring + calendars + " " + action + "]";
  }
}
