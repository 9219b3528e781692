package io.carillon.internal.rules;

import io.carillon.Occurrence;
import io.carillon.Trigger;
import io.carillon.TriggerKind;
import io.carillon.internal.rules.Cursor.Mark;
import io.carillon.internal.rules.Timetable.Fire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The slots of a past range that a person wants run after all. Which of them ran is the store's to
 * say: the occurrence is the same as that of the live fire, so a slot that ran is never run again.
 */
public final class Backfill {

  private Backfill() {}

  /**
   * The slots of a range.
   *
   * @param slots oldest first, at most the limit
   * @param more whether the range has more slots than the limit
   */
  public record Slots(List<Planner.Slot> slots, boolean more) {}

  /**
   * Lists the slots.
   *
   * @param start the first is due then
   * @param gap and the next ones this far apart
   */
  public static Slots slots(
      List<Trigger> triggers,
      Timetable timetable,
      Cursor cursor,
      Range range,
      Instant start,
      Duration gap) {
    Cursor at = before(triggers, cursor, range.from());
    Map<Instant, Planner.Slot> found = new LinkedHashMap<>();
    Instant due = start;
    Optional<Fire> fire = timetable.next(at);
    while (fire.isPresent() && fire.get().fire().isBefore(range.to())) {
      if (found.size() == range.limit()) {
        return new Slots(List.copyOf(found.values()), true);
      }
      Occurrence occurrence = Occurrence.at(fire.get().nominal());
      Planner.Slot slot =
          new Planner.Slot(occurrence, due, null, io.carillon.spi.Rows.Hold.NONE, "backfill");
      if (found.putIfAbsent(fire.get().nominal(), slot) == null) {
        due = due.plus(gap);
      }
      at = timetable.passed(at, fire.get(), false);
      fire = timetable.next(at);
    }
    return new Slots(List.copyOf(found.values()), false);
  }

  /**
   * What is asked for.
   *
   * @param from inclusive
   * @param to exclusive
   * @param limit how many slots at the most
   */
  public record Range(Instant from, Instant to, int limit) {
    public Range {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException(
            "Backfill from " + from + " to " + to + ": write a start before the end.");
      }
      if (limit < 1 || limit > 10_000) {
        throw new IllegalArgumentException("Backfill limit is " + limit + ": write 1 to 10000.");
      }
    }
  }

  /** A cursor that has accounted for nothing from the range on; fixed delays have no past slots. */
  private static Cursor before(List<Trigger> triggers, Cursor cursor, Instant from) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < triggers.size(); i++) {
      Mark mark = cursor.marks().get(i);
      boolean delay = triggers.get(i).kind() == TriggerKind.FIXED_DELAY;
      Instant after = delay ? mark.after() : from.minusNanos(1_000);
      marks.add(new Mark(mark.anchor(), after, 0, null, null));
    }
    return new Cursor(cursor.zone(), marks);
  }
}
