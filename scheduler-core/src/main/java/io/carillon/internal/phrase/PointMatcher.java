package io.carillon.internal.phrase;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a day, a month or a moment that limits something: where a schedule begins or ends. */
final class PointMatcher {

  /** What was said: a day, a month or a year, perhaps with a time. */
  record Point(When when, @Nullable ClockTime time) {}

  private static final Set<Kind> AT_COMMA = Set.of(Kind.AT);

  private final Sentence s;
  private final Numbers numbers;
  private final DayMatcher days;
  private final DateMatcher dates;
  private final ClockMatcher clocks;
  private final List<@Nullable Match<Point>> known = new ArrayList<>();
  private final BitSet read = new BitSet();

  PointMatcher(
      Sentence sentence, Numbers numbers, DayMatcher days, DateMatcher dates, ClockMatcher clocks) {
    this.s = sentence;
    this.numbers = numbers;
    this.days = days;
    this.dates = dates;
    this.clocks = clocks;
  }

  /** A date, a weekday to come, a month, a year, or "next month"; perhaps with a time. */
  @Nullable Match<Point> point(int i) {
    while (known.size() <= i) {
      known.add(null);
    }
    if (!read.get(i)) {
      known.set(i, read(i));
      read.set(i);
    }
    return known.get(i);
  }

  private @Nullable Match<Point> read(int i) {
    Match<When> when = when(i);
    if (when == null) {
      return null;
    }
    int at = s.skip(when.end(), AT_COMMA);
    Match<ClockTime> time = clocks.time(at, at > when.end());
    if (time != null
        && time.value().sure()
        && when.value().isDay()
        && !s.is(time.end(), Kind.THROUGH)) {
      return new Match<>(new Point(when.value(), time.value()), time.end());
    }
    return new Match<>(new Point(when.value(), null), when.end());
  }

  private @Nullable Match<When> when(int i) {
    LocalDate today = s.now().toLocalDate();
    Match<Chunk> date = dates.date(i);
    if (date != null) {
      return date.value() instanceof Chunk.Dates d && d.days().size() == 1
          ? new Match<>(d.when(), date.end())
          : null;
    }
    Match<List<Chunk>> day = dates.relativeDay(i);
    if (day != null && day.value().get(0) instanceof Chunk.RelativeDay relative) {
      return new Match<>(When.on(relative.date()), day.end());
    }
    Match<Chunk> weekday = dates.comingWeekday(i);
    if (weekday != null && weekday.value() instanceof Chunk.ComingWeekday coming) {
      return new Match<>(When.on(Coming.date(coming, today)), weekday.end());
    }
    Match<Integer> hanYear = s.han() ? dates.hanYear(i) : null;
    Match<Integer> inYear = hanYear == null ? null : days.month(hanYear.end());
    if (hanYear != null && inYear != null) {
      return new Match<>(When.of(hanYear.value(), inYear.value(), 0), inYear.end());
    }
    Match<Chunk> period = dates.comingPeriod(i);
    if (period != null && period.value() instanceof Chunk.ComingPeriod coming) {
      return new Match<>(Coming.limit(coming, today), period.end());
    }
    Sense plain = s.sense(i, Kind.WEEKDAY);
    Match<When> dated = plain == null ? null : datedWeekday(i, plain);
    if (dated != null) {
      return dated;
    }
    if (plain != null && !s.is(i + plain.length(), Kind.THROUGH)) {
      LocalDate next =
          today.plusDays(Math.floorMod(plain.value() - today.getDayOfWeek().getValue(), 7));
      return new Match<>(When.on(next), i + plain.length());
    }
    Match<Integer> month = days.month(i);
    if (month != null) {
      int year = days.year(month.end());
      return new Match<>(When.of(year, month.value(), 0), year > 0 ? month.end() + 1 : month.end());
    }
    int year = days.year(i);
    if (year > 0) {
      return new Match<>(When.of(year, 0, 0), s.maybe(i + 1, Kind.YEARMARK));
    }
    return null;
  }

  /** "Monday, November 30th": the date holds, and the weekday must agree. */
  private @Nullable Match<When> datedWeekday(int i, Sense weekday) {
    int end = i + weekday.length();
    Match<Chunk> date = dates.date(s.is(end, ",") ? end + 1 : end);
    if (date == null || !(date.value() instanceof Chunk.Dates d) || d.days().size() != 1) {
      return null;
    }
    LocalDate day = d.when().first(s.now().toLocalDate());
    if (day.getDayOfWeek().getValue() != weekday.value()) {
      throw Unclear.ask(
          "{1} is not the weekday in \"{2}\". Which one holds?", day, s.text(i, date.end()));
    }
    return new Match<>(d.when(), date.end());
  }

  /** 12月1日到10日: the second day is in the month of the first. */
  @Nullable Match<Point> dayOfSameMonth(Point first, int i) {
    Match<Integer> day = numbers.number(i);
    When when = first.when();
    boolean later = day != null && when.day() > 0 && day.value() > when.day() && day.value() <= 31;
    return !later || day == null || when.month() == 0 || !s.is(day.end(), Kind.DAYMARK)
        ? null
        : new Match<>(
            new Point(When.of(when.year(), when.month(), day.value()), null),
            s.maybe(day.end(), Kind.DAYMARK));
  }
}
