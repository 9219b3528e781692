package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times of day as a product: every hour with every minute with every second.
 *
 * @param hours bit 0 = midnight
 * @param minutes bit 0 = minute 0
 * @param seconds bit 0 = second 0
 */
record ClockSet(long hours, long minutes, long seconds) {

  static final long ALL_HOURS = (1L << 24) - 1;
  static final long ALL_SIXTY = (1L << 60) - 1;

  boolean isEmpty() {
    return hours == 0 || minutes == 0 || seconds == 0;
  }

  /** Products that hold exactly these times. */
  static List<ClockSet> of(List<ClockTime> times) {
    if (times.size() == 1) {
      ClockTime time = times.get(0);
      return List.of(new ClockSet(1L << time.hour(), 1L << time.minute(), 1L << time.second()));
    }
    BitSet seconds = new BitSet(86_400);
    times.forEach(time -> seconds.set(time.secondOfDay()));
    return covering(seconds);
  }

  /** The fewest products this simple rule finds that hold exactly these seconds of the day. */
  static List<ClockSet> covering(BitSet secondsOfDay) {
    long[] bySecond = new long[24 * 60];
    for (int second = secondsOfDay.nextSetBit(0);
        second >= 0;
        second = secondsOfDay.nextSetBit(second + 1)) {
      bySecond[second / 60] |= 1L << (second % 60);
    }
    Map<List<Long>, Long> hoursOf = new LinkedHashMap<>();
    for (int hour = 0; hour < 24; hour++) {
      for (Map.Entry<Long, Long> minutes : minutesOf(bySecond, hour).entrySet()) {
        List<Long> key = List.of(minutes.getKey(), minutes.getValue());
        hoursOf.merge(key, 1L << hour, (a, b) -> a | b);
      }
    }
    List<ClockSet> sets = new ArrayList<>(hoursOf.size());
    hoursOf.forEach((key, hours) -> sets.add(new ClockSet(hours, key.get(1), key.get(0))));
    return sets;
  }

  /** The seconds of the day in any of the sets. */
  static BitSet seconds(List<ClockSet> sets) {
    BitSet all = new BitSet(86_400);
    for (ClockSet set : sets) {
      for (long hours = set.hours; hours != 0; hours &= hours - 1) {
        int hour = 3_600 * Long.numberOfTrailingZeros(hours);
        for (long minutes = set.minutes; minutes != 0; minutes &= minutes - 1) {
          int minute = hour + 60 * Long.numberOfTrailingZeros(minutes);
          for (long seconds = set.seconds; seconds != 0; seconds &= seconds - 1) {
            all.set(minute + Long.numberOfTrailingZeros(seconds));
          }
        }
      }
    }
    return all;
  }

  /** Within one hour: which minutes share the same seconds. */
  private static Map<Long, Long> minutesOf(long[] bySecond, int hour) {
    Map<Long, Long> minutes = new LinkedHashMap<>();
    for (int minute = 0; minute < 60; minute++) {
      long seconds = bySecond[hour * 60 + minute];
      if (seconds != 0) {
        minutes.merge(seconds, 1L << minute, (a, b) -> a | b);
      }
    }
    return minutes;
  }
}
