package io.carillon.internal.phrase;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads calendar dates and days relative to today. */
final class DateMatcher {

  private static final Set<Kind> GLUE = Set.of(Kind.ON, Kind.THE, Kind.FILLER);
  private static final Set<Kind> OF = Set.of(Kind.OF, Kind.THE);

  private final Sentence s;
  private final Numbers numbers;
  private final DayMatcher days;

  DateMatcher(Sentence sentence, Numbers numbers, DayMatcher days) {
    this.s = sentence;
    this.numbers = numbers;
    this.days = days;
  }

  /** A date: "march 3rd", "12th August 2026", "2015-07-31", "05/31/2024", 3月5日. */
  @Nullable Match<Chunk> date(int i) {
    int at = s.skip(i, GLUE);
    Sense fixed = s.sense(at, Kind.FIXED_DATE);
    if (fixed != null) {
      int end = at + fixed.length();
      return new Match<>(valid(at, end, 0, fixed.value() / 100, fixed.value() % 100), end);
    }
    Match<Chunk> found = nearFeast(at);
    if (found == null) {
      found = numeric(at);
    }
    if (found == null) {
      found = han(at);
    }
    if (found == null) {
      found = monthFirst(at);
    }
    return found == null ? dayFirst(at) : found;
  }

  /** "the day before Christmas", "two days after New Year's Eve". */
  private @Nullable Match<Chunk> nearFeast(int i) {
    boolean one = s.isUnit(i, Unit.DAY);
    Match<Numbers.Length> length = one ? null : numbers.length(i);
    boolean days = one || (length != null && length.value().unit() == Unit.DAY);
    int at = one ? s.maybe(i, Kind.UNIT) : length == null ? -1 : length.end();
    int after = days ? s.after(at, Kind.AFTER) : -1;
    int before = days ? s.after(at, Kind.BEFORE) : -1;
    int base = Math.max(after, before);
    Sense feast = base < 0 ? null : s.sense(base, Kind.FIXED_DATE);
    if (feast == null) {
      return null;
    }
    int n = one || length == null ? 1 : length.value().n();
    LocalDate day = LocalDate.of(2023, feast.value() / 100, feast.value() % 100);
    LocalDate moved = day.plusDays(after > 0 ? n : -n);
    When when = When.of(0, moved.getMonthValue(), moved.getDayOfMonth());
    return new Match<>(
        new Chunk.Dates(when, List.of(moved.getDayOfMonth()), false), base + feast.length());
  }

  private @Nullable Match<Chunk> numeric(int i) {
    Token a = s.token(i);
    Token b = s.token(i + 2);
    if (a == null || b == null || !a.isNumber() || !b.isNumber() || !b.glued()) {
      return null;
    }
    if (a.is("24") && b.is("7") && s.is(i + 1, "/") && s.lexicon().language().equals("en")) {
      return null;
    }
    boolean slash = s.is(i + 1, "/");
    boolean dash = s.is(i + 1, "-");
    boolean dot = s.is(i + 1, ".");
    if (!s.isGlued(i + 1) || !(slash || dash || dot)) {
      return null;
    }
    Token c = s.token(i + 4);
    Token joint = s.token(i + 3);
    boolean three =
        c != null
            && joint != null
            && c.isNumber()
            && c.glued()
            && joint.glued()
            && joint.is(s.text(i + 1, i + 2));
    if (a.text().length() == 4 && three && c != null) {
      return exact(i, i + 5, a.number(), b.number(), c.number());
    }
    if (three && c != null && (c.text().length() == 4 || c.text().length() == 2)) {
      int year = c.text().length() == 4 ? c.number() : 2000 + c.number();
      return ordered(i, i + 5, year, a.number(), b.number(), dot);
    }
    boolean dotted = dot && s.is(i + 3, ".") && s.isGlued(i + 3);
    boolean yearless = !three && (slash || (dotted && s.lexicon().has(Lexicon.Trait.ORDDOT)));
    int end = dotted ? i + 4 : i + 3;
    return yearless && a.number() >= 1 && b.number() >= 1
        ? ordered(i, end, 0, a.number(), b.number(), dot)
        : null;
  }

  private Match<Chunk> exact(int from, int end, int year, int month, int day) {
    int after = s.is(end, "t") && s.isGlued(end) && s.isGlued(end + 1) ? end + 1 : end;
    return new Match<>(valid(from, end, year, month, day), after);
  }

