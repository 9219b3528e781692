package io.carillon.internal.store;

import io.carillon.Definition;
import io.carillon.InvalidDefinitionException;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.Task;
import io.carillon.TaskId;
import io.carillon.TaskStatus;
import io.carillon.internal.rules.Deadline;
import io.carillon.internal.rules.Ending;
import io.carillon.internal.rules.Ending.Decision;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.NodeRow;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.ClaimRef;
import io.carillon.spi.RunStore.ClaimRequest;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.RunStore.Recovery;
import io.carillon.spi.RunStore.Settled;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Takes runs for nodes, gives them back, and takes them from nodes that are gone. */
final class ClaimWork {

  private final Tables tables;
  private final Kit kit;
  private final EndWork ends;
  private final Expiry expiry;

  ClaimWork(Tables tables, Kit kit, EndWork ends) {
    this.tables = tables;
    this.kit = kit;
    this.ends = ends;
    this.expiry = new Expiry(ends);
  }

  List<Claimed> claim(ClaimRequest request, Instant now) {
    Refused refused = new Refused(new LinkedHashMap<>(), new LinkedHashSet<>());
    List<Claimed> claimed =
        tables.inTransaction(
            tx -> {
              refused.clear();
              return claimIn(tx, request, refused, now);
            });
    refused.runs.forEach(
        (run, reason) ->
            end(run, now, row -> row.state() != RunState.RUNNING, RunStatus.SKIPPED, reason));
    for (RunId flowRun : refused.flows) {
      tables.inTransaction(
          tx -> {
            expiry.flow(tx, flowRun, now);
            return flowRun;
          });
    }
    return claimed;
  }

  /**
   * What is due and must not start any more; ended after the claim, under its locks.
   *
   * @param runs with the reasons
   * @param flows flow runs whose members came too late
   */
  private record Refused(Map<RunId, String> runs, Set<RunId> flows) {

    void clear() {
      runs.clear();
      flows.clear();
    }

    /** Whether a run has not begun in time. */
    boolean expired(StoreTransaction tx, RunRow run, ReadyRow row, Instant now) {
      RunId flowRun = run.flowRun();
      if (row.claim() > 0 || !Deadline.isOver(run, now)) {
        return false;
      }
      if (flowRun == null) {
        runs.put(row.id(), Deadline.reason(run));
        return true;
      }
      if (flows.contains(flowRun) || !Expiry.hasBegun(tx, flowRun)) {
        flows.add(flowRun);
        return true;
      }
      return false;
    }
  }

  private List<Claimed> claimIn(
      StoreTransaction tx, ClaimRequest request, Refused refused, Instant now) {
    if (!tx.lockNode(request.id())) {
      return List.of();
    }
    List<ReadyRow> rows = alone(tx.lockClaimable(now, request.handlers(), true, request.limit()));
    Map<RunId, RunRow> runs = tx.runs(rows.stream().map(ReadyRow::id).toList());
    Map<TaskId, TaskRow> tasks =
        tx.tasks(rows.stream().map(ReadyRow::taskId).collect(Collectors.toSet()));
    List<ReadyRow> changed = new ArrayList<>();
    List<Claimed> claimed = new ArrayList<>();
    for (ReadyRow row : rows) {
      RunRow run = runs.get(row.id());
      TaskRow task = tasks.get(row.taskId());
      if (run == null || task == null || task.status() == TaskStatus.DELETED) {
        refused.runs.put(row.id(), "its task was deleted");
      } else if (task.status() == TaskStatus.PAUSED && !SettleWork.isByHand(run)) {
        changed.add(Rewrite.paused(row));
      } else if (!refused.expired(tx, run, row, now)) {
        Optional<Task> definition = definition(tx, run);
        if (definition.isPresent()) {
          ReadyRow taken = Rewrite.claimed(row, request.id(), now);
          changed.add(taken);
          claimed.add(new Claimed(run, taken, definition.get()));
        } else {
          refused.runs.put(
              row.id(), "its definition, version " + run.taskVersion() + ", is unreadable");
        }
      }
    }
    tx.updateReady(changed);
    return claimed;
  }

  private Optional<Task> definition(StoreTransaction tx, RunRow run) {
    try {
      Optional<Definition> definition =
          kit.definitions().version(tx, run.taskId(), run.taskVersion());
      return definition.filter(Task.class::isInstance).map(Task.class::cast);
    } catch (InvalidDefinitionException e) {
      return Optional.empty();
    }
  }

