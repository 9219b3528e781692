package io.carillon.internal.phrase;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads "in 20 minutes", "2 hours from now", "+15 minutes", "five minutes later". */
final class DelayMatcher {

  private static final Set<Kind> OF_A = Set.of(Kind.OF, Kind.A);

  private final Sentence s;
  private final Numbers numbers;

  DelayMatcher(Sentence sentence, Numbers numbers) {
    this.s = sentence;
    this.numbers = numbers;
  }

  @Nullable Match<Chunk> match(int i, boolean timer) {
    int at = s.is(i, Kind.NOW) ? s.maybe(i, Kind.NOW) : i;
    int intro = Math.max(s.after(at, Kind.IN), Math.max(s.after(at, Kind.AFTER), plus(at)));
    if (intro < 0 && timer) {
      intro = s.after(at, Kind.FOR);
    }
    int ago = s.after(i, Kind.AGO);
    if (ago > 0 && numbers.length(ago) != null && !s.han()) {
      throw Unclear.refuse("\"" + s.phrase() + "\" is in the past.");
    }
    int from = intro > 0 ? intro : at;
    Match<Chunk> vague = vague(from, intro > 0);
    if (vague != null) {
      return vague;
    }
    Match<Numbers.Length> length = numbers.length(from);
    if (length == null) {
      return intro > 0 && s.is(at, Kind.IN) ? withoutUnit(from) : null;
    }
    int later = s.after(length.end(), Kind.LATER);
    if (s.is(length.end(), Kind.AGO)) {
      throw Unclear.refuse("\"" + s.text(i, length.end() + 1) + "\" is in the past.");
    }
    if (later < 0 && s.is(length.end(), Kind.FROM) && s.is(length.end() + 1, Kind.NOW)) {
      later = length.end() + 2;
    }
    if (intro < 0 && later < 0) {
      return null;
    }
    return new Match<>(
        new Chunk.Delay(length.value().days(), length.value().time()),
        later > 0 ? later : length.end());
  }

  /** "in 15", and nothing more. */
  private @Nullable Match<Chunk> withoutUnit(int i) {
    Match<Integer> number = numbers.number(i);
    if (number == null || number.end() != s.size() || number.value() > 1_000) {
      return null;
    }
    int n = number.value();
    List<Chunk.Alternative> readings =
        List.of(alternative(n, Unit.MINUTE), alternative(n, Unit.HOUR));
    return new Match<>(new Chunk.Doubtful("In " + n + " of what?", readings), number.end());
  }

  private int plus(int i) {
    return s.is(i, "+") ? i + 1 : -1;
  }

  private @Nullable Match<Chunk> vague(int i, boolean introduced) {
    int vague = s.after(i, Kind.VAGUE);
    Match<Unit> unit = vague < 0 ? null : numbers.unit(s.skip(vague, OF_A));
    if (unit == null) {
      return null;
    }
    int later = s.after(unit.end(), Kind.LATER);
    if (!introduced && later < 0) {
      return null;
    }
    int end = Math.max(unit.end(), later);
    List<Chunk.Alternative> readings =
        List.of(alternative(2, unit.value()), alternative(3, unit.value()));
    return new Match<>(
        new Chunk.Doubtful("How many exactly is \"" + s.text(i, unit.end()) + "\"?", readings),
        end);
  }

  private static Chunk.Alternative alternative(int n, Unit unit) {
    Duration time = unit.isClock() ? unit.times(n) : Duration.ZERO;
    Period days = unit.period(n);
    String name = unit.name().toLowerCase(java.util.Locale.ROOT) + "s";
    return new Chunk.Alternative("in " + n + " " + name, List.of(new Chunk.Delay(days, time)));
  }
}
