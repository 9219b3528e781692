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
    if (s.isUnit(start, Unit.DAY)) {
      Match<List<Integer>> range = s.is(i, Kind.BETWEEN) ? betweenDays(start + 1) : null;
      Match<List<Integer>> days = range == null ? dayNumbers(start + 1) : range;
      return days == null ? null : finish(days, false);
    }
    Match<List<Integer>> marked = markedDays(start);
    if (marked != null) {
      return finish(marked, false);
    }
    Match<List<Integer>> ordinals = numbers.ordinalList(start);
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
    return plainNumberOfMonth(start);
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
      if (separated == end) {
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

  /** "2 days before the last day of the month": day -3. */
  private @Nullable Match<Chunk> beforeLast(int i) {
    Match<Numbers.Length> length = numbers.length(i);
    int before =
        length == null || length.value().unit() != Unit.DAY
            ? -1
            : s.after(length.end(), Kind.BEFORE);
    int at = before < 0 ? -1 : s.skip(before, GLUE);
    boolean last = at > 0 && s.is(at, Kind.ORD, -1) && s.isUnit(at + 1, Unit.DAY);
    int of = last ? this.days.ofMonth(at + 2) : -1;
    return of < 0 || length == null
        ? null
        : new Match<>(new Chunk.MonthDays(List.of(-1 - length.value().n()), true, false), of);
  }

  /** After "day 1": "to day 5", "-5". */
  private int numberRange(int i, List<Integer> days) {
    int through = Math.max(s.after(i, Kind.THROUGH), s.isDash(i) ? i + 1 : -1);
    if (through < 0) {
      return -1;
    }
    int at = s.skip(through, GLUE);
    at = s.isUnit(at, Unit.DAY) ? at + 1 : at;
    Match<Integer> last = numbers.number(at);
    int first = days.get(days.size() - 1);
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

  private Match<Chunk> finish(Match<List<Integer>> days, boolean dayWord) {
    for (int day : days.value()) {
      if (day == 0 || day > 366 || (day > 31 && !dayWord)) {
        throw Unclear.refuse("There is no day " + day + " in a month.");
      }
    }
    int of = this.days.ofMonth(days.end());
    boolean ofYear = of < 0 && s.isUnit(s.skip(days.end(), OF_THE), Unit.YEAR);
    if (!ofYear && days.value().stream().anyMatch(day -> day > 31)) {
      throw Unclear.refuse("There is no day " + days.value() + " in a month.");
    }
    return new Match<>(
        new Chunk.MonthDays(List.copyOf(days.value()), of > 0, dayWord), of > 0 ? of : days.end());
  }

  /** "start of each month", "end of the month", 月底. */
  private @Nullable Match<Chunk> boundary(int i) {
    int at = s.skip(i, GLUE);
    Sense sense = s.sense(at, Kind.BOUNDARY);
    if (sense == null) {
      at = i;
      sense = s.sense(i, Kind.BOUNDARY);
    }
    if (sense == null) {
      return null;
    }
    int end = at + sense.length();
    int the = s.skip(end, OF_THE);
    boolean month = s.isUnit(the, Unit.MONTH);
    boolean every = s.is(end, Kind.EVERY) || s.is(the, Kind.EVERY);
    if (!month && !every && !s.han() && s.token(end) != null && !s.is(end, Kind.AT)) {
      return null;
    }
    Chunk days = new Chunk.MonthDays(List.of(sense.value()), month, false);
    return new Match<>(days, month ? s.maybe(the, Kind.UNIT) : end);
  }
}
