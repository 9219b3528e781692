package io.carillon.internal.phrase;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where a schedule begins, ends and what it leaves out. */
final class LimitMatcher {

  private static final Set<Kind> GLUE =
      Set.of(Kind.ON, Kind.THE, Kind.IN, Kind.FROM, Kind.OF, Kind.AT);
  private static final Set<Kind> EXCEPT_GLUE =
      Set.of(Kind.FOR, Kind.ON, Kind.IN, Kind.THE, Kind.AT, Kind.EVERY);
  private static final Set<Kind> NEXT_GLUE = Set.of(Kind.THE, Kind.NEXT, Kind.UPTO, Kind.A);

  /** A day, a month or a moment that limits something. */
  private record Point(When when, @Nullable ClockTime time) {}

  private final Sentence s;
  private final Numbers numbers;
  private final DayMatcher days;
  private final MonthDayMatcher monthDays;
  private final DateMatcher dates;
  private final ClockMatcher clocks;
  private final ClockListMatcher clockLists;

  LimitMatcher(
      Sentence sentence, Numbers numbers, DayMatcher days, DateMatcher dates, ClockMatcher clocks) {
    this.s = sentence;
    this.numbers = numbers;
    this.days = days;
    this.dates = dates;
    this.monthDays = new MonthDayMatcher(sentence, numbers, days);
    this.clocks = clocks;
    this.clockLists = new ClockListMatcher(sentence, clocks);
  }

  @Nullable Match<List<Chunk>> match(int i) {
    Match<List<Chunk>> found = fromTo(i);
    if (found == null) {
      found = one(starting(i));
    }
    if (found == null) {
      found = one(ending(i));
    }
    if (found == null) {
      found = one(lasting(i));
    }
    if (found == null) {
      found = one(count(i));
    }
    if (found == null) {
      found = one(leaving(i));
    }
    return found;
  }

  private static @Nullable Match<List<Chunk>> one(@Nullable Match<Chunk> match) {
    return match == null ? null : new Match<>(List.of(match.value()), match.end());
  }

  /** "from November until June", "from jan 1 to march 25th". */
  private @Nullable Match<List<Chunk>> fromTo(int i) {
    int from = s.after(i, Kind.FROM);
    int between = s.after(i, Kind.BETWEEN);
    int at = Math.max(from, between);
    if (at < 0 || numbers.unit(at) != null) {
      return null;
    }
    Match<Point> first = point(s.skip(at, GLUE));
    if (first == null) {
      return null;
    }
    int until = s.after(first.end(), Kind.UNTIL);
    int joint = Math.max(until, s.after(first.end(), Kind.THROUGH));
    if (joint < 0 && s.isDash(first.end())) {
      joint = first.end() + 1;
    }
    if (joint < 0 && between > 0) {
      joint = s.after(first.end(), Kind.AND);
    }
    Match<Point> last = joint < 0 ? null : point(s.skip(joint, GLUE));
    if (last == null) {
      return null;
    }
    Chunk start = new Chunk.Starting(first.value().when(), first.value().time());
    Chunk end = new Chunk.Ending(last.value().when(), last.value().time());
    boolean yearlyToo =
        isBareMonth(first.value().when())
            && isBareMonth(last.value().when())
            && !(until > 0 && s.lexicon().language().equals("en") && !s.is(first.end(), Kind.TO));
    if (!yearlyToo) {
      return new Match<>(List.of(start, end), last.end());
    }
    int end2 = s.maybe(last.end(), Kind.BETWEEN_POST);
    String text = s.text(i, last.end());
    int mask = 0;
    for (int m = first.value().when().month(); ; m = m % 12 + 1) {
      mask |= 1 << (m - 1);
      if (m == last.value().when().month()) {
        break;
      }
    }
    Chunk question =
        new Chunk.Doubtful(
            "Does \"" + text + "\" hold every year, or only the next time?",
            List.of(
                new Chunk.Alternative("every year", List.of(new Chunk.Months(mask, 0, true))),
                new Chunk.Alternative("only the next time", List.of(start, end))));
    return new Match<>(List.of(question), end2);
  }

  private static boolean isBareMonth(When when) {
    return when.fixed() == null && when.day() == 0 && when.year() == 0;
  }

