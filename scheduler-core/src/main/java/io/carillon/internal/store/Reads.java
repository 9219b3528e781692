package io.carillon.internal.store;

import io.carillon.Definition;
import io.carillon.Delivery;
import io.carillon.Flow;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.TaskId;
import io.carillon.Usage;
import io.carillon.internal.rules.Cursor;
import io.carillon.spi.HistoryStore.FlowMember;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.RunRecord;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.RunQuery;
import io.carillon.spi.RunStore.Background;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.Tables;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is read for people and for runs; nothing here writes. */
final class Reads {

  private final Tables tables;
  private final Kit kit;

  Reads(Tables tables, Kit kit) {
    this.tables = tables;
    this.kit = kit;
  }

  Optional<Run> run(RunId id) {
    return tables.inTransaction(
        tx -> {
          RunRow run = tx.runs(List.of(id)).get(id);
          return Optional.ofNullable(run).map(found -> view(tx, record(tx, found)));
        });
  }

  private static RunRecord record(StoreTransaction tx, RunRow run) {
    List<RunId> id = List.of(run.id());
    FlowNodeRow node =
        run.flowRun() == null
            ? null
            : tx.flowNodes(run.flowRun()).stream()
                .filter(member -> member.run().equals(run.id()))
                .findFirst()
                .orElse(null);
    return new RunRecord(
        run, tx.ready(id).get(run.id()), tx.lastAttempts(id).get(run.id()), node, null);
  }

  List<Run> runs(RunQuery query) {
    return tables.inTransaction(
        tx -> {
          List<Run> runs = new ArrayList<>();
          for (RunRecord row : tx.findRuns(query)) {
            runs.add(view(tx, row));
          }
          return runs;
        });
  }

  /** A run's usage is that of all its attempts; most have one. */
  private static Run view(StoreTransaction tx, RunRecord row) {
    Run run = plain(tx, row);
    boolean waits = run.state() == RunState.PENDING && run.reason().isEmpty();
    return waits && !row.run().isFlow() && nobodyHas(tx, row.run().handler())
        ? Views.because(run, "no live node has the handler \"" + row.run().handler() + "\"")
        : run;
  }

  private static boolean nobodyHas(StoreTransaction tx, String handler) {
    return tx.nodes().stream().noneMatch(node -> node.handlers().contains(handler));
  }

  private static Run plain(StoreTransaction tx, RunRecord row) {
    AttemptRow last = row.last();
    if (last == null) {
      return Views.run(row, Usage.NONE);
    }
    Usage usage = last.usage();
    if (last.claim() > 1 && !row.run().isFlow()) {
      usage =
          tx.attempts(row.run().id()).stream()
              .map(AttemptRow::usage)
              .reduce(Usage.NONE, Usage::plus);
    }
    return Views.run(row, usage);
  }

  List<FlowMember> members(RunId flowRun) {
    return tables.inTransaction(
        tx -> {
          List<FlowNodeRow> nodes = tx.flowNodes(flowRun);
          List<RunId> ids = nodes.stream().map(FlowNodeRow::run).toList();
          Map<RunId, RunRow> runs = tx.runs(ids);
          var ready = tx.ready(ids);
          var lasts = tx.lastAttempts(ids);
          List<FlowMember> members = new ArrayList<>();
          for (FlowNodeRow node : nodes) {
            RunRow run = runs.get(node.run());
            if (run != null) {
              RunRecord row =
                  new RunRecord(run, ready.get(run.id()), lasts.get(run.id()), node, null);
              members.add(new FlowMember(node.task(), view(tx, row)));
            }
          }
          return members;
        });
  }

  List<Instant> upcoming(TaskId id, int limit) {
    return tables.inTransaction(
        tx -> {
          TaskRow task = tx.tasks(List.of(id)).get(id);
          ScheduleRow schedule = tx.schedules(List.of(id)).get(id);
          if (task == null || schedule == null || schedule.nextAt() == null) {
            return List.of();
          }
          Cursor cursor = kit.cursor(schedule);
          return kit.timetable(kit.definitions().of(task), cursor).upcoming(cursor, limit);
        });
  }

  Background background(RunRow run) {
    return tables.inTransaction(
        tx ->
            new Background(
                tx.steps(run.id()),
                tx.signals(run.id()),
                run.flowRun() == null ? Map.of() : parents(tx, run, run.flowRun()),
                tx.taskState(run.taskId()).orElse(null),
                tx.lastSuccess(run.taskId()),
                zone(tx, run.taskId())));
  }

  private Optional<ZoneId> zone(StoreTransaction tx, TaskId task) {
    ScheduleRow schedule = tx.schedules(List.of(task)).get(task);
    return Optional.ofNullable(schedule).map(kit::cursor).map(Cursor::zone);
  }

  private Map<String, String> parents(StoreTransaction tx, RunRow run, RunId flowRunId) {
    RunRow flowRun = tx.runs(List.of(flowRunId)).get(flowRunId);
    if (flowRun == null) {
      return Map.of();
    }
    Optional<Definition> flow =
        kit.definitions().version(tx, flowRun.taskId(), flowRun.taskVersion());
    Map<String, RunId> runs = new HashMap<>();
    tx.flowNodes(flowRunId).forEach(node -> runs.put(node.task(), node.run()));
    var lasts = tx.lastAttempts(runs.values());
    Map<String, String> outputs = new LinkedHashMap<>();
    flow
        .filter(Flow.class::isInstance)
        .map(Flow.class::cast)
        .map(Flow::nodes)
        .orElse(List.of())
        .stream()
        .filter(node -> node.task().equals(run.task().name()))
        .flatMap(node -> node.after().stream())
        .forEach(
            edge -> {
              RunId parent = runs.get(edge.task());
              AttemptRow last = parent == null ? null : lasts.get(parent);
              if (last != null && last.output() != null) {
                outputs.put(edge.task(), last.output());
              }
            });
    return outputs;
  }

  List<Delivery> deliveries(RunId id) {
    return tables.inTransaction(tx -> tx.deliveriesOf(id).stream().map(Views::delivery).toList());
  }
}
