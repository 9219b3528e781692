package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads days of the month: by number, from the end, "start of the month". */
final class MonthDayMatcher {

  private static final Set<Kind> GLUE = Set.of(Kind.ON, Kind.THE, Kind.ONLY, Kind.IN, Kind.AT);
  private static final Set<Kind> OF_THE =
      Set.of(Kind.OF, Kind.IN, Kind.THE, Kind.A, Kind.ON, Kind.PER);

  private final Sentence s;
  private final Numbers numbers;
  private final DayMatcher days;

  MonthDayMatcher(Sentence sentence, Numbers numbers, DayMatcher days) {
    this.s = sentence;
    this.numbers = numbers;
    this.days = days;
  }

  /** "on day 2 and 5", "the 1st and last", "25th to the last", "end of the month", 15号. */
  @Nullable Match<Chunk> match(int i) {
    Match<Chunk> special = boundary(i);
    if (special == null) {
      special = beforeLast(s.skip(i, GLUE));
    }
    if (special != null) {
      return special;
    }
    int start =
        s.skip(s.maybe(Math.max(s.maybe(i, Kind.FROM), s.maybe(i, Kind.BETWEEN)), Kind.FROM), GLUE);
    if (s.isUnit(start, Unit.DAY) && !s.han()) {
      Match<List<Integer>> range = s.is(i, Kind.BETWEEN) ? betweenDays(start + 1) : null;
      Match<List<Integer>> days = range == null ? dayNumbers(start + 1) : range;
      return days == null ? null : finish(days, false);
    }
    Match<List<Integer>> marked = markedDays(start);
    if (marked != null) {
      return finish(marked, false);
    }
    Match<List<Integer>> ordinals = s.is(i, Kind.BETWEEN) ? betweenOrdinals(start) : null;
    if (ordinals == null) {
      ordinals = firstDays(start);
    }
    if (ordinals != null) {
      return finish(ordinals, false);
    }
    Match<List<Integer>> parity = parity(start);
    if (parity != null) {
      return finish(parity, true);
    }
    ordinals = numbers.ordinalList(start);
    if (ordinals != null) {
      int day = s.after(ordinals.end(), Kind.UNIT);
      boolean dayWord = s.isUnit(ordinals.end(), Unit.DAY);
      if (s.is(ordinals.end(), Kind.UNIT) && !dayWord) {
        return null;
      }
      boolean spelled =
          ordinals.end() == start + 1 && !dayWord && this.days.ofMonth(ordinals.end()) < 0;
      if (spelled && !s.is(i, Kind.ON) && !s.is(ordinals.end(), Kind.OF)) {
        return null;
      }
      return finish(dayWord ? new Match<>(ordinals.value(), day) : ordinals, dayWord);
    }
    Match<Chunk> ofMonth = plainNumberOfMonth(start);
    return ofMonth == null ? articleNumber(i, start) : ofMonth;
  }

  private @Nullable Match<List<Integer>> dayNumbers(int i) {
    List<Integer> days = new ArrayList<>();
    int end = i;
    int next = i;
    while (true) {
      Match<List<Integer>> some = numbers.numberList(next);
      if (some == null) {
        some = numbers.ordinalList(next);
      }
      if (some == null) {
        break;
      }
      days.addAll(some.value());
      end = some.end();
      if (s.isUnit(end, Unit.DAY)) {
        end = s.maybe(end, Kind.UNIT);
      }
      int joined = numberRange(end, days);
      end = joined > 0 ? joined : end;
      int separated = s.separators(end);
      next = s.skip(separated, GLUE);
      if (separated == end || s.is(separated, Kind.AT)) {
        break;
      }
      if (s.isUnit(next, Unit.DAY)) {
        next++;
      }
    }
    return days.isEmpty() ? null : new Match<>(days, end);
  }

  /** "between day 1 and 5". */
  private @Nullable Match<List<Integer>> betweenDays(int i) {
    Match<Integer> first = numbers.number(i);
    int and = first == null ? -1 : s.after(first.end(), Kind.AND);
    int at = s.isUnit(and, Unit.DAY) ? and + 1 : and;
    Match<Integer> last = and < 0 ? null : numbers.number(at);
    if (first == null || last == null || last.value() <= first.value() || last.value() > 31) {
      return null;
    }
    List<Integer> days = new ArrayList<>();
    for (int day = first.value(); day <= last.value(); day++) {
      days.add(day);
    }
    return new Match<>(days, last.end());
  }

  /** "between the 1st and the 7th". */
  private @Nullable Match<List<Integer>> betweenOrdinals(int i) {
    Match<Integer> first = numbers.ordinal(i);
    int and = first == null ? -1 : s.after(first.end(), Kind.AND);
    Match<Integer> last = and < 0 ? null : numbers.ordinal(s.skip(and, GLUE));
    if (first == null || last == null || first.value() < 1) {
      return null;
    }
    int top = last.value() == -1 ? 31 : last.value();
    boolean days = !s.is(last.end(), Kind.UNIT) || s.isUnit(last.end(), Unit.DAY);
    int end = s.isUnit(last.end(), Unit.DAY) ? last.end() + 1 : last.end();
    return top <= first.value() || top > 31 || !days || s.is(end, Kind.WEEKDAY)
        ? null
        : new Match<>(run(first.value(), top), end);
  }