  /** Day and month by number: certain when one is over 12 or the language has one order. */
  private @Nullable Match<Chunk> ordered(int i, int end, int year, int a, int b, boolean dot) {
    if (a > 31 || b > 31 || (a > 12 && b > 12)) {
      if (year == 0) {
        return null;
      }
      throw Unclear.refuse("\"{1}\" is not a date.", s.text(i, end));
    }
    boolean dayFirst = a > 12 || dot || (s.lexicon().has(Lexicon.Trait.DAYFIRST) && b <= 12);
    if (dayFirst) {
      return new Match<>(valid(i, end, year, b, a), end);
    }
    if (b > 12 || a == b || s.han()) {
      return new Match<>(valid(i, end, year, a, b), end);
    }
    Message us = Message.of("{1}", MonthDay.of(a, b));
    Message other = Message.of("{1}", MonthDay.of(b, a));
    return new Match<>(
        new Chunk.Doubtful(
            Message.of("Does \"{1}\" mean {2} or {3}?", s.text(i, end), us, other),
            List.of(
                new Chunk.Alternative(us, List.of(valid(i, end, year, a, b))),
                new Chunk.Alternative(other, List.of(valid(i, end, year, b, a))))),
        end);
  }

  private Chunk valid(int from, int end, int year, int month, int day) {
    try {
      LocalDate.of(year == 0 ? 2024 : year, month, day);
    } catch (DateTimeException e) {
      throw Unclear.refuse("There is no such day as \"{1}\".", s.text(from, end));
    }
    return new Chunk.Dates(When.of(year, month, day), List.of(day), false);
  }

  /** 2026年3月5日, 3月5号, 明年3月5日. */
  private @Nullable Match<Chunk> han(int i) {
    if (!s.han()) {
      return null;
    }
    Match<Integer> said = hanYear(i);
    int at = said == null ? i : said.end();
    int year = said == null ? 0 : said.value();
    refuseMonth(at);
    Match<Integer> month = days.month(at);
    Match<Integer> day = month == null ? null : numbers.number(month.end());
    boolean marked = day != null && s.is(day.end(), Kind.DAYMARK);
    if (month == null || day == null || !marked) {
      return null;
    }
    return new Match<>(valid(i, day.end() + 1, year, month.value(), day.value()), day.end() + 1);
  }

  /** 2026年, 二〇二六年, 明年: the year, and the index after it. */
  @Nullable Match<Integer> hanYear(int i) {
    Token first = s.token(i);
    if (first != null && first.isNumber() && s.is(i + 1, Kind.YEARMARK)) {
      return first.number() < 1970 ? null : new Match<>(first.number(), i + 2);
    }
    Sense ahead = s.sense(i, Kind.YEAR_AHEAD);
    if (ahead != null) {
      return new Match<>(s.now().getYear() + ahead.value(), i + ahead.length());
    }
    Match<Integer> digits = numbers.hanDigits(i);
    return digits != null && digits.value() >= 1970 && s.is(digits.end(), Kind.YEARMARK)
        ? new Match<>(digits.value(), digits.end() + 1)
        : null;
  }

  private void refuseMonth(int i) {
    Match<Integer> month = numbers.number(i);
    if (month != null
        && month.value() > 12
        && s.is(month.end(), Kind.MONTHMARK)
        && numbers.number(month.end() + 1) != null) {
      throw Unclear.refuse("There is no month {1}.", month.value());
    }
  }

  /** "march 3rd", "Dec 21st and 31st", "aug on day 20 and 30", "Sep 20, 2026". */
  private @Nullable Match<Chunk> monthFirst(int i) {
    Match<Integer> month = s.han() ? null : days.month(i);
    if (month == null) {
      return null;
    }
    int at = s.skip(month.end(), GLUE);
    if (s.isUnit(at, Unit.DAY)) {
      Match<List<Integer>> list = numbers.numberList(at + 1);
      return list == null ? null : dates(i, month.value(), list);
    }
    Match<List<Integer>> list = numbers.ordinalList(at);
    if (list == null) {
      Match<Integer> day = numbers.number(at);
      boolean taken =
          day == null
              || days.year(at) > 0
              || s.is(day.end(), ":")
              || s.is(day.end(), Kind.AMPM)
              || s.is(day.end(), Kind.OCLOCK)
              || s.is(day.end(), Kind.UNIT)
              || s.is(day.end(), "x")
              || (day.value() > 31 && !s.is(day.end(), Kind.ORDSUFFIX));
      if (taken || day == null) {
        return null;
      }
      list = new Match<>(List.of(day.value()), day.end());
    }
    boolean day = s.is(list.end(), Kind.WEEKDAY) || s.is(list.end(), Kind.GROUP);
    boolean place = numbers.ordinal(at) != null;
    boolean nth = day && list.value().get(0) <= 5 && place;
    return list.value().contains(-1) || (nth && !s.is(month.end(), ","))
        ? null
        : dates(i, month.value(), list);
  }

