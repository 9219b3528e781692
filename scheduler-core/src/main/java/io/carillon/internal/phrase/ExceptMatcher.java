package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a schedule leaves out: "except on weekends", "but not tomorrow at 8". */
final class ExceptMatcher {

  private static final Set<Kind> EXCEPT_GLUE =
      Set.of(Kind.FOR, Kind.ON, Kind.IN, Kind.THE, Kind.A, Kind.AT, Kind.EVERY);
  private static final Set<Kind> AT_COMMA = Set.of(Kind.AT);

  private final Sentence s;
  private final Numbers numbers;
  private final DayMatcher days;
  private final MonthDayMatcher monthDays;
  private final DateMatcher dates;
  private final ClockMatcher clocks;
  private final ClockListMatcher clockLists;
  private final boolean leavesOutAfter;

  ExceptMatcher(
      Sentence sentence, Numbers numbers, DayMatcher days, DateMatcher dates, ClockMatcher clocks) {
    this.s = sentence;
    this.numbers = numbers;
    this.days = days;
    this.dates = dates;
    this.monthDays = new MonthDayMatcher(sentence, numbers, days);
    this.clocks = clocks;
    this.clockLists = new ClockListMatcher(sentence, clocks);
    this.leavesOutAfter = sentence.has(Kind.EXCEPT_POST);
  }

  /** "except on weekends", "except tomorrow and 1/5 at 4pm", 除了节假日. */
  @Nullable Match<Chunk> match(int i) {
    int except = s.after(i, Kind.EXCEPT);
    if (except < 0 && !leavesOutAfter) {
      return null;
    }
    List<Chunk> what = new ArrayList<>();
    int end = -1;
    int at = except < 0 ? s.maybe(i, Kind.BUT) : s.skip(except, EXCEPT_GLUE);
    at = except < 0 ? s.maybe(at, Kind.EVERY) : at;
    boolean sure = s.is(i, Kind.EXCEPT, 1) || s.is(at, Kind.NOON) || s.is(at, Kind.MIDNIGHT);
    while (true) {
      int next = exception(at, sure, what);
      if (next < 0) {
        break;
      }
      end = next;
      int separated = s.separators(end);
      boolean comma = separated == end + 1 && s.is(end, ",");
      if (separated == end || (comma && s.is(separated, Kind.ON) && !s.is(except, Kind.ON))) {
        break;
      }
      at = s.skip(separated, EXCEPT_GLUE);
      boolean time = comma && clockLists.match(s.is(at - 1, Kind.AT) ? at - 1 : at) != null;
      if (comma && (s.han() || (time && !hasTime(0, i)))) {
        break;
      }
    }
    if (end < 0 || (except < 0 && !isLeftOutAfter(end))) {
      return null;
    }
    int post = s.maybe(end, Kind.EXCEPT_POST);
    return new Match<>(
        new Chunk.Leaving(List.copyOf(what)), except < 0 ? s.maybe(post, Kind.LEADIN) : post);
  }

  /** 周末除外, 周三不要: a word after the day leaves it out, when the clause ends with it. */
  private boolean isLeftOutAfter(int i) {
    int post = s.after(i, Kind.EXCEPT_POST);
    Token next = s.token(s.maybe(post, Kind.LEADIN));
    return post > 0 && (next == null || !(next.isWord() || next.isNumber()));
  }

  /** "except at 12:00", "except noon": a time of every day, not that of one day. */
  private int timeException(int i, List<Chunk> what) {
    Match<Chunk> clock = clockLists.match(s.is(i - 1, Kind.AT) ? i - 1 : i);
    boolean at = s.is(i - 1, Kind.AT) && !s.han();
    boolean plain = clock == null || (clock.end() == i + 1 && numbers.number(i) != null);
    if (clock == null || (plain && !at) || isOfOneDay(clock.end())) {
      return -1;
    }
    what.add(clock.value());
    return clock.end();
  }

  /** "except at 5 on Fridays" leaves out the time of these days only. */
  private boolean isOfOneDay(int end) {
    int at = s.skip(end, EXCEPT_GLUE);
    return days.weekdayList(end) != null
        || days.weekdayList(at) != null
        || dates.date(at) != null
        || dates.relativeDay(at) != null;
  }

