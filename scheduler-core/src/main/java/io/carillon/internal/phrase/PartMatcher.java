package io.carillon.internal.phrase;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads minutes of the hour and seconds of the minute: "at 5 minutes past the hour". */
final class PartMatcher {

  private static final Set<Kind> GLUE = Set.of(Kind.AT, Kind.ON, Kind.THE, Kind.OF, Kind.ORDPREFIX);
  private static final Set<Kind> THE_EVERY = Set.of(Kind.THE, Kind.EVERY, Kind.A);

  private final Sentence s;
  private final Numbers numbers;

  PartMatcher(Sentence sentence, Numbers numbers) {
    this.s = sentence;
    this.numbers = numbers;
  }

  @Nullable Match<Chunk> match(int i) {
    int start = s.after(i, Kind.START);
    if (start > 0) {
      Match<Chunk> part = part(s.skip(start, GLUE), true);
      return part == null ? null : phase(part);
    }
    int at = s.skip(i, GLUE);
    return part(at, at > i);
  }

  private static @Nullable Match<Chunk> phase(Match<Chunk> part) {
    if (part.value() instanceof Chunk.Minutes minutes) {
      int first = Long.numberOfTrailingZeros(minutes.mask());
      return new Match<>(new Chunk.Phase(Unit.MINUTE, first), part.end());
    }
    if (part.value() instanceof Chunk.Seconds seconds) {
      int first = Long.numberOfTrailingZeros(seconds.mask());
      return new Match<>(new Chunk.Phase(Unit.SECOND, first), part.end());
    }
    return null;
  }

  private @Nullable Match<Chunk> part(int i, boolean introduced) {
    Match<Chunk> named = namedPart(i, introduced);
    if (named != null) {
      return named;
    }
    Match<Unit> unit = numbers.unit(i);
    if (unit != null && isPart(unit.value())) {
      Match<List<Integer>> list = numbers.numberList(unit.end());
      return list == null
          ? null
          : chunk(unit.value(), list.value(), past(list.end(), unit.value()));
    }
    Match<List<Integer>> list = numbers.numberList(i);
    if (list == null) {
      list = numbers.ordinalList(i);
      return list == null || !introduced ? null : ordinalPart(list);
    }
    int past = introduced ? s.after(list.end(), Kind.PAST) : -1;
    if (past > 0 && (past == s.size() || past(list.end(), Unit.MINUTE) > list.end())) {
      return chunk(Unit.MINUTE, list.value(), Math.max(past, past(list.end(), Unit.MINUTE)));
    }
    Match<Unit> after = numbers.unit(list.end());
    if (after == null || !isPart(after.value())) {
      Match<List<Integer>> ordinals = introduced ? numbers.ordinalList(i) : null;
      return ordinals == null ? null : ordinalPart(ordinals);
    }
    int end = past(after.end(), after.value());
    if (s.is(i - 1, Kind.ORDPREFIX)) {
      return chunk(after.value(), list.value(), end);
    }
    return end == after.end() ? null : chunk(after.value(), list.value(), end);
  }

  private @Nullable Match<Chunk> ordinalPart(Match<List<Integer>> list) {
    Match<Unit> unit = numbers.unit(list.end());
    if (unit == null || !isPart(unit.value())) {
      return null;
    }
    return chunk(unit.value(), list.value(), unit.end());
  }

  /** "on the hour", "at half past every hour", "a quarter past the hour", ":15". */
  private @Nullable Match<Chunk> namedPart(int i, boolean introduced) {
    Token next = s.token(i + 1);
    if (s.is(i, ":")
        && next != null
        && next.text().length() == 2
        && next.isNumber()
        && next.glued()
        && next.number() < 60) {
      return new Match<>(new Chunk.Minutes(1L << next.number()), i + 2);
    }
    if (introduced && s.isUnit(i, Unit.HOUR) && s.is(i - 1, Kind.THE)) {
      return new Match<>(new Chunk.Minutes(1), i + 1);
    }
    int at = s.maybe(i, Kind.A);
    boolean half = s.is(at, Kind.HALF);
    if (!half && !s.is(at, Kind.QUARTER)) {
      return null;
    }
    int past = s.after(at + 1, Kind.PAST);
    int to = s.after(at + 1, Kind.TO);
    int around = Math.max(past, to);
    if (introduced && around > 0 && around == s.size()) {
      return new Match<>(new Chunk.Minutes(1L << (half ? 30 : past > 0 ? 15 : 45)), around);
    }
    int target = around < 0 ? -1 : s.skip(around, THE_EVERY);
    if (target <= around || !s.isUnit(target, Unit.HOUR)) {
      return null;
    }
    int minute = half ? 30 : past > 0 ? 15 : 45;
    return new Match<>(new Chunk.Minutes(1L << minute), target + 1);
  }

  private static boolean isPart(Unit unit) {
    return unit == Unit.MINUTE || unit == Unit.SECOND;
  }

  /** After "past the hour" where the unit fits, else the same index. */
  private int past(int i, Unit unit) {
    int past = Math.max(s.after(i, Kind.PAST), s.after(i, Kind.AFTER));
    if (past < 0) {
      past = s.after(i, Kind.OF);
    }
    if (past < 0) {
      return i;
    }
    int at = s.skip(past, THE_EVERY);
    Unit whole = unit == Unit.MINUTE ? Unit.HOUR : Unit.MINUTE;
    return at > past && s.is(at, Kind.UNIT, whole.code()) ? s.maybe(at, Kind.UNIT) : i;
  }

  private static Match<Chunk> chunk(Unit unit, List<Integer> values, int end) {
    long mask = 0;
    for (int value : values) {
      if (value < 0 || value > 59) {
        throw Unclear.refuse(
            "There is no " + (unit == Unit.MINUTE ? "minute " : "second ") + value + ".");
      }
      mask |= 1L << value;
    }
    return new Match<>(
        unit == Unit.MINUTE ? new Chunk.Minutes(mask) : new Chunk.Seconds(mask), end);
  }
}
