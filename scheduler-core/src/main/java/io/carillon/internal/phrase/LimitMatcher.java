package io.carillon.internal.phrase;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where a schedule begins, ends and what it leaves out. */
final class LimitMatcher {

  private static final Set<Kind> GLUE =
      Set.of(Kind.ON, Kind.THE, Kind.IN, Kind.FROM, Kind.OF, Kind.AT);
  private static final Set<Kind> GLUE_THIS = Set.of(Kind.OF, Kind.THE, Kind.THIS);
  private static final Set<Kind> NEXT_GLUE = Set.of(Kind.THE, Kind.NEXT, Kind.UPTO, Kind.A);

  private final Sentence s;
  private final Numbers numbers;
  private final DayMatcher days;
  private final ClockMatcher clocks;
  private final PointMatcher points;
  private final ExceptMatcher exceptions;
  private final boolean repeats;

  LimitMatcher(
      Sentence sentence, Numbers numbers, DayMatcher days, DateMatcher dates, ClockMatcher clocks) {
    this.s = sentence;
    this.numbers = numbers;
    this.days = days;
    this.clocks = clocks;
    this.points = new PointMatcher(sentence, numbers, days, dates, clocks);
    this.exceptions = new ExceptMatcher(sentence, numbers, days, dates, clocks);
    this.repeats = repeats(sentence);
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
      found = nextDays(i);
    }
    if (found == null) {
      found = one(lasting(i));
    }
    if (found == null) {
      found = one(count(i));
    }
    if (found == null) {
      found = one(exceptions.match(i));
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
    boolean bare = at < 0 && s.han();
    at = bare ? i : at;
    if (at < 0 && repeats && !s.is(i, Kind.AT) && !s.is(i - 1, Kind.AT)) {
      return daysOfOneMonth(i, false);
    }
    if (at < 0 || numbers.unit(at) != null) {
      return null;
    }
    Match<List<Chunk>> inMonth = daysOfOneMonth(s.skip(at, GLUE), between > 0);
    if (inMonth != null) {
      return inMonth;
    }
    Match<PointMatcher.Point> first = points.point(s.skip(at, GLUE));
    if (first == null || (bare && (s.is(at, Kind.WEEKDAY) || !first.value().when().isDay()))) {
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
    Match<PointMatcher.Point> last = joint < 0 ? null : points.point(s.skip(joint, GLUE));
    if (last == null && s.han() && joint > 0) {
      last = points.dayOfSameMonth(first.value(), joint);
    }
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
    int stop = s.maybe(last.end(), Kind.BETWEEN_POST);
    String text = s.text(i, last.end());
    return new Match<>(List.of(everyYearOrOnce(text, first.value(), last.value())), stop);
  }

  private static Chunk everyYearOrOnce(
      String text, PointMatcher.Point first, PointMatcher.Point last) {
    int mask = 0;
    for (int m = first.when().month(); ; m = m % 12 + 1) {
      mask |= 1 << (m - 1);
      if (m == last.when().month()) {
        break;
      }
    }
    Chunk start = new Chunk.Starting(first.when(), first.time());
    Chunk end = new Chunk.Ending(last.when(), last.time());
    return new Chunk.Doubtful(
        Message.of("Does \"{1}\" hold every year, or only the next time?", text),
        List.of(
            new Chunk.Alternative("every year", List.of(new Chunk.Months(mask, 0, true))),
            new Chunk.Alternative("only the next time", List.of(start, end))));
  }

  private static boolean repeats(Sentence s) {
    for (int k = 0; k < s.size(); k++) {
      if ((s.is(k, Kind.EVERY) && !s.is(k, Kind.A)) || s.is(k, Kind.ADVERB)) {
        return true;
      }
    }
    return false;
  }

  /** "from 1 to 7 July", "from July 1st to 7th": the month is said once. */
  private @Nullable Match<List<Chunk>> daysOfOneMonth(int i, boolean between) {
    Match<Integer> month = days.month(i);
    Match<Integer> first = dayNumber(month == null ? i : month.end());
    int joint =
        first == null
            ? -1
            : Math.max(s.after(first.end(), Kind.THROUGH), s.after(first.end(), Kind.UNTIL));
    if (first != null && joint < 0) {
      joint =
          s.isDash(first.end()) ? first.end() + 1 : between ? s.after(first.end(), Kind.AND) : -1;
    }
    boolean said = s.is(i - 1, Kind.FROM) || s.is(i - 1, Kind.BETWEEN) || s.is(i - 1, Kind.THE);
    joint = said || (first != null && s.isDash(first.end())) ? joint : -1;
    Match<Integer> last = joint < 0 ? null : dayNumber(s.skip(joint, GLUE));
    if (first == null || last == null || last.value() <= first.value()) {
      return null;
    }
    Match<Integer> named = month == null ? days.month(s.skip(last.end(), GLUE)) : month;
    if (named == null || (month != null && days.month(s.skip(last.end(), GLUE)) != null)) {
      return null;
    }
    int end = month == null ? named.end() : last.end();
    int at = s.is(end, ",") ? end + 1 : end;
    int year = days.year(at);
    When from = When.of(year, named.value(), first.value());
    LocalDate start = from.first(s.now().toLocalDate());
    Chunk ending = new Chunk.Ending(When.of(start.getYear(), named.value(), last.value()), null);
    return new Match<>(List.of(new Chunk.Starting(from, null), ending), year > 0 ? at + 1 : end);
  }

  private @Nullable Match<Integer> dayNumber(int i) {
    Match<Integer> day = numbers.ordinal(i);
    if (day == null) {
      day = numbers.number(i);
    }
    return day == null || day.value() < 1 || day.value() > 31 ? null : day;
  }

  private static boolean isBareMonth(When when) {
    return when.fixed() == null && when.day() == 0 && when.year() == 0;
  }

  /** "starting tomorrow", "from march 3rd", "starting at 9am", 从明天开始. */
  private @Nullable Match<Chunk> starting(int i) {
    int start = Math.max(s.after(i, Kind.START), s.after(i, Kind.FROM));
    if (start < 0) {
      Match<PointMatcher.Point> post = s.han() ? points.point(i) : null;
      int mark = post == null ? -1 : s.after(post.end(), Kind.START_POST);
      if (s.han() && (mark < 0 || !hanRepeats())) {
        return mark < 0 ? hanStartingAt(i) : null;
      }
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
    Match<PointMatcher.Point> point = points.point(at);
    boolean of = s.is(i, Kind.OF) && !s.is(i, Kind.START);
    if (of && (point == null || !s.is(point.end(), Kind.START_POST))) {
      return null;
    }
    if (point != null) {
      Chunk chunk = new Chunk.Starting(point.value().when(), point.value().time());
      return new Match<>(chunk, s.maybe(point.end(), Kind.START_POST));
    }
    Match<ClockTime> time = clocks.time(at, true);
    Match<PointMatcher.Point> day = time == null ? null : points.point(s.skip(time.end(), GLUE));
    if (time != null && day != null && day.value().time() == null && time.value().sure()) {
      return new Match<>(new Chunk.Starting(day.value().when(), time.value()), day.end());
    }
    return time == null
        ? null
        : new Match<>(new Chunk.StartingAt(time.value()), s.maybe(time.end(), Kind.START_POST));
  }

  /** 8点开始每隔3小时: where something repeats, the time is the start. */
  private @Nullable Match<Chunk> hanStartingAt(int i) {
    Match<ClockTime> time = clocks.time(i, false);
    int mark = time == null ? -1 : s.after(time.end(), Kind.START_POST);
    return mark > 0 && time != null && hanRepeats()
        ? new Match<>(new Chunk.StartingAt(time.value()), mark)
        : null;
  }

  private boolean hanRepeats() {
    int weekdays = 0;
    for (int k = 0; k < s.size(); k++) {
      boolean every = s.is(k, Kind.EVERY) || s.is(k, Kind.EVERY_GAP) || s.is(k, Kind.ADVERB);
      weekdays += s.is(k, Kind.WEEKDAY) ? 1 : 0;
      if (every || weekdays > 1 || s.is(k, Kind.GROUPS) || s.is(k, Kind.GROUP)) {
        return true;
      }
    }
    return false;
  }

  /** "until november", "till friday at 5pm", 直到六月. */
  private @Nullable Match<Chunk> ending(int i) {
    int until = s.after(i, Kind.UNTIL);
    if (until < 0 && !s.is(i, Kind.TO) && !s.is(i, Kind.AT)) {
      until = s.after(i, Kind.THROUGH);
    }
    if (until < 0) {
      return s.han() ? hanEnding(i) : null;
    }
    int at = s.skip(s.han() ? s.maybe(until, Kind.THROUGH) : until, GLUE);
    Match<Chunk> end = endPoint(at);
    return end == null
        ? null
        : new Match<>(end.value(), s.maybe(s.maybe(end.end(), Kind.UNTIL_POST), Kind.UNTIL));
  }

  /** 到年底为止, 到下周五, 12月底为止: the end needs a word before or after it. */
  private @Nullable Match<Chunk> hanEnding(int i) {
    int to = s.after(i, Kind.THROUGH);
    Match<Chunk> end = endPoint(s.skip(to < 0 ? i : to, GLUE));
    if (end == null) {
      return null;
    }
    int post = s.after(end.end(), Kind.UNTIL_POST);
    boolean last = end.end() == s.size() || s.is(end.end(), ",");
    return post > 0 || (to > 0 && last)
        ? new Match<>(end.value(), Math.max(post, end.end()))
        : null;
  }

  private @Nullable Match<Chunk> endPoint(int at) {
    Match<PointMatcher.Point> point = points.point(at);
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
    return new Match<>(new Chunk.Ending(point.value().when(), point.value().time()), point.end());
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

  /** "for the next three Mondays": every Monday, three times. */
  private @Nullable Match<List<Chunk>> nextDays(int i) {
    int start = s.maybe(i, Kind.FOR);
    int at = s.skip(start, NEXT_GLUE);
    boolean next = s.is(at - 1, Kind.NEXT);
    boolean led = start > i ? at > start : next && (s.is(i, Kind.THE) || s.is(i, Kind.NEXT));
    Match<Integer> count = led ? numbers.number(at) : null;
    Match<Chunk.Weekdays> day = count == null ? null : days.weekdayList(count.end());
    if (count == null || day == null || count.value() < 1) {
      return null;
    }
    Chunk weekly = new Chunk.Weekdays(day.value().mask(), true, 1);
    return new Match<>(List.of(weekly, new Chunk.Limit(count.value())), day.end());
  }

  /** "for the next three weeks", "for up to 2 months", "for 10 days", 持续两周. */
  private @Nullable Match<Chunk> lasting(int i) {
    int start = s.after(i, Kind.FOR);
    boolean overNext = start < 0 && s.is(i, Kind.THE) && s.is(i + 1, Kind.NEXT);
    if (start < 0 && !overNext) {
      return withinLength(i, s.han() ? Kind.WITHIN_POST : Kind.FOR_POST);
    }
    int at = s.skip(overNext ? i : start, NEXT_GLUE);
    int rest = s.after(at, Kind.REST_OF);
    Match<Unit> whole = rest < 0 ? null : numbers.unit(s.skip(rest, GLUE_THIS));
    if (whole != null && whole.value().compareTo(Unit.WEEK) >= 0) {
      LocalDate after =
          Coming.start(new Chunk.ComingPeriod(whole.value(), 1), s.now().toLocalDate());
      return new Match<>(new Chunk.Ending(When.on(after.minusDays(1)), null), whole.end());
    }
    Match<Numbers.Length> length = numbers.length(at);
    Match<Unit> unit = length == null ? numbers.unit(at) : null;
    boolean delay = length != null && s.is(length.end(), Kind.LATER) && !s.han();
    if (length != null && !delay && !s.is(length.end(), Kind.TIMES)) {
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

  /** 一周内, "10 Tage lang": the word after the length makes it a limit. */
  private @Nullable Match<Chunk> withinLength(int i, Kind post) {
    Match<Numbers.Length> length = numbers.length(i);
    int within = length == null ? -1 : s.after(length.end(), post);
    return within < 0 || length == null
        ? null
        : new Match<>(new Chunk.Lasting(length.value().days(), length.value().time()), within);
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
    boolean bare = s.han() && start == i && i > 0 && !s.is(i - 1, ",");
    if (number != null && times > 0 && !bare) {
      return limit(number.value(), times);
    }
    if (number != null && times > 0 && number.value() > 1) {
      return eachOrInAll(s.text(start, times), number.value(), times);
    }
    Sense count = s.sense(start, Kind.COUNT);
    if (count == null) {
      return null;
    }
    int end = start + count.length();
    boolean dated = s.is(end, Kind.ON) || s.is(end, Kind.RELDAY) || s.is(end, Kind.NEXT);
    if (count.value() == 1 && dated) {
      return new Match<>(new Chunk.Limit(1), end);
    }
    if (count.value() == 1 && start == i) {
      return null;
    }
    Chunk limit = new Chunk.Limit(count.value());
    if (start > i) {
      return new Match<>(limit, end);
    }
    return eachOrInAll(s.text(start, end), count.value(), end);
  }

  private static Match<Chunk> eachOrInAll(String text, int n, int end) {
    return new Match<>(
        new Chunk.Doubtful(
            Message.of("Does \"{1}\" mean {1} each time, or {1} in all?", text),
            List.of(
                new Chunk.Alternative(
                    Message.of("{1} in all", text), List.of(new Chunk.Limit(n))))),
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
}
