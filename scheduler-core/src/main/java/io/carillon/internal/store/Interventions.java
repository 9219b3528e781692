package io.carillon.internal.store;

import io.carillon.Definition;
import io.carillon.Occurrence;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.TaskStatus;
import io.carillon.internal.rules.Ending;
import io.carillon.internal.rules.Rank;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.FlowRunRow;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.SignalRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.RunStore.Unblock;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people do to runs: cancel, signal, unblock, rerun. */
final class Interventions {

  private final Tables tables;
  private final Kit kit;
  private final EndWork ends;
  private final FlowWork flows;

  Interventions(Tables tables, Kit kit, EndWork ends, FlowWork flows) {
    this.tables = tables;
    this.kit = kit;
    this.ends = ends;
    this.flows = flows;
  }

  Optional<Boolean> cancel(RunId id, String actor, String reason, Instant now) {
    String why = "cancelled by " + actor + (reason.isBlank() ? "" : ": " + reason);
    return tables.inTransaction(
        tx -> {
          RunRow run = tx.runs(List.of(id)).get(id);
          if (run == null) {
            return Optional.empty();
          }
          EndWork.lock(tx, run);
          ReadyRow row = tx.lockReady(List.of(id)).get(id);
          if (run.isFlow() && row != null) {
            return Optional.of(cancelFlow(tx, row, why, now));
          }
          return Optional.of(
              row == null ? cancelWaiting(tx, run, why, now) : cancelReady(tx, run, row, why, now));
        });
  }

  private boolean cancelFlow(StoreTransaction tx, ReadyRow own, String why, Instant now) {
    tx.updateReady(List.of(Rewrite.cancelRequested(own, why)));
    FlowRunRow flowRun = tx.lockFlowRuns(List.of(own.id())).get(own.id());
    if (flowRun != null) {
      tx.updateFlowRun(new FlowRunRow(flowRun.id(), flowRun.flowId(), true));
    }
    Map<RunId, RunState> ended = endMembers(tx, own.id(), why, now, false);
    ends.membersEnded(tx, ended, now);
    ends.flowMovesOn(tx, own.id(), ended, now);
    return true;
  }

  private boolean cancelReady(
      StoreTransaction tx, RunRow run, ReadyRow row, String why, Instant now) {
    if (row.state() == RunState.RUNNING) {
      tx.updateReady(List.of(Rewrite.cancelRequested(row, why)));
    } else {
      AttemptRow end = Ending.without(row, RunStatus.CANCELLED, why, null, now);
      ends.write(tx, List.of(end), Map.of(run.id(), run), true, now);
    }
    return true;
  }

  /** A member of a flow run that never became claimable. */
  private boolean cancelWaiting(StoreTransaction tx, RunRow run, String why, Instant now) {
    Optional<FlowNodeRow> node = openNode(tx, run);
    node.ifPresent(
        found -> {
          tx.insertAttempts(List.of(FlowWork.unstarted(found, RunStatus.CANCELLED, why, now)));
          ends.flowMovesOn(tx, found.flowRun(), Map.of(run.id(), RunState.CANCELLED), now);
        });
    return node.isPresent();
  }

  private static Optional<FlowNodeRow> openNode(StoreTransaction tx, RunRow run) {
    if (run.flowRun() == null) {
      return Optional.empty();
    }
    return tx.flowNodes(run.flowRun()).stream()
        .filter(node -> node.run().equals(run.id()))
        .filter(node -> node.state() == RunState.WAITING || node.state() == RunState.BLOCKED)
        .findFirst();
  }