  private Match<Chunk> dates(int from, int month, Match<List<Integer>> list) {
    int comma = s.is(list.end(), ",") ? list.end() + 1 : list.end();
    int at = s.skip(comma, OF);
    int year = days.year(at);
    int end = year > 0 ? at + 1 : list.end();
    for (int day : list.value()) {
      valid(from, list.end(), year, month, day);
    }
    return new Match<>(
        new Chunk.Dates(
            When.of(year, month, list.value().get(0)), List.copyOf(list.value()), false),
        end);
  }

  /** "12th August", "3rd of march 2026", "11th day of November", "le 14 juillet". */
  private @Nullable Match<Chunk> dayFirst(int i) {
    Match<List<Integer>> list = numbers.ordinalList(i);
    boolean ordinal = list != null;
    if (list == null) {
      list = s.han() ? null : plainDays(i);
      if (list == null) {
        return null;
      }
    }
    int at = list.end();
    if (ordinal && s.isUnit(at, Unit.DAY)) {
      at = s.maybe(at, Kind.UNIT);
    }
    Match<Integer> month = days.month(s.skip(at, ordinal ? OF_IN : OF));
    if (month == null || s.han()) {
      return null;
    }
    int separated = s.separators(month.end());
    Match<Integer> second = separated == month.end() ? null : days.month(separated);
    if (second != null && numbers.number(second.end()) == null) {
      return null;
    }
    List<Integer> listed = new ArrayList<>(list.value());
    if (listed.contains(-1)) {
      return listed.size() == 1
          ? new Match<>(
              new Chunk.Dates(When.of(0, month.value(), -1), List.of(-1), false), month.end())
          : null;
    }
    return dates(i, month.value(), new Match<>(listed, month.end()));
  }

  /** "24", "24 and 25" before December. */
  private @Nullable Match<List<Integer>> plainDays(int i) {
    boolean hours = s.is(i - 1, Kind.AT) || s.is(i - 1, Kind.FROM) || s.is(i - 1, Kind.BETWEEN);
    Match<List<Integer>> list = hours ? null : numbers.numberList(i);
    boolean joined = list != null && days.month(s.skip(list.end(), OF)) != null;
    if (list != null && joined && list.value().stream().allMatch(day -> day <= 31)) {
      return list;
    }
    Match<Integer> day = numbers.number(i);
    return day == null || day.value() > 31 ? null : new Match<>(List.of(day.value()), day.end());
  }

  private static final Set<Kind> OF_IN = Set.of(Kind.OF, Kind.THE, Kind.IN);

  /** "today", "the day after tomorrow", "two days after today", "tonight", 明早. */
  @Nullable Match<List<Chunk>> relativeDay(int i) {
    int at = s.skip(i, GLUE);
    LocalDate today = s.now().toLocalDate();
    int tonight = s.after(at, Kind.TONIGHT);
    if (tonight > 0) {
      return new Match<>(
          List.of(new Chunk.RelativeDay(today), new Chunk.Part(DayPart.NIGHT)), tonight);
    }
    if (isMorning(i)) {
      return new Match<>(List.of(new Chunk.Part(DayPart.MORNING)), s.maybe(i, Kind.RELDAY));
    }
    Sense sense = s.sense(at, Kind.RELDAY);
    if (sense == null) {
      sense = s.sense(i, Kind.RELDAY);
      at = i;
    }
    if (sense != null) {
      return relativeDays(today.plusDays(sense.value()), at + sense.length());
    }
    if (s.is(at, Kind.TOMORROW_PART)) {
      return new Match<>(List.of(new Chunk.RelativeDay(today.plusDays(1))), at + 1);
    }
    int self = s.after(i, Kind.THIS);
    if (self > 0 && !s.han() && s.is(self, Kind.RELDAY, 1)) {
      return new Match<>(
          List.of(new Chunk.RelativeDay(today), new Chunk.Part(DayPart.MORNING)),
          s.maybe(self, Kind.RELDAY));
    }
    if (self > 0 && s.is(self, Kind.DAYPART)) {
      return new Match<>(List.of(new Chunk.RelativeDay(today)), self);
    }
    return daysFrom(at);
  }

