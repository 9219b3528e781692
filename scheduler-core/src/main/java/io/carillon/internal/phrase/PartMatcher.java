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
    Match<Chunk> before = beforeTheHour(list);
    if (before != null) {
      return before;
    }
    boolean said = introduced || past(list.end(), Unit.MINUTE) > list.end();
    int past = said ? s.after(list.end(), Kind.PAST) : -1;
    boolean ofHours = past == s.size() && s.hasHours();
    if (past > 0 && (ofHours || past(list.end(), Unit.MINUTE) > list.end())) {
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

  /** "10 minutes before every hour", "5 to the hour". */
  private @Nullable Match<Chunk> beforeTheHour(Match<List<Integer>> list) {
    int unit = s.isUnit(list.end(), Unit.MINUTE) ? list.end() + 1 : list.end();
    int before = Math.max(s.after(unit, Kind.BEFORE), s.after(unit, Kind.TO));
    int at = before < 0 ? -1 : s.skip(before, THE_EVERY);
    int minute = list.value().get(0);
    boolean hour = at > before && before > 0 && s.isUnit(at, Unit.HOUR);
    return hour && list.value().size() == 1 && minute > 0 && minute < 60
        ? new Match<>(new Chunk.Minutes(1L << (60 - minute)), at + 1)
        : null;
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
    Match<Chunk> han = s.han() ? ofTheHour(i) : null;
    if (han != null) {
      return han;
    }
    Token next = s.token(i + 1);
    if (s.is(i, ":")
        && next != null
        && next.text().length() == 2
        && next.isNumber()
        && next.glued()
        && next.number() < 60) {
      return new Match<>(new Chunk.Minutes(1L << next.number()), i + 2);
    }
    boolean english = s.lexicon().language().equals("en");
    boolean onThe = s.is(i - 1, Kind.THE) && (s.is(i - 2, Kind.ON) || s.is(i - 2, Kind.AT));
    if (english && introduced && s.isUnit(i, Unit.HOUR) && onThe) {
      return new Match<>(new Chunk.Minutes(1), i + 1);
    }
    Match<Chunk> edge = edgeOfTheHour(i);
    if (edge != null) {
      return edge;
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

  /** "at the top of the hour", "on the half hour", "on the quarter hour". */
  private @Nullable Match<Chunk> edgeOfTheHour(int i) {
    Sense edge = s.sense(i, Kind.HOUR_EDGE);
    if (edge != null) {
      int of = s.after(i + edge.length(), Kind.OF);
      int at = of < 0 ? -1 : s.skip(of, THE_EVERY);
      if (at > of && s.isUnit(at, Unit.HOUR)) {
        return new Match<>(new Chunk.Minutes(1L << edge.value()), at + 1);
      }
    }
    boolean half = s.is(i, Kind.HALF);
    boolean the = s.is(i - 1, Kind.THE) && s.is(i - 2, Kind.ON);
    int hour = s.isDash(i + 1) ? i + 2 : i + 1;
    if (!the || (!half && !s.is(i, Kind.QUARTER)) || !s.isUnit(hour, Unit.HOUR)) {
      return null;
    }
    long quarters = 1L | 1L << 15 | 1L << 30 | 1L << 45;
    return new Match<>(new Chunk.Minutes(half ? 1L << 30 : quarters), hour + 1);
  }

  /** 半点 and 15分和45分 after 每小时 or 每小时的. */
  private @Nullable Match<Chunk> ofTheHour(int i) {
    int before = s.is(i - 1, Kind.OF) ? i - 1 : i;
    boolean hour = s.is(before - 1, "时") && s.isUnit(before - 2, Unit.HOUR);
    if (!hour || !s.isGlued(i)) {
      return null;
    }
    int half = s.after(i, Kind.HALF);
    if (half > 0 && s.is(half, Kind.OCLOCK)) {
      return new Match<>(new Chunk.Minutes(1L << 30), s.maybe(half, Kind.OCLOCK));
    }
    long mask = 0;
    int end = -1;
    for (int at = i; at == i || at > end; at = s.separators(end)) {
      Match<Integer> minute = numbers.number(s.maybe(at, Kind.ORDPREFIX));
      int mark = minute == null ? -1 : s.after(minute.end(), Kind.MINUTEMARK);
      if (minute == null || mark < 0 || minute.value() > 59) {
        break;
      }
      mask |= 1L << minute.value();
      end = mark;
    }
    return end < 0 ? null : new Match<>(new Chunk.Minutes(mask), end);
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
            unit == Unit.MINUTE
                ? Message.of("There is no minute {1}.", value)
                : Message.of("There is no second {1}.", value));
      }
      mask |= 1L << value;
    }
    return new Match<>(
        unit == Unit.MINUTE ? new Chunk.Minutes(mask) : new Chunk.Seconds(mask), end);
  }
}
