package io.carillon.internal.rules;

import io.carillon.Trigger;
import io.carillon.TriggerKind;
import io.carillon.internal.rules.Cursor.Mark;
import io.carillon.time.Calendars;
import io.carillon.time.FireTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The triggers of one task compiled, walked in the order of their fires. A fire that several
 * triggers share at one nominal instant is one slot.
 */
public final class Timetable {

  private final List<Trigger> triggers;
  private final List<FireTimes> times;

  private Timetable(List<Trigger> triggers, List<FireTimes> times) {
    this.triggers = triggers;
    this.times = times;
  }

  /**
   * Compiles the triggers.
   *
   * @param cursor for the anchors and the zone of triggers that name none
   * @throws io.carillon.InvalidDefinitionException when a trigger cannot be compiled any more
   */
  public static Timetable of(
      List<Trigger> triggers, Cursor cursor, String taskKey, Calendars calendars) {
    List<FireTimes> times = new ArrayList<>();
    for (int i = 0; i < triggers.size(); i++) {
      Trigger trigger = triggers.get(i);
      times.add(
          trigger.spec().kind().isTimed()
              ? FireTimes.of(
                  trigger, cursor.zone(), cursor.marks().get(i).anchor(), taskKey, calendars)
              : FireTimes.never());
    }
    return new Timetable(List.copyOf(triggers), times);
  }

  /**
   * One fire.
   *
   * @param nominal the rule's own instant: the slot's key
   * @param fire when it is due, spread and jitter included
   * @param trigger which trigger's
   * @param delay whether it is a fixed delay's
   */
  public record Fire(Instant nominal, Instant fire, int trigger, boolean delay) {}

  /** The earliest fire that the cursor has not accounted for. */
  Optional<Fire> next(Cursor cursor) {
    @Nullable Fire best = null;
    for (int i = 0; i < times.size(); i++) {
      Optional<Fire> fire = next(i, cursor.marks().get(i));
      if (fire.isPresent() && (best == null || fire.get().fire().isBefore(best.fire()))) {
        best = fire.get();
      }
    }
    return Optional.ofNullable(best);
  }

  /** Whether one trigger still fires by itself. */
  public boolean firesAgain(int index, Cursor cursor) {
    return next(index, cursor.marks().get(index)).isPresent();
  }

  /** When the earliest fire is due that the cursor has not accounted for. */
  public Optional<Instant> nextFire(Cursor cursor) {
    return next(cursor).map(Fire::fire);
  }

  /** The next fires that the cursor has not accounted for, as far as time alone tells them. */
  public List<Instant> upcoming(Cursor cursor, int limit) {
    List<Instant> fires = new ArrayList<>();
    Cursor at = cursor;
    Optional<Fire> fire = next(at);
    while (fire.isPresent() && fires.size() < limit) {
      fires.add(fire.get().fire());
      at = passed(at, fire.get(), true);
      fire = next(at);
    }
    return fires;
  }

  private Optional<Fire> next(int index, Mark mark) {
    Trigger trigger = triggers.get(index);
    if (trigger.maxRuns().isPresent() && mark.fired() >= trigger.maxRuns().getAsInt()) {
      return Optional.empty();
    }
    if (trigger.spec().kind() == TriggerKind.FIXED_DELAY) {
      return Optional.ofNullable(mark.delayDue()).map(due -> new Fire(due, due, index, true));
    }
    return times
        .get(index)
        .next(mark.after())
        .map(fire -> new Fire(times.get(index).nominal(fire), fire, index, false));
  }

  /**
   * The cursor once a fire is accounted for; every trigger that has the same fire moves with it.
   */
  Cursor passed(Cursor cursor, Fire fire, boolean ran) {
    Cursor moved = cursor;
    for (int i = 0; i < times.size(); i++) {
      Mark mark = moved.marks().get(i);
      Optional<Fire> own = next(i, mark);
      boolean same =
          own.isPresent()
              && own.get().delay() == fire.delay()
              && own.get().nominal().equals(fire.nominal())
              && !own.get().fire().isAfter(fire.fire());
      if (i == fire.trigger() || same) {
        Mark seen = fire.delay() ? mark.armed(null, mark.previous()) : mark.seen(fire.fire());
        moved = moved.with(i, ran ? seen.firedOnce() : seen);
      }
    }
    return moved;
  }

  /** The fire instants of all timed triggers before an instant, newest first, at most {@code n}. */
  Optional<Instant> nthBefore(Instant before, int n) {
    FireTimes union = FireTimes.union(times);
    Instant at = before;
    for (int i = 0; i < n; i++) {
      Optional<Instant> previous = union.previous(at);
      if (previous.isEmpty()) {
        return Optional.empty();
      }
      at = previous.get();
    }
    return Optional.of(at);
  }

  Trigger trigger(int index) {
    return triggers.get(index);
  }

  /** Whether a fire may still come: by time, after a run that is out, or by an event. */
  boolean isOver(Cursor cursor) {
    for (int i = 0; i < triggers.size(); i++) {
      Trigger trigger = triggers.get(i);
      Mark mark = cursor.marks().get(i);
      boolean spent = trigger.maxRuns().isPresent() && mark.fired() >= trigger.maxRuns().getAsInt();
      boolean over =
          switch (trigger.spec().kind()) {
            case EVENT, MANUAL, FIXED_DELAY -> spent;
            default -> next(i, mark).isEmpty();
          };
      if (!over) {
        return false;
      }
    }
    return !triggers.isEmpty();
  }
}
