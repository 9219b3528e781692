package io.carillon.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Definition;
import io.carillon.Delivery;
import io.carillon.DeliveryTarget;
import io.carillon.Flow;
import io.carillon.InvalidDefinitionException;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.TaskId;
import io.carillon.TaskStatus;
import io.carillon.internal.json.Json;
import io.carillon.internal.rules.Cursor;
import io.carillon.internal.rules.Deadline;
import io.carillon.internal.rules.Ending;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.DeliveryRow;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What else happens when runs end, in the same transaction: their flow runs move on, queued runs of
 * their task start, fixed delays begin to count, deliveries are made.
 */
final class EndWork {

  private final Kit kit;
  private final FlowWork flows;

  EndWork(Kit kit, FlowWork flows) {
    this.kit = kit;
    this.flows = flows;
  }

  /**
   * Takes the locks under which the end of a joined run is decided: its task's and its flow's (of a
   * flow run, those of its members' tasks), then its flow run's.
   */
  static void lock(StoreTransaction tx, RunRow run) {
    TreeSet<TaskId> tasks = new TreeSet<>(List.of(run.taskId()));
    if (run.flowRun() != null) {
      RunRow flowRun = tx.runs(List.of(run.flowRun())).get(run.flowRun());
      if (flowRun != null) {
        tasks.add(flowRun.taskId());
      }
    }
    if (run.isFlow()) {
      tx.flowNodes(run.id()).forEach(node -> tasks.add(node.taskId()));
    }
    tx.lockSchedules(tasks);
    RunId flow = run.isFlow() ? run.id() : run.flowRun();
    if (flow != null) {
      tx.lockFlowRuns(List.of(flow));
    }
  }

  /**
   * Writes the ends of runs and all that follows.
   *
   * @param ends the last attempt of each run, in the order they were decided
   * @param joined whether locks are held and other runs may depend on these ends
   */
  void write(
      StoreTransaction tx,
      List<AttemptRow> ends,
      Map<RunId, RunRow> runs,
      boolean joined,
      Instant now) {
    if (ends.isEmpty()) {
      return;
    }
    tx.insertAttempts(ends);
    tx.deleteReady(ends.stream().map(AttemptRow::runId).toList());
    deliver(tx, ends, runs, now);
    if (joined) {
      for (AttemptRow end : ends) {
        RunRow run = runs.get(end.runId());
        if (run != null) {
          follow(tx, run, end, now);
        }
      }
    }
  }

  private void follow(StoreTransaction tx, RunRow run, AttemptRow end, Instant now) {
    taskMovesOn(tx, run.taskId(), run.id(), now);
    if (run.flowRun() != null) {
      flowMovesOn(tx, run.flowRun(), Map.of(run.id(), stateOf(end.status())), now);
    }
  }

  /** Records how members ended; when that ends the flow run, what follows its end. */
  void flowMovesOn(StoreTransaction tx, RunId flowRunId, Map<RunId, RunState> ended, Instant now) {
    Optional<AttemptRow> flowEnd = flows.ended(tx, flowRunId, ended, now);
    if (flowEnd.isPresent()) {
      Map<RunId, RunRow> flowRun = tx.runs(List.of(flowRunId));
      deliver(tx, List.of(flowEnd.get()), flowRun, now);
      taskMovesOn(tx, flowEnd.get().taskId(), flowRunId, now);
    }
  }

  /**
   * The next queued run may start, and fixed delays count from now.
   *
   * @param ended the run that just ended; null when none did
   */
  void taskMovesOn(StoreTransaction tx, TaskId taskId, @Nullable RunId ended, Instant now) {
    TaskRow task = tx.tasks(List.of(taskId)).get(taskId);
    if (task == null) {
      return;
    }
    List<ReadyRow> left =
        tx.readyOf(taskId).stream().filter(row -> !row.id().equals(ended)).toList();
    boolean queued = left.stream().allMatch(row -> row.hold() == Hold.QUEUED);
    if (queued && left.stream().noneMatch(row -> unqueue(tx, task, row, now)) && ended != null) {
      arm(tx, task, ended, now);
    }
  }

  /** False when it has waited too long: its turn goes to the next one. */
  private boolean unqueue(StoreTransaction tx, TaskRow task, ReadyRow row, Instant now) {
    RunRow run = tx.runs(List.of(row.id())).get(row.id());
    ReadyRow locked = tx.lockReady(List.of(row.id())).get(row.id());
    if (run == null || locked == null) {
      return true;
    }
    if (Deadline.isOver(run, now)) {
      expire(tx, run, locked, now);
      return false;
    }
    Hold hold = RunBatch.holdOf(task);
    ReadyRow free = Rewrite.hold(locked, hold, "");
    tx.updateReady(List.of(free));
    if (task.flow() && hold == Hold.NONE) {
      startFlow(tx, run, free, now);
    }
    return true;
  }

