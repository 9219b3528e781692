package io.carillon.internal.store;

import io.carillon.Definition;
import io.carillon.Flow;
import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.StoredTask;
import io.carillon.StoredTask.Audit;
import io.carillon.StoredTask.Source;
import io.carillon.TaskId;
import io.carillon.TaskStatus;
import io.carillon.Trigger;
import io.carillon.TriggerKind;
import io.carillon.TriggerSpec;
import io.carillon.UnknownTaskException;
import io.carillon.VersionConflictException;
import io.carillon.internal.json.DefinitionJson;
import io.carillon.internal.json.Json;
import io.carillon.internal.rules.Cursor;
import io.carillon.internal.rules.Planner;
import io.carillon.internal.rules.Timetable;
import io.carillon.internal.time.TriggerTimes;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.Rows.TaskVersionRow;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.Tables;
import io.carillon.spi.TaskStore.Change;
import io.carillon.spi.TaskStore.ResumeFrom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Saves, pauses, resumes and deletes definitions, together with what that means for their times.
 */
final class TaskWork {

  private final Tables tables;
  private final Kit kit;
  private final PlanWork planning;
  private final EndWork ends;

  TaskWork(Tables tables, Kit kit, PlanWork planning, EndWork ends) {
    this.tables = tables;
    this.kit = kit;
    this.planning = planning;
    this.ends = ends;
  }

  StoredTask save(Definition definition, Change change, Instant now) {
    refusePhrases(definition);
    return tables.inTransaction(
        tx -> {
          OwnerLimit.lock(tx, definition, change.mostOfOwner());
          if (definition instanceof Flow flow) {
            Change members =
                new Change(
                    null,
                    change.actor(),
                    change.source(),
                    change.zone(),
                    change.origins(),
                    change.mostOfOwner());
            flow.members().forEach(member -> saveOne(tx, member, members, now));
            Members.of(tx, flow);
          }
          return Views.task(saveOne(tx, definition, change, now), kit, tx);
        });
  }

  private static void refusePhrases(Definition definition) {
    if (definition instanceof Flow flow) {
      flow.members().forEach(TaskWork::refusePhrases);
    }
    for (Trigger trigger : definition.triggers()) {
      if (trigger.kind() == TriggerKind.PHRASE) {
        throw new InvalidDefinitionException(
            "Task \"" + definition.key() + "\"",
            List.of(
                Problem.of(
                    "triggers",
                    "a store keeps no phrases.",
                    "Save it with Scheduler.tasks(), which reads them.")));
      }
    }
  }

  private TaskRow saveOne(StoreTransaction tx, Definition definition, Change change, Instant now) {
    TaskRow found = tx.tasksByKey(List.of(definition.key())).get(definition.key());
    if (found == null) {
      Optional<TaskRow> inserted = insert(tx, definition, change, now);
      if (inserted.isPresent()) {
        return inserted.get();
      }
      // Another node saved one of that name just now.
      found = tx.tasksByKey(List.of(definition.key())).get(definition.key());
      if (found == null || change.expectedVersion() != null) {
        int version = found == null ? 1 : found.version();
        throw new VersionConflictException(definition.key(), 0, version);
      }
    }
    ScheduleRow schedule = tx.lockSchedules(List.of(found.id())).get(found.id());
    TaskRow stored = tx.tasks(List.of(found.id())).getOrDefault(found.id(), found);
    Integer expected = change.expectedVersion();
    if (expected != null && expected != stored.version()) {
      throw new VersionConflictException(definition.key(), expected, stored.version());
    }
    String json = Json.write(DefinitionJson.write(definition));
    String hash = Json.hash(DefinitionJson.write(definition));
    if (schedule == null) {
      throw new IllegalStateException("Task \"" + definition.key() + "\" has no schedule row.");
    }
    boolean declared = change.source() == Source.DECLARED;
    String written = declared ? writtenHash(definition, change) : hash;
    if (declared ? written.equals(stored.declaredHash()) : hash.equals(stored.hash())) {
      boolean same = hash.equals(stored.hash());
      return same ? moved(tx, stored, schedule, definition, change, now) : stored;
    }
    return update(tx, stored, schedule, definition, new Text(json, hash, written), change, now);
  }

  private record Text(String json, String hash, String written) {}

  /** Tells whether a declaration has changed: by its words, where it has words. */
  private static String writtenHash(Definition definition, Change change) {
    return Json.hash(
        DefinitionJson.write(
            change.origins().written().getOrDefault(definition.key(), definition)));
  }

