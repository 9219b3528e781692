package io.carillon.internal.rules;

import io.carillon.Trigger;
import io.carillon.TriggerKind;
import io.carillon.internal.rules.Cursor.Mark;
import io.carillon.time.Calendars;
import io.carillon.time.FireTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

  /** At one instant the latest of the rules' own instants names the slot: the least shifted. */
  private static final Comparator<Fire> ORDER =
      Comparator.comparing(Fire::fire)
          .thenComparing(Comparator.comparing(Fire::nominal).reversed());

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
      if (fire.isPresent() && (best == null || ORDER.compare(fire.get(), best) < 0)) {
        best = fire.get();
      }
    }
    return Optional.ofNullable(best);
  }

  /** The same without fixed delays, which have no slots that time alone tells. */
  Optional<Fire> nextTimed(Cursor cursor) {
    Cursor timed = cursor;
    for (int i = 0; i < triggers.size(); i++) {
      if (triggers.get(i).kind() == TriggerKind.FIXED_DELAY) {
        Mark mark = cursor.marks().get(i);
        timed = timed.with(i, mark.armed(null, mark.previous()));
      }
    }
    return next(timed);
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
    if (isSpent(index, mark)) {
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
   * The cursor once a fire is accounted for. Every trigger that has the same fire moves with it:
   * one that fires at the same instant, or whose rule has the same instant and is shifted further.
   */
  Cursor passed(Cursor cursor, Fire fire, boolean ran) {
    Cursor moved = cursor;
    for (int i = 0; i < times.size(); i++) {
      Mark mark = moved.marks().get(i);
      if (isShared(i, mark, fire)) {
        Instant upTo = next(i, mark).map(Fire::fire).orElse(fire.fire());
        Mark seen = fire.delay() ? mark.armed(null, mark.previous()) : mark.seen(upTo);
        moved = moved.with(i, ran ? seen.firedOnce() : seen);
      }
    }
    return moved;
  }

  private boolean isShared(int index, Mark mark, Fire fire) {
    return index == fire.trigger()
        || next(index, mark)
            .filter(own -> own.delay() == fire.delay())
            .filter(own -> own.fire().equals(fire.fire()) || own.nominal().equals(fire.nominal()))
            .isPresent();
  }

  /** The cursor as if the fires of a slot that never ran had not counted. */
  Cursor uncounted(Cursor cursor, List<Integer> sharing) {
    Cursor less = cursor;
    for (int index : sharing) {
      less = less.with(index, less.marks().get(index).firedOnceLess());
    }
    return less;
  }

  /** The triggers that have this fire. */
  List<Integer> sharing(Cursor cursor, Fire fire) {
    return IntStream.range(0, times.size())
        .filter(i -> isShared(i, cursor.marks().get(i), fire))
        .boxed()
        .toList();
  }

  /** How long after it a run of this fire may start; empty: when one of its triggers sets none. */
  Optional<Duration> deadline(Cursor cursor, Fire fire) {
    return Deadline.longest(sharing(cursor, fire).stream().map(triggers::get).toList());
  }

  /** The {@code n}th newest fire instant before an instant, of the triggers that are not spent. */
  Optional<Instant> nthBefore(Cursor cursor, Instant before, int n) {
    FireTimes union =
        FireTimes.union(
            IntStream.range(0, times.size())
                .filter(i -> !isSpent(i, cursor.marks().get(i)))
                .mapToObj(times::get)
                .toList());
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

  /** Whether it has fired as often as it may. */
  public boolean isSpent(int index, Mark mark) {
    Trigger trigger = triggers.get(index);
    return trigger.maxRuns().isPresent() && mark.fired() >= trigger.maxRuns().getAsInt();
  }

  /** Whether a fire may still come: by time, after a run that is out, or by an event. */
  public boolean isOver(Cursor cursor) {
    for (int i = 0; i < triggers.size(); i++) {
      Trigger trigger = triggers.get(i);
      Mark mark = cursor.marks().get(i);
      boolean spent = isSpent(i, mark);
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
