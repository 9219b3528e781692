package io.carillon.internal.time;

import io.carillon.time.ShortMonths;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;

/**
 * The words of one language for what may surprise: what clock changes do to a fire, and what a
 * trigger is often mistaken for. What is said is decided in {@link ClockNotes} and {@link
 * TriggerWarnings}. Every text is whole sentences.
 */
interface NoteWording {

  /** The words of a language; English where it has none of its own. */
  static NoteWording of(Locale language) {
    return language.getLanguage().equals("zh") ? new ChineseNotes() : new EnglishNotes();
  }

  /** A time of day that a date does not have, and the time at which it fires. */
  String skipped(LocalTime time, LocalDate date, LocalTime firesAt);

  /**
   * A time of day that a date has twice.
   *
   * @param first whether this fire is the first of the two
   * @param only whether only the first one fires
   */
  String repeated(LocalTime time, LocalDate date, boolean first, boolean only);

  /** Days of the month and weekdays are both restricted. */
  String eitherDay();

  /** The fifth of a weekday. */
  String fifth(DayOfWeek day);

  /** The working day nearest to a day that some months lack. */
  String noNearestWorkday();

  /** A step of days, which starts again each month. */
  String dayStep(String written, int step);

  /**
   * A step that does not divide its field.
   *
   * @param at the first of the values it selects, as they are shown on a clock
   * @param instead the interval to write for a true rhythm
   */
  String unevenStep(String written, CronField field, Selected at, Instead instead);

  /** Some values, and whether there are more. */
  record Selected(List<String> values, boolean more) {}

  /** A true interval: how many units, and how it is written. */
  record Instead(int step, String interval) {}

  /** Day 30 or 31, which some of the selected months lack. */
  String missingDay(int day, int months);

  /** Day 29, where February is selected. */
  String leapDay();

  /** A day that shorter months lack, in a calendar period. */
  String shorterMonths(int day, ShortMonths rule);

  /** An interval of whole days. */
  String wholeDays();

  /** No fire is left. */
  String neverFires();
}
