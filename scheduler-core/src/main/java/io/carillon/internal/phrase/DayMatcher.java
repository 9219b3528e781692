package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads weekdays, days of the month, weekdays by place in the month, and months. */
final class DayMatcher {

  static final int WORKING_DAYS = 0b0011111;
  static final int WEEKEND = 0b1100000;

  private static final Set<Kind> GLUE = Set.of(Kind.ON, Kind.THE, Kind.ONLY, Kind.IN, Kind.AT);
  private static final Set<Kind> OF_THE =
      Set.of(Kind.OF, Kind.IN, Kind.THE, Kind.A, Kind.ON, Kind.PER);
  private static final Set<Kind> ITEM_GLUE = Set.of(Kind.ON, Kind.THE, Kind.EVERY);

  private final Sentence s;
  private final Numbers numbers;

  DayMatcher(Sentence sentence, Numbers numbers) {
    this.s = sentence;
    this.numbers = numbers;
  }

  /** One weekday or group; mask and whether its form means every week. */
  private @Nullable Match<Chunk.Weekdays> day(int i, boolean inList) {
    Sense sense = s.sense(i, Kind.WEEKDAYS);
    if (sense != null) {
      return weekdays(i, sense, 1 << (sense.value() - 1), true);
    }
    sense = s.sense(i, Kind.WEEKDAY_SET);
    if (sense != null) {
      return weekdays(i, sense, sense.value(), true);
    }
    sense = s.sense(i, Kind.WEEKDAY_HABIT);
    if (sense != null) {
      int end = i + sense.length();
      boolean once =
          numbers.number(end) != null || numbers.ordinal(end) != null || s.is(end, Kind.NEXT);
      return weekdays(i, sense, 1 << (sense.value() - 1), !once);
    }
    sense = s.sense(i, Kind.WEEKDAY);
    if (sense == null && inList) {
      sense = s.sense(i, Kind.WEEKDAY_SHORT);
    }
    if (sense != null) {
      return weekdays(i, sense, 1 << (sense.value() - 1), false);
    }
    sense = s.sense(i, Kind.GROUPS);
    boolean plural = sense != null;
    if (sense == null) {
      sense = s.sense(i, Kind.GROUP);
    }
    return sense == null
        ? null
        : weekdays(i, sense, sense.value() == 1 ? WORKING_DAYS : WEEKEND, plural || s.han());
  }

  private Match<Chunk.Weekdays> weekdays(int i, Sense sense, int mask, boolean habit) {
    int end = i + sense.length();
    if (s.is(end, ".") && s.isGlued(end) && s.token(end + 1) != null) {
      end++;
    }
    return new Match<>(new Chunk.Weekdays(mask, habit, 1), end);
  }

  /** "Monday", "Mon, Wed and Fri", "Monday to Friday", "weekdays", 周一三五. */
  @Nullable Match<Chunk.Weekdays> weekdayList(int i) {
    int from = s.maybe(i, Kind.FROM);
    boolean whole =
        s.is(from, Kind.WEEKDAYS) || s.is(from, Kind.GROUPS) || s.is(from, Kind.WEEKDAY_HABIT);
    int start = whole ? from : s.skip(from, GLUE);
    boolean only = hasOnly(i, start);
    boolean shortForm = s.is(start, Kind.WEEKDAY_SHORT) && !s.is(start, Kind.WEEKDAY);
    Match<Chunk.Weekdays> total = range(start, shortForm);
    if (total == null) {
      return null;
    }
    int items = 1;
    boolean slash = false;
    while (true) {
      int separated = s.separators(total.end());
      int next = s.skip(separated, ITEM_GLUE);
      boolean attached = s.is(next, Kind.WEEKDAY) && (s.han() || s.is(next - 1, Kind.WEEKDAY));
      if (separated == total.end() && !s.is(next, "/") && !attached) {
        break;
      }
      boolean slashed = s.is(next, "/");
      next = slashed ? next + 1 : next;
      Match<Chunk.Weekdays> more = range(next, shortForm);
      if (more == null) {
        more = bareHanDay(next, total.end());
      }
      boolean group = s.han() && s.is(total.end(), ",") && s.is(next, Kind.GROUP);
      if (more == null || group || followsOrdinal(next)) {
        break;
      }
      items++;
      slash |= slashed;
      total = union(total.value(), more);
    }
    Chunk.Weekdays days = total.value();
    if (shortForm && items == 1 && Integer.bitCount(days.mask()) == 1) {
      return null;
    }
    boolean many = items >= 3 || slash;
    return only || many
        ? new Match<>(new Chunk.Weekdays(days.mask(), true, 1), total.end())
        : total;
  }

  private boolean hasOnly(int from, int to) {
    for (int k = from; k < to; k++) {
      if (s.is(k, Kind.ONLY)) {
        return true;
      }
    }
    return false;
  }

  private boolean followsOrdinal(int i) {
    return numbers.ordinal(i) != null;
  }

  private static Match<Chunk.Weekdays> union(Chunk.Weekdays a, Match<Chunk.Weekdays> b) {
    boolean habit = a.habit() || b.value().habit();
    return new Match<>(new Chunk.Weekdays(a.mask() | b.value().mask(), habit, 1), b.end());
  }