  /**
   * Ends the members of a flow run that nobody works on, and asks the others to stop.
   *
   * @param all end also those that are being worked on
   * @return those that have ended
   */
  static Map<RunId, RunState> endMembers(
      StoreTransaction tx, RunId flowRun, String why, Instant now, boolean all) {
    List<FlowNodeRow> nodes = tx.flowNodes(flowRun);
    Map<RunId, ReadyRow> rows = tx.lockReady(nodes.stream().map(FlowNodeRow::run).toList());
    Map<RunId, RunState> ended = new LinkedHashMap<>();
    List<AttemptRow> attempts = new ArrayList<>();
    List<ReadyRow> asked = new ArrayList<>();
    List<RunId> gone = new ArrayList<>();
    for (FlowNodeRow node : nodes) {
      ReadyRow row = rows.get(node.run());
      if (row == null) {
        if (node.state() == RunState.WAITING || node.state() == RunState.BLOCKED) {
          attempts.add(FlowWork.unstarted(node, RunStatus.CANCELLED, why, now));
          ended.put(node.run(), RunState.CANCELLED);
        }
      } else if (row.state() == RunState.RUNNING && !all) {
        asked.add(Rewrite.cancelRequested(row, why));
      } else {
        attempts.add(Ending.without(row, RunStatus.CANCELLED, why, null, now));
        gone.add(node.run());
        ended.put(node.run(), RunState.CANCELLED);
      }
    }
    tx.updateReady(asked);
    tx.insertAttempts(attempts);
    tx.deleteReady(gone);
    if (all) {
      tx.updateFlowNodes(
          nodes.stream()
              .filter(node -> ended.containsKey(node.run()))
              .map(node -> FlowWork.with(node, RunState.CANCELLED))
              .toList());
    }
    return ended;
  }

  Optional<Boolean> signal(RunId id, String name, String payload, Instant now) {
    return tables.inTransaction(
        tx -> {
          RunRow run = tx.runs(List.of(id)).get(id);
          if (run == null) {
            return Optional.empty();
          }
          ReadyRow row = tx.lockReady(List.of(id)).get(id);
          if (row == null && openNode(tx, run).isEmpty()) {
            return Optional.of(false);
          }
          tx.insertSignal(new SignalRow(id, name, payload, now));
          if (row != null && row.state() == RunState.SUSPENDED && name.equals(row.signal())) {
            tx.updateReady(List.of(Rewrite.woken(row, now, Rank.of(now, run.priority()))));
          }
          return Optional.of(true);
        });
  }

  Optional<Boolean> unblock(RunId id, Unblock decision, String actor, Instant now) {
    return tables.inTransaction(
        tx -> {
          RunRow run = tx.runs(List.of(id)).get(id);
          if (run == null) {
            return Optional.empty();
          }
          EndWork.lock(tx, run);
          Optional<FlowNodeRow> node =
              openNode(tx, run).filter(found -> found.state() == RunState.BLOCKED);
          if (node.isEmpty()) {
            return Optional.of(false);
          }
          if (decision == Unblock.RELEASE) {
            tx.updateFlowNodes(List.of(FlowWork.with(node.get(), RunState.PENDING)));
            flows.release(tx, List.of(id), now);
          } else {
            String why = "skipped by " + actor;
            tx.insertAttempts(List.of(FlowWork.unstarted(node.get(), RunStatus.SKIPPED, why, now)));
            ends.flowMovesOn(tx, node.get().flowRun(), Map.of(id, RunState.SKIPPED), now);
          }
          return Optional.of(true);
        });
  }

  Optional<RunId> rerun(RunId id, String actor, Instant now) {
    return tables.inTransaction(
        tx -> {
          RunRow run = tx.runs(List.of(id)).get(id);
          if (run == null) {
            return Optional.empty();
          }
          tx.lockSchedules(List.of(run.taskId()));
          TaskRow task = tx.tasks(List.of(run.taskId())).get(run.taskId());
          boolean open = tx.ready(List.of(id)).containsKey(id) || openNode(tx, run).isPresent();
          if (open || task == null || task.status() == TaskStatus.DELETED) {
            return Optional.empty();
          }
          Definition definition = kit.definitions().of(task);
          int last =
              tx.newestRun(run.taskId(), run.occurrence())
                  .map(RunRow::occurrence)
                  .map(Occurrence::rerun)
                  .orElse(run.occurrence().rerun());
          RunBatch batch = new RunBatch(tx, kit, flows, now);
          RunId made =
              batch.add(
                  task,
                  definition,
                  new RunBatch.Wish(
                      run.occurrence().again(last + 1),
                      RunCause.RERUN,
                      now,
                      null,
                      Hold.NONE,
                      "",
                      run.payload(),
                      run.priority(),
                      id,
                      actor));
          batch.write();
          return Optional.of(made);
        });
  }
}