  /** "starting tomorrow", "from march 3rd", "starting at 9am", 从明天开始. */
  private @Nullable Match<Chunk> starting(int i) {
    int start = Math.max(s.after(i, Kind.START), s.after(i, Kind.FROM));
    if (start < 0) {
      Match<Point> post = s.han() ? point(i) : null;
      int mark = post == null ? -1 : s.after(post.end(), Kind.START_POST);
      return mark < 0 || post == null
          ? null
          : new Match<>(new Chunk.Starting(post.value().when(), post.value().time()), mark);
    }
    int at = s.skip(start, GLUE);
    int now = s.after(at, Kind.NOW);
    if (now > 0) {
      return new Match<>(
          new Chunk.Starting(When.on(s.now().toLocalDate()), null),
          s.maybe(s.is(now, Kind.ON) ? now + 1 : now, Kind.START_POST));
    }
    Match<Point> point = point(at);
    if (point != null) {
      Chunk chunk = new Chunk.Starting(point.value().when(), point.value().time());
      return new Match<>(chunk, s.maybe(point.end(), Kind.START_POST));
    }
    Match<ClockTime> time = clocks.time(at, true);
    return time == null
        ? null
        : new Match<>(new Chunk.StartingAt(time.value()), s.maybe(time.end(), Kind.START_POST));
  }

  /** "until november", "till friday at 5pm", 直到六月. */
  private @Nullable Match<Chunk> ending(int i) {
    int until = s.after(i, Kind.UNTIL);
    if (until < 0) {
      return null;
    }
    int at = s.skip(until, GLUE);
    Match<Point> point = point(at);
    if (point == null) {
      Match<Chunk> monthEnd = endOfMonth(at);
      if (monthEnd != null) {
        return monthEnd;
      }
      int yearEnd = s.after(at, Kind.YEAR_END);
      boolean endOfYear =
          s.is(at, Kind.BOUNDARY, -1)
              && s.isUnit(s.skip(s.maybe(at, Kind.BOUNDARY), GLUE), Unit.YEAR);
      if (yearEnd < 0 && !endOfYear) {
        return null;
      }
      int end = yearEnd > 0 ? yearEnd : s.skip(s.maybe(at, Kind.BOUNDARY), GLUE) + 1;
      LocalDate last = LocalDate.of(s.now().getYear(), 12, 31);
      return new Match<>(new Chunk.Ending(When.on(last), null), end);
    }
    return new Match<>(
        new Chunk.Ending(point.value().when(), point.value().time()),
        s.maybe(point.end(), Kind.UNTIL));
  }

  /** "the end of June", "the end of the month". */
  private @Nullable Match<Chunk> endOfMonth(int i) {
    int of = s.is(i, Kind.BOUNDARY, -1) ? s.skip(s.maybe(i, Kind.BOUNDARY), GLUE) : -1;
    Match<Integer> month = of < 0 ? null : days.month(of);
    if (month != null) {
      return new Match<>(new Chunk.Ending(When.of(0, month.value(), -1), null), month.end());
    }
    if (of < 0 || !s.isUnit(of, Unit.MONTH)) {
      return null;
    }
    LocalDate today = s.now().toLocalDate();
    LocalDate last = today.withDayOfMonth(today.lengthOfMonth());
    return new Match<>(new Chunk.Ending(When.on(last), null), s.maybe(of, Kind.UNIT));
  }

