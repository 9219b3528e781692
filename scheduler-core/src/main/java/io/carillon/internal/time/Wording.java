package io.carillon.internal.time;

import io.carillon.time.DayInMonth;
import io.carillon.time.WeeklyWindow;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.util.Collection;
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

  /** At minutes 0 and 45 of every hour, of every 2 hours; also seconds of every minute. */
  String marksOf(List<Integer> marks, Unit mark, String every);

  /** Every 2 minutes from minute 1 to minute 59 of every hour. */
  String stepsOf(Steps steps, Unit mark, String every);

  /** First, last and what lies between two. */
  record Steps(int first, int last, int step) {}

  /** What goes on within minutes, and in which minutes it does. */
  String inMinutes(String time, List<Integer> minutes);

  /** From 09:00 to 17:50, at 20:00: the first and last time of each stretch. */
  String during(String time, List<Stretch> stretches);

  /** Two times of day, which may be equal. */
  record Stretch(String first, String last) {}

  String everyDay();

  String weekdays(Set<DayOfWeek> days);

  /** On the 1st and the 15th of the month: each day in words, joined. */
  String monthDays(List<String> days);

  String monthDay(DayInMonth day);

  /** The 1st to the 7th; every 2 days from the 1st to the 31st. */
  String monthDays(Steps steps);

  /** The last Friday of March and June; without months, of the month. */
  String daysOf(List<String> days, Set<Month> months);

  /** Days of every year, each as an item of a list. */
  List<String> yearly(Collection<MonthDay> days);

  /** Days of the month that count on these weekdays only. */
  String onlyOn(String days, Set<DayOfWeek> weekdays);

  /** On the 100th and the last day of the year; negative numbers count from the end. */
  String yearDays(List<Integer> days);

  /** In weeks 12 to 14 and 20 of the year: the first and last of each row. */
  String weeks(List<int[]> rows);

  /** A day that is the last one in shorter months. */
  String orLast(String day);

  /** Every year on 1 March and 1 September; without the period, only the dates. */
  String dates(String every, List<MonthDay> dates);

  /** The working day nearest to a day of the month. */
  String nearestWorkday(String day);

  String either(String first, String second);

  String months(Set<Month> months);

  String years(List<int[]> stretches, boolean more);

  String and(List<String> items);

  /** The parts of one length of time: 1 hour and 30 minutes. */
  String together(List<String> amounts);

  /** 1.5 seconds. */
  String seconds(String number);

  /** Every 2 weeks on Monday and Friday. */
  String period(String every, Set<DayOfWeek> days);

  /** Every 3 months on the last day: the period, then the days of its month. */
  String period(String every, String days);

  String once(String dateAndTime);

  String date(LocalDate date);

  String dates(LocalDate first, LocalDate last);

  String dateAndTime(LocalDate date, LocalTime time);

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

  /** The same of days only. */
  String exceptOn(List<String> days);

  /** Fires at these times move to the next working day. */
  String moved(List<String> what);

  String added(List<String> dates);

  /** Each fire up to so much later. */
  String later(String most);

  /** A run starts within so much, or not at all. */
  String startsWithin(String most);

  String weekends();

  /** A stretch of some weekdays; whole days where the times are equal. */
  String window(WeeklyWindow window);

  /** An exclusive end a second past the minute is that minute. */
  static LocalTime last(LocalTime end) {
    return end.getSecond() == 1 ? end.minusSeconds(1) : end;
  }

  String calendar(String name);

  /** Appends additions to a sentence. */
  String with(String sentence, List<String> additions);
}