  /** Ends a run that has not begun in time. What waits for it is the caller's to move on. */
  void expire(StoreTransaction tx, RunRow run, ReadyRow row, Instant now) {
    String reason = Deadline.reason(run);
    if (run.isFlow()) {
      skipFlow(tx, row, reason, now);
    } else {
      tx.insertAttempts(List.of(Ending.without(row, RunStatus.SKIPPED, reason, null, now)));
      tx.deleteReady(List.of(row.id()));
    }
  }

  /** Starts a flow run that was held, unless it was held too long. */
  void startFlow(StoreTransaction tx, RunRow flowRun, ReadyRow own, Instant now) {
    if (Deadline.isOver(flowRun, now)) {
      expire(tx, flowRun, own, now);
      taskMovesOn(tx, flowRun.taskId(), flowRun.id(), now);
      return;
    }
    kit.definitions()
        .version(tx, flowRun.taskId(), flowRun.taskVersion())
        .ifPresent(flow -> flows.start(tx, flowRun, own, (Flow) flow, now));
  }

  private void arm(StoreTransaction tx, TaskRow task, RunId ended, Instant now) {
    ScheduleRow schedule = tx.schedules(List.of(task.id())).get(task.id());
    Definition definition;
    try {
      definition = kit.definitions().of(task);
    } catch (InvalidDefinitionException e) {
      // The planner parks it; the end of its run stands.
      return;
    }
    if (schedule == null) {
      return;
    }
    Cursor cursor = kit.cursor(schedule);
    Cursor armed = cursor.ended(definition.triggers(), ended, now);
    if (!armed.equals(cursor)) {
      Instant next =
          task.status() == TaskStatus.ACTIVE
              ? kit.timetable(definition, armed).nextFire(armed).orElse(null)
              : null;
      tx.updateSchedules(List.of(new ScheduleRow(task.id(), next, armed.toJson())));
    }
  }

  /** Ends a run whoever works on it: its claim number moves on, so nothing of theirs counts. */
  void fence(StoreTransaction tx, RunId id, String reason, Instant now) {
    RunRow run = tx.runs(List.of(id)).get(id);
    ReadyRow row = tx.lockReady(List.of(id)).get(id);
    if (run != null && row != null) {
      AttemptRow end = Ending.without(row, RunStatus.CANCELLED, reason, null, now);
      tx.insertAttempts(List.of(end));
      tx.deleteReady(List.of(id));
      if (run.isFlow()) {
        membersEnded(tx, Interventions.endMembers(tx, id, reason, now, true), now);
        tx.deleteFlowRun(id);
      }
      flowHears(tx, run, now);
    }
  }

  /** Runs of the members' own tasks may have waited for them. */
  void membersEnded(StoreTransaction tx, Map<RunId, RunState> ended, Instant now) {
    for (RunRow member : tx.runs(ended.keySet()).values()) {
      taskMovesOn(tx, member.taskId(), member.id(), now);
    }
  }

  /** Ends a flow run of which no member has begun, with those that wait to be claimed. */
  void skipFlow(StoreTransaction tx, ReadyRow row, String reason, Instant now) {
    tx.lockFlowRuns(List.of(row.id()));
    List<FlowNodeRow> nodes =
        tx.flowNodes(row.id()).stream().filter(node -> !node.state().isFinal()).toList();
    Map<RunId, ReadyRow> released = tx.lockReady(nodes.stream().map(FlowNodeRow::run).toList());
    List<AttemptRow> ends = new ArrayList<>();
    for (FlowNodeRow node : nodes) {
      ReadyRow own = released.get(node.run());
      ends.add(
          own == null
              ? FlowWork.unstarted(node, RunStatus.SKIPPED, reason, now)
              : Ending.without(own, RunStatus.SKIPPED, reason, null, now));
    }
    // Its members were free for a while, and nothing ran.
    ReadyRow idle = Rewrite.idle(row);
    ends.add(Ending.without(idle, RunStatus.SKIPPED, reason, null, now));
    tx.insertAttempts(ends);
    tx.updateFlowNodes(nodes.stream().map(node -> FlowWork.with(node, RunState.SKIPPED)).toList());
    List<RunId> gone = new ArrayList<>(released.keySet());
    gone.add(row.id());
    tx.deleteReady(gone);
    tx.deleteFlowRun(row.id());
  }

