package io.carillon.internal.phrase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Chinese side of {@link RepeatMatcher}: gaps and days by number. */
final class HanRepeatMatcher {

  private final Sentence s;
  private final Numbers numbers;
  private final MonthDayMatcher monthDays;
  private final ShareMatcher shares;

  HanRepeatMatcher(
      Sentence sentence, Numbers numbers, MonthDayMatcher monthDays, ShareMatcher shares) {
    this.s = sentence;
    this.numbers = numbers;
    this.monthDays = monthDays;
    this.shares = shares;
  }

  /** Chinese 每隔两小时 (every 2 hours), 隔天 and 每隔一天 (every second day). */
  @Nullable Match<Chunk> gap(int i) {
    Sense weekday = s.sense(i, Kind.WEEKDAY);
    if (weekday != null && !s.is(i + weekday.length(), Kind.TIMES)) {
      Chunk day = new Chunk.Weekdays(1 << (weekday.value() - 1), true, 2);
      return new Match<>(day, i + weekday.length());
    }
    Match<Unit> unit = numbers.unit(i);
    if (unit != null) {
      return new Match<>(new Chunk.Every(2, unit.value(), false), unit.end());
    }
    Match<Numbers.Length> length = numbers.length(i);
    if (length == null) {
      return shares.vague(i);
    }
    Unit single = length.value().unit();
    if (single == null) {
      return new Match<>(RepeatMatcher.fixed(length.value().time()), length.end());
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
            Message.of(
                "\"{1}\": every {2} or every {3} {4}?",
                s.text(i - 2 < 0 ? 0 : i - 2, length.end()), n, n + 1, single.plural()),
            List.of(RepeatMatcher.every(n, single), RepeatMatcher.every(n + 1, single))),
        length.end());
  }

  /** 每逢5号, 每逢15日; but 每15日 is an interval. */
  @Nullable Match<Chunk> dayByNumber(int i, int start) {
    Match<Chunk> found = numbers.number(i) == null ? null : monthDays.match(i);
    boolean interval =
        found != null && s.isUnit(found.end() - 1, Unit.DAY) && !s.is(i - 1, "\u9022");
    return found == null || interval || i == start || !(found.value() instanceof Chunk.MonthDays m)
        ? null
        : new Match<>(new Chunk.MonthDays(m.days(), true, false), found.end());
  }
}
