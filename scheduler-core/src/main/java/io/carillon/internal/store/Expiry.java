package io.carillon.internal.store;

import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.TaskId;
import io.carillon.internal.rules.Deadline;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.StoreTransaction;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends runs that have not begun by their latest start. A flow run has begun when one of its members
 * has: until then it expires as a whole, afterwards not at all.
 */
final class Expiry {

  private final EndWork ends;

  Expiry(EndWork ends) {
    this.ends = ends;
  }

  /** Ends what has waited too long of a task's runs, so that no newer one waits for it. */
  void ofTask(StoreTransaction tx, TaskId task, Instant now) {
    List<RunId> waiting =
        tx.readyOf(task).stream().filter(Expiry::waits).map(ReadyRow::id).toList();
    for (RunRow run : tx.runs(waiting).values()) {
      if (run.flowRun() == null && Deadline.isOver(run, now)) {
        ReadyRow row = tx.lockReady(List.of(run.id())).get(run.id());
        if (row != null && waits(row)) {
          ends.expire(tx, run, row, now);
          ends.taskMovesOn(tx, task, run.id(), now);
        }
      }
    }
  }

  private static boolean waits(ReadyRow row) {
    return row.state() == RunState.PENDING && row.claim() == 0;
  }

  /** Whether a member of a flow run has ever been claimed. */
  static boolean hasBegun(StoreTransaction tx, RunId flowRun) {
    List<RunId> members = tx.flowNodes(flowRun).stream().map(FlowNodeRow::run).toList();
    return hasBegun(tx, members, tx.ready(members).values());
  }

  private static boolean hasBegun(
      StoreTransaction tx, List<RunId> members, Collection<ReadyRow> ready) {
    return ready.stream().anyMatch(row -> row.claim() > 0)
        || tx.lastAttempts(members).values().stream().anyMatch(Expiry::ran);
  }

  private static boolean ran(AttemptRow attempt) {
    return attempt.startedAt() != null || attempt.claim() > 1;
  }

  /** Ends a flow run none of whose members has begun, unless one has begun meanwhile. */
  void flow(StoreTransaction tx, RunId id, Instant now) {
    RunRow run = tx.runs(List.of(id)).get(id);
    if (run == null) {
      return;
    }
    EndWork.lock(tx, run);
    ReadyRow own = tx.lockReady(List.of(id)).get(id);
    List<FlowNodeRow> nodes = tx.flowNodes(id);
    List<RunId> members = nodes.stream().map(FlowNodeRow::run).toList();
    Collection<ReadyRow> ready = tx.lockReady(members).values();
    if (own == null || hasBegun(tx, members, ready)) {
      return;
    }
    ends.expire(tx, run, own, now);
    Map<RunId, RunState> ended = new LinkedHashMap<>();
    ready.forEach(row -> ended.put(row.id(), RunState.SKIPPED));
    ends.membersEnded(tx, ended, now);
    ends.taskMovesOn(tx, run.taskId(), id, now);
  }
}
