package io.carillon.internal.rules;

import io.carillon.Definition;
import io.carillon.Trigger;
import io.carillon.TriggerKind;
import io.carillon.TriggerSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The triggers of a task that hear one event: of its topic, between their start and their end, and
 * not heard as often as they may be.
 *
 * @param hearing which, by their places in the definition
 * @param latestStart when a run of the event expires unless it has begun; empty: never
 */
public record Listening(List<Integer> hearing, Optional<Instant> latestStart) {

  public Listening {
    hearing = List.copyOf(hearing);
  }

  /**
   * The triggers that hear an event published now.
   *
   * @param topics all that cover the event's: its own, and with stars for parts
   * @param cursor of a task whose triggers are counted; empty: none is
   */
  public static Listening to(
      Collection<String> topics, Definition definition, Optional<Cursor> cursor, Instant now) {
    List<Integer> hearing = new ArrayList<>();
    for (int i = 0; i < definition.triggers().size(); i++) {
      int at = i;
      Trigger trigger = definition.triggers().get(i);
      boolean spent =
          isCounted(trigger)
              && cursor
                  .filter(seen -> seen.marks().get(at).fired() >= trigger.maxRuns().getAsInt())
                  .isPresent();
      if (trigger.spec() instanceof TriggerSpec.Event event
          && topics.contains(event.topic())
          && trigger.start().map(start -> !now.isBefore(start)).orElse(true)
          && trigger.end().map(now::isBefore).orElse(true)
          && !spent) {
        hearing.add(i);
      }
    }
    Optional<Duration> deadline =
        Deadline.longest(hearing.stream().map(definition.triggers()::get).toList());
    return new Listening(hearing, deadline.map(most -> Deadline.after(now, most)));
  }

  /** Whether it is to be counted how often a trigger hears an event. */
  public static boolean isCounted(Trigger trigger) {
    return trigger.kind() == TriggerKind.EVENT && trigger.maxRuns().isPresent();
  }

  public boolean hears() {
    return !hearing.isEmpty();
  }

  /** The cursor after the event made a run. */
  public Cursor counted(Cursor cursor) {
    Cursor counted = cursor;
    for (int index : hearing) {
      counted = counted.with(index, counted.marks().get(index).firedOnce());
    }
    return counted;
  }
}
