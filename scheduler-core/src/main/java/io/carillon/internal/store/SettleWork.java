package io.carillon.internal.store;

import io.carillon.Definition;
import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.Policies;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.TaskStatus;
import io.carillon.internal.rules.Ending;
import io.carillon.internal.rules.Ending.Decision;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.SignalRow;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.Settled;
import io.carillon.spi.RunStore.Settlement;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.StoreUnavailableException;
import io.carillon.spi.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ends attempts. Plain runs settle together in one transaction; runs whose end others wait for,
 * each in its own, under the locks. A batch that fails is split until the offender is alone; that
 * run fails by itself.
 */
final class SettleWork {

  private final Tables tables;
  private final Kit kit;
  private final EndWork ends;

  SettleWork(Tables tables, Kit kit, EndWork ends) {
    this.tables = tables;
    this.kit = kit;
    this.ends = ends;
  }

  List<Settled> settle(List<Settlement> settlements, Instant now) {
    List<RunId> ids = settlements.stream().map(s -> s.claim().run()).toList();
    Map<RunId, ReadyRow> rows = tables.inTransaction(tx -> tx.ready(ids));
    List<Settlement> plain = new ArrayList<>();
    List<Settlement> joined = new ArrayList<>();
    Set<RunId> seen = new java.util.HashSet<>();
    for (Settlement settlement : new LinkedHashSet<>(settlements)) {
      ReadyRow row = rows.get(settlement.claim().run());
      boolean alone = (row != null && row.joined()) || !seen.add(settlement.claim().run());
      (alone ? joined : plain).add(settlement);
    }
    Map<Settlement, Settled> answers = new HashMap<>();
    if (!plain.isEmpty()) {
      answers.putAll(split(plain, now));
    }
    for (Settlement settlement : joined) {
      answers.putAll(split(List.of(settlement), now));
    }
    return settlements.stream().map(answers::get).toList();
  }

  private Map<Settlement, Settled> split(List<Settlement> batch, Instant now) {
    try {
      return tables.inTransaction(tx -> settleIn(tx, batch, now));
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      if (batch.size() == 1 && e instanceof JoinedMeanwhileException) {
        return split(batch, now);
      }
      if (batch.size() == 1) {
        Settlement alone = batch.get(0);
        if (!(alone.outcome() instanceof Outcome.Success)) {
          throw e;
        }
        Settled settled =
            tables
                .inTransaction(tx -> settleIn(tx, List.of(unstorable(alone, e)), now))
                .values()
                .iterator()
                .next();
        return Map.of(alone, settled);
      }
      Map<Settlement, Settled> answers =
          new HashMap<>(split(batch.subList(0, batch.size() / 2), now));
      answers.putAll(split(batch.subList(batch.size() / 2, batch.size()), now));
      return answers;
    }
  }

  /** What the store cannot take fails its own run, without a retry: it would not take it again. */
  private static Settlement unstorable(Settlement settlement, RuntimeException cause) {
    String why = "The result could not be stored: " + cause.getClass().getSimpleName() + ".";
    return new Settlement(
        settlement.claim(),
        settlement.node(),
        settlement.startedAt(),
        Outcome.failure(FailureKind.INVALID, why),
        settlement.usage(),
        null);
  }

