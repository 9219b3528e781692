package io.carillon;

import io.carillon.internal.engine.ZonesInEffect;
import io.carillon.phrase.DeclaredPhrase;
import io.carillon.spi.TaskStore.Origins;
import io.carillon.time.Calendars;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A definition made ready to be saved: the zones in effect are found, and its schedules in words
 * are read in them.
 *
 * @param definition without phrases; as it was given where there are problems
 * @param zone in effect for it
 * @param origins what the store is told of where it comes from
 * @param problems what is wrong with its phrases
 */
record Prepared(Definition definition, ZoneId zone, Origins origins, List<Problem> problems) {

  static Prepared of(Definition given, ZonesInEffect zones, Calendars calendars) {
    Reading reading = new Reading(zones, calendars);
    List<Problem> problems = new ArrayList<>();
    List<Task> members = new ArrayList<>();
    if (given instanceof Flow flow) {
      for (Task member : flow.members()) {
        String path = "tasks[" + members.size() + "]";
        List<Problem> faults = new ArrayList<>();
        members.add(reading.of(member, faults));
        faults.forEach(fault -> problems.add(fault.under(path)));
      }
    }
    Definition read =
        given instanceof Flow flow
            ? reading.of(flow, members, problems)
            : reading.of((Task) given, problems);
    return new Prepared(
        problems.isEmpty() ? read : given,
        Objects.requireNonNull(reading.inEffect.get(given.key())),
        new Origins(reading.inEffect, reading.written),
        List.copyOf(problems));
  }

  /** Reads the phrases of a definition and its members, and remembers what it found. */
  private static final class Reading {

    private final ZonesInEffect zones;
    private final Calendars calendars;
    private final Map<TaskKey, ZoneId> inEffect = new HashMap<>();
    private final Map<TaskKey, Definition> written = new HashMap<>();

    Reading(ZonesInEffect zones, Calendars calendars) {
      this.zones = zones;
      this.calendars = calendars;
    }

    Task of(Task task, List<Problem> problems) {
      List<Trigger> read = triggers(task, problems);
      return read.equals(task.triggers())
          ? task
          : built(task, () -> task.toBuilder().triggers(read).build(), problems);
    }

    Flow of(Flow flow, List<Task> members, List<Problem> problems) {
      List<Trigger> read = triggers(flow, problems);
      return read.equals(flow.triggers()) && members.equals(flow.members())
          ? flow
          : built(
              flow, () -> flow.toBuilder().triggers(read).onlyMembers(members).build(), problems);
    }

    private List<Trigger> triggers(Definition definition, List<Problem> problems) {
      ZoneId zone = zones.of(definition);
      inEffect.put(definition.key(), zone);
      List<Trigger> read =
          DeclaredPhrase.triggers(definition.triggers(), zone, calendars, problems);
      if (!read.equals(definition.triggers())) {
        written.put(definition.key(), definition);
      }
      return read;
    }

    /** What was read may be too much: a phrase may give several triggers. */
    private static <T extends Definition> T built(
        T given, Supplier<T> made, List<Problem> problems) {
      try {
        return made.get();
      } catch (InvalidDefinitionException e) {
        problems.addAll(e.problems());
        return given;
      }
    }
  }
}