  /** "the first 3 days", "the last five days of the month". */
  private @Nullable Match<List<Integer>> firstDays(int i) {
    boolean ofMonth =
        s.han() && s.is(i, "\u524d") && (s.is(i - 1, "\u6708") || s.is(i - 1, Kind.OF));
    Match<Integer> place = ofMonth ? new Match<>(1, i + 1) : numbers.ordinal(i);
    Match<Integer> count = place == null ? null : numbers.number(place.end());
    boolean edge = place != null && (place.value() == 1 || place.value() == -1);
    if (place == null || count == null || !edge || !s.isUnit(count.end(), Unit.DAY)) {
      return null;
    }
    int n = count.value();
    int end = s.maybe(count.end(), Kind.UNIT);
    int of = s.skip(end, OF_THE);
    boolean every = s.isUnit(s.skip(of, EVERY), Unit.MONTH) && of > end;
    boolean month =
        s.han() || days.ofMonth(end) > 0 || every || (of > end && days.month(of) != null);
    if (n < 1 || n > 28 || !month) {
      return null;
    }
    return new Match<>(place.value() == 1 ? run(1, n) : run(-n, -1), end);
  }

  /** "odd days", "even days of the month". */
  private @Nullable Match<List<Integer>> parity(int i) {
    Sense parity = s.sense(i, Kind.PARITY);
    int end = parity == null ? -1 : i + parity.length();
    if (parity == null || !s.isUnit(end, Unit.DAY)) {
      return null;
    }
    List<Integer> days = new ArrayList<>();
    for (int day = parity.value() == 1 ? 1 : 2; day <= 31; day += 2) {
      days.add(day);
    }
    return new Match<>(days, s.maybe(end, Kind.UNIT));
  }

  private static List<Integer> run(int first, int last) {
    List<Integer> days = new ArrayList<>();
    for (int day = first; day <= last; day++) {
      days.add(day);
    }
    return days;
  }

  /** "2 days before the last day of the month": day -3. */
  private @Nullable Match<Chunk> beforeLast(int i) {
    Match<Numbers.Length> length = numbers.length(i);
    int before =
        length == null || length.value().unit() != Unit.DAY
            ? -1
            : s.after(length.end(), Kind.BEFORE);
    int at = before < 0 ? -1 : s.skip(before, GLUE);
    boolean last = at > 0 && s.is(at, Kind.ORD, -1) && s.isUnit(at + 1, Unit.DAY);
    int edge = last ? at + 2 : s.is(at, Kind.BOUNDARY, -1) ? s.maybe(at, Kind.BOUNDARY) : -1;
    int of = edge < 0 ? -1 : Math.max(ofMonth(edge, !last), ofMonth(edge, true));
    if (of < 0 || length == null) {
      return null;
    }
    int n = length.value().n();
    Chunk left = new Chunk.MonthDays(List.of(-1 - n), true, false);
    Chunk among = new Chunk.MonthDays(List.of(-n), true, false);
    Chunk open =
        new Chunk.Doubtful(
            Message.of("How many days of the month are left on \"{1}\"?", s.text(i, of)),
            List.of(
                new Chunk.Alternative(Message.of("{1}", n), List.of(left)),
                new Chunk.Alternative(Message.of("{1}, with that day itself", n), List.of(among))));
    return new Match<>(last ? left : open, of);
  }

  /** After "of each month"; after the words "the end of" only "each month" is left. */
  private int ofMonth(int i, boolean ofSaid) {
    int at = ofSaid ? s.skip(s.skip(i, OF_THE), EVERY) : -1;
    return ofSaid ? (s.isUnit(at, Unit.MONTH) ? at + 1 : -1) : days.ofMonth(i);
  }

  private static final Set<Kind> EVERY = Set.of(Kind.EVERY);

  /** After "day 1": "to day 5", "-5". */
  private int numberRange(int i, List<Integer> days) {
    boolean time = s.is(i, Kind.AT);
    int through = Math.max(time ? -1 : s.after(i, Kind.THROUGH), s.isDash(i) ? i + 1 : -1);
    if (through < 0) {
      return -1;
    }
    int at = s.skip(through, GLUE);
    at = s.isUnit(at, Unit.DAY) ? at + 1 : at;
    int first = days.get(days.size() - 1);
    if (s.han() && s.is(at, Kind.BOUNDARY, -1)) {
      for (int d = first + 1; d <= 31; d++) {
        days.add(d);
      }
      return s.maybe(at, Kind.BOUNDARY);
    }
    Match<Integer> last = numbers.number(at);
    if (last == null || last.value() <= first || last.value() > 31) {
      return -1;
    }
    for (int d = first + 1; d <= last.value(); d++) {
      days.add(d);
    }
    return last.end();
  }

