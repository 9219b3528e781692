package io.carillon.internal.store.memory;

import io.carillon.FailureKind;
import io.carillon.Occurrence;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.TaskId;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRecord;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.RunQuery;
import io.carillon.spi.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The runs of the memory store. */
abstract class MemoryRunRows implements StoreTransaction {

  final MemoryRows rows;

  MemoryRunRows(MemoryRows rows) {
    this.rows = rows;
  }

  @Override
  public Set<RunId> insertRuns(Collection<RunRow> runs) {
    Set<RunId> inserted = new LinkedHashSet<>();
    for (RunRow run : runs) {
      Keys.Slot slot = Keys.Slot.of(run.taskId(), run.occurrence());
      if (!rows.slots.has(slot)) {
        rows.slots.put(slot, run.id());
        rows.runs.put(run.id(), run);
        inserted.add(run.id());
      }
    }
    return inserted;
  }

  @Override
  public Map<RunId, RunRow> runs(Collection<RunId> ids) {
    return rows.runs.get(ids);
  }

  @Override
  public Optional<RunRow> newestRun(TaskId taskId, Occurrence occurrence) {
    Keys.Slot first = Keys.Slot.of(taskId, occurrence.again(0));
    Keys.Slot last = Keys.Slot.of(taskId, occurrence.again(Integer.MAX_VALUE));
    return rows.slots.all().subMap(first, true, last, true).descendingMap().values().stream()
        .findFirst()
        .map(id -> rows.runs.all().get(id));
  }

  @Override
  public void insertReady(Collection<ReadyRow> ready) {
    updateReady(ready);
  }

  @Override
  public void updateReady(Collection<ReadyRow> ready) {
    ready.forEach(row -> rows.ready.put(row.id(), row));
  }

  @Override
  public void deleteReady(Collection<RunId> ids) {
    ids.forEach(rows.ready::remove);
  }

  @Override
  public Map<RunId, ReadyRow> ready(Collection<RunId> ids) {
    return rows.ready.get(ids);
  }

  @Override
  public Map<RunId, ReadyRow> lockReady(Collection<RunId> ids) {
    return rows.ready.get(ids);
  }

