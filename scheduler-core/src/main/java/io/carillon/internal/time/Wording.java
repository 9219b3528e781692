package io.carillon.internal.time;

import io.carillon.time.DayInMonth;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Set;

/** The words of one language for schedules. What is said is decided in {@link Describer}. */
interface Wording {

  /** Units of time that are counted. */
  enum Unit {
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR
  }

  /** The parts of a rhythm; empty texts where a part says nothing. */
  record Parts(String time, String days, String months, String years) {}

  /** Puts the parts in the order of the language. */
  String sentence(Parts parts);

  /** 45 minutes. */
  String amount(long n, Unit unit);

  /** Every 45 minutes; every minute. */
  String every(long n, Unit unit);

  /** Every 1 hour and 30 minutes. */
  String everySpan(String span);

  /** At 09:00 and 13:30. */
  String at(List<String> times);

  /** At minutes 0 and 45 of every hour; also seconds of every minute. */
  String marksOf(List<Integer> marks, Unit mark, String every);

  /** During some hours of the day, of which each stretch is first and last. */
  String hours(String time, List<int[]> stretches);

  String everyDay();

  String weekdays(Set<DayOfWeek> days);

  /** On days 1 and 15 of the month: each day in words, joined. */
  String monthDays(List<String> days);

  String monthDay(DayInMonth day);

  /** The working day nearest to a day of the month. */
  String nearestWorkday(String day);

  String either(String first, String second);

  String months(Set<Month> months);

  String years(String years);

  String and(List<String> items);

  /** Every 2 weeks on Monday: the period, then its days. */
  String period(String every, String days);

  String once(String dateAndTime);

  String date(LocalDate date);

  String onceAfter(String duration);

  String afterEachRun(String duration);

  String onEvent(String topic);

  String byHand();

  /** Something the language has no better words for: the rule itself. */
  String byRule(String rule);

  /** Additions in brackets or after commas: zone, start, end, limits, exceptions. */
  String inZone(String zone);

  String from(String when);

  String until(String when);

  String times(int most);

  String except(List<String> what);

  String weekends();

  String calendar(String name);

  /** Appends additions to a sentence. */
  String with(String sentence, List<String> additions);
}
