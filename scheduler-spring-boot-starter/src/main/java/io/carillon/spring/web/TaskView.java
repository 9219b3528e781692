package io.carillon.spring.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Definition;
import io.carillon.Definitions;
import io.carillon.InvalidDefinitionException;
import io.carillon.Run;
import io.carillon.RunStatus;
import io.carillon.Scheduler;
import io.carillon.SkippedSlots;
import io.carillon.StoredTask;
import io.carillon.Trigger;
import io.carillon.spi.RunQuery;
import io.carillon.time.PreviewFire;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tasks and flows as JSON for clients. */
final class TaskView {

  private static final int UPCOMING = 5;

  /** A skipped run is nobody's last run. */
  private static final Set<RunStatus> NOT_SKIPPED =
      EnumSet.complementOf(EnumSet.of(RunStatus.SKIPPED));

  private final Scheduler scheduler;
  private final TriggerWords words = new TriggerWords();

  TaskView(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** A task with its definition, its next run in UTC and local time, and its last run. */
  ObjectNode of(StoredTask task) {
    ObjectNode json = Views.object();
    json.put("id", task.id().toString());
    json.put("namespace", task.key().namespace());
    json.put("name", task.key().name());
    json.put("kind", task.isFlow() ? "flow" : "task");
    json.put("version", task.version());
    json.put("status", task.status().name());
    json.put("reason", task.reason());
    Views.put(json, "statusBy", task.statusBy());
    json.put("source", task.source().name());
    json.put("createdBy", task.audit().createdBy());
    json.put("createdAt", task.audit().createdAt().toString());
    json.put("modifiedBy", task.audit().modifiedBy());
    json.put("modifiedAt", task.audit().modifiedAt().toString());
    json.put("zone", zone(task).getId());
    json.set("next", task.next().<JsonNode>map(at -> Views.moment(at, zone(task))).orElse(null));
    RunQuery newest = RunQuery.newest(1).ofTask(task.id()).withStatuses(NOT_SKIPPED);
    List<Run> last = scheduler.runs().list(newest);
    json.set("lastRun", last.isEmpty() ? null : RunView.brief(last.get(0)));
    json.put("schedule", schedule(task));
    json.set("schedules", Views.list(task.definition().triggers(), each -> trigger(each, task)));
    json.set("definition", Definitions.write(task.definition()));
    return json;
  }

  /** The same with its next fires and what clock changes do to them. */
  ObjectNode full(StoredTask task) {
    ObjectNode json = of(task);
    List<Instant> fires = scheduler.tasks().upcoming(task.id(), UPCOMING);
    Map<Instant, String> notes = fires.isEmpty() ? Map.of() : notes(task.definition());
    json.set("upcoming", Views.list(fires, at -> upcoming(at, zone(task), notes)));
    return json;
  }

  private static ObjectNode upcoming(Instant at, ZoneId zone, Map<Instant, String> notes) {
    ObjectNode json = Views.moment(at, zone);
    Views.put(json, "note", notes.get(at));
    return json;
  }

  /** Nothing where a trigger names a calendar that this node does not have. */
  private Map<Instant, String> notes(Definition definition) {
    Map<Instant, String> notes = new HashMap<>();
    try {
      for (PreviewFire fire : scheduler.preview(definition, UPCOMING).fires()) {
        fire.note().ifPresent(note -> notes.put(fire.at(), note));
      }
    } catch (InvalidDefinitionException unknownCalendar) {
      return Map.of();
    }
    return notes;
  }

  /** A trigger in words, its zone in effect, and the cron expression that fires alike. */
  private ObjectNode trigger(Trigger trigger, StoredTask task) {
    ZoneId zone = task.zone();
    ObjectNode json = Views.object().put("description", words.of(trigger, zone, scheduler.store()));
    return PreviewView.rule(json, trigger, zone);
  }

  /** The triggers in words; empty when there are none. */
  private String schedule(StoredTask task) {
    return task.definition().triggers().stream()
        .map(trigger -> words.of(trigger, task.zone(), scheduler.store()))
        .collect(Collectors.joining("; "));
  }

  /** The zone that people think of: the one that all its triggers name, else the one in effect. */
  private static ZoneId zone(StoredTask task) {
    Set<Optional<ZoneId>> named =
        task.definition().triggers().stream().map(Trigger::zone).collect(Collectors.toSet());
    Optional<ZoneId> shared = named.size() == 1 ? named.iterator().next() : Optional.empty();
    return shared.orElse(task.zone());
  }

  static ObjectNode skip(SkippedSlots slots) {
    return Views.object()
        .put("from", slots.from().toString())
        .put("to", slots.to().toString())
        .put("count", slots.count())
        .put("expired", slots.expired())
        .put("reason", slots.reason())
        .put("at", slots.at().toString());
  }
}