  private @Nullable Match<Chunk.Weekdays> range(int i, boolean shortForm) {
    Match<Chunk.Weekdays> first = day(i, true);
    if (first == null || (!shortForm && day(i, false) == null)) {
      return null;
    }
    if (s.han()) {
      first = hanRun(first);
    }
    int end = first.end();
    int through =
        s.isDash(end) ? end + 1 : Math.max(s.after(end, Kind.THROUGH), s.after(end, Kind.UNTIL));
    if (through < 0 || Integer.bitCount(first.value().mask()) != 1) {
      return first;
    }
    int at = s.skip(through, GLUE);
    Match<Chunk.Weekdays> last = day(at, true);
    if (last == null) {
      last = bareHanDay(at, end);
    }
    if (last == null || Integer.bitCount(last.value().mask()) != 1) {
      return first;
    }
    int mask = 0;
    int day = Integer.numberOfTrailingZeros(first.value().mask());
    int stop = Integer.numberOfTrailingZeros(last.value().mask());
    for (int k = 0; k < 7; k++) {
      mask |= 1 << day;
      if (day == stop) {
        break;
      }
      day = (day + 1) % 7;
    }
    return new Match<>(new Chunk.Weekdays(mask, true, 1), last.end());
  }

  /** 周一三五: digits right after a weekday, unless the last is the hour of a time. */
  private Match<Chunk.Weekdays> hanRun(Match<Chunk.Weekdays> first) {
    int mask = first.value().mask();
    int end = first.end();
    while (true) {
      Match<Chunk.Weekdays> next = s.isGlued(end) ? bareHanDay(end, end) : null;
      if (next == null) {
        boolean habit = first.value().habit() || Integer.bitCount(mask) >= 3;
        return new Match<>(new Chunk.Weekdays(mask, habit, 1), end);
      }
      mask |= next.value().mask();
      end = next.end();
    }
  }

  /** In Chinese a weekday in a list may be its number alone: 周一、三、五. */
  private @Nullable Match<Chunk.Weekdays> bareHanDay(int i, int afterDay) {
    Token token = s.token(i);
    if (!s.han() || token == null || afterDay == 0) {
      return null;
    }
    int day = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u65e5".indexOf(token.text());
    if (i > afterDay && token.number() >= 1 && token.number() <= 7 && !s.is(i + 1, ":")) {
      day = token.number() - 1;
    }
    boolean taken =
        s.is(i + 1, Kind.OCLOCK)
            || s.is(i + 1, Kind.UNIT)
            || s.is(i + 1, Kind.DAYMARK)
            || s.is(i + 1, Kind.MONTHMARK)
            || s.is(i + 1, Kind.MEASURE)
            || s.is(i + 1, "\u5341")
            || s.is(i, Kind.COUNT);
    return day < 0 || taken || token.text().length() != 1
        ? null
        : new Match<>(new Chunk.Weekdays(1 << day, false, 1), i + 1);
  }

  /** "the third Monday and first Thursday", "first working day", "2nd and last fri". */
  @Nullable Match<Chunk> nthDays(int i) {
    int start = s.skip(i, GLUE);
    List<Nth> days = new ArrayList<>();
    int end = nthGroup(start, days);
    if (end < 0) {
      return null;
    }
    while (true) {
      int separated = s.separators(end);
      int more = separated == end ? -1 : nthGroup(s.skip(separated, GLUE), days);
      if (more < 0) {
        break;
      }
      end = more;
    }
    int relative = Math.max(s.after(end, Kind.AFTER), s.after(end, Kind.BEFORE));
    int base = relative < 0 ? -1 : nthGroup(s.skip(relative, GLUE), new ArrayList<>());
    if (base > 0) {
      return new Match<>(
          new Chunk.Impossible(
              "\"{1}\" counts from another weekday, which no rule here can say.",
              s.text(start, base)),
          base);
    }
    int of = ofMonth(end);
    return new Match<>(new Chunk.NthDays(List.copyOf(days), of > 0), of > 0 ? of : end);
  }

  private int nthGroup(int i, List<Nth> days) {
    Match<List<Integer>> places = firstOf(i);
    if (places == null) {
      places = numbers.ordinalList(i);
    }
    if (places == null) {
      return -1;
    }
    int at = s.maybe(places.end(), Kind.MEASURE);
    Match<Chunk.Weekdays> on = single(at);
    if (on == null) {
      return -1;
    }
    for (int n : places.value()) {
      if (n == 0 || n > 31) {
        throw Unclear.refuse("There is no weekday number {1} in a month.", n);
      }
      days.add(new Nth(n, on.value().mask()));
    }
    return on.end();
  }

  /** "first two (Mondays)", "last 3 (working days)": all places up to that one. */
  private @Nullable Match<List<Integer>> firstOf(int i) {
    Match<Integer> place = numbers.ordinal(i);
    Match<Integer> count = place == null ? null : numbers.number(place.end());
    boolean edge = place != null && (place.value() == 1 || place.value() == -1);
    boolean plural =
        count != null && (s.is(count.end(), Kind.WEEKDAYS) || s.is(count.end(), Kind.GROUPS));
    if (place == null
        || !edge
        || count == null
        || !plural
        || count.value() < 1
        || count.value() > 20) {
      return null;
    }
    List<Integer> places = new ArrayList<>();
    for (int n = 1; n <= count.value(); n++) {
      places.add(place.value() * n);
    }
    return new Match<>(places, count.end());
  }

