package io.carillon.testkit;

import io.carillon.Run;
import io.carillon.RunStatus;
import io.carillon.StoredTask;
import io.carillon.TaskStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** What the tasks of a test scheduler did. Made by {@link CarillonAssertions}. */
public final class SchedulerAssert extends AbstractAssert<SchedulerAssert, TestScheduler> {

  private static final int MOST_SHOWN = 20;

  SchedulerAssert(TestScheduler scheduler) {
    super(scheduler, SchedulerAssert.class);
  }

  /** The task has so many runs, however they ended. */
  public SchedulerAssert ran(String task, int times) {
    int found = scheduler().runs(task).size();
    if (found != times) {
      failWithMessage(
          "Task \"%s\" ran %s, not %s.%s", task, times(found), times(times), history(task));
    }
    return this;
  }

  /** The task has no run. */
  public SchedulerAssert didNotRun(String task) {
    return ran(task, 0);
  }

  /** So many runs of the task completed. */
  public SchedulerAssert completed(String task, int times) {
    return ended(task, RunStatus.COMPLETED, times);
  }

  /** So many runs of the task failed, those that took too long included. */
  public SchedulerAssert failed(String task, int times) {
    int found =
        scheduler().count(task, RunStatus.FAILED) + scheduler().count(task, RunStatus.TIMEOUT);
    if (found != times) {
      failWithMessage(
          "Task \"%s\" failed %s, not %s.%s", task, times(found), times(times), history(task));
    }
    return this;
  }

  /** So many runs of the task are shown as {@code status}. */
  public SchedulerAssert ended(String task, RunStatus status, int times) {
    int found = scheduler().count(task, status);
    if (found != times) {
      failWithMessage(
          "Task \"%s\" was %s %s, not %s.%s",
          task, status, times(found), times(times), history(task));
    }
    return this;
  }

  /** The task's slots that ran are exactly these instants, in order, in ISO form. */
  public SchedulerAssert ranAt(String task, String... instants) {
    List<Instant> expected = Arrays.stream(instants).map(Instant::parse).toList();
    List<Instant> found =
        scheduler().runs(task).stream()
            .flatMap(run -> run.origin().occurrence().nominal().stream())
            .toList();
    if (!found.equals(expected)) {
      failWithMessage(
          "Task \"%s\" ran at%n  %s%nnot at%n  %s%s", task, found, expected, history(task));
    }
    return this;
  }

  /** The next time a trigger of the task fires, in ISO form. */
  public SchedulerAssert firesNextAt(String task, String instant) {
    StoredTask stored = scheduler().task(task);
    if (!Objects.equals(stored.nextFire(), Instant.parse(instant))) {
      failWithMessage(
          "Task \"%s\" is %s and fires next at %s, not at %s.",
          task, stored.status(), stored.nextFire(), instant);
    }
    return this;
  }

  /** The task itself is in that state. */
  public SchedulerAssert isTask(String task, TaskStatus status) {
    StoredTask stored = scheduler().task(task);
    if (stored.status() != status) {
      failWithMessage(
          "Task \"%s\" is %s, not %s. %s", task, stored.status(), status, stored.reason());
    }
    return this;
  }

  /** The task's newest run, which there must be. */
  public RunAssert lastRun(String task) {
    return new RunAssert(
        scheduler()
            .lastRun(task)
            .orElseThrow(() -> new AssertionError("Task \"" + task + "\" has no run.")));
  }

  /** So many results were delivered to a channel. */
  public SchedulerAssert delivered(String channel, int times) {
    int found = scheduler().delivered(channel).size();
    if (found != times) {
      failWithMessage(
          "Channel \"%s\" took %s, not %s: %s",
          channel,
          results(found),
          results(times),
          scheduler().delivered(channel).stream().map(one -> one.title()).toList());
    }
    return this;
  }

  private TestScheduler scheduler() {
    isNotNull();
    return actual;
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String results(int count) {
    return count == 1 ? "1 result" : count + " results";
  }

  private String history(String task) {
    List<Run> runs = scheduler().runs(task);
    if (runs.isEmpty()) {
      return "";
    }
    List<Run> newest = runs.subList(Math.max(0, runs.size() - MOST_SHOWN), runs.size());
    return String.format(
        "%n%s", newest.stream().map(RunAssert::line).collect(Collectors.joining("\n")));
  }
}
