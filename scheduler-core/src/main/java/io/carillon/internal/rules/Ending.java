package io.carillon.internal.rules;

import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.Policies;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.Usage;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.RunStore.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows the end of an attempt: the run ends, is tried again, or waits. */
public final class Ending {

  /** A run whose node died this often is failed as lost. */
  public static final int MOST_LOST = 3;

  private Ending() {}

  /** What a store does about a settlement. */
  public sealed interface Decision {

    /** The claim no longer stands. */
    record Refused() implements Decision {}

    /** The run has ended. */
    record Ended(AttemptRow attempt) implements Decision {}

    /** The attempt has ended, the run has not. */
    record Again(ReadyRow row, AttemptRow attempt) implements Decision {}
  }

  /**
   * Decides about a settlement.
   *
   * @param row the run as it stands
   * @param priority of the run
   * @param signals names of the signals the run has been sent
   */
  public static Decision settle(
      ReadyRow row,
      Settlement settlement,
      Policies policies,
      int priority,
      Set<String> signals,
      Instant now) {
    if (!stands(row, settlement)) {
      return new Decision.Refused();
    }
    Outcome outcome = settlement.outcome();
    End end = new End(row, settlement, now);
    if (outcome instanceof Outcome.Success success) {
      return end.last(RunStatus.COMPLETED, success.output().toString(), "");
    }
    if (outcome instanceof Outcome.Skipped skipped) {
      return end.last(RunStatus.SKIPPED, null, skipped.reason());
    }
    if (row.cancelRequested()) {
      // Who asked for it and why says more than what the attempt made of its interrupt.
      return end.last(RunStatus.CANCELLED, null, row.reason());
    }
    if (outcome instanceof Outcome.Cancelled cancelled) {
      return end.last(RunStatus.CANCELLED, null, cancelled.reason());
    }
    if (outcome instanceof Outcome.Snooze snooze) {
      Instant due = now.plus(snooze.delay());
      return end.again(waiting(row, due, priority, snooze.reason()), RunStatus.PENDING, due);
    }
    if (outcome instanceof Outcome.Suspend suspend) {
      return suspend(row, end, suspend, priority, signals, now);
    }
    return failed(row, end, (Outcome.Failure) outcome, policies, priority, now);
  }

  /**
   * Whether the settlement counts: its claim stands, or it is a success that came after the node
   * was given up, while nobody has taken the run again. The call was paid, so its result is kept.
   */
  private static boolean stands(ReadyRow row, Settlement settlement) {
    int claim = settlement.claim().claim();
    if (row.state() == RunState.RUNNING) {
      return row.claim() == claim;
    }
    return row.state() == RunState.PENDING
        && row.lost() > 0
        && row.claim() == claim + 1
        && !row.cancelRequested()
        && settlement.outcome() instanceof Outcome.Success;
  }

  private static Decision suspend(
      ReadyRow row,
      End end,
      Outcome.Suspend suspend,
      int priority,
      Set<String> signals,
      Instant now) {
    if (signals.contains(suspend.signal())) {
      return end.again(waiting(row, now, priority, suspend.reason()), RunStatus.PENDING, now);
    }
    Instant deadline = now.plus(suspend.deadline());
    ReadyRow asleep =
        new ReadyRow(
            row.id(),
            row.taskId(),
            RunState.SUSPENDED,
            deadline,
            Rank.of(deadline, priority),
            row.handler(),
            Hold.NONE,
            suspend.reason(),
            row.claim(),
            row.failures(),
            row.lost(),
            null,
            null,
            false,
            row.joined(),
            suspend.signal());
    return end.again(asleep, RunStatus.SUSPENDED, deadline);
  }

  private static Decision failed(
      ReadyRow row,
      End end,
      Outcome.Failure failure,
      Policies policies,
      int priority,
      Instant now) {
    int failures = row.failures() + 1;
    boolean more = failure.kind().isRetried() && failures <= policies.retry().retries();
    if (!more) {
      boolean timedOut = failure.kind() == FailureKind.TIMEOUT;
      return end.failed(timedOut ? RunStatus.TIMEOUT : RunStatus.FAILED, failure, failures);
    }
    Duration wait = Backoff.before(policies.retry(), row.id().value(), failures);
    Duration asked = failure.retryAfter();
    Instant due = now.plus(asked != null && asked.compareTo(wait) > 0 ? asked : wait);
    String reason = "retry " + failures + " of " + policies.retry().retries();
    ReadyRow next = waiting(row, due, priority, reason);
    return end.retried(withFailures(next, failures), failure, failures, due);
  }

