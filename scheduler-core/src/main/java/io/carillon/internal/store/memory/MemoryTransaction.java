package io.carillon.internal.store.memory;

import io.carillon.Delivery;
import io.carillon.RunId;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.TaskStatus;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.DeliveryRow;
import io.carillon.spi.Rows.EventRow;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.FlowRunRow;
import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.NodeRow;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.spi.Rows.SignalRow;
import io.carillon.spi.Rows.SkipRow;
import io.carillon.spi.Rows.StateRow;
import io.carillon.spi.Rows.StepRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.Rows.TaskVersionRow;
import io.carillon.spi.TaskQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All but the runs themselves; the one lock is held, so every read is a lock. */
final class MemoryTransaction extends MemoryRunRows {

  MemoryTransaction(MemoryRows rows) {
    super(rows);
  }

  // ---- nodes

  @Override
  public void insertNode(NodeRow node) {
    rows.nodes.put(new Keys.Id(node.id().value()), node);
  }

  @Override
  public boolean renewNode(NodeId id, Instant until, long clockOffsetMicros) {
    NodeRow node = rows.nodes.get(new Keys.Id(id.value()));
    if (node == null) {
      return false;
    }
    insertNode(
        new NodeRow(id, node.name(), node.startedAt(), until, node.handlers(), clockOffsetMicros));
    return true;
  }

  @Override
  public boolean lockNode(NodeId id) {
    return rows.isAlive(id);
  }

  @Override
  public List<NodeRow> nodes() {
    return List.copyOf(rows.nodes.all().values());
  }

  @Override
  public List<NodeRow> deleteExpiredNodes(Instant now) {
    List<NodeRow> expired =
        rows.nodes.all().values().stream().filter(node -> !node.until().isAfter(now)).toList();
    expired.forEach(node -> deleteNode(node.id()));
    return expired;
  }

  @Override
  public void deleteNode(NodeId id) {
    rows.nodes.remove(new Keys.Id(id.value()));
  }

  // ---- tasks

  @Override
  public boolean insertTask(TaskRow task) {
    Keys.Named name = named(task.key());
    if (rows.taskNames.has(name)) {
      return false;
    }
    rows.taskNames.put(name, task.id());
    rows.tasks.put(task.id(), task);
    return true;
  }

  @Override
  public boolean updateTask(TaskRow task, int expectedRevision) {
    TaskRow stored = rows.tasks.get(task.id());
    if (stored == null || stored.revision() != expectedRevision) {
      return false;
    }
    if (task.status() == TaskStatus.DELETED) {
      rows.taskNames.remove(named(stored.key()));
    }
    rows.tasks.put(task.id(), task);
    return true;
  }

  @Override
  public void insertTaskVersion(TaskVersionRow version) {
    rows.versions.put(new Keys.OfTask(version.taskId(), version.version()), version);
  }

  @Override
  public Optional<TaskVersionRow> taskVersion(TaskId id, int version) {
    return Optional.ofNullable(rows.versions.get(new Keys.OfTask(id, version)));
  }

  @Override
  public Map<TaskId, TaskRow> tasks(Collection<TaskId> ids) {
    return rows.tasks.get(ids);
  }

  @Override
  public Map<TaskKey, TaskRow> tasksByKey(Collection<TaskKey> keys) {
    Map<TaskKey, TaskRow> found = new LinkedHashMap<>();
    for (TaskKey key : keys) {
      TaskId id = rows.taskNames.get(named(key));
      TaskRow row = id == null ? null : rows.tasks.get(id);
      if (row != null) {
        found.put(key, row);
      }
    }
    return found;
  }

  @Override
  public List<TaskRow> findTasks(TaskQuery query) {
    return rows.tasks.all().values().stream()
        .filter(task -> matches(task, query))
        .sorted(Comparator.comparing(TaskRow::key))
        .limit(query.limit())
        .toList();
  }

  @Override
  public void lockOwners(Collection<String> owners) {
    // The one lock is held.
  }

