package io.carillon.internal.time;

import static io.carillon.internal.time.CivilDays.monthLength;

/**
 * The days of a month that a rule selects, as bits 1-31. Every rule of cron (last day, nearest
 * working day, second Friday) depends only on the month's length and on the weekday it starts with:
 * 28 shapes in all, so each rule is computed once for each shape and a search only looks up.
 */
final class DayShapes {

  static final int SHAPES = 28;

  /** Days of each weekday (row) in a month of 31 days that starts with a weekday (column). */
  private static final int[][] WEEKDAY_DAYS = new int[7][7];

  static {
    for (int first = 0; first < 7; first++) {
      for (int day = 1; day <= 31; day++) {
        WEEKDAY_DAYS[(first + day - 1) % 7][first] |= 1 << day;
      }
    }
  }

  private DayShapes() {}

  static int shape(int length, int firstWeekday) {
    return (length - 28) * 7 + firstWeekday;
  }

  static int shapeOf(int year, int month) {
    long first = CivilDays.epochDay(year, month, 1);
    return shape(monthLength(year, month), CivilDays.weekday(first));
  }

  static int length(int shape) {
    return shape / 7 + 28;
  }

  static int firstWeekday(int shape) {
    return shape % 7;
  }

  /** All days of a month of this shape. */
  static int allDays(int shape) {
    return (int) ((1L << (length(shape) + 1)) - 2);
  }

  /** The days that fall on any of the weekdays (bit 0 is Sunday). */
  static int onWeekdays(int shape, int weekdays) {
    int days = 0;
    int first = firstWeekday(shape);
    for (int rest = weekdays; rest != 0; rest &= rest - 1) {
      days |= WEEKDAY_DAYS[Integer.numberOfTrailingZeros(rest)][first];
    }
    return days & allDays(shape);
  }

  /** The nth day of a weekday, or 0 where the month has no nth. */
  static int nth(int shape, int weekday, int n) {
    int day = 1 + Math.floorMod(weekday - firstWeekday(shape), 7) + (n - 1) * 7;
    return day <= length(shape) ? 1 << day : 0;
  }

  /** The last day of a weekday. */
  static int last(int shape, int weekday) {
    return Integer.highestOneBit(onWeekdays(shape, 1 << weekday));
  }

  /** The day of a weekday so many weeks before the last, or 0 where the month has none. */
  static int last(int shape, int weekday, int weeksBefore) {
    int day = Integer.numberOfTrailingZeros(last(shape, weekday)) - 7 * weeksBefore;
    return day >= 1 ? 1 << day : 0;
  }

  /** The day that lies {@code offset} days before the last one, or 0 where there is none. */
  static int beforeLast(int shape, int offset) {
    int day = length(shape) - offset;
    return day >= 1 ? 1 << day : 0;
  }

  /**
   * The working day (Monday to Friday) nearest to a day, within the same month; 0 where the month
   * has no such day.
   */
  static int nearestWorkingDay(int shape, int day) {
    int length = length(shape);
    if (day < 1 || day > length) {
      return 0;
    }
    int weekday = (firstWeekday(shape) + day - 1) % 7;
    if (weekday == 6) {
      return 1 << (day > 1 ? day - 1 : day + 2);
    }
    if (weekday == 0) {
      return 1 << (day < length ? day + 1 : day - 2);
    }
    return 1 << day;
  }

  /** All working days: Monday to Friday. */
  static int workingDays(int shape) {
    return onWeekdays(shape, 0b0111110);
  }
}
