package io.carillon.internal.time;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parts of an RRULE, checked one by one. Immutable. */
public final class RruleParts {

  /** How long a period is; the order is from short to long. */
  public enum Frequency {
    SECONDLY(1),
    MINUTELY(60),
    HOURLY(3_600),
    DAILY(CivilDays.SECONDS_PER_DAY),
    WEEKLY(7 * CivilDays.SECONDS_PER_DAY),
    MONTHLY(0),
    YEARLY(0);

    private final int seconds;

    Frequency(int seconds) {
      this.seconds = seconds;
    }

    /** The length in seconds; 0 for months and years. */
    int seconds() {
      return seconds;
    }

    public boolean isSubDaily() {
      return compareTo(DAILY) < 0;
    }
  }

  /** The numeric BY parts, with the values each may have (negative ones count from the end). */
  enum By {
    BYMONTH(1, 12, false),
    BYWEEKNO(1, 53, true),
    BYYEARDAY(1, 366, true),
    BYMONTHDAY(1, 31, true),
    BYHOUR(0, 23, false),
    BYMINUTE(0, 59, false),
    BYSECOND(0, 59, false),
    BYSETPOS(1, 366, true);

    private final int min;
    private final int max;
    private final boolean fromEnd;

    By(int min, int max, boolean fromEnd) {
      this.min = min;
      this.max = max;
      this.fromEnd = fromEnd;
    }

    boolean allows(int value) {
      int size = fromEnd ? Math.abs(value) : value;
      return size >= min && size <= max;
    }

    String range() {
      return fromEnd ? min + " to " + max + " or -" + max + " to -" + min : min + " to " + max;
    }
  }

  /** A weekday, with which one of the month or year; 0 is every one. */
  record WeekdayNumber(int n, DayOfWeek day) {
    @Override
    public String toString() {
      return (n == 0 ? "" : String.valueOf(n)) + day.name().substring(0, 2);
    }
  }

  private final Frequency frequency;
  private final int interval;
  private final int count;
  private final Optional<RruleTime> until;
  private final Lists lists;

  /** The BY parts and the first day of the week. */
  record Lists(Map<By, List<Integer>> numbers, List<WeekdayNumber> days, DayOfWeek weekStart) {
    Lists {
      Map<By, List<Integer>> copy = new EnumMap<>(By.class);
      numbers.forEach((by, values) -> copy.put(by, values.stream().distinct().sorted().toList()));
      numbers = Collections.unmodifiableMap(copy);
      days = days.stream().distinct().toList();
    }
  }

  RruleParts(Frequency frequency, int interval, int count, Optional<RruleTime> until, Lists lists) {
    this.frequency = frequency;
    this.interval = interval;
    this.count = count;
    this.until = until;
    this.lists = lists;
  }

  public Frequency frequency() {
    return frequency;
  }

  public int interval() {
    return interval;
  }

  /** How many occurrences there are at most; 0 is no limit. */
  public int count() {
    return count;
  }

  Optional<RruleTime> until() {
    return until;
  }

  List<Integer> by(By part) {
    return lists.numbers.getOrDefault(part, List.of());
  }

  List<WeekdayNumber> days() {
    return lists.days;
  }

  DayOfWeek weekStart() {
    return lists.weekStart;
  }

  boolean hasNoByParts() {
    return lists.numbers.isEmpty() && lists.days.isEmpty();
  }

  /** The rule in one order of its parts, without defaults. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    parts.add("FREQ=" + frequency);
    if (interval != 1) {
      parts.add("INTERVAL=" + interval);
    }
    if (count != 0) {
      parts.add("COUNT=" + count);
    }
    until.ifPresent(time -> parts.add("UNTIL=" + time));
    for (By by : By.values()) {
      if (by == By.BYHOUR && !lists.days.isEmpty()) {
        parts.add("BYDAY=" + joined(lists.days));
      }
      if (!by(by).isEmpty()) {
        parts.add(by + "=" + joined(by(by)));
      }
    }
    if (lists.weekStart != DayOfWeek.MONDAY) {
      parts.add("WKST=" + lists.weekStart.name().substring(0, 2));
    }
    return String.join(";", parts);
  }

  private static String joined(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
