package io.carillon.time;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Times at which a trigger does not fire: single days, spans of days, stretches of every week, and
 * days of named calendars ({@link Calendars}), all on the wall clock of the trigger's zone.
 * Immutable.
 */
public final class Exclusions {

  private static final Exclusions NONE =
      new Exclusions(Set.of(), List.of(), List.of(), Set.of(), WhenExcluded.SKIP);

  private final Set<LocalDate> dates;
  private final List<DateSpan> spans;
  private final List<WeeklyWindow> weekly;
  private final Set<String> calendars;
  private final WhenExcluded action;

  private Exclusions(
      Set<LocalDate> dates,
      List<DateSpan> spans,
      List<WeeklyWindow> weekly,
      Set<String> calendars,
      WhenExcluded action) {
    this.dates = dates;
    this.spans = spans;
    this.weekly = weekly;
    this.calendars = calendars;
    this.action = action;
  }

  /** Nothing is excluded. */
  public static Exclusions none() {
    return NONE;
  }

  /** Excludes single days too. */
  public Exclusions onDates(Collection<LocalDate> days) {
    TreeSet<LocalDate> all = new TreeSet<>(dates);
    all.addAll(days);
    Set<LocalDate> fixed = Collections.unmodifiableSortedSet(all);
    return new Exclusions(fixed, spans, weekly, calendars, action);
  }

  /** Excludes the days from first to last, both inclusive, too. */
  public Exclusions between(LocalDate first, LocalDate last) {
    return new Exclusions(dates, plus(spans, new DateSpan(first, last)), weekly, calendars, action);
  }

  /** Excludes a stretch of every week too. */
  public Exclusions weekly(WeeklyWindow window) {
    return new Exclusions(dates, spans, plus(weekly, window), calendars, action);
  }

  /** Excludes the days of a named calendar too. */
  public Exclusions onCalendar(String name) {
    TreeSet<String> all = new TreeSet<>(calendars);
    all.add(name);
    Set<String> fixed = Collections.unmodifiableSortedSet(all);
    return new Exclusions(dates, spans, weekly, fixed, action);
  }

  /** What becomes of an excluded fire; skipped unless said otherwise. */
  public Exclusions then(WhenExcluded whenExcluded) {
    return new Exclusions(
        dates, spans, weekly, calendars, Objects.requireNonNull(whenExcluded, "whenExcluded"));
  }

  private static <T> List<T> plus(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return longer.stream().distinct().toList();
  }

  /** True if nothing is excluded. */
  public boolean isEmpty() {
    return dates.isEmpty() && spans.isEmpty() && weekly.isEmpty() && calendars.isEmpty();
  }

  public Set<LocalDate> dates() {
    return dates;
  }

  public List<DateSpan> spans() {
    return spans;
  }

  public List<WeeklyWindow> weekly() {
    return weekly;
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
        && dates.equals(that.dates)
        && spans.equals(that.spans)
        && weekly.equals(that.weekly)
        && calendars.equals(that.calendars)
        && action == that.action;
  }

  @Override
  public int hashCode() {
    return Objects.hash(dates, spans, weekly, calendars, action);
  }

  @Override
  public String toString() {
    return "Exclusions[" + dates + spans + weekly + calendars + " " + action + "]";
  }
}
