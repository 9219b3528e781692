package io.carillon.internal.phrase;

import io.carillon.Trigger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a phrase that says one thing about time. */
sealed interface Chunk {

  /**
   * "every 2 hours", "daily", "each month". {@code adverb}: said as "weekly", which names no day,
   * or as "mornings", which leaves room for one.
   */
  record Every(int n, Unit unit, boolean adverb) implements Chunk {}

  /** "twice a week": {@code question} is asked unless as many days or times are named. */
  record Counted(int n, Unit unit, Message question) implements Chunk {}

  /** "every hour and a half": a length that is no whole number of one unit. */
  record EveryLength(Duration length) implements Chunk {}

  /**
   * Weekdays.
   *
   * @param mask bit 0 = Monday
   * @param habit true when the words mean every week: a plural, a range, "every", "only"
   * @param every 2 for "every other Friday"; else 1
   */
  record Weekdays(int mask, boolean habit, int every) implements Chunk {}

  /** "next Friday": {@code week} 1; "this Friday": 0; "two Tuesdays from now": the count, exact. */
  record ComingWeekday(int day, Which which, int count) implements Chunk {}

  /** How a coming weekday was pointed at. */
  enum Which {
    THIS,
    NEXT,
    /** A Chinese "next week's Friday", which is exact. */
    OF_NEXT_WEEK,
    OF_THIS_WEEK,
    COUNTED,
    /** "The one after next". */
    AFTER_NEXT
  }

  /** Days of the month. {@code everyMonth}: the words say so; {@code dayWord}: "the 4th day". */
  record MonthDays(List<Integer> days, boolean everyMonth, boolean dayWord) implements Chunk {}

  /** Weekdays by place in the month. */
  record NthDays(List<Nth> days, boolean everyMonth) implements Chunk {}

  /** "the Friday after the first Monday": a weekday among some days of the month. */
  record DayAmong(int weekdays, List<Integer> days, boolean everyMonth) implements Chunk {}

  /** "if it is a Friday": narrows the days said before. */
  record Narrow(int weekdays) implements Chunk {}

  /** "the weekday nearest day 13". */
  record NearestWeekday(int day) implements Chunk {}

  /**
   * Months of the year, bit 0 = January; {@code year} 0 when not said; {@code each}: "every June",
   * which needs a day.
   */
  record Months(int mask, int year, boolean habit, boolean each) implements Chunk {
    Months(int mask, int year, boolean habit) {
      this(mask, year, habit, false);
    }
  }

  /** "of the month", "of the year": makes days by number repeat. */
  record OfPeriod(Unit unit) implements Chunk {}

  /** A year alone. */
  record Years(List<Integer> years, boolean habit) implements Chunk {}

  /** ISO weeks of the year. */
  record Weeks(List<Integer> weeks) implements Chunk {}

  /**
   * A date in the calendar, with one or several days of one month; {@code yearly}: "every July
   * 4th".
   */
  record Dates(When when, List<Integer> days, boolean yearly) implements Chunk {}

  /** "today", "tomorrow", "two days after today", "in 3 days". */
  record RelativeDay(LocalDate date) implements Chunk {}

  /** "next month", "this year". */
  record ComingPeriod(Unit unit, int ahead) implements Chunk {}

  /** "in 20 minutes". */
  record Delay(Period days, Duration time) implements Chunk {}

  /** Times of day and parts of the day, in the order said. */
  record Clock(List<ClockTime> times, List<Window> windows) implements Chunk {}

  /** "in the morning". */
  record Part(DayPart part) implements Chunk {}

  /** "at 5 and 20 minutes past the hour". */
  record Minutes(long mask) implements Chunk {}

  /** "at second 10". */
  record Seconds(long mask) implements Chunk {}

  /** "starting at 5 minutes past the hour": where a step begins. */
  record Phase(Unit unit, int value) implements Chunk {}

  /** From when; {@code time} null when only a day was said. */
  record Starting(When when, @Nullable ClockTime time) implements Chunk {}

  /** "starting at 9 am". */
  record StartingAt(ClockTime time) implements Chunk {}

  /** Until when; {@code time} null when only a day was said. */
  record Ending(When when, @Nullable ClockTime time) implements Chunk {}

  /** "for the next two months". */
  record Lasting(Period days, Duration time) implements Chunk {}

  /** "5 times". */
  record Limit(int count) implements Chunk {}

  /** What is left out. */
  record Leaving(List<Chunk> what) implements Chunk {}

  /** Holidays, in an exception. */
  record Holidays(String word) implements Chunk {}

  record Zone(ZoneId zone) implements Chunk {}

  /** "and" between two pieces. */
  record Joint() implements Chunk {}

  /** Something that people read in different ways. */
  record Doubtful(Message question, List<Alternative> readings) implements Chunk {
    Doubtful(String question, List<Alternative> readings) {
      this(Message.of(question), readings);
    }
  }

  /** One way to read it. */
  record Alternative(Message label, List<Chunk> chunks) {
    Alternative(String label, List<Chunk> chunks) {
      this(Message.of(label), chunks);
    }
  }

  /** A cron expression as it stands. */
  record Written(Trigger trigger) implements Chunk {}

  /** "soon", "sometime": no time at all; beside a real one, a question. */
  record Vague(String text) implements Chunk {}

  /** Something that was understood and cannot be done. */
  record Impossible(Message why) implements Chunk {
    Impossible(String pattern, Object... args) {
      this(Message.of(pattern, args));
    }
  }
}
