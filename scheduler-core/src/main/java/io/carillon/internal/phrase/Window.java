package io.carillon.internal.phrase;

import org.jspecify.annotations.Nullable;

/**
 * A part of every day: from a time (included), to a time.
 *
 * @param from the first moment, null for the start of the day
 * @param to the last moment, null for the end of the day
 * @param toIncluded whether {@code to} itself belongs to the window
 */
record Window(@Nullable ClockTime from, @Nullable ClockTime to, boolean toIncluded) {

  boolean isSure() {
    return (from == null || from.sure()) && (to == null || to.sure());
  }

  /** First second of the day inside. */
  int firstSecond() {
    return from == null ? 0 : from.secondOfDay();
  }

  /** Last second inside, counted from midnight of the day it starts on (so it may pass 86,399). */
  int lastSecond() {
    if (to == null) {
      return 86_399;
    }
    int last = to.secondOfDay() - (toIncluded ? 0 : 1);
    return last < firstSecond() ? last + 86_400 : last;
  }

  boolean passesMidnight() {
    return lastSecond() >= 86_400;
  }
}