  /** "tomorrow", "today and tomorrow", "tomorrow and the day after". */
  private Match<List<Chunk>> relativeDays(LocalDate first, int i) {
    List<LocalDate> dates = new ArrayList<>(List.of(first));
    int end = i;
    while (true) {
      int separated = s.separators(end);
      boolean or = s.is(end, Kind.OR) || (s.is(end, ",") && s.is(end + 1, Kind.OR));
      int next = separated == end || or ? s.size() : s.skip(separated, GLUE);
      Sense more = s.sense(next, Kind.RELDAY);
      int after = s.isUnit(next, Unit.DAY) ? s.after(s.maybe(next, Kind.UNIT), Kind.AFTER) : -1;
      if (more != null && more.value() >= 0) {
        dates.add(s.now().toLocalDate().plusDays(more.value()));
        end = next + more.length();
      } else if (after > 0) {
        dates.add(dates.get(dates.size() - 1).plusDays(1));
        end = after;
      } else {
        break;
      }
    }
    List<Chunk> chunks = new ArrayList<>();
    for (LocalDate date : dates) {
      chunks.add(
          dates.size() == 1
              ? new Chunk.RelativeDay(date)
              : new Chunk.Dates(When.on(date), List.of(date.getDayOfMonth()), false));
    }
    return new Match<>(chunks, end);
  }

  /** "jeden Morgen", "cada mañana": after "every", tomorrow's word is the morning's. */
  private boolean isMorning(int i) {
    return !s.han() && s.is(i, Kind.RELDAY, 1) && s.is(i - 1, Kind.EVERY);
  }

  /** "two days after today", "a week from tomorrow", "3 days from now" is a delay instead. */
  private @Nullable Match<List<Chunk>> daysFrom(int i) {
    Match<Numbers.Length> length = numbers.length(i);
    if (length == null || !length.value().time().isZero()) {
      return null;
    }
    int from = Math.max(s.after(length.end(), Kind.AFTER), s.after(length.end(), Kind.FROM));
    from = from < 0 && s.is(length.end(), Kind.ON) ? length.end() + 1 : from;
    Sense base = from < 0 ? null : s.sense(from, Kind.RELDAY);
    if (base == null) {
      return from < 0 ? null : weeksFrom(s.skip(from, GLUE), length.value());
    }
    LocalDate date = s.now().toLocalDate().plusDays(base.value()).plus(length.value().days());
    return new Match<>(List.of(new Chunk.RelativeDay(date)), from + base.length());
  }

  /** "a week from Monday", "two weeks on Friday": counted from the coming one. */
  private @Nullable Match<List<Chunk>> weeksFrom(int i, Numbers.Length length) {
    int at = s.is(i, Kind.NEXT) || s.is(i, Kind.THIS) ? i + 1 : i;
    Sense day = s.sense(at, Kind.WEEKDAY);
    boolean weeks = length.unit() == Unit.WEEK || length.unit() == Unit.FORTNIGHT;
    if (day == null || (!weeks && at == i)) {
      return null;
    }
    LocalDate today = s.now().toLocalDate();
    int ahead = Math.floorMod(day.value() - today.getDayOfWeek().getValue(), 7);
    if (ahead == 0 || at > i) {
      Chunk open =
          new Chunk.Doubtful(
              Message.of("Counted from which day is \"{1}\"?", s.text(i - 2, at + 1)), List.of());
      return new Match<>(List.of(open), at + day.length());
    }
    LocalDate date = today.plusDays(ahead).plus(length.days());
    return new Match<>(List.of(new Chunk.RelativeDay(date)), at + day.length());
  }