  private static boolean matches(TaskRow task, TaskQuery query) {
    boolean status =
        query.statuses().isEmpty()
            ? task.status() != TaskStatus.DELETED
            : query.statuses().contains(task.status());
    String text = query.text();
    String name = task.key().name().toLowerCase(Locale.ROOT);
    return status
        && (query.namespace() == null || query.namespace().equals(task.key().namespace()))
        && (query.owner() == null || query.owner().equals(task.owner()))
        && (text == null || name.contains(text.toLowerCase(Locale.ROOT)))
        && (query.after() == null || task.key().compareTo(query.after()) > 0);
  }

  private static Keys.Named named(TaskKey key) {
    return new Keys.Named(key.namespace(), key.name());
  }

  @Override
  public void insertSchedule(ScheduleRow schedule) {
    rows.schedules.put(schedule.taskId(), schedule);
  }

  @Override
  public void updateSchedules(Collection<ScheduleRow> schedules) {
    schedules.forEach(this::insertSchedule);
  }

  @Override
  public Map<TaskId, ScheduleRow> schedules(Collection<TaskId> ids) {
    return rows.schedules.get(ids);
  }

  @Override
  public Map<TaskId, ScheduleRow> lockSchedules(Collection<TaskId> ids) {
    return rows.schedules.get(ids);
  }