  /** A run whose node was lost is claimed alone, so that it cannot take others down with it. */
  private static List<ReadyRow> alone(List<ReadyRow> rows) {
    if (!rows.isEmpty() && rows.get(0).lost() > 0) {
      return rows.subList(0, 1);
    }
    return rows.stream().filter(row -> row.lost() == 0).toList();
  }

  /** Frees claims that still stand; what was asked to stop meanwhile has stopped. */
  void handBack(List<ClaimRef> claims, Instant now) {
    Map<RunId, ClaimRef> byRun =
        claims.stream().collect(Collectors.toMap(ClaimRef::run, Function.identity(), (a, b) -> b));
    List<ReadyRow> asked =
        tables.inTransaction(
            tx -> {
              List<ReadyRow> changed = new ArrayList<>();
              List<ReadyRow> cancelled = new ArrayList<>();
              for (ReadyRow row : tx.lockReady(byRun.keySet()).values()) {
                ClaimRef claim = byRun.get(row.id());
                if (claim != null && isUnder(row, claim.claim())) {
                  (row.cancelRequested() ? cancelled : changed).add(row);
                }
              }
              tx.updateReady(changed.stream().map(Rewrite::handedBack).toList());
              return cancelled;
            });
    for (ReadyRow row : asked) {
      end(row.id(), now, found -> isUnder(found, row.claim()), RunStatus.CANCELLED, row.reason());
    }
  }

  private static boolean isUnder(ReadyRow row, int claim) {
    return row.state() == RunState.RUNNING && row.claim() == claim;
  }

  Recovery recover(Instant now, int limit) {
    List<NodeRow> dead = tables.inTransaction(tx -> tx.deleteExpiredNodes(now));
    List<RunId> orphans =
        tables.inTransaction(tx -> tx.lockOrphans(limit).stream().map(ReadyRow::id).toList());
    List<Settled> settled = new ArrayList<>();
    for (RunId orphan : orphans) {
      tables.inTransaction(tx -> recoverIn(tx, orphan, dead, now)).ifPresent(settled::add);
    }
    return new Recovery(dead, settled);
  }

  private Optional<Settled> recoverIn(
      StoreTransaction tx, RunId id, List<NodeRow> dead, Instant now) {
    RunRow run = tx.runs(List.of(id)).get(id);
    if (run == null) {
      return Optional.empty();
    }
    EndWork.lock(tx, run);
    ReadyRow row = tx.lockReady(List.of(id)).get(id);
    if (row == null || row.state() != RunState.RUNNING || row.node() == null) {
      return Optional.empty();
    }
    NodeId node = row.node();
    Set<NodeId> alive = tx.nodes().stream().map(NodeRow::id).collect(Collectors.toSet());
    if (alive.contains(node)) {
      return Optional.empty();
    }
    String name =
        dead.stream()
            .filter(gone -> gone.id().equals(node))
            .map(NodeRow::name)
            .findFirst()
            .orElse(null);
    Decision decision = Ending.lost(row, name, run.priority(), now);
    if (decision instanceof Decision.Again again) {
      tx.insertAttempts(List.of(again.attempt()));
      tx.updateReady(List.of(again.row()));
      return Optional.of(new Settled(id, Applied.APPLIED, RunStatus.RETRYING, again.row().due()));
    }
    AttemptRow end = ((Decision.Ended) decision).attempt();
    ends.write(tx, List.of(end), Map.of(id, run), row.joined(), now);
    return Optional.of(new Settled(id, Applied.APPLIED, end.status(), null));
  }

  /** Ends a run under its locks if it still is as expected. */
  private void end(
      RunId id, Instant now, Predicate<ReadyRow> expected, RunStatus status, String reason) {
    tables.inTransaction(
        tx -> {
          RunRow run = tx.runs(List.of(id)).get(id);
          if (run == null) {
            return false;
          }
          EndWork.lock(tx, run);
          ReadyRow row = tx.lockReady(List.of(id)).get(id);
          if (row == null || !expected.test(row)) {
            return false;
          }
          AttemptRow end = Ending.without(row, status, reason, null, now);
          ends.write(tx, List.of(end), Map.of(id, run), row.joined(), now);
          return true;
        });
  }
}
