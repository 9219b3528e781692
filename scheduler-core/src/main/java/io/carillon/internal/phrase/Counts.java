package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.List;

/** Compares "three times a day" with the times that are named, "at 8, 14 and 20". */
final class Counts {

  private Counts() {}

  /**
   * The chunks with every count replaced by its period.
   *
   * @throws Unclear where what is named is not as many as the count says
   */
  static List<Chunk> settled(List<Chunk> chunks) {
    if (chunks.stream().noneMatch(c -> c instanceof Chunk.Counted)) {
      return chunks;
    }
    List<Chunk> settled = new ArrayList<>();
    for (Chunk chunk : chunks) {
      if (!(chunk instanceof Chunk.Counted counted)) {
        settled.add(chunk);
        continue;
      }
      if (named(counted.unit(), chunks) != counted.n()) {
        throw Unclear.ask(counted.question(), List.of());
      }
      settled.add(new Chunk.Every(1, counted.unit(), false));
    }
    return settled;
  }

  private static int named(Unit unit, List<Chunk> chunks) {
    int times = 0;
    int weekdays = 0;
    int days = 0;
    int dates = 0;
    int minutes = 0;
    for (Chunk chunk : chunks) {
      if (chunk instanceof Chunk.Clock clock) {
        times += clock.windows().isEmpty() ? clock.times().size() : 1_000;
      } else if (chunk instanceof Chunk.Weekdays said) {
        weekdays |= said.mask();
      } else if (chunk instanceof Chunk.MonthDays said) {
        days += said.days().size();
      } else if (chunk instanceof Chunk.NthDays said) {
        days += said.days().size();
      } else if (chunk instanceof Chunk.Dates said) {
        dates += said.days().size();
      } else if (chunk instanceof Chunk.Minutes said) {
        minutes += Long.bitCount(said.mask());
      }
    }
    int each = Math.max(1, times);
    return switch (unit) {
      case DAY -> times;
      case WEEK -> Integer.bitCount(weekdays) * each;
      case MONTH -> days * each;
      case YEAR -> dates * each;
      case HOUR -> minutes;
      default -> -1;
    };
  }
}
