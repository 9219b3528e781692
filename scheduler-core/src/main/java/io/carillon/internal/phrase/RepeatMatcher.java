package io.carillon.internal.phrase;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what makes a phrase repeat: "every 2 hours", "every other Friday", "daily". */
final class RepeatMatcher {

  private static final Set<Kind> GLUE = Set.of(Kind.THE, Kind.FILLER);

  private final Sentence s;
  private final Numbers numbers;
  private final DayMatcher days;
  private final MonthDayMatcher monthDays;
  private final DateMatcher dates;

  RepeatMatcher(Sentence sentence, Numbers numbers, DayMatcher days, DateMatcher dates) {
    this.s = sentence;
    this.numbers = numbers;
    this.days = days;
    this.dates = dates;
    this.monthDays = new MonthDayMatcher(sentence, numbers, days);
  }

  @Nullable Match<Chunk> match(int i) {
    Match<Chunk> counted = countedPerPeriod(i);
    if (counted != null) {
      return counted;
    }
    Sense ambiguous = s.sense(i, Kind.AMBIGUOUS);
    if (ambiguous != null) {
      return ambiguous(i, ambiguous);
    }
    Sense adverb = s.sense(i, Kind.ADVERB);
    int start = s.is(i, Kind.COUNT, 1) ? s.maybe(i, Kind.COUNT) : i;
    int every = s.after(s.skip(start, ON_OF), Kind.EVERY);
    int gap = s.after(i, Kind.EVERY_GAP);
    Match<Chunk> best = gap > 0 ? gap(gap) : every > 0 ? every(s.skip(every, GLUE), i) : null;
    if (adverb != null && (best == null || best.end() <= i + adverb.length())) {
      Unit unit = Unit.of(adverb.value());
      return new Match<>(new Chunk.Every(1, unit, true), i + adverb.length());
    }
    return best;
  }

  private static final Set<Kind> ON_OF = Set.of(Kind.ON, Kind.OF, Kind.AT, Kind.IN, Kind.ONLY);

  private @Nullable Match<Chunk> every(int i, int start) {
    if (s.han() && (s.is(i, Kind.WEEKDAY) || s.is(i, Kind.GROUP))) {
      Match<Chunk.Weekdays> named = days.weekdayList(i);
      if (named != null && !s.is(named.end(), Kind.TIMES)) {
        return new Match<>(new Chunk.Weekdays(named.value().mask(), true, 1), named.end());
      }
    }
    Match<Chunk> length = length(i);
    if (length != null) {
      return length;
    }
    Match<Chunk> other = other(i, start);
    if (other != null) {
      return other;
    }
    Match<Chunk> numbered = numbered(i, start);
    if (numbered != null) {
      return numbered;
    }
    Match<Chunk> dated = dates.date(i);
    if (dated != null) {
      return dated.value() instanceof Chunk.Dates d ? new Match<>(yearly(d), dated.end()) : dated;
    }
    Match<Chunk.Weekdays> week = days.weekdayList(i);
    if (week != null) {
      return new Match<>(new Chunk.Weekdays(week.value().mask(), true, 1), week.end());
    }
    if (s.han() && (s.is(i, Kind.MONTHMARK) || s.is(i, Kind.YEARMARK))) {
      Unit unit = s.is(i, Kind.MONTHMARK) ? Unit.MONTH : Unit.YEAR;
      return new Match<>(new Chunk.Every(1, unit, false), i + 1);
    }
    Match<Chunk> months = days.months(i);
    if (months != null && months.value() instanceof Chunk.Months m) {
      return new Match<>(new Chunk.Months(m.mask(), m.year(), true), months.end());
    }
    if (!s.han() && s.is(i, Kind.RELDAY, 1) && !s.lexicon().language().equals("en")) {
      return new Match<>(new Chunk.Every(1, Unit.DAY, false), s.maybe(i, Kind.RELDAY));
    }
    if (s.is(i, Kind.DAYPART)) {
      return new Match<>(new Chunk.Every(1, Unit.DAY, false), i);
    }
    return null;
  }

  private static Chunk yearly(Chunk.Dates dates) {
    return new Chunk.Dates(dates.when(), dates.days(), true);
  }