  /**
   * An unchanged definition moves with its owner, or with the scheduler, when it is saved again.
   */
  private TaskRow moved(
      StoreTransaction tx,
      TaskRow stored,
      ScheduleRow schedule,
      Definition definition,
      Change change,
      Instant now) {
    ZoneId zone = change.zoneOf(definition);
    if (kit.cursor(schedule).zone().equals(zone)) {
      return stored;
    }
    List<Trigger> triggers = definition.triggers();
    ScheduleRow accounted = account(tx, stored, schedule, triggers, zone, now);
    TaskRow current = tx.tasks(List.of(stored.id())).getOrDefault(stored.id(), stored);
    Cursor cursor = kit.cursor(accounted).edited(zone, triggers, triggers, now);
    Instant next =
        current.status() == TaskStatus.ACTIVE
            ? kit.timetable(definition, cursor).nextFire(cursor).orElse(null)
            : null;
    tx.updateSchedules(List.of(new ScheduleRow(stored.id(), next, cursor.toJson())));
    return current;
  }

  /** Empty when there is one of that name. */
  private Optional<TaskRow> insert(
      StoreTransaction tx, Definition definition, Change change, Instant now) {
    if (change.expectedVersion() != null && change.expectedVersion() != 0) {
      throw new VersionConflictException(definition.key(), change.expectedVersion(), 0);
    }
    definition
        .owner()
        .ifPresent(owner -> OwnerLimit.refuseOneMore(tx, owner, change.mostOfOwner()));
    String json = Json.write(DefinitionJson.write(definition));
    String hash = Json.hash(DefinitionJson.write(definition));
    Cursor cursor = Cursor.start(change.zoneOf(definition), definition.triggers(), now);
    Timetable timetable = kit.timetable(definition, cursor);
    refuseWhatNeverFires(definition, cursor, timetable);
    TaskRow row =
        new TaskRow(
            new TaskId(kit.ids().next(now)),
            definition.key(),
            definition instanceof Flow,
            1,
            json,
            hash,
            change.source() == Source.DECLARED ? writtenHash(definition, change) : "",
            change.source(),
            TaskStatus.ACTIVE,
            "",
            null,
            definition.owner().orElse(null),
            new Audit(change.actor(), now, change.actor(), now),
            1);
    if (!tx.insertTask(row)) {
      return Optional.empty();
    }
    tx.insertTaskVersion(new TaskVersionRow(row.id(), 1, json, change.actor(), now));
    Instant next = timetable.nextFire(cursor).orElse(null);
    tx.insertSchedule(new ScheduleRow(row.id(), next, cursor.toJson()));
    tx.setSubscriptions(row.id(), row.key().namespace(), topics(definition));
    return Optional.of(row);
  }

  private TaskRow update(
      StoreTransaction tx,
      TaskRow stored,
      ScheduleRow schedule,
      Definition definition,
      Text text,
      Change change,
      Instant now) {
    definition
        .owner()
        .filter(owner -> !owner.equals(stored.owner()))
        .ifPresent(owner -> OwnerLimit.refuseOneMore(tx, owner, change.mostOfOwner()));
    ZoneId zone = change.zoneOf(definition);
    ScheduleRow accounted = account(tx, stored, schedule, definition.triggers(), zone, now);
    TaskRow current = tx.tasks(List.of(stored.id())).getOrDefault(stored.id(), stored);
    Cursor cursor =
        kit.cursor(accounted).edited(zone, triggersOf(current), definition.triggers(), now);
    Timetable timetable = kit.timetable(definition, cursor);
    refuseWhatNeverFires(definition, cursor, timetable);
    boolean paused = current.status() == TaskStatus.PAUSED;
    Source source = change.source() == Source.DECLARED ? Source.DECLARED : current.source();
    TaskRow row =
        new TaskRow(
            current.id(),
            current.key(),
            definition instanceof Flow,
            current.version() + 1,
            text.json(),
            text.hash(),
            change.source() == Source.DECLARED ? text.written() : current.declaredHash(),
            source,
            paused ? TaskStatus.PAUSED : TaskStatus.ACTIVE,
            paused ? current.reason() : "",
            current.statusBy(),
            definition.owner().orElse(null),
            new Audit(
                current.audit().createdBy(), current.audit().createdAt(), change.actor(), now),
            current.revision() + 1);
    write(tx, row, current.revision());
    tx.insertTaskVersion(
        new TaskVersionRow(row.id(), row.version(), text.json(), change.actor(), now));
    Instant next = paused ? null : timetable.nextFire(cursor).orElse(null);
    tx.updateSchedules(List.of(new ScheduleRow(row.id(), next, cursor.toJson())));
    tx.setSubscriptions(row.id(), row.key().namespace(), topics(definition));
    if (Planner.isJoined(definition.policies(), definition.triggers())) {
      join(tx, row.id());
    }
    if (!Planner.overlapOf(definition.policies(), definition.triggers()).readsOtherRuns()) {
      // Nothing waits for earlier runs any more, and their ends would not be heard.
      tx.changeHold(row.id(), Hold.QUEUED, RunBatch.holdOf(row));
      startHeldFlows(tx, row, now);
    }
    return row;
  }

