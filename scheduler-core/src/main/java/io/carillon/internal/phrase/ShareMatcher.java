package io.carillon.internal.phrase;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one of several: "un jour sur deux", "un lunes de cada dos", "lunes alternos". */
final class ShareMatcher {

  private static final Set<Kind> BEFORE = Set.of(Kind.ON, Kind.IN, Kind.THE, Kind.A);
  private static final int LARGEST = 60;

  private final Sentence s;
  private final Numbers numbers;
  private final DayMatcher days;

  ShareMatcher(Sentence sentence, Numbers numbers, DayMatcher days) {
    this.s = sentence;
    this.numbers = numbers;
    this.days = days;
  }

  @Nullable Match<Chunk> match(int i) {
    Sense minutes = s.sense(i, Kind.EVERY_MINUTES);
    if (minutes != null) {
      Chunk every = new Chunk.Every(minutes.value(), Unit.MINUTE, false);
      return new Match<>(every, i + minutes.length());
    }
    Match<Chunk> share = share(i);
    if (share == null) {
      share = share(s.skip(i, BEFORE));
    }
    return share;
  }

  private @Nullable Match<Chunk> share(int i) {
    Match<Integer> of = oneOf(i);
    Match<Chunk> counted = of == null ? null : of(of.value(), of.end(), -1);
    if (counted != null) {
      return counted;
    }
    Match<Unit> unit = s.is(i, Kind.GROUP) || s.is(i, Kind.GROUPS) ? null : numbers.unit(i);
    Match<Chunk.Weekdays> week = unit == null ? days.weekdayList(i) : null;
    int end = unit != null ? unit.end() : week == null ? -1 : week.end();
    if (end < 0) {
      return null;
    }
    int alternate = s.after(end, Kind.ALTERNATE_POST);
    if (alternate > 0) {
      return of(2, i, alternate);
    }
    int in = s.after(end, Kind.ONE_IN);
    Match<Integer> n = in < 0 ? null : numbers.number(in);
    return n == null ? null : of(n.value(), i, n.end());
  }

  /** "uno de cada dos" before what it counts. */
  private @Nullable Match<Integer> oneOf(int i) {
    int in = s.is(i, Kind.NUM, 1) ? s.after(i + 1, Kind.ONE_IN) : -1;
    return in < 0 ? null : numbers.number(in);
  }

  private @Nullable Match<Chunk> of(int n, int i, int stop) {
    if (n < 2 || n > LARGEST) {
      return null;
    }
    boolean group = s.is(i, Kind.GROUP) || s.is(i, Kind.GROUPS);
    Match<Unit> unit = group ? null : numbers.unit(i);
    if (unit != null) {
      int end = stop < 0 ? unit.end() : stop;
      return new Match<>(new Chunk.Every(n, unit.value(), false), end);
    }
    Match<Chunk.Weekdays> week = days.weekdayList(i);
    if (week == null || week.value().mask() == DayMatcher.WORKING_DAYS) {
      return null;
    }
    int end = stop < 0 ? week.end() : stop;
    return new Match<>(new Chunk.Weekdays(week.value().mask(), true, n), end);
  }

  @Nullable Match<Chunk> vague(int i) {
    int vague = s.after(i, Kind.VAGUE);
    Match<Unit> unit = vague < 0 ? null : numbers.unit(vague);
    return unit == null
        ? null
        : new Match<>(
            new Chunk.Doubtful(
                Message.of("How many exactly is \"{1}\"?", s.text(i, unit.end())), List.of()),
            unit.end());
  }
}