  private Map<Settlement, Settled> settleIn(
      StoreTransaction tx, List<Settlement> batch, Instant now) {
    List<RunId> ids = batch.stream().map(s -> s.claim().run()).distinct().sorted().toList();
    Map<RunId, RunRow> runs = tx.runs(ids);
    boolean joined = batch.size() == 1 && isJoined(tx, ids.get(0));
    if (joined) {
      RunRow run = runs.get(ids.get(0));
      if (run != null) {
        EndWork.lock(tx, run);
      }
    }
    Map<RunId, ReadyRow> rows = tx.lockReady(ids);
    if (!joined && rows.values().stream().anyMatch(ReadyRow::joined)) {
      throw new JoinedMeanwhileException();
    }
    Map<Settlement, Settled> answers = new LinkedHashMap<>();
    List<AttemptRow> ended = new ArrayList<>();
    List<AttemptRow> attempts = new ArrayList<>();
    List<ReadyRow> again = new ArrayList<>();
    for (Settlement settlement : batch) {
      RunId id = settlement.claim().run();
      ReadyRow row = rows.get(id);
      RunRow run = runs.get(id);
      if (row == null || run == null) {
        answers.put(settlement, gone(tx, settlement));
        continue;
      }
      Decision decision = decide(tx, row, run, settlement, now);
      if (decision instanceof Decision.Ended end) {
        ended.add(end.attempt());
        answers.put(settlement, new Settled(id, Applied.APPLIED, end.attempt().status(), null));
      } else if (decision instanceof Decision.Again next) {
        attempts.add(next.attempt());
        ReadyRow held = heldIfPaused(tx, run, next.row());
        again.add(held);
        answers.put(
            settlement, new Settled(id, Applied.APPLIED, next.attempt().status(), held.due()));
      } else {
        answers.put(settlement, gone(tx, settlement));
      }
    }
    tx.insertAttempts(attempts);
    tx.updateReady(again);
    ends.write(tx, ended, runs, joined, now);
    return answers;
  }

  /** An edit of its task made others wait for a run, which must now end under the locks. */
  private static final class JoinedMeanwhileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JoinedMeanwhileException() {
      super("", null, false, false);
    }
  }

  private static boolean isJoined(StoreTransaction tx, RunId id) {
    ReadyRow row = tx.ready(List.of(id)).get(id);
    return row != null && row.joined();
  }

  private Decision decide(
      StoreTransaction tx, ReadyRow row, RunRow run, Settlement settlement, Instant now) {
    Policies policies =
        kit.definitions()
            .version(tx, run.taskId(), run.taskVersion())
            .map(Definition::policies)
            .orElse(Policies.standard());
    Set<String> signals =
        settlement.outcome() instanceof Outcome.Suspend
            ? tx.signals(run.id()).stream().map(SignalRow::name).collect(Collectors.toSet())
            : Set.of();
    Decision decision = Ending.settle(row, settlement, policies, run.priority(), signals, now);
    if (decision instanceof Decision.Ended ended
        && ended.attempt().status() == RunStatus.COMPLETED
        && settlement.state() != null
        && !tx.putTaskState(settlement.state())) {
      Settlement lost =
          new Settlement(
              settlement.claim(),
              settlement.node(),
              settlement.startedAt(),
              Outcome.failure(
                  FailureKind.ERROR,
                  "Another run of the task changed its state meanwhile; nothing of this one's state"
                      + " was kept."),
              settlement.usage(),
              null);
      return Ending.settle(row, lost, policies, run.priority(), signals, now);
    }
    return decision;
  }

  /** What is tried again while its task is paused waits for the resume. */
  private static ReadyRow heldIfPaused(StoreTransaction tx, RunRow run, ReadyRow row) {
    if (row.state() != RunState.PENDING || isByHand(run)) {
      return row;
    }
    var task = tx.tasks(List.of(run.taskId())).get(run.taskId());
    return task != null && task.status() == TaskStatus.PAUSED ? Rewrite.paused(row) : row;
  }

  /** What a person asked for runs even while the task is paused. */
  static boolean isByHand(RunRow run) {
    return run.cause() == RunCause.MANUAL || run.cause() == RunCause.RERUN;
  }

  /** The run has ended or the claim is not its newest: done before by this claim, or refused. */
  private static Settled gone(StoreTransaction tx, Settlement settlement) {
    RunId id = settlement.claim().run();
    for (AttemptRow attempt : tx.attempts(id)) {
      if (isOf(attempt, settlement)) {
        return new Settled(id, Applied.REPEATED, attempt.status(), attempt.retryAt());
      }
    }
    return new Settled(id, Applied.REFUSED, null, null);
  }

  /** Whether the attempt was written for that settlement; a late success has the claim after it. */
  private static boolean isOf(AttemptRow attempt, Settlement settlement) {
    if (!settlement.startedAt().equals(attempt.startedAt())) {
      return false;
    }
    int claim = settlement.claim().claim();
    boolean own = attempt.claim() == claim && attempt.failure() != FailureKind.LOST;
    boolean late = attempt.claim() == claim + 1 && attempt.status() == RunStatus.COMPLETED;
    return own || (late && settlement.outcome() instanceof Outcome.Success);
  }
}
