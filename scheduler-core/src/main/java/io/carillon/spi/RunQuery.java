package io.carillon.spi;

import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.TaskId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, newest first (by id, which is the order of their making).
 *
 * @param namespace null: all
 * @param taskId null: all
 * @param flowRun members of this flow run; null: all
 * @param owner null: all
 * @param statuses empty: all
 * @param causes empty: all
 * @param createdFrom inclusive; null: no bound
 * @param createdTo exclusive; null: no bound
 * @param before runs older than this one, for the next page; null: the first page
 * @param limit 1 to 1000
 */
public record RunQuery(
    @Nullable String namespace,
    @Nullable TaskId taskId,
    @Nullable RunId flowRun,
    @Nullable String owner,
    Set<RunStatus> statuses,
    Set<RunCause> causes,
    @Nullable Instant createdFrom,
    @Nullable Instant createdTo,
    @Nullable RunId before,
    int limit) {

  public RunQuery {
    statuses = Set.copyOf(statuses);
    causes = Set.copyOf(causes);
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("Limit is " + limit + ": write 1 to 1000.");
    }
  }

  /** The newest runs of all tasks. */
  public static RunQuery newest(int limit) {
    return new RunQuery(null, null, null, null, Set.of(), Set.of(), null, null, null, limit);
  }

  public RunQuery ofTask(TaskId other) {
    return new RunQuery(
        namespace, other, flowRun, owner, statuses, causes, createdFrom, createdTo, before, limit);
  }

  public RunQuery ofFlowRun(RunId other) {
    return new RunQuery(
        namespace, taskId, other, owner, statuses, causes, createdFrom, createdTo, before, limit);
  }

  public RunQuery in(String other) {
    return new RunQuery(
        other, taskId, flowRun, owner, statuses, causes, createdFrom, createdTo, before, limit);
  }

  public RunQuery ofOwner(String other) {
    return new RunQuery(
        namespace, taskId, flowRun, other, statuses, causes, createdFrom, createdTo, before, limit);
  }

  public RunQuery withStatuses(Set<RunStatus> other) {
    return new RunQuery(
        namespace, taskId, flowRun, owner, other, causes, createdFrom, createdTo, before, limit);
  }

  public RunQuery withCauses(Set<RunCause> other) {
    return new RunQuery(
        namespace, taskId, flowRun, owner, statuses, other, createdFrom, createdTo, before, limit);
  }

  public RunQuery createdIn(@Nullable Instant from, @Nullable Instant to) {
    return new RunQuery(
        namespace, taskId, flowRun, owner, statuses, causes, from, to, before, limit);
  }

  public RunQuery olderThan(@Nullable RunId other) {
    return new RunQuery(
        namespace, taskId, flowRun, owner, statuses, causes, createdFrom, createdTo, other, limit);
  }
}