  @Override
  public List<ScheduleRow> lockDueSchedules(Instant now, int limit) {
    return rows.schedulesByNext.stream()
        .takeWhile(row -> row.nextAt() != null && !row.nextAt().isAfter(now))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Instant> earliestSchedule() {
    return rows.schedulesByNext.stream().map(ScheduleRow::nextAt).findFirst();
  }

  @Override
  public void setSubscriptions(TaskId id, String namespace, Set<String> topics) {
    if (topics.isEmpty()) {
      rows.subscriptions.remove(id);
    } else {
      rows.subscriptions.put(id, new MemoryRows.Subscription(namespace, Set.copyOf(topics)));
    }
  }

  @Override
  public List<TaskId> subscribers(String namespace, String topic) {
    return rows.subscriptions.all().entrySet().stream()
        .filter(entry -> entry.getValue().namespace().equals(namespace))
        .filter(entry -> entry.getValue().topics().contains(topic))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public boolean insertEvent(EventRow event) {
    Keys.Named key = new Keys.Named(event.namespace(), event.id());
    if (rows.events.has(key)) {
      return false;
    }
    rows.events.put(key, event);
    return true;
  }

  @Override
  public void insertSkips(Collection<SkipRow> skips) {
    skips.forEach(
        row ->
            rows.skips.put(new Keys.Skip(row.taskId(), row.at(), row.from(), row.reason()), row));
  }

  @Override
  public List<SkipRow> skips(TaskId id, int limit) {
    return rows.skips.all().descendingMap().values().stream()
        .filter(row -> row.taskId().equals(id))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<StateRow> taskState(TaskId id) {
    return Optional.ofNullable(rows.states.get(id));
  }

  @Override
  public boolean putTaskState(StateRow row) {
    StateRow stored = rows.states.get(row.taskId());
    int version = stored == null ? 0 : stored.version();
    if (version != row.version() - 1) {
      return false;
    }
    rows.states.put(row.taskId(), row);
    return true;
  }

  // ---- flows

  @Override
  public void insertFlowRun(FlowRunRow flow) {
    rows.flowRuns.put(flow.id(), flow);
  }

  @Override
  public Map<RunId, FlowRunRow> lockFlowRuns(Collection<RunId> ids) {
    return rows.flowRuns.get(ids);
  }

  @Override
  public void updateFlowRun(FlowRunRow flow) {
    rows.flowRuns.put(flow.id(), flow);
  }

  @Override
  public void deleteFlowRun(RunId id) {
    rows.flowRuns.remove(id);
  }

  @Override
  public void insertFlowNodes(Collection<FlowNodeRow> nodes) {
    nodes.forEach(node -> rows.flowNodes.put(node.run(), node));
  }

  @Override
  public void updateFlowNodes(Collection<FlowNodeRow> nodes) {
    insertFlowNodes(nodes);
  }

  @Override
  public List<FlowNodeRow> flowNodes(RunId flowRun) {
    return rows.nodesByFlow.at(flowRun).stream()
        .sorted(Comparator.comparing(FlowNodeRow::position))
        .toList();
  }

  // ---- journal

  static Keys.OfRun key(StepRow row) {
    return new Keys.OfRun(row.runId(), row.path(), 0, row.number());
  }

  @Override
  public void putSteps(Collection<StepRow> steps) {
    steps.forEach(row -> rows.steps.put(key(row), row));
  }

  @Override
  public List<StepRow> steps(RunId id) {
    return rows.stepsByRun.at(id).stream()
        .sorted(
            Comparator.comparing(StepRow::startedAt)
                .thenComparing(StepRow::path)
                .thenComparing(StepRow::number))
        .toList();
  }

  @Override
  public void insertLogs(Collection<LogRow> lines) {
    for (LogRow line : lines) {
      Keys.OfRun key = new Keys.OfRun(line.runId(), "", line.claim(), line.number());
      if (!rows.logs.has(key)) {
        rows.logs.put(key, line);
      }
    }
  }

  @Override
  public List<LogRow> logs(RunId id, int limit) {
    return rows.logsByRun.at(id).stream().limit(limit).toList();
  }

  @Override
  public void insertSignal(SignalRow signal) {
    Keys.OfRun key = new Keys.OfRun(signal.runId(), signal.name(), 0, 0);
    if (!rows.signals.has(key)) {
      rows.signals.put(key, signal);
    }
  }

  @Override
  public List<SignalRow> signals(RunId id) {
    return List.copyOf(rows.signalsByRun.at(id));
  }

  // ---- deliveries

  @Override
  public void insertDeliveries(Collection<DeliveryRow> deliveries) {
    updateDeliveries(deliveries);
  }

  @Override
  public List<DeliveryRow> lockDueDeliveries(Instant now, Set<String> channels, int limit) {
    return open(channels)
        .filter(row -> !row.due().isAfter(now))
        .sorted(Comparator.comparing(DeliveryRow::due))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Instant> earliestDelivery(Set<String> channels) {
    return open(channels).map(DeliveryRow::due).min(Comparator.naturalOrder());
  }

  private Stream<DeliveryRow> open(Set<String> channels) {
    return rows.openDeliveries.stream()
        .filter(row -> channels.contains(row.channel()))
        .filter(row -> row.node() == null || !rows.isAlive(row.node()));
  }

  @Override
  public List<DeliveryRow> sendingOf(NodeId node) {
    return rows.openDeliveries.stream().filter(row -> node.equals(row.node())).toList();
  }

  @Override
  public Map<UUID, DeliveryRow> lockDeliveries(Collection<UUID> ids) {
    Map<UUID, DeliveryRow> found = new LinkedHashMap<>();
    for (UUID id : ids) {
      DeliveryRow row = rows.deliveries.get(new Keys.Id(id));
      if (row != null) {
        found.put(id, row);
      }
    }
    return found;
  }

  @Override
  public void updateDeliveries(Collection<DeliveryRow> deliveries) {
    deliveries.forEach(row -> rows.deliveries.put(new Keys.Id(row.id()), row));
  }

  @Override
  public List<DeliveryRow> deliveriesOf(RunId runId) {
    return List.copyOf(rows.deliveriesByRun.at(runId));
  }

  @Override
  public List<DeliveryRow> delivered(
      String channel, @Nullable String namespace, @Nullable UUID before, int limit) {
    var older =
        before == null
            ? rows.deliveries.all()
            : rows.deliveries.all().headMap(new Keys.Id(before), false);
    return older.descendingMap().values().stream()
        .filter(row -> row.state() == Delivery.State.DELIVERED)
        .filter(row -> row.channel().equals(channel))
        .filter(row -> namespace == null || namespace.equals(row.task().namespace()))
        .limit(limit)
        .toList();
  }
}
