package io.carillon.internal.time;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What the fields of a cron expression select, as bits. Filled by {@link CronParser} only. */
final class CronFields {

  long seconds = 1;
  long minutes;
  int hours;
  int months;

  /** Days 1-31 named by number. */
  int monthDays;

  /** {@code *} or {@code ?} alone: the day of the month does not matter. */
  boolean anyMonthDay;

  /** Bit k: the day k days before the last ({@code L} is bit 0). */
  int beforeLast;

  /** Bit k: the working day nearest to the day k days before the last ({@code LW} is bit 0). */
  int beforeLastWorking;

  /** Bit d: the working day nearest to day d ({@code 15W}). */
  int nearestWorking;

  /** Weekdays by number; Sunday is bit 0. */
  int weekdays;

  boolean anyWeekday;

  /** Bit weekday * 5 + n - 1: the nth such weekday ({@code FRI#2}). */
  long nthWeekdays;

  /** The last such weekday of the month ({@code 5L}). */
  int lastWeekdays;

  /** Years from 0 to 9999; null where every year is meant. */
  @Nullable BitSet years;

  /** The hour field is a wildcard or has a step: see {@link WallFires}. */
  boolean cadence;

  /** The days of the month selected in a month of each shape. */
  int[] dayMasks() {
    int[] masks = new int[DayShapes.SHAPES];
    boolean special =
        (beforeLast | beforeLastWorking | nearestWorking | lastWeekdays) != 0 || nthWeekdays != 0;
    for (int shape = 0; shape < masks.length; shape++) {
      int all = DayShapes.allDays(shape);
      int byMonth = anyMonthDay ? all : monthDays & all;
      int byWeek = anyWeekday ? all : DayShapes.onWeekdays(shape, weekdays);
      if (special) {
        byMonth |= specialMonthDays(shape);
        byWeek |= specialWeekdays(shape);
      }
      masks[shape] = anyMonthDay || anyWeekday ? byMonth & byWeek : byMonth | byWeek;
    }
    return masks;
  }

  private int specialMonthDays(int shape) {
    int days = 0;
    int length = DayShapes.length(shape);
    for (int rest = beforeLast; rest != 0; rest &= rest - 1) {
      days |= DayShapes.beforeLast(shape, Integer.numberOfTrailingZeros(rest));
    }
    for (int rest = beforeLastWorking; rest != 0; rest &= rest - 1) {
      int day = length - Integer.numberOfTrailingZeros(rest);
      days |= DayShapes.nearestWorkingDay(shape, day);
    }
    for (int rest = nearestWorking; rest != 0; rest &= rest - 1) {
      days |= DayShapes.nearestWorkingDay(shape, Integer.numberOfTrailingZeros(rest));
    }
    return days;
  }

  private int specialWeekdays(int shape) {
    int days = 0;
    for (long rest = nthWeekdays; rest != 0; rest &= rest - 1) {
      int bit = Long.numberOfTrailingZeros(rest);
      days |= DayShapes.nth(shape, bit / 5, bit % 5 + 1);
    }
    for (int rest = lastWeekdays; rest != 0; rest &= rest - 1) {
      days |= DayShapes.last(shape, Integer.numberOfTrailingZeros(rest));
    }
    return days;
  }
}