  private @Nullable Match<Chunk.Weekdays> single(int i) {
    return day(i, false);
  }

  /** "of the month", "of month", "im Monat": the index after, or -1. */
  int ofMonth(int i) {
    int at = s.skip(i, OF_THE);
    if (at == i) {
      return -1;
    }
    Sense unit = s.sense(at, Kind.UNIT);
    if (unit == null || unit.value() != Unit.MONTH.code() || s.is(at + 1, Kind.NEXT)) {
      return -1;
    }
    return at + unit.length();
  }

  /** "of the month", "of the year". */
  @Nullable Match<Chunk> ofPeriod(int i) {
    int at = s.skip(i, OF_THE);
    boolean of = at > i && (s.is(i, Kind.OF) || s.is(i, Kind.IN));
    boolean weekday = s.is(at, Kind.WEEKDAY) || s.is(at, Kind.GROUP);
    Sense unit = of && !weekday ? s.sense(at, Kind.UNIT) : null;
    if (unit == null || unit.value() < Unit.WEEK.code()) {
      return null;
    }
    return new Match<>(new Chunk.OfPeriod(Unit.of(unit.value())), at + unit.length());
  }

  /** "the weekday nearest day 13", "weekday closest to the 15th", "nearest weekday to the 1st". */
  @Nullable Match<Chunk> nearest(int i) {
    int start = s.skip(i, GLUE);
    int first = s.after(start, Kind.NEAREST);
    int noun = first < 0 ? start : first;
    int group = s.is(noun, Kind.GROUP, 1) ? s.after(noun, Kind.GROUP) : -1;
    boolean to = first > 0 && (s.is(group, Kind.TO) || s.is(group, Kind.OF));
    int near = group < 0 ? -1 : first < 0 ? s.after(group, Kind.NEAREST) : to ? group : -1;
    if (near < 0) {
      return null;
    }
    int at = s.skip(near, OF_THE);
    at = s.isUnit(at, Unit.DAY) ? at + 1 : s.maybe(at, Kind.TO);
    at = s.skip(at, OF_THE);
    Match<Integer> day = numbers.ordinal(at);
    if (day == null) {
      day = numbers.number(at);
    }
    if (day == null || day.value() < 1 || day.value() > 31) {
      return null;
    }
    int of = ofMonth(day.end());
    return new Match<>(new Chunk.NearestWeekday(day.value()), of > 0 ? of : day.end());
  }

  /** One month: a name, or 3月. */
  @Nullable Match<Integer> month(int i) {
    Sense sense = s.sense(i, Kind.MONTH);
    if (sense != null) {
      int end = i + sense.length();
      return new Match<>(sense.value(), s.is(end, ".") && s.isGlued(end) ? end + 1 : end);
    }
    Match<Integer> number = s.han() ? numbers.number(i) : null;
    return number != null
            && number.value() >= 1
            && number.value() <= 12
            && s.is(number.end(), Kind.MONTHMARK)
        ? new Match<>(number.value(), s.maybe(number.end(), Kind.MONTHMARK))
        : null;
  }

  /** "in March", "January through March", "only in July and Sept", "in May 2026". */
  @Nullable Match<Chunk> months(int i) {
    int start = s.skip(i, GLUE);
    boolean habit = hasOnly(i, start);
    int mask = 0;
    int end = -1;
    int at = start;
    while (true) {
      Match<Integer> first = month(at);
      if (first == null) {
        break;
      }
      end = first.end();
      int through = s.isDash(end) ? end + 1 : s.after(end, Kind.THROUGH);
      Match<Integer> last = through < 0 ? null : month(s.skip(through, GLUE));
      if (last != null) {
        habit = true;
        end = last.end();
      }
      for (int m = first.value(); ; m = m % 12 + 1) {
        mask |= 1 << (m - 1);
        if (last == null || m == last.value()) {
          break;
        }
      }
      int separated = s.separators(end);
      at = s.skip(separated, GLUE);
      if (separated == end) {
        break;
      }
    }
    if (end < 0) {
      return null;
    }
    int year = year(s.skip(end, OF_THE));
    boolean hasYear = year > 0 && s.skip(end, OF_THE) < s.size();
    return hasYear
        ? new Match<>(new Chunk.Months(mask, year, habit), s.skip(end, OF_THE) + 1)
        : new Match<>(new Chunk.Months(mask, 0, habit), end);
  }

  /** A four-digit year, or 0. */
  int year(int i) {
    Token token = s.token(i);
    boolean year =
        token != null
            && token.text().length() == 4
            && token.number() >= 1970
            && token.number() < 2200
            && !s.is(i + 1, ":")
            && !s.is(i + 1, Kind.UNIT);
    return year && token != null ? token.number() : 0;
  }
}