  /** "next Tuesday", "this Friday", "Montag nächster Woche", "two Tuesdays from now", 下周五. */
  @Nullable Match<Chunk> comingWeekday(int i) {
    int at = s.skip(i, GLUE);
    Match<Integer> count = numbers.number(at);
    if (count != null) {
      Sense day = weekday(count.end());
      int now = day == null ? -1 : s.after(count.end() + day.length(), Kind.LATER);
      return now < 0 || day == null
          ? null
          : coming(day.value(), Chunk.Which.COUNTED, count.value(), now);
    }
    int last = s.after(at, Kind.LAST);
    Sense past = last < 0 ? null : s.sense(last, Kind.WEEKDAY);
    if (past != null) {
      LocalDate monday = s.now().toLocalDate().with(java.time.DayOfWeek.MONDAY).minusWeeks(1);
      return new Match<>(
          new Chunk.RelativeDay(monday.plusDays(past.value() - 1L)), last + past.length());
    }
    int next = s.after(at, Kind.NEXT);
    int self = s.after(at, Kind.THIS);
    int point = Math.max(next, self);
    if (point > 0) {
      return pointed(point, next > 0, at);
    }
    Sense day = weekday(at);
    int after = day == null || s.han() ? -1 : s.after(at + day.length(), Kind.NEXT);
    boolean nextUnit = after > 0 && s.is(after, Kind.UNIT);
    return day == null || after < 0 || nextUnit
        ? null
        : coming(day.value(), Chunk.Which.NEXT, 1, after);
  }

  private @Nullable Match<Chunk> pointed(int i, boolean next, int start) {
    int at = i;
    int ahead = 1;
    while (s.han() && next && s.is(at, Kind.NEXT)) {
      at = s.maybe(at, Kind.NEXT);
      ahead++;
    }
    Sense day = weekday(at);
    if (day == null || (s.is(start, Kind.THIS) && s.is(at, Kind.WEEKDAYS))) {
      return null;
    }
    Chunk.Which which =
        s.han()
            ? next ? Chunk.Which.OF_NEXT_WEEK : Chunk.Which.OF_THIS_WEEK
            : next ? afterNext(start) : Chunk.Which.THIS;
    return coming(day.value(), which, ahead, at + day.length());
  }

  private Chunk.Which afterNext(int i) {
    Sense next = s.sense(i, Kind.NEXT);
    return next != null && next.value() == 2 ? Chunk.Which.AFTER_NEXT : Chunk.Which.NEXT;
  }

  private @Nullable Sense weekday(int i) {
    Sense day = s.sense(i, Kind.WEEKDAY);
    return day == null ? s.sense(i, Kind.WEEKDAYS) : day;
  }

  private static Match<Chunk> coming(int day, Chunk.Which which, int count, int end) {
    return new Match<>(new Chunk.ComingWeekday(day, which, count), end);
  }

  /** "next month", "of next year", "la semaine prochaine". */
  @Nullable Match<Chunk> comingPeriod(int i) {
    int at = s.skip(i, PERIOD_GLUE);
    int once = s.after(at, Kind.NEXT);
    int again = s.han() ? s.after(once, Kind.NEXT) : -1;
    int next = Math.max(once, again);
    int self = s.after(at, Kind.THIS);
    int last = s.after(at, Kind.LAST);
    int point = Math.max(last, Math.max(next, self));
    Match<Unit> unit = point > 0 ? periodUnit(point) : periodUnit(at);
    if (unit == null || unit.value().isClock() || unit.value() == Unit.DAY) {
      return null;
    }
    if (point > 0) {
      boolean second = again > 0 || s.is(at, Kind.NEXT, 2);
      int ahead = last > 0 ? -1 : next < 0 ? 0 : second ? 2 : 1;
      return new Match<>(new Chunk.ComingPeriod(unit.value(), ahead), unit.end());
    }
    boolean afterNext = s.is(unit.end(), Kind.AFTER) && s.is(unit.end() + 1, Kind.NEXT);
    if (afterNext) {
      return new Match<>(new Chunk.ComingPeriod(unit.value(), 2), unit.end() + 2);
    }
    int after = s.han() ? -1 : s.after(unit.end(), Kind.NEXT);
    return after < 0 ? null : new Match<>(new Chunk.ComingPeriod(unit.value(), 1), after);
  }

  private static final Set<Kind> PERIOD_GLUE =
      Set.of(Kind.ON, Kind.THE, Kind.OF, Kind.IN, Kind.FILLER);

  private @Nullable Match<Unit> periodUnit(int i) {
    Match<Unit> unit = numbers.unit(i);
    if (unit != null || !s.han()) {
      return unit;
    }
    return s.is(i, Kind.MONTHMARK) ? new Match<>(Unit.MONTH, i + 1) : null;
  }
}