  @Override
  public List<ReadyRow> lockClaimable(
      Instant now, Set<String> handlers, boolean lostToo, int limit) {
    return claimable(handlers)
        .filter(row -> !row.due().isAfter(now))
        .filter(row -> lostToo || row.lost() == 0)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Instant> earliestReady(Set<String> handlers) {
    return claimable(handlers).map(ReadyRow::due).min(Comparator.naturalOrder());
  }

  private Stream<ReadyRow> claimable(Set<String> handlers) {
    return rows.readyByRank.stream()
        .filter(row -> row.state() == RunState.PENDING || row.state() == RunState.SUSPENDED)
        .filter(row -> row.hold() == Hold.NONE)
        .filter(row -> handlers.contains(row.handler()));
  }

  @Override
  public List<ReadyRow> lockOrphans(int limit) {
    return rows.ready.all().values().stream()
        .filter(row -> row.state() == RunState.RUNNING)
        .filter(row -> row.node() != null && !rows.isAlive(row.node()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<ReadyRow> runningOf(NodeId node) {
    return rows.ready.all().values().stream()
        .filter(row -> row.state() == RunState.RUNNING && node.equals(row.node()))
        .toList();
  }

  @Override
  public List<ReadyRow> readyOf(TaskId id) {
    return rows.readyByTask.at(id).stream()
        .sorted(Comparator.comparing(ReadyRow::due).thenComparing(ReadyRow::id))
        .toList();
  }

  @Override
  public Map<TaskId, Integer> countReady(Collection<TaskId> ids) {
    Map<TaskId, Integer> counts = new HashMap<>();
    ids.forEach(id -> counts.put(id, rows.readyByTask.at(id).size()));
    return counts;
  }

  @Override
  public void changeHold(TaskId id, Hold from, Hold to) {
    for (ReadyRow row : List.copyOf(rows.readyByTask.at(id))) {
      if (row.state() == RunState.PENDING && row.hold() == from) {
        rows.ready.put(row.id(), held(row, to));
      }
    }
  }

  private static ReadyRow held(ReadyRow row, Hold hold) {
    return new ReadyRow(
        row.id(),
        row.taskId(),
        row.state(),
        row.due(),
        row.rank(),
        row.handler(),
        hold,
        row.reason(),
        row.claim(),
        row.failures(),
        row.lost(),
        row.node(),
        row.startedAt(),
        row.cancelRequested(),
        row.joined(),
        row.signal());
  }

  @Override
  public List<RunId> cancelRequests(NodeId node) {
    return rows.ready.all().values().stream()
        .filter(row -> row.cancelRequested() && node.equals(row.node()))
        .map(ReadyRow::id)
        .toList();
  }

  @Override
  public void insertAttempts(Collection<AttemptRow> attempts) {
    for (AttemptRow row : attempts) {
      Keys.OfRun key = new Keys.OfRun(row.runId(), "", row.claim(), 0);
      if (rows.attempts.has(key)) {
        throw new IllegalStateException(
            "Run " + row.runId() + " has an attempt under claim " + row.claim() + " already.");
      }
      rows.attempts.put(key, row);
      if (row.last()) {
        rows.endedRuns.put(row.runId(), row);
      }
      if (row.last() && row.status() == RunStatus.COMPLETED) {
        Instant before = rows.successes.get(row.taskId());
        if (before == null || before.isBefore(row.endedAt())) {
          rows.successes.put(row.taskId(), row.endedAt());
        }
      }
    }
  }

  @Override
  public List<AttemptRow> attempts(RunId id) {
    return List.copyOf(rows.attemptsByRun.at(id));
  }

  @Override
  public Map<RunId, AttemptRow> lastAttempts(Collection<RunId> ids) {
    Map<RunId, AttemptRow> lasts = new HashMap<>();
    for (RunId id : ids) {
      rows.attemptsByRun.at(id).forEach(row -> lasts.put(id, row));
    }
    return lasts;
  }

  @Override
  public Optional<Instant> lastSuccess(TaskId id) {
    return Optional.ofNullable(rows.successes.get(id));
  }

  @Override
  public List<RunRecord> findRuns(RunQuery query) {
    var older =
        query.before() == null ? rows.runs.all() : rows.runs.all().headMap(query.before(), false);
    return older.descendingMap().values().stream()
        .map(this::record)
        .filter(row -> matches(row, query))
        .limit(query.limit())
        .toList();
  }

  @Override
  public Map<RunStatus, Long> countRuns(RunQuery query) {
    Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);
    rows.runs.all().values().stream()
        .map(this::record)
        .filter(row -> matches(row, query))
        .forEach(row -> counts.merge(statusOf(row), 1L, Long::sum));
    return counts;
  }

  private RunRecord record(RunRow run) {
    FlowNodeRow node = rows.flowNodes.get(run.id());
    return new RunRecord(
        run,
        rows.ready.get(run.id()),
        lastAttempts(List.of(run.id())).get(run.id()),
        node,
        rows.flowRuns.get(run.id()));
  }

  private static boolean matches(RunRecord row, RunQuery query) {
    RunRow run = row.run();
    return (query.namespace() == null || query.namespace().equals(run.task().namespace()))
        && (query.taskId() == null || query.taskId().equals(run.taskId()))
        && (query.flowRun() == null || query.flowRun().equals(run.flowRun()))
        && (query.owner() == null || query.owner().equals(run.owner()))
        && (query.createdFrom() == null || !run.createdAt().isBefore(query.createdFrom()))
        && (query.createdTo() == null || run.createdAt().isBefore(query.createdTo()))
        && (query.causes().isEmpty() || query.causes().contains(run.cause()))
        && (query.statuses().isEmpty() || query.statuses().contains(statusOf(row)));
  }

  private static RunStatus statusOf(RunRecord row) {
    AttemptRow last = row.last();
    if (last != null && last.last()) {
      return last.status();
    }
    ReadyRow ready = row.ready();
    if (ready != null) {
      boolean timedOut = last != null && last.failure() == FailureKind.TIMEOUT;
      return RunStatus.of(ready.state(), ready.failures(), timedOut);
    }
    FlowNodeRow node = row.node();
    return node == null ? RunStatus.PENDING : RunStatus.of(node.state(), 0, false);
  }

  @Override
  public int deleteRunsBefore(Instant before, int limit) {
    List<RunId> old = new ArrayList<>();
    for (RunId id : rows.endedRuns.all().keySet()) {
      RunRow run = rows.runs.get(id);
      if (old.size() == limit || run == null || !run.createdAt().isBefore(before)) {
        break;
      }
      if (!rows.isInOpenFlow(run)) {
        old.add(id);
      }
    }
    old.forEach(rows::forget);
    return old.size();
  }
}
