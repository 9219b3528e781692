package io.carillon.internal.store;

import io.carillon.Definition;
import io.carillon.Event;
import io.carillon.Flow;
import io.carillon.InvalidDefinitionException;
import io.carillon.Occurrence;
import io.carillon.Overlap;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.Submission;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.TaskStatus;
import io.carillon.internal.json.Json;
import io.carillon.internal.rules.Cursor;
import io.carillon.internal.rules.Listening;
import io.carillon.internal.rules.OverlapRule;
import io.carillon.internal.rules.Planner;
import io.carillon.spi.Rows.EventRow;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.spi.Rows.SkipRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.RunStore.Published;
import io.carillon.spi.RunStore.Submitted;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes runs that code, people and events ask for. */
final class SubmitWork {

  private final Tables tables;
  private final Kit kit;
  private final FlowWork flows;
  private final EndWork ends;

  SubmitWork(Tables tables, Kit kit, FlowWork flows, EndWork ends) {
    this.tables = tables;
    this.kit = kit;
    this.flows = flows;
    this.ends = ends;
  }

  List<Submitted> submit(List<Submission> submissions, Instant now) {
    return tables.inTransaction(tx -> submitIn(tx, submissions, now));
  }

  List<Submitted> submitIn(StoreTransaction tx, List<Submission> submissions, Instant now) {
    Set<TaskKey> keys = submissions.stream().map(Submission::task).collect(Collectors.toSet());
    Map<TaskKey, TaskRow> tasks = tx.tasksByKey(keys);
    RunBatch batch = new RunBatch(tx, kit, flows, now);
    List<@Nullable RunId> ids = new ArrayList<>();
    List<@Nullable Occurrence> occurrences = new ArrayList<>();
    for (Submission submission : submissions) {
      TaskRow task = tasks.get(submission.task());
      if (task == null) {
        ids.add(null);
        occurrences.add(null);
        continue;
      }
      Occurrence occurrence =
          submission.key() == null
              ? Occurrence.call(kit.ids().next(now))
              : Occurrence.call(submission.key());
      ids.add(batch.add(task, kit.definitions().of(task), wish(task, submission, occurrence, now)));
      occurrences.add(occurrence);
    }
    Set<RunId> made = batch.write();
    List<Submitted> answers = new ArrayList<>();
    for (int i = 0; i < submissions.size(); i++) {
      answers.add(answer(tx, submissions.get(i), tasks, ids.get(i), occurrences.get(i), made));
    }
    return answers;
  }

  private static Submitted answer(
      StoreTransaction tx,
      Submission submission,
      Map<TaskKey, TaskRow> tasks,
      @Nullable RunId id,
      @Nullable Occurrence occurrence,
      Set<RunId> made) {
    TaskRow task = tasks.get(submission.task());
    if (task == null || id == null || occurrence == null) {
      return new Submitted(submission, null, false);
    }
    if (made.contains(id)) {
      return new Submitted(submission, id, true);
    }
    RunId known = tx.newestRun(task.id(), occurrence).map(RunRow::id).orElse(id);
    return new Submitted(submission, known, false);
  }

  private static RunBatch.Wish wish(
      TaskRow task, Submission submission, Occurrence occurrence, Instant now) {
    Instant due = submission.due() == null ? now : submission.due();
    boolean held = task.status() == TaskStatus.PAUSED && submission.cause() != RunCause.MANUAL;
    return new RunBatch.Wish(
        occurrence,
        submission.cause(),
        due,
        null,
        held ? Hold.PAUSED : Hold.NONE,
        "",
        submission.payload() == null ? null : Json.write(submission.payload()),
        submission.priority(),
        null,
        submission.actor());
  }

  List<Published> publish(List<Event> events, Instant now) {
    List<Published> answers = new ArrayList<>();
    for (Event event : events) {
      answers.add(tables.inTransaction(tx -> publishIn(tx, event, now)));
    }
    return answers;
  }

  private Published publishIn(StoreTransaction tx, Event event, Instant now) {
    EventRow row =
        new EventRow(
            event.namespace(), event.id(), event.topic(), Json.write(event.payload()), now);
    if (!tx.insertEvent(row)) {
      return new Published(event, true, List.of());
    }
    List<TaskId> listeners =
        Topics.patternsFor(event.topic()).stream()
            .flatMap(topic -> tx.subscribers(event.namespace(), topic).stream())
            .distinct()
            .sorted()
            .toList();
    Map<TaskId, TaskRow> tasks = tx.tasks(listeners);
    Map<TaskId, ScheduleRow> locked =
        tx.lockSchedules(listeners.stream().filter(id -> isLocked(tasks.get(id))).toList());
    RunBatch batch = new RunBatch(tx, kit, flows, now);
    for (TaskId id : listeners) {
      TaskRow task = tasks.get(id);
      if (task != null && task.status() != TaskStatus.DELETED) {
        addRunOrSkip(tx, batch, task, Optional.ofNullable(locked.get(id)), row, now);
      }
    }
    return new Published(event, false, List.copyOf(batch.write()));
  }