  /** In "at 9 and 17 except Friday at 17" the last time is that of the exception. */
  private boolean hasTime(int from, int to) {
    for (int k = from; k < to; k++) {
      int at = s.skip(k, AT_COMMA);
      Match<ClockTime> time = clocks.time(at, at > k);
      if (time != null) {
        return true;
      }
    }
    return false;
  }

  /** 除了每月15号, 每年12月25日除外: an exception holds every month or year anyway. */
  private int ofEvery(int i) {
    boolean period =
        s.is(i, Kind.MONTHMARK)
            || s.is(i, Kind.YEARMARK)
            || s.isUnit(i, Unit.MONTH)
            || s.isUnit(i, Unit.YEAR);
    return period && s.han() ? s.skip(i + 1, OF) : i;
  }

  private static final Set<Kind> OF = Set.of(Kind.OF);

  /** 三月的第一个星期一. */
  private int placeInMonth(int i, List<Chunk> what) {
    Match<Chunk> months = s.han() ? days.months(i) : null;
    Match<Chunk> nth = months == null ? null : days.nthDays(s.skip(months.end(), OF));
    if (nth == null || months == null) {
      return -1;
    }
    what.add(nth.value());
    what.add(months.value());
    return nth.end();
  }

  private int exception(int from, boolean sure, List<Chunk> what) {
    int i = s.is(from - 1, Kind.EVERY) ? ofEvery(from) : from;
    int holiday = s.after(i, Kind.HOLIDAY);
    if (holiday > 0) {
      what.add(new Chunk.Holidays(s.text(i, holiday)));
      return holiday;
    }
    Match<Chunk> nth = days.nthDays(i);
    if (nth != null) {
      what.add(nth.value());
      Match<Chunk> in = days.months(s.maybe(nth.end(), Kind.OF));
      if (in != null) {
        what.add(in.value());
      }
      return in == null ? nth.end() : in.end();
    }
    int placed = placeInMonth(i, what);
    if (placed > 0) {
      return placed;
    }
    int dated = datedException(i, what);
    if (dated > 0) {
      return dated;
    }
    Match<Chunk.Weekdays> week = days.weekdayList(i);
    if (week != null && hasTime(week.end(), week.end() + 1) && hasTime(0, i)) {
      return -1;
    }
    if (week != null) {
      what.add(week.value());
      return week.end();
    }
    Match<Chunk> months = days.months(i);
    if (months != null) {
      what.add(months.value());
      return months.end();
    }
    int time = sure ? timeException(i, what) : -1;
    if (time > 0) {
      return time;
    }
    Match<Chunk> numbered = monthDays.match(i);
    if (numbered != null) {
      what.add(numbered.value());
      return numbered.end();
    }
    Match<Chunk> clock = clockLists.match(i);
    if (clock != null && clock.value() instanceof Chunk.Clock list && !list.windows().isEmpty()) {
      what.add(list);
      return clock.end();
    }
    return -1;
  }

  private int datedException(int i, List<Chunk> what) {
    Match<List<Chunk>> relative = dates.relativeDay(i);
    Match<Chunk> date = relative == null ? dates.date(i) : null;
    if (date == null && relative == null) {
      Match<Chunk> coming = dates.comingWeekday(i);
      if (coming == null || !(coming.value() instanceof Chunk.ComingWeekday day)) {
        return -1;
      }
      what.add(new Chunk.RelativeDay(Coming.date(day, s.now().toLocalDate())));
      return coming.end();
    }
    what.addAll(
        date != null ? List.of(date.value()) : relative == null ? List.of() : relative.value());
    int end = date != null ? date.end() : relative == null ? i : relative.end();
    int at = s.skip(end, AT_COMMA);
    Match<ClockTime> time = clocks.time(at, at > end);
    if (time == null) {
      return end;
    }
    what.add(new Chunk.Clock(List.of(time.value()), List.of()));
    return time.end();
  }
}