  /** A date, a weekday to come, a month, a year, or "next month"; perhaps with a time. */
  private @Nullable Match<Point> point(int i) {
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

  private static final Set<Kind> AT_COMMA = Set.of(Kind.AT);

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
    Match<Chunk> period = dates.comingPeriod(i);
    if (period != null && period.value() instanceof Chunk.ComingPeriod coming) {
      return new Match<>(Coming.limit(coming, today), period.end());
    }
    Sense plain = s.sense(i, Kind.WEEKDAY);
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

  /** "for the next three weeks", "for up to 2 months", "for 10 days", 持续两周. */
  private @Nullable Match<Chunk> lasting(int i) {
    int start = s.after(i, Kind.FOR);
    boolean overNext = start < 0 && s.is(i, Kind.THE) && s.is(i + 1, Kind.NEXT);
    if (start < 0 && !overNext) {
      return null;
    }
    int at = s.skip(overNext ? i : start, NEXT_GLUE);
    Match<Numbers.Length> length = numbers.length(at);
    Match<Unit> unit = length == null ? numbers.unit(at) : null;
    if (length != null && !s.is(length.end(), Kind.TIMES)) {
      return new Match<>(
          new Chunk.Lasting(length.value().days(), length.value().time()), length.end());
    }
    boolean single = unit != null && at > start + 0 && at > (overNext ? i : start);
    if (single && unit != null) {
      Period period = unit.value().period(1);
      Duration time = unit.value().isClock() ? unit.value().times(1) : Duration.ZERO;
      return new Match<>(new Chunk.Lasting(period, time), unit.end());
    }
    return null;
  }

  /** "5 times", "for 3x", "up to 7 occurrences", "x5", 共5次. */
  private @Nullable Match<Chunk> count(int i) {
    int start = s.skip(i, COUNT_GLUE);
    if (s.is(start, "x") && s.isGlued(start + 1) && numbers.number(start + 1) != null) {
      Match<Integer> n = numbers.number(start + 1);
      return n == null ? null : limit(n.value(), n.end());
    }
    Match<Integer> number = numbers.number(start);
    int times = number == null ? -1 : s.after(number.end(), Kind.TIMES);
    if (number != null && times > 0) {
      return limit(number.value(), times);
    }
    Sense count = s.sense(start, Kind.COUNT);
    if (count == null || (count.value() == 1 && start == i && !s.han())) {
      return null;
    }
    int end = start + count.length();
    Chunk limit = new Chunk.Limit(count.value());
    if (start > i || s.han()) {
      return new Match<>(limit, end);
    }
    String text = s.text(start, end);
    return new Match<>(
        new Chunk.Doubtful(
            "Does \"" + text + "\" mean " + text + " each time, or " + text + " in all?",
            List.of(new Chunk.Alternative(text + " in all", List.of(limit)))),
        end);
  }

  private static final Set<Kind> COUNT_GLUE =
      Set.of(Kind.FOR, Kind.UPTO, Kind.ONLY, Kind.THE, Kind.NEXT);

  private static Match<Chunk> limit(int n, int end) {
    if (n < 1) {
      throw Unclear.refuse("A schedule needs at least one run.");
    }
    return new Match<>(new Chunk.Limit(n), end);
  }

  /** "except on weekends", "except tomorrow and 1/5 at 4pm", 除了节假日. */
  private @Nullable Match<Chunk> leaving(int i) {
    int except = s.after(i, Kind.EXCEPT);
    if (except < 0) {
      return null;
    }
    List<Chunk> what = new ArrayList<>();
    int end = -1;
    int at = s.skip(except, EXCEPT_GLUE);
    while (true) {
      int next = exception(at, what);
      if (next < 0) {
        break;
      }
      end = next;
      int separated = s.separators(end);
      if (separated == end) {
        break;
      }
      at = s.skip(separated, EXCEPT_GLUE);
    }
    if (end < 0) {
      return null;
    }
    return new Match<>(new Chunk.Leaving(List.copyOf(what)), s.maybe(end, Kind.EXCEPT_POST));
  }

  private int exception(int i, List<Chunk> what) {
    int holiday = s.after(i, Kind.HOLIDAY);
    if (holiday > 0) {
      what.add(new Chunk.Holidays(s.text(i, holiday)));
      return holiday;
    }
    Match<Chunk> nth = days.nthDays(i);
    if (nth != null) {
      what.add(nth.value());
      Match<Chunk> in = days.months(nth.end());
      if (in != null) {
        what.add(in.value());
      }
      return in == null ? nth.end() : in.end();
    }
    int dated = datedException(i, what);
    if (dated > 0) {
      return dated;
    }
    Match<Chunk.Weekdays> week = days.weekdayList(i);
    if (week != null) {
      what.add(week.value());
      return week.end();
    }
    Match<Chunk> months = days.months(i);
    if (months != null) {
      what.add(months.value());
      return months.end();
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
    what.add(
        date != null
            ? date.value()
            : relative == null ? new Chunk.Impossible("") : relative.value().get(0));
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