  /** "every 2 hours", "every day", "every hour and a half", "every 1st hour" is not one. */
  private @Nullable Match<Chunk> length(int i) {
    Match<Unit> plain = numbers.unit(i);
    boolean quarterHour = s.is(i, Kind.QUARTER) && numbers.unit(i + 1) != null;
    if (plain != null && s.is(i, Kind.ORD) && days.ofMonth(plain.end()) > 0) {
      int end = days.ofMonth(plain.end());
      String text = s.text(i, end);
      Chunk second = new Chunk.MonthDays(List.of(2), true, false);
      return new Match<>(
          new Chunk.Doubtful(
              "Is \"" + text + "\" a day of the month, or every second of time?",
              List.of(new Chunk.Alternative("on day 2 of every month", List.of(second)))),
          end);
    }
    int and = plain == null ? -1 : s.after(plain.end(), Kind.AND);
    int half = and < 0 ? -1 : s.after(s.maybe(and, Kind.A), Kind.HALF);
    if (plain != null && half > 0 && plain.value().isClock()) {
      Duration length = plain.value().times(1).plus(plain.value().times(1).dividedBy(2));
      return new Match<>(new Chunk.EveryLength(length), half);
    }
    if (plain != null && !quarterHour && !isOrdinalUse(i)) {
      return new Match<>(new Chunk.Every(1, plain.value(), false), plain.end());
    }
    Match<Numbers.Length> length = s.is(i, Kind.A) ? null : numbers.length(i);
    if (length == null) {
      return vague(i);
    }
    Numbers.Length value = length.value();
    Unit unit = value.unit();
    if (unit != null) {
      if (value.n() < 1) {
        throw Unclear.refuse("\"" + s.text(i, length.end()) + "\" is no interval.");
      }
      return new Match<>(new Chunk.Every(value.n(), unit, false), length.end());
    }
    if (!value.days().isZero()) {
      boolean halfYear = value.days().equals(Period.ofMonths(6)) && value.time().isZero();
      return halfYear ? new Match<>(new Chunk.Every(6, Unit.MONTH, false), length.end()) : null;
    }
    return new Match<>(fixed(value.time()), length.end());
  }

  /** "every half hour" is every 30 minutes, on the clock. */
  private static Chunk fixed(Duration length) {
    long minutes = length.toMinutes();
    boolean plain = minutes > 0 && minutes < 60 && length.equals(Duration.ofMinutes(minutes));
    return plain
        ? new Chunk.Every((int) minutes, Unit.MINUTE, false)
        : new Chunk.EveryLength(length);
  }

  /** "every second tuesday": "second" is a place here, not a length. */
  private boolean isOrdinalUse(int i) {
    Match<Integer> ordinal = numbers.ordinal(i);
    if (ordinal == null) {
      return false;
    }
    int at = s.maybe(ordinal.end(), Kind.MEASURE);
    return s.is(at, Kind.WEEKDAY)
        || s.is(at, Kind.WEEKDAYS)
        || s.is(at, Kind.GROUP)
        || s.is(at, Kind.GROUPS)
        || s.is(at, Kind.MONTH)
        || numbers.unit(at) != null;
  }

  private @Nullable Match<Chunk> vague(int i) {
    int vague = s.after(i, Kind.VAGUE);
    Match<Unit> unit = vague < 0 ? null : numbers.unit(vague);
    return unit == null
        ? null
        : new Match<>(
            new Chunk.Doubtful("How many exactly is \"" + s.text(i, unit.end()) + "\"?", List.of()),
            unit.end());
  }

  /** "every other day", "every other Friday", "every other weekend". */
  private @Nullable Match<Chunk> other(int i, int start) {
    int other = s.after(i, Kind.OTHER);
    if (other < 0) {
      return null;
    }
    boolean ordinalToo = numbers.ordinal(i) != null;
    Match<Unit> unit = numbers.unit(other);
    if (unit != null) {
      return new Match<>(new Chunk.Every(2, unit.value(), false), unit.end());
    }
    if (ordinalToo) {
      return null;
    }
    return everyNthWeekday(2, other, start);
  }

  private @Nullable Match<Chunk> everyNthWeekday(int n, int i, int start) {
    Match<Chunk.Weekdays> week = days.weekdayList(i);
    if (week == null) {
      return null;
    }
    int mask = week.value().mask();
    if (mask == DayMatcher.WORKING_DAYS && !s.is(i, Kind.WEEKDAY)) {
      return new Match<>(
          new Chunk.Doubtful(
              "\"" + s.text(start, week.end()) + "\": which days exactly?", List.of()),
          week.end());
    }
    return new Match<>(new Chunk.Weekdays(mask, true, n), week.end());
  }

