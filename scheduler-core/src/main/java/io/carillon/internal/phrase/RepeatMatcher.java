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
  private final ShareMatcher shares;
  private final HanRepeatMatcher han;
  private final DateMatcher dates;
  private final CountMatcher counts;

  RepeatMatcher(Sentence sentence, Numbers numbers, DayMatcher days, DateMatcher dates) {
    this.s = sentence;
    this.numbers = numbers;
    this.days = days;
    this.dates = dates;
    this.counts = new CountMatcher(sentence, numbers);
    this.monthDays = new MonthDayMatcher(sentence, numbers, days);
    this.shares = new ShareMatcher(sentence, numbers, days);
    this.han = new HanRepeatMatcher(sentence, numbers, monthDays, shares);
  }

  @Nullable Match<Chunk> match(int i) {
    if (s.is(i, Kind.OPEN_TIMES)) {
      return null;
    }
    Match<Chunk> counted = counts.match(i);
    if (counted != null) {
      return counted;
    }
    Match<Chunk> parts = partAdverb(i);
    if (parts != null) {
      return parts;
    }
    Match<Chunk> share = s.han() ? null : shares.match(i);
    if (share != null) {
      return share;
    }
    Sense ambiguous = s.sense(i, Kind.AMBIGUOUS);
    if (ambiguous != null) {
      return ambiguous(i, ambiguous);
    }
    int alternate = s.skip(i, ON_OF);
    if (s.is(alternate, Kind.ALTERNATE)) {
      Match<Chunk> other = other(alternate, i);
      if (other != null) {
        return other;
      }
    }
    Sense adverb = s.sense(i, Kind.ADVERB);
    int start = s.is(i, Kind.COUNT, 1) ? s.maybe(i, Kind.COUNT) : i;
    int every = s.after(s.skip(start, ON_OF), Kind.EVERY);
    boolean part = s.is(every, Kind.HALF) || s.is(every, Kind.QUARTER);
    if (s.han() && part && numbers.number(i + 1) != null) {
      every = i + 1;
    }
    int gap = s.after(i, Kind.EVERY_GAP);
    Match<Chunk> best = gap > 0 ? han.gap(gap) : every > 0 ? every(s.skip(every, GLUE), i) : null;
    if (adverb != null && (best == null || best.end() <= i + adverb.length())) {
      Unit unit = Unit.of(adverb.value());
      return new Match<>(new Chunk.Every(1, unit, unit != Unit.DAY), i + adverb.length());
    }
    return best;
  }

  /** "half-hourly", "quarter hourly", "half-yearly". */
  private @Nullable Match<Chunk> partAdverb(int i) {
    boolean half = s.is(i, Kind.HALF);
    if (!half && !s.is(i, Kind.QUARTER)) {
      return null;
    }
    Sense adverb = s.sense(s.isDash(i + 1) ? i + 2 : i + 1, Kind.ADVERB);
    int end = (s.isDash(i + 1) ? i + 2 : i + 1) + 1;
    if (adverb != null && adverb.value() == Unit.HOUR.code()) {
      return new Match<>(new Chunk.Every(half ? 30 : 15, Unit.MINUTE, false), end);
    }
    return half && adverb != null && adverb.value() == Unit.YEAR.code()
        ? new Match<>(new Chunk.Every(6, Unit.MONTH, true), end)
        : null;
  }

  private static final Set<Kind> ON_OF = Set.of(Kind.ON, Kind.OF, Kind.AT, Kind.IN, Kind.ONLY);

  private @Nullable Match<Chunk> every(int i, int start) {
    if (s.han() && (s.is(i, Kind.WEEKDAY) || s.is(i, Kind.GROUP))) {
      Match<Chunk.Weekdays> named = days.weekdayList(i);
      if (named != null && !s.is(named.end(), Kind.TIMES)) {
        return new Match<>(new Chunk.Weekdays(named.value().mask(), true, 1), named.end());
      }
    }
    Match<Chunk> placed = s.han() ? han.dayByNumber(i, start) : dayByNumber(i);
    if (placed != null) {
      return placed;
    }
    Match<Chunk> length = length(i);
    if (length != null) {
      return length;
    }
    Match<Chunk> other = other(i, start);
    if (other == null) {
      other = parity(i, start);
    }
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
      return new Match<>(new Chunk.Months(m.mask(), m.year(), true, true), months.end());
    }
    if (!s.han() && s.is(i, Kind.RELDAY, 1) && !s.lexicon().language().equals("en")) {
      return new Match<>(new Chunk.Every(1, Unit.DAY, false), i);
    }
    if (s.is(i, Kind.MONTH_EDGE)) {
      return monthDays.match(i);
    }
    if (s.is(i, Kind.DAYPART) || s.is(i, Kind.NOON) || s.is(i, Kind.MIDNIGHT)) {
      return new Match<>(new Chunk.Every(1, Unit.DAY, false), i);
    }
    return null;
  }

  /** "cada día 15", "chaque 15 du mois". */
  private @Nullable Match<Chunk> dayByNumber(int i) {
    if (!s.lexicon().has(Lexicon.Trait.DAYNUMBER) || numbers.ordinal(i) != null) {
      return null;
    }
    boolean day = s.isUnit(i, Unit.DAY) && numbers.number(i + 1) != null;
    boolean number = numbers.number(i) != null;
    Match<Chunk> found = day || number ? monthDays.match(i) : null;
    boolean month =
        found != null && found.value() instanceof Chunk.MonthDays m && (day || m.everyMonth());
    return month && found != null && found.value() instanceof Chunk.MonthDays m
        ? new Match<>(new Chunk.MonthDays(m.days(), true, false), found.end())
        : null;
  }

  private static Chunk yearly(Chunk.Dates dates) {
    return new Chunk.Dates(dates.when(), dates.days(), true);
  }

  /** "every 2 hours", "every day", "every hour and a half", "every 1st hour" is not one. */
  private @Nullable Match<Chunk> length(int i) {
    if (s.is(i, Kind.GROUP) || s.is(i, Kind.GROUPS)) {
      return null;
    }
    Match<Unit> plain = numbers.unit(i);
    boolean quarterHour =
        s.is(i, Kind.QUARTER) && numbers.unit(s.skip(i + 1, Set.of(Kind.OF, Kind.A))) != null;
    if (plain != null && s.is(i, Kind.ORD) && days.ofMonth(plain.end()) > 0) {
      int end = days.ofMonth(plain.end());
      String text = s.text(i, end);
      Chunk second = new Chunk.MonthDays(List.of(2), true, false);
      return new Match<>(
          new Chunk.Doubtful(
              Message.of("Is \"{1}\" a day of the month, or every second of time?", text),
              List.of(
                  new Chunk.Alternative(
                      Message.of("on day {1} of every month", 2), List.of(second)))),
          end);
    }
    int and = plain == null ? -1 : s.after(plain.end(), Kind.AND);
    int half = and < 0 ? -1 : s.after(s.maybe(and, Kind.A), Kind.HALF);
    int quarter = plain == null ? -1 : numbers.quarterMore(plain.end());
    if (plain != null && Math.max(half, quarter) > 0 && plain.value().isClock()) {
      Duration one = plain.value().times(1);
      Duration length = one.plus(one.dividedBy(half > 0 ? 2 : 4));
      return new Match<>(new Chunk.EveryLength(length), Math.max(half, quarter));
    }
    if (plain != null && !quarterHour && !isOrdinalUse(i)) {
      return new Match<>(new Chunk.Every(1, plain.value(), false), plain.end());
    }
    Match<Chunk> leap = leapYear(i);
    if (leap != null) {
      return leap;
    }
    Match<Numbers.Length> length = s.is(i, Kind.A) ? null : numbers.length(i);
    if (length == null) {
      return shares.vague(i);
    }
    Numbers.Length value = length.value();
    Unit unit = value.unit();
    if (unit != null) {
      if (value.n() < 1) {
        throw Unclear.refuse("\"{1}\" is no interval.", s.text(i, length.end()));
      }
      return new Match<>(new Chunk.Every(value.n(), unit, false), length.end());
    }
    if (!value.days().isZero()) {
      boolean halfYear = value.days().equals(Period.ofMonths(6)) && value.time().isZero();
      return halfYear ? new Match<>(new Chunk.Every(6, Unit.MONTH, false), length.end()) : null;
    }
    return new Match<>(fixed(value.time()), length.end());
  }

  /** "every leap year on Feb 29": only that date needs no count of years. */
  private @Nullable Match<Chunk> leapYear(int i) {
    int leap = s.after(i, Kind.LEAP);
    if (leap < 0 || !s.isUnit(leap, Unit.YEAR)) {
      return null;
    }
    for (int k = leap + 1; k < s.size(); k++) {
      boolean february = s.is(k, Kind.MONTH, 2);
      if (february && (s.is(k + 1, "29") || s.is(k - 1, "29") || s.is(k - 2, "29"))) {
        return new Match<>(new Chunk.Every(1, Unit.YEAR, false), leap + 1);
      }
    }
    return new Match<>(
        new Chunk.Impossible("A rule for leap years alone is only there for 29 February."),
        leap + 1);
  }

  /** "every half hour" is every 30 minutes, on the clock. */
  static Chunk fixed(Duration length) {
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

  /** "every odd day of the month", "every even hour"; odd weeks are asked about. */
  private @Nullable Match<Chunk> parity(int i, int start) {
    Sense parity = s.sense(i, Kind.PARITY);
    if (parity == null) {
      return null;
    }
    Match<Chunk> inMonth = monthDays.match(i);
    if (inMonth != null && inMonth.value() instanceof Chunk.MonthDays place) {
      return new Match<>(new Chunk.MonthDays(place.days(), true, true), inMonth.end());
    }
    Match<Unit> unit = numbers.unit(i + parity.length());
    if (unit == null) {
      return null;
    }
    if (unit.value() == Unit.HOUR && parity.value() == 2) {
      return new Match<>(new Chunk.Every(2, Unit.HOUR, false), unit.end());
    }
    return new Match<>(
        new Chunk.Doubtful(
            Message.of("\"{1}\": counted from where?", s.text(start, unit.end())), List.of()),
        unit.end());
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
              Message.of("\"{1}\": which days exactly?", s.text(start, week.end())), List.of()),
          week.end());
    }
    return new Match<>(new Chunk.Weekdays(mask, true, n), week.end());
  }

  /** "every 4 weekends": in which week it begins is open, unless a start is named. */
  private @Nullable Match<Chunk> counted(Match<Integer> n, int start) {
    Match<Chunk> days = everyNthWeekday(n.value(), n.end(), start);
    boolean other = n.value() == 2 && !s.lexicon().language().equals("en");
    if (days == null || days.value() instanceof Chunk.Doubtful || n.value() == 1 || other) {
      return days;
    }
    return new Match<>(
        new Chunk.Doubtful(
            Message.of("\"{1}\": beginning in which week?", s.text(start, days.end())),
            List.of(
                new Chunk.Alternative(
                    Message.of("every {1} weeks, from this week on", n.value()),
                    List.of(days.value())))),
        days.end());
  }

  /** "every 15", and nothing that says of what. */
  private @Nullable Match<Chunk> orUnit(@Nullable Match<Chunk> found, Match<Integer> n) {
    boolean open = n.end() == s.size() || s.separators(n.end()) > n.end() || s.is(n.end(), Kind.ON);
    if (found != null || !open) {
      return found;
    }
    Match<Numbers.Length> other = numbers.length(s.separators(n.end()));
    Unit unit = other == null ? null : other.value().unit();
    if (other != null && unit != null) {
      return new Match<>(
          new Chunk.Doubtful(
              Message.of("\"{1}\": which of them, or all?", s.text(n.end() - 1, other.end())),
              List.of(every(n.value(), unit), every(other.value().n(), unit))),
          other.end());
    }
    List<Chunk.Alternative> readings =
        List.of(
            new Chunk.Alternative(
                "minutes", List.of(new Chunk.Every(n.value(), Unit.MINUTE, false))),
            new Chunk.Alternative("hours", List.of(new Chunk.Every(n.value(), Unit.HOUR, false))));
    return new Match<>(
        new Chunk.Doubtful(Message.of("Every {1} of what?", n.value()), readings), n.end());
  }

  /** "every 3 fridays", "every 4th day", "every 1st of the month", "every second Tuesday". */
  private @Nullable Match<Chunk> numbered(int i, int start) {
    Match<Integer> cardinal = numbers.ordinal(i) == null ? numbers.number(i) : null;
    if (cardinal != null) {
      return cardinal.value() < 1 ? null : orUnit(counted(cardinal, start), cardinal);
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
              Message.of("\"{1}\": every how many of what?", s.text(start, byNumber.end())),
              List.of(
                  new Chunk.Alternative(
                      Message.of("on day {1} of every month", place.days().get(0)),
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
            Message.of(
                "Does \"{1}\" mean once in {2} weeks, or the {3} of every month?",
                s.text(start, end), first.n(), name),
            List.of(
                new Chunk.Alternative(
                    Message.of("every {1} weeks", first.n()),
                    List.of(new Chunk.Weekdays(first.days(), true, first.n()))),
                new Chunk.Alternative(
                    Message.of("the {1} of every month", name),
                    List.of(new Chunk.NthDays(places.days(), true))))),
        end);
  }

  static Chunk.Alternative every(int n, Unit unit) {
    return new Chunk.Alternative(
        Message.of("every {1} {2}", n, unit.plural()), List.of(new Chunk.Every(n, unit, false)));
  }

  private Match<Chunk> ambiguous(int i, Sense sense) {
    Ambiguity ambiguity = Ambiguity.of(sense.value());
    int end = i + sense.length();
    List<Chunk.Alternative> readings =
        ambiguity == Ambiguity.SEMI
            ? List.of()
            : List.of(
                new Chunk.Alternative(
                    ambiguity.second(), List.of(new Chunk.Every(2, ambiguity.unit(), true))));
    return new Match<>(
        new Chunk.Doubtful(
            Message.of(
                "Does \"{1}\" mean {2} or {3}?",
                s.text(i, end), ambiguity.first(), ambiguity.second()),
            readings),
        end);
  }
}
