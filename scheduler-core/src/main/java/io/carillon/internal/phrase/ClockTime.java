package io.carillon.internal.phrase;

import java.time.LocalTime;
import java.util.Locale;

/**
 * A time of day as it was said.
 *
 * @param hour 0-23, or 1-12 as spoken when not {@code sure}
 * @param minute 0-59
 * @param second 0-59
 * @param sure false when it may be before or after noon
 * @param reading where the certainty comes from
 */
record ClockTime(int hour, int minute, int second, boolean sure, Reading reading) {

  /** How an hour was written. */
  enum Reading {
    /** Only the number: "at 9", "at 9:30". */
    BARE,
    /** "9 am", "9 in the evening", "noon". */
    HALVES,
    /** Only the number, after a time with "am" or "pm": "at 5pm and 11". */
    BARE_AFTER_HALVES,
    /** "17:00", "08:30", "9h", "9 Uhr". */
    FULL_DAY,
    /** "2 at night": after the midnight in which that night's day ends. */
    AFTER_MIDNIGHT
  }

  static ClockTime of(int hour, int minute, int second) {
    return new ClockTime(hour, minute, second, true, Reading.FULL_DAY);
  }

  ClockTime at(int newHour) {
    return new ClockTime(newHour, minute, second, true, Reading.HALVES);
  }

  /** A spoken hour of the night, 12 to 5, that lies after midnight. */
  ClockTime afterMidnight() {
    return new ClockTime(hour % 12, minute, second, true, Reading.AFTER_MIDNIGHT);
  }

  ClockTime morning() {
    return sure ? this : at(hour == 12 ? 0 : hour);
  }

  ClockTime afternoon() {
    return sure ? this : at(hour == 12 ? 12 : hour + 12);
  }

  /** "heute Abend um 8 Uhr": an hour mark settles less than the part of the day. */
  ClockTime in(DayPart part) {
    boolean late = part == DayPart.AFTERNOON || part == DayPart.EVENING || part == DayPart.NIGHT;
    if (!late || reading != Reading.FULL_DAY || hour < 1 || hour > 11 || part.hour(hour) < 0) {
      return this;
    }
    return at(part.hour(hour));
  }

  LocalTime time() {
    return LocalTime.of(hour, minute, second);
  }

  int secondOfDay() {
    return hour * 3600 + minute * 60 + second;
  }

  /** The time some minutes earlier or later, wrapping at midnight; as sure as this one. */
  ClockTime plusMinutes(int minutes) {
    int span = sure ? 24 * 60 : 12 * 60;
    int base = (sure ? hour : hour % 12) * 60 + minute + minutes;
    int total = Math.floorMod(base, span);
    int newHour = total / 60;
    return new ClockTime(!sure && newHour == 0 ? 12 : newHour, total % 60, second, sure, reading);
  }

  /** As people say an hour that may be before or after noon: 3:00. */
  String spoken() {
    return String.format(Locale.ROOT, "%d:%02d", hour, minute);
  }

  @Override
  public String toString() {
    return second == 0
        ? String.format("%02d:%02d", hour, minute)
        : String.format("%02d:%02d:%02d", hour, minute, second);
  }
}