  /** "every 4 weekends": in which week it begins is open, unless a start is named. */
  private @Nullable Match<Chunk> counted(Match<Integer> n, int start) {
    Match<Chunk> days = everyNthWeekday(n.value(), n.end(), start);
    if (days == null || days.value() instanceof Chunk.Doubtful || n.value() == 1) {
      return days;
    }
    return new Match<>(
        new Chunk.Doubtful(
            "\"" + s.text(start, days.end()) + "\": beginning in which week?",
            List.of(
                new Chunk.Alternative(
                    "every " + n.value() + " weeks, from this week on", List.of(days.value())))),
        days.end());
  }

  /** "every 3 fridays", "every 4th day", "every 1st of the month", "every second Tuesday". */
  private @Nullable Match<Chunk> numbered(int i, int start) {
    Match<Integer> cardinal = numbers.ordinal(i) == null ? numbers.number(i) : null;
    if (cardinal != null) {
      return cardinal.value() < 1 ? null : counted(cardinal, start);
    }
    Match<Integer> ordinal = numbers.ordinal(i);
    if (ordinal == null) {
      return null;
    }
    Match<Chunk> nth = days.nthDays(i);
    if (nth != null && nth.value() instanceof Chunk.Impossible) {
      return nth;
    }
    if (nth != null && nth.value() instanceof Chunk.NthDays places) {
      return placed(places, nth.end(), start, i);
    }
    Match<Unit> unit = numbers.unit(ordinal.end());
    Match<Chunk> dated = dates.date(i);
    if (dated != null && dated.value() instanceof Chunk.Dates d) {
      return new Match<>(yearly(d), dated.end());
    }
    if (unit != null && ordinal.value() > 0 && !ofPeriod(unit)) {
      return new Match<>(new Chunk.Every(ordinal.value(), unit.value(), false), unit.end());
    }
    Match<Chunk> byNumber = monthDays.match(i);
    if (byNumber == null || !(byNumber.value() instanceof Chunk.MonthDays place)) {
      return null;
    }
    boolean sure = place.everyMonth() || place.days().size() > 1 || place.days().get(0) > 9;
    if (!sure && !ofAnyPeriod(byNumber.end())) {
      return new Match<>(
          new Chunk.Doubtful(
              "\"" + s.text(start, byNumber.end()) + "\": every how many of what?",
              List.of(
                  new Chunk.Alternative(
                      "on day " + place.days().get(0) + " of every month",
                      List.of(new Chunk.MonthDays(place.days(), true, false))))),
          byNumber.end());
    }
    return new Match<>(new Chunk.MonthDays(place.days(), true, place.dayWord()), byNumber.end());
  }

  private boolean ofPeriod(Match<Unit> unit) {
    return unit.value() == Unit.DAY && ofAnyPeriod(unit.end());
  }

  private boolean ofAnyPeriod(int i) {
    return days.ofPeriod(i) != null
        || ((s.is(i, Kind.OF) || s.is(i, Kind.IN)) && days.months(i) != null);
  }

  private Match<Chunk> placed(Chunk.NthDays places, int end, int start, int i) {
    Nth first = places.days().get(0);
    int at = s.skip(end, ON_OF);
    boolean inMonth =
        places.everyMonth() || days.month(at) != null || (s.is(at, Kind.EVERY) && at > end);
    if (inMonth || places.days().size() > 1 || first.n() == 1 || first.n() < 0) {
      return new Match<>(new Chunk.NthDays(places.days(), true), end);
    }
    String name = s.text(i, end);
    return new Match<>(
        new Chunk.Doubtful(
            "Does \""
                + s.text(start, end)
                + "\" mean once in "
                + first.n()
                + " weeks, or the "
                + name
                + " of every month?",
            List.of(
                new Chunk.Alternative(
                    "every " + first.n() + " weeks",
                    List.of(new Chunk.Weekdays(first.days(), true, first.n()))),
                new Chunk.Alternative(
                    "the " + name + " of every month",
                    List.of(new Chunk.NthDays(places.days(), true))))),
        end);
  }

