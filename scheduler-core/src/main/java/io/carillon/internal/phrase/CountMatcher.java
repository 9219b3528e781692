package io.carillon.internal.phrase;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how often something happens in a period: "twice a day", "once a week", 每周一次. */
final class CountMatcher {

  private static final Set<Kind> PER = Set.of(Kind.A, Kind.PER, Kind.THE);

  private final Sentence s;
  private final Numbers numbers;

  CountMatcher(Sentence sentence, Numbers numbers) {
    this.s = sentence;
    this.numbers = numbers;
  }

  /** "once a day" repeats; "twice a week" leaves days or times to be named elsewhere. */
  @Nullable Match<Chunk> match(int i) {
    Match<Chunk> days = daysPerWeek(i);
    if (days != null) {
      return days;
    }
    int vague = s.after(s.maybe(i, Kind.UPTO), Kind.VAGUE);
    int several = vague < 0 ? -1 : s.after(vague, Kind.TIMES);
    if (several > 0) {
      return perPeriod(i, several, -1);
    }
    if (s.is(i, Kind.UPTO)) {
      Match<Chunk> most = match(s.maybe(i, Kind.UPTO));
      return most != null && most.value() instanceof Chunk.Counted ? most : null;
    }
    Sense count = s.sense(i, Kind.COUNT);
    Match<Integer> number = count == null ? numbers.number(i) : null;
    int times = number == null ? -1 : s.after(number.end(), Kind.TIMES);
    if (count == null && times < 0) {
      return s.han() ? han(i) : null;
    }
    int end = count != null ? i + count.length() : times;
    int n = count != null ? count.value() : number == null ? 0 : number.value();
    return perPeriod(i, s.isDash(end) ? end + 1 : end, n);
  }

  private @Nullable Match<Chunk> perPeriod(int i, int end, int n) {
    Sense adverb = s.sense(end, Kind.ADVERB);
    if (adverb != null) {
      return n == 1 ? null : counted(i, end + adverb.length(), n, Unit.of(adverb.value()));
    }
    int per = s.skip(end, PER);
    Match<Unit> unit = per > end ? numbers.unit(per) : null;
    if (unit != null) {
      return n == 1
          ? new Match<>(new Chunk.Every(1, unit.value(), true), unit.end())
          : counted(i, unit.end(), n, unit.value());
    }
    int in = s.after(end, Kind.IN);
    Match<Numbers.Length> span = in < 0 ? null : numbers.length(in);
    if (span != null) {
      return new Match<>(new Chunk.Doubtful(open(i, span.end()), List.of()), span.end());
    }
    int every = s.after(end, Kind.EVERY);
    if (every < 0 || (n < 2 && n >= 0)) {
      return null;
    }
    Match<Unit> single = numbers.unit(every);
    if (single != null) {
      return counted(i, single.end(), n, single.value());
    }
    Match<Numbers.Length> length = numbers.length(every);
    boolean fine = length != null && length.value().days().isZero() && n > 2;
    return length == null || fine
        ? null
        : new Match<>(new Chunk.Doubtful(open(i, length.end()), List.of()), length.end());
  }

  private Match<Chunk> counted(int from, int end, int n, Unit unit) {
    return new Match<>(new Chunk.Counted(n, unit, open(from, end)), end);
  }

  private Message open(int from, int end) {
    return Message.of("\"{1}\": at which times, on which days?", s.text(from, end));
  }

  /** "7 days a week" is every day; "5 days a week" waits for their names. */
  private @Nullable Match<Chunk> daysPerWeek(int i) {
    Match<Integer> number = numbers.number(i);
    if (number == null || !s.isUnit(number.end(), Unit.DAY)) {
      return null;
    }
    int per = s.skip(number.end() + 1, PER);
    if (per <= number.end() + 1 || !s.isUnit(per, Unit.WEEK)) {
      return null;
    }
    int n = number.value();
    return n == 7
        ? new Match<>(new Chunk.Every(1, Unit.DAY, false), per + 1)
        : counted(i, per + 1, n, Unit.WEEK);
  }

  private @Nullable Match<Chunk> han(int i) {
    Match<Chunk> per = hanPerPeriod(i);
    return per == null ? hanOnceIn(i) : per;
  }

  /** 两天一次, 一天三次: so many times in a length of time. */
  private @Nullable Match<Chunk> hanOnceIn(int i) {
    Match<Numbers.Length> length = numbers.length(i);
    Match<Integer> number = length == null ? null : numbers.number(length.end());
    Unit unit = length == null ? null : length.value().unit();
    if (length == null || number == null || unit == null || !s.is(number.end(), Kind.TIMES)) {
      return null;
    }
    int end = number.end() + 1;
    if (number.value() == 1) {
      return new Match<>(new Chunk.Every(length.value().n(), unit, true), end);
    }
    return length.value().n() == 1
        ? counted(i, end, number.value(), unit)
        : new Match<>(new Chunk.Doubtful(open(i, end), List.of()), end);
  }

  /** 每周一次, 每天三次. */
  private @Nullable Match<Chunk> hanPerPeriod(int i) {
    Match<Unit> unit = hanPeriod(i);
    Match<Integer> number = unit == null ? null : numbers.number(unit.end());
    if (unit == null || number == null || !s.is(number.end(), Kind.TIMES)) {
      return null;
    }
    int end = number.end() + 1;
    return number.value() > 1
        ? counted(i, end, number.value(), unit.value())
        : new Match<>(new Chunk.Every(1, unit.value(), true), end);
  }

  private @Nullable Match<Unit> hanPeriod(int i) {
    Sense adverb = s.sense(i, Kind.ADVERB);
    if (adverb != null) {
      return new Match<>(Unit.of(adverb.value()), i + adverb.length());
    }
    int every = s.after(i, Kind.EVERY);
    Match<Unit> unit = every < 0 ? null : numbers.unit(every);
    if (unit != null || every < 0) {
      return unit;
    }
    if (s.is(every, Kind.MONTHMARK)) {
      return new Match<>(Unit.MONTH, every + 1);
    }
    return s.is(every, Kind.YEARMARK) ? new Match<>(Unit.YEAR, every + 1) : null;
  }
}