  /** What was due before an edit is what was defined before it. */
  private ScheduleRow account(
      StoreTransaction tx,
      TaskRow stored,
      ScheduleRow schedule,
      List<Trigger> edited,
      ZoneId zone,
      Instant now) {
    ScheduleRow at = schedule;
    try {
      if (stored.status() == TaskStatus.ACTIVE) {
        PlanWork.Tally tally = new PlanWork.Tally(now);
        boolean more;
        do {
          // One decision handles so many slots and no more; an edit leaves none behind.
          planning.planTask(tx, stored, at, Duration.ZERO, tally, now);
          ScheduleRow planned = tx.schedules(List.of(stored.id())).getOrDefault(stored.id(), at);
          Instant next = planned.nextAt();
          more = !planned.equals(at) && next != null && !next.isAfter(now);
          at = planned;
        } while (more);
      } else if (stored.status() == TaskStatus.PAUSED) {
        planning.skipDropped(tx, stored, schedule, edited, zone, now);
      }
    } catch (InvalidDefinitionException e) {
      // It cannot be planned as it is: this edit may be what repairs it.
      return schedule;
    }
    return at;
  }

  private List<Trigger> triggersOf(TaskRow task) {
    try {
      return kit.definitions().of(task).triggers();
    } catch (InvalidDefinitionException e) {
      return List.of();
    }
  }

  /** From this edit on other runs wait for the end of those that are out. */
  private static void join(StoreTransaction tx, TaskId id) {
    List<RunId> plain =
        tx.readyOf(id).stream().filter(row -> !row.joined()).map(ReadyRow::id).toList();
    tx.updateReady(tx.lockReady(plain).values().stream().map(Rewrite::joined).toList());
  }

