package io.carillon.internal.time;

import io.carillon.internal.time.Wording.Unit;
import io.carillon.time.DayInMonth;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.MonthDay;
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
  private static final int MOST_DATES_LISTED = 6;
  private static final int MOST_YEARS_LISTED = 8;
  private static final int LEAST_STEPS = 4;
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
    List<MonthDay> dates = dates();
    String days = dates.isEmpty() ? days(listed) : words.dates(everyYear(), dates);
    String months = dates.isEmpty() ? months() : "";
    return words.sentence(new Wording.Parts(time, days, months, years()));
  }

  private String everyYear() {
    return fields.years == null ? words.every(1, Unit.YEAR) : "";
  }

  /** The dates of a year, where these are few and nothing else is said of the days. */
  private List<MonthDay> dates() {
    boolean numbers =
        fields.anyWeekday
            && !fields.anyMonthDay
            && (fields.nearestWorking | fields.beforeLast | fields.beforeLastWorking) == 0;
    int count = Integer.bitCount(fields.monthDays) * Integer.bitCount(fields.months);
    if (!numbers || count > MOST_DATES_LISTED) {
      return List.of();
    }
    List<MonthDay> dates = new ArrayList<>();
    for (int month : values(fields.months)) {
      for (int day : values(fields.monthDays & 0xFFFFFFFFL)) {
        if (day > Month.of(month).minLength()) {
          return List.of();
        }
        dates.add(MonthDay.of(month, day));
      }
    }
    return dates;
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
      String time = marks(fields.seconds, Unit.SECOND, Unit.MINUTE);
      boolean everyMinute = Long.bitCount(fields.minutes) == 60;
      return within(everyMinute ? time : words.inMinutes(time, values(fields.minutes)), 0, 59);
    }
    int step = evenStep(fields.hours, 24);
    int minutes = Long.bitCount(fields.minutes);
    if (step > 0 && minutes <= 3 && (minutes == 1 || evenStep(fields.minutes, 60) < 0)) {
      String every = words.every(step, Unit.HOUR);
      return fields.minutes == 1
          ? every
          : words.marksOf(values(fields.minutes), Unit.MINUTE, every);
    }
    if (minutes == 1) {
      return oncePerHour(Long.numberOfTrailingZeros(fields.minutes));
    }
    int minuteStep = evenStep(fields.minutes, 60);
    return within(
        marks(fields.minutes, Unit.MINUTE, Unit.HOUR), 0, minuteStep > 0 ? 60 - minuteStep : 59);
  }

  /** Every 2 hours from 01:00 to 23:00; else every hour in each stretch. */
  private String oncePerHour(int minute) {
    List<Integer> hours = values(fields.hours);
    int step = NumberedDays.progression(hours);
    if (step > 1) {
      Wording.Stretch whole = stretch(hours.get(0), minute, hours.get(hours.size() - 1), minute);
      return words.during(words.every(step, Unit.HOUR), List.of(whole));
    }
    return within(words.every(1, Unit.HOUR), minute, minute);
  }

  private String marks(long bits, Unit mark, Unit whole) {
    int step = evenStep(bits, 60);
    if (step > 0) {
      return words.every(step, mark);
    }
    List<Integer> values = values(bits);
    int between = values.size() < LEAST_STEPS ? 0 : NumberedDays.progression(values);
    String every = words.every(1, whole);
    return between == 0
        ? words.marksOf(values, mark, every)
        : words.stepsOf(
            new Wording.Steps(values.get(0), values.get(values.size() - 1), between), mark, every);
  }

  /** Limits what goes on in each hour to the hours; the first and last minute of a stretch. */
  private String within(String time, int first, int last) {
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
    boolean overnight = open != null && open[1] == 23 && stretches.get(0)[0] == 0;
    if (overnight && open != null && stretches.size() > 1 && isEveryDay()) {
      open[1] = stretches.remove(0)[1];
    }
    return words.during(
        time, stretches.stream().map(hour -> stretch(hour[0], first, hour[1], last)).toList());
  }

  private static Wording.Stretch stretch(int hour, int minute, int lastHour, int lastMinute) {
    return new Wording.Stretch(
        two(hour) + ":" + two(minute), two(lastHour) + ":" + two(lastMinute));
  }

  private boolean isEveryDay() {
    return days(false).isEmpty() && months().isEmpty() && fields.years == null;
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
    List<String> days =
        new ArrayList<>(NumberedDays.say(values(fields.monthDays & 0xFFFFFFFFL), words));
    for (int day : values(fields.nearestWorking & 0xFFFFFFFFL)) {
      days.add(
          day == 1
              ? words.monthDay(DayInMonth.nthWorkday(1))
              : words.nearestWorkday(words.monthDay(DayInMonth.day(day))));
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
    List<int[]> stretches = new ArrayList<>();
    int from = years.nextSetBit(0);
    while (from >= 0 && stretches.size() < MOST_YEARS_LISTED) {
      int to = years.nextClearBit(from) - 1;
      stretches.add(new int[] {from, to});
      from = years.nextSetBit(to + 1);
    }
    return words.years(stretches, from >= 0);
  }
}