  /** A flow run that the ended run was a member of moves on. */
  private void flowHears(StoreTransaction tx, RunRow run, Instant now) {
    if (run.flowRun() != null) {
      tx.lockFlowRuns(List.of(run.flowRun()));
      flowMovesOn(tx, run.flowRun(), Map.of(run.id(), RunState.CANCELLED), now);
    }
  }

  /** Asks a run to stop; one that nobody works on ends at once. */
  void stop(StoreTransaction tx, RunId id, String reason, Instant now) {
    RunRow run = tx.runs(List.of(id)).get(id);
    ReadyRow row = tx.lockReady(List.of(id)).get(id);
    if (run == null || row == null) {
      return;
    }
    if (run.isFlow()) {
      tx.updateReady(List.of(Rewrite.cancelRequested(row, reason)));
      Map<RunId, RunState> ended = Interventions.endMembers(tx, id, reason, now, false);
      membersEnded(tx, ended, now);
      flowMovesOn(tx, id, ended, now);
    } else if (row.state() == RunState.RUNNING) {
      tx.updateReady(List.of(Rewrite.cancelRequested(row, reason)));
    } else {
      AttemptRow end = Ending.without(row, RunStatus.CANCELLED, reason, null, now);
      tx.insertAttempts(List.of(end));
      tx.deleteReady(List.of(id));
      flowHears(tx, run, now);
    }
  }

  private void deliver(
      StoreTransaction tx, Collection<AttemptRow> ends, Map<RunId, RunRow> runs, Instant now) {
    List<DeliveryRow> rows = new ArrayList<>();
    for (AttemptRow end : ends) {
      RunRow run = runs.get(end.runId());
      if (run != null && end.status() != RunStatus.SKIPPED) {
        definition(tx, run)
            .ifPresent(definition -> rows.addAll(deliveries(definition, run, end, now)));
      }
    }
    tx.insertDeliveries(rows);
  }

  private Optional<Definition> definition(StoreTransaction tx, RunRow run) {
    try {
      return kit.definitions().version(tx, run.taskId(), run.taskVersion());
    } catch (InvalidDefinitionException e) {
      return Optional.empty();
    }
  }

  private List<DeliveryRow> deliveries(
      Definition definition, RunRow run, AttemptRow end, Instant now) {
    List<DeliveryRow> rows = new ArrayList<>();
    boolean success = end.status() == RunStatus.COMPLETED;
    for (DeliveryTarget target : definition.deliveries()) {
      boolean wanted =
          switch (target.when()) {
            case ALWAYS -> true;
            case SUCCESS -> success;
            case FAILURE -> !success;
          };
      if (wanted) {
        JsonNode content = content(end);
        rows.add(
            new DeliveryRow(
                kit.ids().next(now),
                run.id(),
                run.taskId(),
                run.task(),
                target.channel(),
                Json.write(target.config()),
                end.status(),
                title(definition, end, content),
                Json.write(content),
                Delivery.State.PENDING,
                0,
                now,
                0,
                null,
                now,
                null,
                null));
      }
    }
    return rows;
  }

  private static JsonNode content(AttemptRow end) {
    if (end.status() == RunStatus.COMPLETED && end.output() != null) {
      return Json.read(end.output());
    }
    ObjectNode failure = JsonNodeFactory.instance.objectNode();
    failure.put("status", end.status().name());
    if (end.error() != null) {
      failure.put("error", end.error());
    }
    if (!end.reason().isEmpty()) {
      failure.put("reason", end.reason());
    }
    return failure;
  }

  private static String title(Definition definition, AttemptRow end, JsonNode content) {
    String own = content.path("title").asText("");
    String name = own.isEmpty() ? definition.key().name() : own;
    String title = end.status() == RunStatus.COMPLETED ? name : name + ": " + end.status();
    return title.length() > 200 ? title.substring(0, 200) : title;
  }

  static RunState stateOf(RunStatus status) {
    return switch (status) {
      case COMPLETED -> RunState.COMPLETED;
      case FAILED, TIMEOUT -> RunState.FAILED;
      case CANCELLED -> RunState.CANCELLED;
      case SKIPPED -> RunState.SKIPPED;
      case WAITING -> RunState.WAITING;
      case RUNNING -> RunState.RUNNING;
      case SUSPENDED -> RunState.SUSPENDED;
      case BLOCKED -> RunState.BLOCKED;
      case PENDING, RETRYING -> RunState.PENDING;
    };
  }
}