  /** A row that is free again and due then. */
  static ReadyRow waiting(ReadyRow row, Instant due, int priority, String reason) {
    return new ReadyRow(
        row.id(),
        row.taskId(),
        RunState.PENDING,
        due,
        Rank.of(due, priority),
        row.handler(),
        Hold.NONE,
        reason,
        row.claim(),
        row.failures(),
        row.lost(),
        null,
        null,
        false,
        row.joined(),
        null);
  }

  private static ReadyRow withFailures(ReadyRow row, int failures) {
    return new ReadyRow(
        row.id(),
        row.taskId(),
        row.state(),
        row.due(),
        row.rank(),
        row.handler(),
        row.hold(),
        row.reason(),
        row.claim(),
        failures,
        row.lost(),
        row.node(),
        row.startedAt(),
        row.cancelRequested(),
        row.joined(),
        row.signal());
  }

  /** Decides about a run whose node is no longer alive. */
  public static Decision lost(ReadyRow row, @Nullable String node, int priority, Instant now) {
    int lost = row.lost() + 1;
    boolean over = lost > MOST_LOST;
    String error =
        over
            ? "The node that ran it was lost " + lost + " times; it is not started again."
            : "The node that ran it was lost.";
    RunStatus status = over ? RunStatus.FAILED : RunStatus.RETRYING;
    if (row.cancelRequested()) {
      status = RunStatus.CANCELLED;
    }
    boolean last = status != RunStatus.RETRYING;
    AttemptRow attempt =
        new AttemptRow(
            row.id(),
            row.claim(),
            row.taskId(),
            last,
            status,
            FailureKind.LOST,
            row.startedAt(),
            now,
            node,
            row.failures(),
            lost,
            null,
            error,
            null,
            row.reason(),
            Usage.NONE,
            last ? null : now);
    if (last) {
      return new Decision.Ended(attempt);
    }
    ReadyRow next =
        new ReadyRow(
            row.id(),
            row.taskId(),
            RunState.PENDING,
            now,
            Rank.of(now, priority),
            row.handler(),
            Hold.NONE,
            "its node was lost",
            row.claim() + 1,
            row.failures(),
            lost,
            null,
            null,
            false,
            row.joined(),
            null);
    return new Decision.Again(next, attempt);
  }

  /** The end of a run that nobody is working on, or that is taken from whoever is. */
  public static AttemptRow without(
      ReadyRow row, RunStatus status, String reason, @Nullable String node, Instant now) {
    return new AttemptRow(
        row.id(),
        row.claim() + 1,
        row.taskId(),
        true,
        status,
        null,
        row.startedAt(),
        now,
        node,
        row.failures(),
        row.lost(),
        null,
        null,
        null,
        reason,
        Usage.NONE,
        null);
  }

  /** Builds the rows of one ending. */
  private record End(ReadyRow row, Settlement settlement, Instant now) {

    Decision last(RunStatus status, @Nullable String output, String reason) {
      return new Decision.Ended(attempt(true, status, null, row.failures(), output, reason, null));
    }

    Decision failed(RunStatus status, Outcome.Failure failure, int failures) {
      return new Decision.Ended(attempt(true, status, failure, failures, null, "", null));
    }

    Decision again(ReadyRow next, RunStatus status, Instant due) {
      return new Decision.Again(
          next, attempt(false, status, null, row.failures(), null, next.reason(), due));
    }

    Decision retried(ReadyRow next, Outcome.Failure failure, int failures, Instant due) {
      return new Decision.Again(
          next, attempt(false, RunStatus.RETRYING, failure, failures, null, next.reason(), due));
    }

    private AttemptRow attempt(
        boolean last,
        RunStatus status,
        Outcome.@Nullable Failure failure,
        int failures,
        @Nullable String output,
        String reason,
        @Nullable Instant retryAt) {
      return new AttemptRow(
          row.id(),
          row.claim(),
          row.taskId(),
          last,
          status,
          failure == null ? null : failure.kind(),
          settlement.startedAt(),
          now,
          settlement.node(),
          failures,
          row.lost(),
          output,
          failure == null ? null : failure.message(),
          failure == null ? null : failure.detail(),
          reason,
          settlement.usage(),
          retryAt);
    }
  }
}
