package io.carillon.internal.store.memory;

import io.carillon.Delivery;
import io.carillon.RunId;
import io.carillon.TaskId;
import io.carillon.internal.store.memory.MemoryTable.Index;
import io.carillon.internal.store.memory.MemoryTable.Undo;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.DeliveryRow;
import io.carillon.spi.Rows.EventRow;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.FlowRunRow;
import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.NodeRow;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.spi.Rows.SignalRow;
import io.carillon.spi.Rows.SkipRow;
import io.carillon.spi.Rows.StateRow;
import io.carillon.spi.Rows.StepRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.Rows.TaskVersionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;

/** All rows of the memory store and the indexes they are found by. */
final class MemoryRows {

  final Undo undo = new Undo();
  boolean open;

  final MemoryTable<Keys.Id, NodeRow> nodes = new MemoryTable<>(undo);
  final MemoryTable<TaskId, TaskRow> tasks = new MemoryTable<>(undo);
  final MemoryTable<Keys.Named, TaskId> taskNames = new MemoryTable<>(undo);
  final MemoryTable<Keys.OfTask, TaskVersionRow> versions = new MemoryTable<>(undo);
  final MemoryTable<TaskId, ScheduleRow> schedules = new MemoryTable<>(undo);
  final Index<Instant, TaskId, ScheduleRow> schedulesByNext = schedules.index(ScheduleRow::nextAt);
  final MemoryTable<TaskId, Subscription> subscriptions = new MemoryTable<>(undo);
  final MemoryTable<Keys.Named, EventRow> events = new MemoryTable<>(undo);
  final MemoryTable<Keys.Skip, SkipRow> skips = new MemoryTable<>(undo);
  final MemoryTable<TaskId, StateRow> states = new MemoryTable<>(undo);

  final MemoryTable<RunId, RunRow> runs = new MemoryTable<>(undo);
  final MemoryTable<Keys.Slot, RunId> slots = new MemoryTable<>(undo);
  final MemoryTable<RunId, ReadyRow> ready = new MemoryTable<>(undo);
  final Index<Long, RunId, ReadyRow> readyByRank = ready.index(ReadyRow::rank);
  final Index<TaskId, RunId, ReadyRow> readyByTask = ready.index(ReadyRow::taskId);
  final MemoryTable<Keys.OfRun, AttemptRow> attempts = new MemoryTable<>(undo);
  final Index<RunId, Keys.OfRun, AttemptRow> attemptsByRun = attempts.index(AttemptRow::runId);

  /** The task's last success, and the runs that have ended. */
  final MemoryTable<TaskId, Instant> successes = new MemoryTable<>(undo);

  final MemoryTable<RunId, AttemptRow> endedRuns = new MemoryTable<>(undo);

  final MemoryTable<RunId, FlowRunRow> flowRuns = new MemoryTable<>(undo);
  final MemoryTable<RunId, FlowNodeRow> flowNodes = new MemoryTable<>(undo);
  final Index<RunId, RunId, FlowNodeRow> nodesByFlow = flowNodes.index(FlowNodeRow::flowRun);

  final MemoryTable<Keys.OfRun, StepRow> steps = new MemoryTable<>(undo);
  final Index<RunId, Keys.OfRun, StepRow> stepsByRun = steps.index(StepRow::runId);
  final MemoryTable<Keys.OfRun, LogRow> logs = new MemoryTable<>(undo);
  final Index<RunId, Keys.OfRun, LogRow> logsByRun = logs.index(LogRow::runId);
  final MemoryTable<Keys.OfRun, SignalRow> signals = new MemoryTable<>(undo);
  final Index<RunId, Keys.OfRun, SignalRow> signalsByRun = signals.index(SignalRow::runId);

  final MemoryTable<Keys.Id, DeliveryRow> deliveries = new MemoryTable<>(undo);
  final Index<RunId, Keys.Id, DeliveryRow> deliveriesByRun = deliveries.index(DeliveryRow::runId);

  /** Pending ones only, by due. */
  final Index<Instant, Keys.Id, DeliveryRow> openDeliveries =
      deliveries.index(row -> row.state() == Delivery.State.PENDING ? row.due() : null);

  /** The topics a task listens to. */
  record Subscription(String namespace, Set<String> topics) {}

  boolean isAlive(NodeId id) {
    return nodes.has(new Keys.Id(id.value()));
  }

  /** Whether others still need to know how that run ended. */
  boolean isInOpenFlow(RunRow run) {
    return run.flowRun() != null && flowRuns.has(run.flowRun());
  }

  /** Removes an ended run with everything that belongs to it. */
  void forget(RunId id) {
    RunRow run = runs.get(id);
    if (run != null) {
      slots.remove(Keys.Slot.of(run.taskId(), run.occurrence()));
    }
    runs.remove(id);
    endedRuns.remove(id);
    flowNodes.remove(id);
    new ArrayList<>(attemptsByRun.at(id))
        .forEach(row -> attempts.remove(new Keys.OfRun(id, "", row.claim(), 0)));
    new ArrayList<>(stepsByRun.at(id)).forEach(row -> steps.remove(MemoryTransaction.key(row)));
    new ArrayList<>(logsByRun.at(id))
        .forEach(row -> logs.remove(new Keys.OfRun(id, "", row.claim(), row.number())));
    new ArrayList<>(signalsByRun.at(id))
        .forEach(row -> signals.remove(new Keys.OfRun(id, row.name(), 0, 0)));
    new ArrayList<>(deliveriesByRun.at(id))
        .forEach(row -> deliveries.remove(new Keys.Id(row.id())));
  }
}
