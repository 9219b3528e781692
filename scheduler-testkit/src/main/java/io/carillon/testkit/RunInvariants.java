package io.carillon.testkit;

import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRecord;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.StepRow;
import io.carillon.spi.StoreTransaction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Each run is unique, is in one place, and its numbers only grow. */
final class RunInvariants {

  private final StoreTransaction tx;
  private final List<String> broken;

  private RunInvariants(StoreTransaction tx, List<String> broken) {
    this.tx = tx;
    this.broken = broken;
  }

  static void check(StoreTransaction tx, List<RunRecord> runs, List<String> broken) {
    RunInvariants invariants = new RunInvariants(tx, broken);
    Set<Object> occurrences = new HashSet<>();
    for (RunRecord record : runs) {
      RunRow run = record.run();
      if (!occurrences.add(List.of(run.taskId(), run.occurrence()))) {
        broken.add("two runs of " + run.task() + " have the occurrence " + run.occurrence());
      }
      invariants.place(record);
      invariants.attempts(record);
      if (record.ready() != null) {
        invariants.ready(run, record.ready());
      }
    }
  }

  /** Live, ended, or waiting in a flow: exactly one. */
  private void place(RunRecord record) {
    List<AttemptRow> attempts = tx.attempts(record.run().id());
    long lasts = attempts.stream().filter(AttemptRow::last).count();
    boolean waits =
        record.node() != null
            && (record.node().state() == RunState.WAITING
                || record.node().state() == RunState.BLOCKED);
    int places = (record.ready() != null ? 1 : 0) + (lasts > 0 ? 1 : 0) + (waits ? 1 : 0);
    if (lasts > 1) {
      broken.add(name(record) + " ended " + lasts + " times");
    }
    if (places != 1) {
      broken.add(
          name(record)
              + " is in "
              + places
              + " places: "
              + (record.ready() != null ? "live, " : "")
              + (lasts > 0 ? "ended, " : "")
              + (waits ? "waiting in its flow" : ""));
    }
  }

  private void attempts(RunRecord record) {
    int claim = 0;
    int failures = 0;
    int lost = 0;
    for (AttemptRow attempt : tx.attempts(record.run().id())) {
      if (attempt.claim() <= claim) {
        broken.add(name(record) + " has attempts whose claims do not grow: " + attempt.claim());
      }
      if (attempt.failures() < failures || attempt.lost() < lost) {
        broken.add(name(record) + " has counters that shrank with claim " + attempt.claim());
      }
      if (attempt.last() != isEnd(attempt.status())) {
        broken.add(name(record) + " has a last attempt of status " + attempt.status());
      }
      claim = attempt.claim();
      failures = attempt.failures();
      lost = attempt.lost();
    }
    ReadyRow ready = record.ready();
    if (ready != null && (ready.claim() < claim || ready.failures() < failures)) {
      broken.add(name(record) + " forgot its claims or failures");
    }
    int known = ready == null ? claim : ready.claim();
    for (StepRow step : tx.steps(record.run().id())) {
      if (step.claim() > known) {
        broken.add(name(record) + " has a step of a claim it never had: " + step.path());
      }
    }
  }

  private static boolean isEnd(RunStatus status) {
    return switch (status) {
      case COMPLETED, FAILED, TIMEOUT, CANCELLED, SKIPPED -> true;
      case WAITING, PENDING, RETRYING, RUNNING, SUSPENDED, BLOCKED -> false;
    };
  }

  private void ready(RunRow run, ReadyRow row) {
    boolean running = row.state() == RunState.RUNNING;
    boolean worked = row.node() != null;
    if (worked != (running && !run.isFlow())) {
      broken.add(name(run) + " is " + row.state() + " with node " + row.node());
    }
    if (running != (row.startedAt() != null)) {
      broken.add(name(run) + " is " + row.state() + " and started at " + row.startedAt());
    }
    if ((row.state() == RunState.SUSPENDED) != (row.signal() != null)) {
      broken.add(name(run) + " is " + row.state() + " and waits for signal " + row.signal());
    }
    if (running && row.hold() != io.carillon.spi.Rows.Hold.NONE) {
      broken.add(name(run) + " is running and held: " + row.hold());
    }
    if (!row.taskId().equals(run.taskId()) || !row.handler().equals(run.handler())) {
      broken.add(name(run) + " has a ready row of another task or handler");
    }
    if (row.state().isFinal()
        || row.state() == RunState.WAITING
        || row.state() == RunState.BLOCKED) {
      broken.add(name(run) + " has a ready row in state " + row.state());
    }
  }

  private static String name(RunRecord record) {
    return name(record.run());
  }

  private static String name(RunRow run) {
    return "run " + run.id() + " of " + run.task();
  }
}