  /** Whether the event is decided with regard to other runs of the task, or to how many it had. */
  private boolean isLocked(@Nullable TaskRow task) {
    if (task == null) {
      return false;
    }
    try {
      Definition definition = kit.definitions().of(task);
      return Planner.overlapOf(definition.policies(), definition.triggers()).readsOtherRuns()
          || definition.triggers().stream().anyMatch(Listening::isCounted);
    } catch (InvalidDefinitionException e) {
      return false;
    }
  }

  /** A listener that cannot run stops no other. */
  private void addRunOrSkip(
      StoreTransaction tx,
      RunBatch batch,
      TaskRow task,
      Optional<ScheduleRow> locked,
      EventRow row,
      Instant now) {
    try {
      if (kit.definitions().of(task) instanceof Flow flow) {
        Members.of(tx, flow);
      }
    } catch (InvalidDefinitionException e) {
      String reason = e.getMessage() + " (event " + row.id() + ")";
      tx.insertSkips(List.of(new SkipRow(task.id(), now, now, 1, false, reason, now)));
      return;
    }
    Definition definition = kit.definitions().of(task);
    Listening listening =
        Listening.to(Topics.patternsFor(row.topic()), definition, locked.map(kit::cursor), now);
    if (listening.hears() && addRun(tx, batch, task, definition, listening, row, now)) {
      locked.ifPresent(schedule -> count(tx, task, definition, schedule, listening, now));
    }
  }

  private void count(
      StoreTransaction tx,
      TaskRow task,
      Definition definition,
      ScheduleRow schedule,
      Listening listening,
      Instant now) {
    Cursor counted = listening.counted(kit.cursor(schedule));
    boolean over = kit.timetable(definition, counted).isOver(counted);
    tx.updateSchedules(
        List.of(new ScheduleRow(task.id(), over ? null : schedule.nextAt(), counted.toJson())));
    if (over && task.status() == TaskStatus.ACTIVE) {
      tx.updateTask(
          TaskWork.withStatus(task, TaskStatus.COMPLETED, "no trigger fires again", null, now),
          task.revision());
    }
  }

  /** False when it is skipped. */
  private boolean addRun(
      StoreTransaction tx,
      RunBatch batch,
      TaskRow task,
      Definition definition,
      Listening listening,
      EventRow row,
      Instant now) {
    Overlap overlap = Planner.overlapOf(definition.policies(), definition.triggers());
    List<ReadyRow> active = overlap.readsOtherRuns() ? tx.readyOf(task.id()) : List.of();
    OverlapRule.Verdict verdict = OverlapRule.decide(overlap, active);
    if (verdict == OverlapRule.Verdict.SKIP) {
      String reason = OverlapRule.reason(overlap, active) + " (event " + row.id() + ")";
      tx.insertSkips(List.of(new SkipRow(task.id(), now, now, 1, false, reason, now)));
      return false;
    }
    Hold hold = RunBatch.holdOf(task);
    String reason = "";
    if (verdict == OverlapRule.Verdict.QUEUE) {
      hold = Hold.QUEUED;
      reason = "waits for earlier runs of the task";
    } else if (verdict == OverlapRule.Verdict.CANCEL_AND_QUEUE) {
      active.forEach(earlier -> ends.stop(tx, earlier.id(), "cancelled for a newer event", now));
      boolean left = !tx.readyOf(task.id()).isEmpty();
      hold = left ? Hold.QUEUED : hold;
      reason = left ? "waits for earlier runs of the task" : reason;
    } else if (verdict == OverlapRule.Verdict.FENCE_AND_RUN) {
      active.forEach(earlier -> ends.fence(tx, earlier.id(), "replaced by a newer event", now));
    }
    batch.add(
        task,
        definition,
        new RunBatch.Wish(
            Occurrence.event(row.id()),
            RunCause.EVENT,
            now,
            listening.latestStart().orElse(null),
            hold,
            reason,
            row.payload(),
            0,
            null,
            null));
    return true;
  }
}
