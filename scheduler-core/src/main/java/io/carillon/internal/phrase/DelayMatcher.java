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
    if (s.han() && s.is(i, Kind.OPEN_TIMES)) {
      return null;
    }
    int at = s.is(i, Kind.NOW) ? s.maybe(i, Kind.NOW) : i;
    int intro = Math.max(s.after(at, Kind.IN), Math.max(s.after(at, Kind.AFTER), plus(at)));
    if (intro < 0 && timer) {
      intro = s.after(at, Kind.FOR);
    }
    int ago = s.after(i, Kind.AGO);
    if (ago > 0 && numbers.length(ago) != null && !s.han()) {
      throw Unclear.refuse("\"{1}\" is in the past.", s.phrase());
    }
    int from = intro > 0 ? intro : at;
    Match<Chunk> open = intro > 0 ? weeksOfDays(from) : null;
    if (open == null) {
      open = vague(from, intro > 0);
    }
    if (open != null) {
      return open;
    }
    Match<Numbers.Length> length = numbers.length(from);
    if (length == null) {
      return intro > 0 && s.is(at, Kind.IN) ? withoutUnit(from) : null;
    }
    int later = s.after(length.end(), Kind.LATER);
    if (s.is(length.end(), Kind.AGO)) {
      throw Unclear.refuse("\"{1}\" is in the past.", s.text(i, length.end() + 1));
    }
    if (later < 0 && s.is(length.end(), Kind.FROM) && s.is(length.end() + 1, Kind.NOW)) {
      later = length.end() + 2;
    }
    if (intro < 0 && later < 0) {
      return null;
    }
    int quote = s.is(length.end(), "'") ? length.end() + 1 : length.end();
    boolean time = intro > 0 && s.is(quote, Kind.TIMEWORD) && !s.han();
    int end = later > 0 ? later : time ? quote + 1 : length.end();
    return new Match<>(new Chunk.Delay(length.value().days(), length.value().time()), end);
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
    return new Match<>(
        new Chunk.Doubtful(Message.of("In {1} of what?", n), readings), number.end());
  }

  /** "dans huit jours": a week by idiom, eight days by the letter. */
  private @Nullable Match<Chunk> weeksOfDays(int i) {
    Sense idiom = s.sense(i, Kind.WEEKS_OF_DAYS);
    Match<Numbers.Length> days = idiom == null ? null : numbers.length(i);
    if (idiom == null || days == null) {
      return null;
    }
    int end = i + idiom.length();
    return new Match<>(
        new Chunk.Doubtful(
            Message.of("How many exactly is \"{1}\"?", s.text(i, end)),
            List.of(
                alternative(7 * idiom.value(), Unit.DAY), alternative(days.value().n(), Unit.DAY))),
        end);
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
        new Chunk.Doubtful(
            Message.of("How many exactly is \"{1}\"?", s.text(i, unit.end())), readings),
        end);
  }

  private static Chunk.Alternative alternative(int n, Unit unit) {
    Duration time = unit.isClock() ? unit.times(n) : Duration.ZERO;
    Period days = unit.period(n);
    return new Chunk.Alternative(
        Message.of("in {1} {2}", n, unit.plural()), List.of(new Chunk.Delay(days, time)));
  }
}
