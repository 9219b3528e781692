package io.carillon.internal.store;

import io.carillon.Definition;
import io.carillon.Flow;
import io.carillon.Occurrence;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.Task;
import io.carillon.TaskStatus;
import io.carillon.internal.json.Json;
import io.carillon.internal.rules.Planner;
import io.carillon.internal.rules.Rank;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.FlowRunRow;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs that are made together: collected first, then written with one insert for each table. */
final class RunBatch {

  private final StoreTransaction tx;
  private final Kit kit;
  private final FlowWork flows;
  private final Instant now;
  private final List<RunRow> runs = new ArrayList<>();
  private final Map<RunId, ReadyRow> ready = new LinkedHashMap<>();
  private final Map<RunId, Flow> flowRuns = new LinkedHashMap<>();

  RunBatch(StoreTransaction tx, Kit kit, FlowWork flows, Instant now) {
    this.tx = tx;
    this.kit = kit;
    this.flows = flows;
    this.now = now;
  }

  /** What makes one run differ from the others of its task. */
  record Wish(
      Occurrence occurrence,
      RunCause cause,
      Instant due,
      @Nullable Instant latestStart,
      Hold hold,
      String reason,
      @Nullable String payload,
      int priority,
      @Nullable RunId rerunOf,
      @Nullable String actor) {

    /** A run of a slot. */
    static Wish slot(Planner.Slot slot) {
      return new Wish(
          slot.occurrence(),
          RunCause.SCHEDULE,
          slot.due(),
          slot.latestStart(),
          slot.hold(),
          slot.reason(),
          null,
          0,
          null,
          null);
    }

    /** A run of a past slot that somebody asked for. */
    static Wish backfill(Planner.Slot slot, String actor) {
      return new Wish(
          slot.occurrence(),
          RunCause.BACKFILL,
          slot.due(),
          slot.latestStart(),
          slot.hold(),
          slot.reason(),
          null,
          0,
          null,
          actor);
    }
  }

  /** Adds a run; returns the id it gets if its occurrence is new. */
  RunId add(TaskRow row, Definition definition, Wish wish) {
    RunId id = new RunId(kit.ids().next(now));
    Flow flow = definition instanceof Flow f ? f : null;
    int priority = wish.priority() > 0 ? wish.priority() : definition.policies().priority();
    RunRow run =
        new RunRow(
            id,
            row.id(),
            row.version(),
            row.key(),
            row.owner(),
            wish.occurrence(),
            wish.cause(),
            wish.due(),
            wish.latestStart(),
            now,
            definition instanceof Task task ? task.action().handler() : "",
            wish.payload() == null ? payloadOf(definition) : wish.payload(),
            priority,
            null,
            wish.rerunOf(),
            wish.actor());
    boolean joined = flow != null || Planner.isJoined(definition.policies(), definition.triggers());
    runs.add(run);
    ready.put(id, ready(run, wish.due(), wish.hold(), wish.reason(), joined));
    if (flow != null) {
      flowRuns.put(id, flow);
    }
    return id;
  }

  /** Writes what was added; returns the ids of runs whose occurrence was new. */
  Set<RunId> write() {
    Set<RunId> made = runs.isEmpty() ? Set.of() : new LinkedHashSet<>(tx.insertRuns(runs));
    List<ReadyRow> rows = new ArrayList<>();
    ready.forEach(
        (id, row) -> {
          if (made.contains(id)) {
            rows.add(row);
          }
        });
    tx.insertReady(rows);
    for (RunRow run : runs) {
      Flow flow = flowRuns.get(run.id());
      if (flow != null && made.contains(run.id())) {
        writeFlow(run, flow);
      }
    }
    return made;
  }

  private void writeFlow(RunRow flowRun, Flow flow) {
    List<TaskRow> tasks = Members.of(tx, flow);
    List<RunRow> members = new ArrayList<>();
    List<FlowNodeRow> nodes = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      TaskRow task = tasks.get(i);
      RunRow member = member(flowRun, task);
      members.add(member);
      nodes.add(
          new FlowNodeRow(
              flowRun.id(), task.key().name(), i, member.id(), task.id(), RunState.WAITING));
    }
    tx.insertRuns(members);
    tx.insertFlowRun(new FlowRunRow(flowRun.id(), flowRun.taskId(), false));
    tx.insertFlowNodes(nodes);
    ReadyRow own = ready.get(flowRun.id());
    if (own != null && own.hold() == Hold.NONE) {
      flows.start(tx, flowRun, own, flow, now);
    }
  }

  private RunRow member(RunRow flowRun, TaskRow task) {
    Task definition = (Task) kit.definitions().of(task);
    String payload = flowRun.payload().equals("null") ? payloadOf(definition) : flowRun.payload();
    return new RunRow(
        new RunId(kit.ids().next(now)),
        task.id(),
        task.version(),
        task.key(),
        task.owner(),
        Occurrence.node(flowRun.id()),
        RunCause.DEPENDENCY,
        flowRun.due(),
        flowRun.latestStart(),
        now,
        definition.action().handler(),
        payload,
        flowRun.priority(),
        flowRun.id(),
        null,
        flowRun.actor());
  }

  /** The ready row of a run nobody has claimed yet. */
  static ReadyRow ready(RunRow run, Instant due, Hold hold, String reason, boolean joined) {
    return new ReadyRow(
        run.id(),
        run.taskId(),
        RunState.PENDING,
        due,
        Rank.of(due, run.priority()),
        run.handler(),
        hold,
        reason,
        0,
        0,
        0,
        null,
        null,
        false,
        joined,
        null);
  }

  static Hold holdOf(TaskRow task) {
    return task.status() == TaskStatus.PAUSED ? Hold.PAUSED : Hold.NONE;
  }

  private static String payloadOf(Definition definition) {
    return definition instanceof Task task
        ? Json.write(
            task.action().config().path("payload").isMissingNode()
                ? com.fasterxml.jackson.databind.node.NullNode.getInstance()
                : task.action().config().path("payload"))
        : "null";
  }
}
