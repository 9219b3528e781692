package io.carillon.internal.phrase;

import java.util.List;

/** What a chunk says: a day, a time, a repetition, a limit; and how strongly. */
final class Chunks {

  private Chunks() {}

  static boolean repeats(Chunk chunk) {
    return chunk instanceof Chunk.Every
        || chunk instanceof Chunk.Counted
        || (chunk instanceof Chunk.DayAmong d && d.everyMonth())
        || chunk instanceof Chunk.EveryLength
        || (chunk instanceof Chunk.Weekdays w && w.habit())
        || (chunk instanceof Chunk.MonthDays m && m.everyMonth())
        || (chunk instanceof Chunk.NthDays n && n.everyMonth())
        || chunk instanceof Chunk.Minutes;
  }

  static boolean saysTime(Chunk chunk) {
    return chunk instanceof Chunk.Clock
        || chunk instanceof Chunk.Delay
        || chunk instanceof Chunk.Minutes
        || chunk instanceof Chunk.EveryLength
        || (chunk instanceof Chunk.Every every && every.unit().isClock());
  }

  /** True when something shorter than a day repeats. */
  static boolean clocked(Chunk chunk) {
    return (saysTime(chunk) && !(chunk instanceof Chunk.Clock))
        || (chunk instanceof Chunk.Clock clock && !clock.windows().isEmpty());
  }

  static boolean saysDay(Chunk chunk) {
    return chunk instanceof Chunk.Weekdays
        || chunk instanceof Chunk.MonthDays
        || chunk instanceof Chunk.NthDays
        || chunk instanceof Chunk.NearestWeekday
        || chunk instanceof Chunk.DayAmong
        || chunk instanceof Chunk.Dates
        || chunk instanceof Chunk.RelativeDay
        || chunk instanceof Chunk.ComingWeekday;
  }

  static boolean isWindow(List<Chunk> own) {
    return own.size() == 1 && own.get(0) instanceof Chunk.Clock clock && !clock.windows().isEmpty();
  }

  static boolean isRate(Chunk chunk) {
    return chunk instanceof Chunk.EveryLength
        || (chunk instanceof Chunk.Every every && every.unit().isClock());
  }

  static boolean isClock(Chunk chunk) {
    return chunk instanceof Chunk.Clock;
  }

  static boolean isLimit(Chunk chunk) {
    return chunk instanceof Chunk.Ending
        || chunk instanceof Chunk.Lasting
        || chunk instanceof Chunk.Limit
        || chunk instanceof Chunk.Starting;
  }

  /** True when both the day and the time are said. */
  static boolean isWhole(List<Chunk> chunks) {
    return chunks.stream().anyMatch(c -> saysDay(c) || repeats(c))
        && chunks.stream().anyMatch(Chunks::isClock);
  }

  /** How strongly a chunk says that its words are about time. */
  static double weight(Chunk chunk, Chunker.Piece piece, Sentence s) {
    if (chunk instanceof Chunk.Weekdays days) {
      Token last = s.token(piece.to() - 1);
      boolean spelled = s.han() || (last != null && last.text().length() > 4);
      return days.habit() ? 4 : spelled ? 2 : 1;
    }
    if (chunk instanceof Chunk.MonthDays days) {
      boolean alone = s.is(piece.from(), Kind.ON) && piece.to() == s.size();
      return days.everyMonth() ? 4 : alone || s.han() ? 2 : 1.5;
    }
    if (chunk instanceof Chunk.Months months && months.each()) {
      return 3;
    }
    if (chunk instanceof Chunk.Clock clock) {
      boolean sure = clock.times().stream().allMatch(ClockTime::sure);
      boolean little =
          s.han() && piece.to() - piece.from() == 2 && !sure && clock.times().get(0).hour() == 1;
      return sure ? 3 : little ? 1 : 2;
    }
    if (chunk instanceof Chunk.RelativeDay || chunk instanceof Chunk.Doubtful) {
      return 3;
    }
    if (chunk instanceof Chunk.Impossible || chunk instanceof Chunk.Vague) {
      return 5;
    }
    if (chunk instanceof Chunk.Part && s.is(piece.from(), Kind.HABIT)) {
      return 2;
    }
    if (chunk instanceof Chunk.Part
        || chunk instanceof Chunk.Months
        || chunk instanceof Chunk.OfPeriod
        || chunk instanceof Chunk.Years
        || chunk instanceof Chunk.Zone) {
      return 1;
    }
    return Composer.canFire(chunk) ? 4 : 2;
  }
}