  /** Chinese 每隔两小时 (every 2 hours), 隔天 and 每隔一天 (every second day). */
  private @Nullable Match<Chunk> gap(int i) {
    Match<Unit> unit = numbers.unit(i);
    if (unit != null) {
      return new Match<>(new Chunk.Every(2, unit.value(), false), unit.end());
    }
    Match<Numbers.Length> length = numbers.length(i);
    if (length == null) {
      return null;
    }
    Unit single = length.value().unit();
    if (single == null) {
      return new Match<>(new Chunk.EveryLength(length.value().time()), length.end());
    }
    int n = length.value().n();
    if (single.isClock()) {
      return new Match<>(new Chunk.Every(n, single, false), length.end());
    }
    if (n == 1) {
      return new Match<>(new Chunk.Every(2, single, false), length.end());
    }
    return new Match<>(
        new Chunk.Doubtful(
            "\""
                + s.text(i - 2 < 0 ? 0 : i - 2, length.end())
                + "\": every "
                + n
                + " or every "
                + (n + 1)
                + "?",
            List.of(
                new Chunk.Alternative("every " + n, List.of(new Chunk.Every(n, single, false))),
                new Chunk.Alternative(
                    "every " + (n + 1), List.of(new Chunk.Every(n + 1, single, false))))),
        length.end());
  }

  /** "once a day" repeats; "twice a week" and "3 times daily" leave the days or times open. */
  private @Nullable Match<Chunk> countedPerPeriod(int i) {
    Sense count = s.sense(i, Kind.COUNT);
    Match<Integer> number = count == null ? numbers.number(i) : null;
    int times = number == null ? -1 : s.after(number.end(), Kind.TIMES);
    if (count == null && times < 0) {
      return hanPerPeriod(i);
    }
    int end = count != null ? i + count.length() : times;
    int n = count != null ? count.value() : number == null ? 0 : number.value();
    Sense adverb = s.sense(end, Kind.ADVERB);
    int per = s.skip(end, PER);
    boolean every = s.is(end, Kind.EVERY);
    Match<Unit> unit = per > end ? numbers.unit(per) : null;
    int stop = adverb != null ? end + adverb.length() : unit != null ? unit.end() : -1;
    if (stop < 0 && every && n > 1) {
      Match<Numbers.Length> length = numbers.length(s.maybe(end, Kind.EVERY));
      Match<Unit> single = numbers.unit(s.maybe(end, Kind.EVERY));
      stop = length != null ? length.end() : single != null ? single.end() : -1;
    }
    if (stop < 0) {
      return null;
    }
    if (n == 1 && unit != null) {
      return new Match<>(new Chunk.Every(1, unit.value(), true), stop);
    }
    return n == 1 ? null : openCount(i, stop);
  }

  private static final Set<Kind> PER = Set.of(Kind.A, Kind.PER, Kind.THE);

  private Match<Chunk> openCount(int from, int end) {
    return new Match<>(
        new Chunk.Doubtful(
            "\"" + s.text(from, end) + "\": at which times, on which days?", List.of()),
        end);
  }

  /** 每周一次, 每天三次. */
  private @Nullable Match<Chunk> hanPerPeriod(int i) {
    if (!s.han() || (!s.is(i, Kind.EVERY) && !s.is(i, Kind.ADVERB))) {
      return null;
    }
    int every = s.is(i, Kind.ADVERB) ? -1 : s.maybe(i, Kind.EVERY);
    Match<Unit> unit = every < 0 ? null : numbers.unit(every);
    int end = unit == null ? every < 0 ? s.maybe(i, Kind.ADVERB) : every + 1 : unit.end();
    boolean month = every > 0 && (s.is(every, Kind.MONTHMARK) || s.is(every, Kind.YEARMARK));
    Match<Integer> number = unit == null && every > 0 && !month ? null : numbers.number(end);
    if (number == null || !s.is(number.end(), Kind.TIMES)) {
      return null;
    }
    if (number.value() > 1 || unit == null) {
      return openCount(i, number.end() + 1);
    }
    return new Match<>(new Chunk.Every(1, unit.value(), true), number.end() + 1);
  }

  private Match<Chunk> ambiguous(int i, Sense sense) {
    Ambiguity ambiguity = Ambiguity.of(sense.value());
    int end = i + sense.length();
    List<Chunk.Alternative> readings =
        ambiguity == Ambiguity.SEMI
            ? List.of()
            : List.of(
                new Chunk.Alternative(
                    ambiguity.readings().substring(ambiguity.readings().indexOf("every")),
                    List.of(new Chunk.Every(2, ambiguity.unit(), true))));
    return new Match<>(
        new Chunk.Doubtful(
            "Does \"" + s.text(i, end) + "\" mean " + ambiguity.readings() + "?", readings),
        end);
  }
}
