package io.carillon.internal.time;

import io.carillon.internal.time.Wording.Unit;
import io.carillon.time.DayInMonth;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Puts the fields of a cron expression into words, from what they select and not from how they are
 * written: {@code *}{@code /45} is minutes 0 and 45, never "every 45 minutes".
 */
final class CronWords {

  private static final int MOST_TIMES_LISTED = 6;
  private static final int ALL_HOURS = (1 << 24) - 1;

  private final CronFields fields;
  private final Wording words;

  CronWords(CronFields fields, Wording words) {
    this.fields = fields;
    this.words = words;
  }

  String describe() {
    boolean listed = timesPerDay() <= MOST_TIMES_LISTED;
    String time = listed ? words.at(times()) : rhythm();
    String days = days(listed);
    return words.sentence(new Wording.Parts(time, days, months(), years()));
  }

  private int timesPerDay() {
    return Long.bitCount(fields.seconds)
        * Long.bitCount(fields.minutes)
        * Integer.bitCount(fields.hours);
  }

  private List<String> times() {
    List<String> times = new ArrayList<>();
    for (int hour : values(fields.hours)) {
      for (int minute : values(fields.minutes)) {
        for (int second : values(fields.seconds)) {
          times.add(two(hour) + ":" + two(minute) + (second == 0 ? "" : ":" + two(second)));
        }
      }
    }
    return times;
  }

  private static String two(int value) {
    return value < 10 ? "0" + value : String.valueOf(value);
  }

  /** How the time goes on within the day. */
  private String rhythm() {
    if (fields.seconds != 1) {
      return withinHours(withinMinutes(marks(fields.seconds, 60, Unit.SECOND, Unit.MINUTE)));
    }
    int hourStep = evenStep(fields.hours, 24);
    boolean fewMinutes = Long.bitCount(fields.minutes) <= 3 && evenStep(fields.minutes, 60) < 0;
    boolean oneMinute = Long.bitCount(fields.minutes) == 1;
    if (hourStep > 0 && (oneMinute || fewMinutes)) {
      String every = words.every(hourStep, Unit.HOUR);
      return fields.minutes == 1
          ? every
          : words.marksOf(values(fields.minutes), Unit.MINUTE, every);
    }
    return withinHours(marks(fields.minutes, 60, Unit.MINUTE, Unit.HOUR));
  }

  private String marks(long bits, int size, Unit mark, Unit whole) {
    int step = evenStep(bits, size);
    if (step > 0) {
      return words.every(step, mark);
    }
    return words.marksOf(values(bits), mark, words.every(1, whole));
  }

  private String withinMinutes(String time) {
    int step = evenStep(fields.minutes, 60);
    if (step == 1) {
      return time;
    }
    return words.marksOf(values(fields.minutes), Unit.MINUTE, time);
  }

  private String withinHours(String time) {
    if (fields.hours == ALL_HOURS) {
      return time;
    }
    List<int[]> stretches = new ArrayList<>();
    int[] open = null;
    for (int hour : values(fields.hours)) {
      if (open != null && open[1] == hour - 1) {
        open[1] = hour;
      } else {
        open = new int[] {hour, hour};
        stretches.add(open);
      }
    }
    return words.hours(time, stretches);
  }

  /** The step if the bits are all multiples of a divisor of the size, else -1. */
  private static int evenStep(long bits, int size) {
    int count = Long.bitCount(bits);
    if ((bits & 1) == 0 || size % count != 0) {
      return -1;
    }
    int step = size / count;
    for (int value = 0; value < size; value += step) {
      if ((bits >> value & 1) == 0) {
        return -1;
      }
    }
    return step;
  }

  private static List<Integer> values(long bits) {
    List<Integer> values = new ArrayList<>();
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      values.add(Long.numberOfTrailingZeros(rest));
    }
    return values;
  }

  private String days(boolean timesListed) {
    boolean everyMonthDay = fields.anyMonthDay || allMonthDays();
    boolean everyWeekday = fields.anyWeekday || fields.weekdays == 0b1111111;
    boolean either = !fields.anyMonthDay && !fields.anyWeekday;
    if (either ? everyMonthDay || everyWeekday : everyMonthDay && everyWeekday) {
      return timesListed ? words.everyDay() : "";
    }
    if (either) {
      return words.either(words.monthDays(monthDays()), weekdays());
    }
    return fields.anyMonthDay ? weekdays() : words.monthDays(monthDays());
  }

  private boolean allMonthDays() {
    return fields.monthDays == DayShapes.allDays(DayShapes.shape(31, 0));
  }

  private List<String> monthDays() {
    List<String> days = new ArrayList<>();
    for (int day : values(fields.monthDays & 0xFFFFFFFFL)) {
      days.add(words.monthDay(DayInMonth.day(day)));
    }
    for (int day : values(fields.nearestWorking & 0xFFFFFFFFL)) {
      days.add(words.nearestWorkday(words.monthDay(DayInMonth.day(day))));
    }
    for (int offset : values(fields.beforeLast & 0xFFFFFFFFL)) {
      days.add(words.monthDay(DayInMonth.beforeLast(offset)));
    }
    for (int offset : values(fields.beforeLastWorking & 0xFFFFFFFFL)) {
      days.add(
          offset == 0
              ? words.monthDay(DayInMonth.lastWorkday())
              : words.nearestWorkday(words.monthDay(DayInMonth.beforeLast(offset))));
    }
    return days;
  }

  private String weekdays() {
    List<String> special = new ArrayList<>();
    for (int bit : values(fields.nthWeekdays)) {
      special.add(words.monthDay(DayInMonth.nth(bit % 5 + 1, weekday(bit / 5))));
    }
    for (int day : values(fields.lastWeekdays)) {
      special.add(words.monthDay(DayInMonth.last(weekday(day))));
    }
    String plain = fields.weekdays == 0 ? "" : words.weekdays(weekdaySet(fields.weekdays));
    if (special.isEmpty()) {
      return plain;
    }
    String numbered = words.monthDays(special);
    return plain.isEmpty() ? numbered : words.either(plain, numbered);
  }

  private static DayOfWeek weekday(int fromSunday) {
    return DayOfWeek.of(fromSunday == 0 ? 7 : fromSunday);
  }

  private static Set<DayOfWeek> weekdaySet(int bits) {
    EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    values(bits).forEach(day -> days.add(weekday(day)));
    return days;
  }

  private String months() {
    if (Integer.bitCount(fields.months) == 12) {
      return "";
    }
    EnumSet<Month> months = EnumSet.noneOf(Month.class);
    values(fields.months).forEach(month -> months.add(Month.of(month)));
    return words.months(months);
  }

  private String years() {
    BitSet years = fields.years;
    if (years == null) {
      return "";
    }
    List<String> stretches = new ArrayList<>();
    int from = years.nextSetBit(0);
    while (from >= 0 && stretches.size() < 12) {
      int to = years.nextClearBit(from) - 1;
      stretches.add(from == to ? String.valueOf(from) : from + "-" + to);
      from = years.nextSetBit(to + 1);
    }
    return words.years(words.and(stretches) + (from >= 0 ? "..." : ""));
  }
}