  /**
   * A one-off in the past, a range that is over: the owner waits for something that never comes.
   */
  private void refuseWhatNeverFires(Definition definition, Cursor cursor, Timetable timetable) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < definition.triggers().size(); i++) {
      TriggerKind kind = definition.triggers().get(i).kind();
      boolean fresh = cursor.marks().get(i).after().equals(cursor.marks().get(i).anchor());
      if (kind.isTimed() && fresh && !timetable.firesAgain(i, cursor)) {
        problems.add(TriggerTimes.neverFires(i, kind));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidDefinitionException("Task \"" + definition.key() + "\"", problems);
    }
  }

  StoredTask pause(TaskId id, String reason, String actor, Instant now) {
    return tables.inTransaction(
        tx -> {
          ScheduleRow schedule = lock(tx, id);
          TaskRow task = existing(tx, id);
          TaskRow paused = withStatus(task, TaskStatus.PAUSED, reason, actor, now);
          write(tx, paused, task.revision());
          tx.updateSchedules(List.of(new ScheduleRow(id, null, schedule.cursor())));
          tx.changeHold(id, Hold.NONE, Hold.PAUSED);
          return Views.task(paused, kit, tx);
        });
  }

  StoredTask resume(TaskId id, ResumeFrom from, String actor, Instant now) {
    return tables.inTransaction(
        tx -> {
          ScheduleRow schedule = lock(tx, id);
          TaskRow task = existing(tx, id);
          if (task.status() == TaskStatus.ACTIVE) {
            return Views.task(task, kit, tx);
          }
          TaskRow active = withStatus(task, TaskStatus.ACTIVE, "", actor, now);
          write(tx, active, task.revision());
          if (from == ResumeFrom.NOW) {
            planning.skipTask(tx, active, schedule, "paused: " + task.reason(), now);
          } else {
            Cursor cursor = kit.cursor(schedule);
            Instant next =
                kit.timetable(kit.definitions().of(active), cursor).nextFire(cursor).orElse(null);
            tx.updateSchedules(List.of(new ScheduleRow(id, next, schedule.cursor())));
          }
          tx.changeHold(id, Hold.PAUSED, Hold.NONE);
          startHeldFlows(tx, task, now);
          return Views.task(active, kit, tx);
        });
  }

  private void startHeldFlows(StoreTransaction tx, TaskRow task, Instant now) {
    if (!task.flow()) {
      return;
    }
    for (ReadyRow row : heldFlows(tx, task.id())) {
      RunRow flowRun = tx.runs(List.of(row.id())).get(row.id());
      if (flowRun != null && row.hold() == Hold.NONE) {
        tx.lockFlowRuns(List.of(row.id()));
        ends.startFlow(tx, flowRun, row, now);
      }
    }
  }

  /** The runs of a flow that have not begun. */
  private static List<ReadyRow> heldFlows(StoreTransaction tx, TaskId flow) {
    return tx.readyOf(flow).stream().filter(row -> row.state() == RunState.PENDING).toList();
  }

  void delete(TaskId id, @Nullable Integer expectedVersion, String actor, Instant now) {
    tables.inTransaction(
        tx -> {
          ScheduleRow schedule = lock(tx, id);
          TaskRow task = existing(tx, id);
          if (expectedVersion != null && expectedVersion != task.version()) {
            throw new VersionConflictException(task.key(), expectedVersion, task.version());
          }
          skipUntilDeleted(tx, task, schedule, now);
          write(
              tx,
              withStatus(task, TaskStatus.DELETED, "deleted by " + actor, actor, now),
              task.revision());
          ScheduleRow accounted = tx.schedules(List.of(id)).getOrDefault(id, schedule);
          tx.updateSchedules(List.of(new ScheduleRow(id, null, accounted.cursor())));
          tx.setSubscriptions(id, task.key().namespace(), Set.of());
          tx.changeHold(id, Hold.PAUSED, Hold.NONE);
          tx.changeHold(id, Hold.QUEUED, Hold.NONE);
          if (task.flow()) {
            // Runs of tasks end when they are claimed; those of a flow never are.
            heldFlows(tx, id).forEach(row -> ends.skipFlow(tx, row, "its task was deleted", now));
          }
          return task;
        });
  }

  /** Slots whose time had come and that were not planned yet are accounted for. */
  private void skipUntilDeleted(
      StoreTransaction tx, TaskRow task, ScheduleRow schedule, Instant now) {
    boolean paused = task.status() == TaskStatus.PAUSED;
    if (paused || task.status() == TaskStatus.ACTIVE) {
      try {
        String reason = paused ? "paused: " + task.reason() : "its task was deleted";
        planning.skipTask(tx, task, schedule, reason, now);
      } catch (InvalidDefinitionException e) {
        // Nobody can tell its slots any more.
      }
    }
  }

  private static ScheduleRow lock(StoreTransaction tx, TaskId id) {
    ScheduleRow schedule = tx.lockSchedules(List.of(id)).get(id);
    if (schedule == null) {
      throw UnknownTaskException.withId(id);
    }
    return schedule;
  }

  private static TaskRow existing(StoreTransaction tx, TaskId id) {
    TaskRow task = tx.tasks(List.of(id)).get(id);
    if (task == null || task.status() == TaskStatus.DELETED) {
      throw UnknownTaskException.withId(id);
    }
    return task;
  }

  private static void write(StoreTransaction tx, TaskRow row, int expectedRevision) {
    if (!tx.updateTask(row, expectedRevision)) {
      throw new IllegalStateException(
          "Task \"" + row.key() + "\" changed although its lock was held.");
    }
  }

  private static Set<String> topics(Definition definition) {
    return definition.triggers().stream()
        .map(Trigger::spec)
        .filter(TriggerSpec.Event.class::isInstance)
        .map(spec -> ((TriggerSpec.Event) spec).topic())
        .collect(Collectors.toSet());
  }

  /** The row with another state; who and when go to the audit. */
  static TaskRow withStatus(
      TaskRow task, TaskStatus status, String reason, @Nullable String actor, Instant now) {
    Audit audit = task.audit();
    return new TaskRow(
        task.id(),
        task.key(),
        task.flow(),
        task.version(),
        task.definition(),
        task.hash(),
        task.declaredHash(),
        task.source(),
        status,
        reason.length() > 1000 ? reason.substring(0, 1000) : reason,
        actor == null ? task.statusBy() : actor,
        task.owner(),
        actor == null ? audit : new Audit(audit.createdBy(), audit.createdAt(), actor, now),
        task.revision() + 1);
  }
}