  /** 1号, 1号和15号, 1、15号, 25号到30号. */
  private @Nullable Match<List<Integer>> markedDays(int i) {
    Match<List<Integer>> days = s.han() ? numbers.numberList(i) : null;
    if (days == null || !s.is(days.end(), Kind.DAYMARK)) {
      return null;
    }
    List<Integer> all = new ArrayList<>(days.value());
    int end = days.end() + 1;
    int range = numberRange(end, all);
    if (range > 0) {
      end = s.maybe(range, Kind.DAYMARK);
    }
    int separated = s.separators(end);
    Match<List<Integer>> more = separated == end ? null : markedDays(separated);
    if (more == null) {
      return new Match<>(all, end);
    }
    all.addAll(more.value());
    return new Match<>(all, more.end());
  }

  /** French "le 15 de chaque mois": a plain number counts because a month follows. */
  private @Nullable Match<Chunk> plainNumberOfMonth(int i) {
    Match<List<Integer>> days = numbers.numberList(i);
    if (days == null) {
      return null;
    }
    int of = this.days.ofMonth(days.end());
    int every = s.after(s.skip(days.end(), OF_THE), Kind.EVERY);
    boolean everyMonth = every > 0 && s.isUnit(every, Unit.MONTH);
    boolean direct = s.skip(days.end(), OF_THE) > days.end() || s.is(days.end(), Kind.EVERY);
    if (of < 0 && !(everyMonth && direct)) {
      return null;
    }
    return finish(days, false);
  }

  /** "le 5", "los 1 y 15", "viernes 13": a number by itself, where nothing else claims it. */
  private @Nullable Match<Chunk> articleNumber(int i, int start) {
    if (!s.lexicon().has(Lexicon.Trait.DAYNUMBER)) {
      return null;
    }
    boolean article = start > i && s.is(start - 1, Kind.DAY_ARTICLE);
    boolean weekday = start == i && (s.is(i - 1, Kind.WEEKDAY) || s.is(i - 1, Kind.WEEKDAYS));
    Match<List<Integer>> days = article || weekday ? numbers.numberList(start) : null;
    if (days == null || days.value().stream().anyMatch(d -> d < 1 || d > 31)) {
      return null;
    }
    Token next = s.token(days.end());
    boolean taken =
        s.is(days.end(), Kind.UNIT)
            || s.is(days.end(), Kind.OCLOCK)
            || s.is(days.end(), Kind.TIMES)
            || s.is(days.end(), ":")
            || s.is(days.end(), "/")
            || s.is(days.end(), Kind.MONTH)
            || (next != null && next.isWord() && !s.hasSense(days.end()));
    return taken ? null : finish(days, false);
  }

  private Match<Chunk> finish(Match<List<Integer>> days, boolean dayWord) {
    for (int day : days.value()) {
      if (day == 0 || day > 366 || (day > 31 && !dayWord)) {
        throw Unclear.refuse("There is no day {1} in a month.", day);
      }
    }
    int of = this.days.ofMonth(days.end());
    boolean ofYear = of < 0 && s.isUnit(s.skip(days.end(), OF_THE), Unit.YEAR);
    if (!ofYear && days.value().stream().anyMatch(day -> day > 31)) {
      throw Unclear.refuse("There is no day {1} in a month.", days.value());
    }
    return new Match<>(
        new Chunk.MonthDays(List.copyOf(days.value()), of > 0, dayWord || ofYear),
        of > 0 ? of : days.end());
  }

  /** 每季度末, 每年底: one character counts only right after a period. */
  private boolean followsPeriod(int i) {
    boolean period =
        s.is(i - 1, Kind.MONTHMARK)
            || s.isUnit(i - 1, Unit.YEAR)
            || s.isUnit(i - 1, Unit.QUARTER)
            || s.isUnit(i - 2, Unit.QUARTER);
    return period && s.isGlued(i) && numbers.number(i + 1) == null;
  }

  /** "start of each month", "end of the month", 月底. */
  private @Nullable Match<Chunk> boundary(int i) {
    int at = s.skip(i, GLUE);
    Sense edge = s.sense(at, Kind.MONTH_EDGE);
    if (edge != null) {
      Chunk day = new Chunk.MonthDays(List.of(edge.value()), true, false);
      return new Match<>(day, at + edge.length());
    }
    Sense sense = s.sense(at, Kind.BOUNDARY);
    if (sense == null) {
      at = i;
      sense = s.sense(i, Kind.BOUNDARY);
    }
    if (sense == null || (s.han() && sense.length() == 1 && !followsPeriod(at))) {
      return null;
    }
    int end = at + sense.length();
    int the = s.skip(end, OF_THE);
    boolean month = s.isUnit(the, Unit.MONTH);
    boolean every = s.is(end, Kind.EVERY) || s.is(the, Kind.EVERY);
    boolean alone = s.is(end, Kind.AT) && sense.length() > 1;
    if (!month && !every && !s.han() && s.token(end) != null && !alone) {
      return null;
    }
    Chunk days = new Chunk.MonthDays(List.of(sense.value()), month, false);
    return new Match<>(days, month ? s.maybe(the, Kind.UNIT) : end);
  }
}
