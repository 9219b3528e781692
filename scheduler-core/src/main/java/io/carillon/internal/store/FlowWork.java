package io.carillon.internal.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Flow;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.Usage;
import io.carillon.internal.json.Json;
import io.carillon.internal.rules.FlowResolver;
import io.carillon.internal.rules.FlowResolver.Resolution;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Moves flow runs forward: what the resolver decides, written. Always called with the flow run's
 * lock held (a flow run that was just inserted is seen by nobody else).
 */
final class FlowWork {

  private final Kit kit;

  FlowWork(Kit kit) {
    this.kit = kit;
  }

  /** The flow run begins: its own row is running from now on, its first members may be claimed. */
  void start(StoreTransaction tx, RunRow flowRun, ReadyRow own, Flow flow, Instant now) {
    tx.updateReady(
        List.of(
            new ReadyRow(
                own.id(),
                own.taskId(),
                RunState.RUNNING,
                own.due(),
                own.rank(),
                own.handler(),
                Hold.NONE,
                "",
                own.claim() + 1,
                0,
                0,
                null,
                now,
                false,
                true,
                null)));
    advance(tx, flowRun, flow, tx.flowNodes(flowRun.id()), now);
  }

  /**
   * Records how members ended and lets the rest move on.
   *
   * @return how the flow run ended, once all its members have
   */
  Optional<AttemptRow> ended(
      StoreTransaction tx, RunId flowRunId, Map<RunId, RunState> ended, Instant now) {
    RunRow flowRun = tx.runs(List.of(flowRunId)).get(flowRunId);
    if (flowRun == null) {
      return Optional.empty();
    }
    List<FlowNodeRow> nodes = new ArrayList<>();
    List<FlowNodeRow> changed = new ArrayList<>();
    for (FlowNodeRow node : tx.flowNodes(flowRunId)) {
      RunState state = ended.get(node.run());
      FlowNodeRow now2 = state == null ? node : with(node, state);
      nodes.add(now2);
      if (state != null) {
        changed.add(now2);
      }
    }
    tx.updateFlowNodes(changed);
    ReadyRow own = tx.ready(List.of(flowRunId)).get(flowRunId);
    boolean held = own == null || own.state() != RunState.RUNNING;
    if (held && nodes.stream().anyMatch(node -> !node.state().isFinal())) {
      // It has not begun: what its members' ends mean is decided when it does.
      return Optional.empty();
    }
    Flow flow = flow(tx, flowRun);
    return advance(tx, flowRun, flow, nodes, now);
  }

  private Flow flow(StoreTransaction tx, RunRow flowRun) {
    return (Flow)
        kit.definitions()
            .version(tx, flowRun.taskId(), flowRun.taskVersion())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Flow \"" + flowRun.task() + "\" has no version " + flowRun.taskVersion()));
  }

  private Optional<AttemptRow> advance(
      StoreTransaction tx, RunRow flowRun, Flow flow, List<FlowNodeRow> nodes, Instant now) {
    Map<String, RunState> states = new LinkedHashMap<>();
    nodes.forEach(node -> states.put(node.task(), node.state()));
    Resolution resolution = FlowResolver.resolve(flow, states);
    write(tx, nodes, resolution, now);
    if (resolution.ended().isEmpty()) {
      return Optional.empty();
    }
    Map<RunId, ReadyRow> own = tx.lockReady(List.of(flowRun.id()));
    ReadyRow row = own.get(flowRun.id());
    if (row == null) {
      return Optional.empty();
    }
    AttemptRow end = end(tx, row, nodes, resolution, now);
    tx.insertAttempts(List.of(end));
    tx.deleteReady(List.of(flowRun.id()));
    tx.deleteFlowRun(flowRun.id());
    return Optional.of(end);
  }

  private void write(
      StoreTransaction tx, List<FlowNodeRow> nodes, Resolution resolution, Instant now) {
    List<FlowNodeRow> changed = new ArrayList<>();
    List<RunId> released = new ArrayList<>();
    List<AttemptRow> skipped = new ArrayList<>();
    for (FlowNodeRow node : nodes) {
      if (resolution.released().contains(node.task())) {
        changed.add(with(node, RunState.PENDING));
        released.add(node.run());
      } else if (resolution.skipped().containsKey(node.task())) {
        changed.add(with(node, RunState.SKIPPED));
        skipped.add(
            unstarted(
                node, RunStatus.SKIPPED, resolution.skipped().getOrDefault(node.task(), ""), now));
      } else if (resolution.blocked().containsKey(node.task())) {
        changed.add(with(node, RunState.BLOCKED));
      }
    }
    tx.updateFlowNodes(changed);
    tx.insertAttempts(skipped);
    release(tx, released, now);
  }

  /** Makes members claimable; held when their task is paused. */
  void release(StoreTransaction tx, List<RunId> members, Instant now) {
    Map<RunId, RunRow> runs = tx.runs(members);
    var tasks = tx.tasks(runs.values().stream().map(RunRow::taskId).toList());
    List<ReadyRow> rows = new ArrayList<>();
    for (RunId id : members) {
      RunRow run = runs.get(id);
      if (run != null) {
        var task = tasks.get(run.taskId());
        Hold hold = task == null ? Hold.NONE : RunBatch.holdOf(task);
        Instant due = run.due().isAfter(now) ? run.due() : now;
        rows.add(RunBatch.ready(run, due, hold, "", true));
      }
    }
    tx.insertReady(rows);
  }

  private static AttemptRow end(
      StoreTransaction tx,
      ReadyRow row,
      List<FlowNodeRow> nodes,
      Resolution resolution,
      Instant now) {
    List<RunId> ids = nodes.stream().map(FlowNodeRow::run).toList();
    Map<RunId, AttemptRow> lasts = tx.lastAttempts(ids);
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    Usage usage = Usage.NONE;
    for (FlowNodeRow node : nodes) {
      AttemptRow last = lasts.get(node.run());
      if (last != null && last.output() != null) {
        outputs.set(node.task(), Json.read(last.output()));
      }
      usage = last == null ? usage : usage.plus(last.usage());
    }
    RunState state = resolution.ended().orElseThrow();
    String failed =
        nodes.stream()
            .filter(node -> node.state() == RunState.FAILED)
            .map(FlowNodeRow::task)
            .collect(Collectors.joining(", "));
    return new AttemptRow(
        row.id(),
        Math.max(1, row.claim()),
        row.taskId(),
        true,
        RunStatus.of(state, 0, false),
        failed.isEmpty() ? null : io.carillon.FailureKind.ERROR,
        row.startedAt(),
        now,
        null,
        failed.isEmpty() ? 0 : 1,
        0,
        outputs.toString(),
        failed.isEmpty() ? null : "Failed in it: " + failed + ".",
        null,
        state == RunState.CANCELLED ? row.reason() : "",
        usage,
        null);
  }

  /** The end of a member that never became claimable. */
  static AttemptRow unstarted(FlowNodeRow node, RunStatus status, String reason, Instant now) {
    return new AttemptRow(
        node.run(),
        1,
        node.taskId(),
        true,
        status,
        null,
        null,
        now,
        null,
        0,
        0,
        null,
        null,
        null,
        reason,
        Usage.NONE,
        null);
  }

  static FlowNodeRow with(FlowNodeRow node, RunState state) {
    return new FlowNodeRow(
        node.flowRun(), node.task(), node.position(), node.run(), node.taskId(), state);
  }
}
