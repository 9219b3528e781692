package io.carillon.spi;

import io.carillon.Delivery;
import io.carillon.Effect;
import io.carillon.FailureKind;
import io.carillon.Occurrence;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.RunStep;
import io.carillon.StepKind;
import io.carillon.StoredTask;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.TaskStatus;
import io.carillon.Usage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows a store keeps, by temperature: {@link RunRow} is inserted once and never changes, {@link
 * ReadyRow} is narrow and lives only while a run may be claimed or is claimed, {@link AttemptRow}
 * is inserted when an attempt ends. Texts that hold JSON are opaque to the store. Instants have
 * whole microseconds.
 */
public final class Rows {

  private Rows() {}

  /**
   * A node that is believed alive.
   *
   * @param until the lease; at or after this instant it may be declared dead
   * @param handlers what it can run
   * @param clockOffsetMicros its own wall clock less the cluster's
   */
  public record NodeRow(
      NodeId id,
      String name,
      Instant startedAt,
      Instant until,
      List<String> handlers,
      long clockOffsetMicros) {}

  /**
   * A definition's newest version and its state. Unique by id and, while not {@link
   * TaskStatus#DELETED}, by key.
   *
   * @param flow whether the definition is a flow
   * @param definition JSON
   * @param hash of the definition, to tell whether a declared one changed
   * @param declaredHash of the newest definition its code declared; empty when made at run time
   * @param revision raised by every write; the guard of the next one
   */
  public record TaskRow(
      TaskId id,
      TaskKey key,
      boolean flow,
      int version,
      String definition,
      String hash,
      String declaredHash,
      StoredTask.Source source,
      TaskStatus status,
      String reason,
      @Nullable String statusBy,
      @Nullable String owner,
      StoredTask.Audit audit,
      int revision) {}

  /** One version of a definition; never changes. Unique by task and version. */
  public record TaskVersionRow(
      TaskId taskId, int version, String definition, String savedBy, Instant savedAt) {}

  /**
   * When a task is planned next, and the row that its lock is on. One per task.
   *
   * @param nextAt when a trigger fires next; null: never, or not while paused
   * @param cursor JSON: how far each trigger has been accounted for
   */
  public record ScheduleRow(TaskId taskId, @Nullable Instant nextAt, String cursor) {}

  /**
   * A run; inserted once. Unique by id and by (task, occurrence).
   *
   * @param latestStart a run that was never claimed expires after it; of a flow's member, the
   *     flow's; null: it waits for as long as it takes
   * @param payload JSON
   * @param handler what a node must have to run it; empty for a flow's own run
   */
  public record RunRow(
      RunId id,
      TaskId taskId,
      int taskVersion,
      TaskKey task,
      @Nullable String owner,
      Occurrence occurrence,
      RunCause cause,
      Instant due,
      @Nullable Instant latestStart,
      Instant createdAt,
      String handler,
      String payload,
      int priority,
      @Nullable RunId flowRun,
      @Nullable RunId rerunOf,
      @Nullable String actor) {

    /** Whether this is the run of a flow, which is never claimed itself. */
    public boolean isFlow() {
      return handler.isEmpty();
    }
  }

  /** Why a pending run is not claimed although it may be due. */
  public enum Hold {
    NONE,
    /** Its task is paused. */
    PAUSED,
    /** It waits for earlier runs of its task to end. */
    QUEUED
  }

  /**
   * A run that may be claimed ({@link RunState#PENDING}, {@link RunState#SUSPENDED} at its
   * deadline) or is claimed ({@link RunState#RUNNING}). Deleted when the run ends.
   *
   * @param due when it may start; of a suspended run, its deadline
   * @param rank the order of claiming, ascending: due in epoch microseconds, moved by priority
   * @param claim the fence: raised by every claim and by everything that takes the run away
   * @param node who runs it; null unless running
   * @param startedAt when it was claimed; null unless running
   * @param joined whether its end is decided under a lock (its task's, or its flow run's)
   * @param signal what it waits for; null unless suspended
   */
  public record ReadyRow(
      RunId id,
      TaskId taskId,
      RunState state,
      Instant due,
      long rank,
      String handler,
      Hold hold,
      String reason,
      int claim,
      int failures,
      int lost,
      @Nullable NodeId node,
      @Nullable Instant startedAt,
      boolean cancelRequested,
      boolean joined,
      @Nullable String signal) {}

  /**
   * An ended attempt, or the end of a run that had none. Unique by (run, claim). Never changes.
   *
   * @param last whether the run ended with it; at most one such row for each run
   * @param status how the run ended; {@link RunStatus#RETRYING} when {@code last} is false
   * @param startedAt null when nothing was run
   * @param node the name of the node
   * @param output JSON
   */
  public record AttemptRow(
      RunId runId,
      int claim,
      TaskId taskId,
      boolean last,
      RunStatus status,
      @Nullable FailureKind failure,
      @Nullable Instant startedAt,
      Instant endedAt,
      @Nullable String node,
      int failures,
      int lost,
      @Nullable String output,
      @Nullable String error,
      @Nullable String detail,
      String reason,
      Usage usage,
      @Nullable Instant retryAt) {}

  /**
   * A flow run that has not ended, and the row its lock is on. Deleted when it ends.
   *
   * @param cancelling whether what has not started must not start any more
   */
  public record FlowRunRow(RunId id, TaskId flowId, boolean cancelling) {}

  /**
   * A member of a flow run. Unique by (flow run, task name). Kept with the flow run's history.
   *
   * @param position in the flow's definition, from 0
   * @param state {@link RunState#WAITING}, {@link RunState#BLOCKED}, {@link RunState#PENDING} once
   *     it was released (whatever its run does since), or how it ended
   */
  public record FlowNodeRow(
      RunId flowRun, String task, int position, RunId run, TaskId taskId, RunState state) {}

  /** A journaled step. Unique by (run, path, number). */
  public record StepRow(
      RunId runId,
      String path,
      int number,
      int claim,
      StepKind kind,
      Effect effect,
      RunStep.State state,
      String requestHash,
      String request,
      @Nullable String response,
      @Nullable String error,
      String model,
      Usage usage,
      Instant startedAt,
      @Nullable Instant endedAt) {}

  /** A line of a run's log. Unique by (run, claim, number). */
  public record LogRow(RunId runId, int claim, int number, Instant at, String text) {}

  /** Slots skipped by one decision. Unique by (task, first slot, decision's time). */
  public record SkipRow(
      TaskId taskId,
      Instant from,
      Instant to,
      int count,
      boolean expired,
      String reason,
      Instant at) {}

  /** A task's own memory. One per task. */
  public record StateRow(TaskId taskId, String json, int version) {}

  /** A signal sent to a run. Unique by (run, name). */
  public record SignalRow(RunId runId, String name, String payload, Instant at) {}

  /** A published event. Unique by (namespace, id). */
  public record EventRow(
      String namespace, String id, String topic, String payload, Instant publishedAt) {}

  /**
   * One result on its way to one channel. Unique by id.
   *
   * @param config JSON: the target's settings
   * @param content JSON
   * @param claim the fence: raised when a node takes it
   * @param node who is sending it; null unless it is being sent
   */
  public record DeliveryRow(
      UUID id,
      RunId runId,
      TaskId taskId,
      TaskKey task,
      String channel,
      String config,
      RunStatus status,
      String title,
      String content,
      Delivery.State state,
      int tries,
      Instant due,
      int claim,
      @Nullable NodeId node,
      Instant createdAt,
      @Nullable Instant deliveredAt,
      @Nullable String error) {}

  /**
   * A run with what else is known of it.
   *
   * @param ready null unless it may be claimed or is claimed
   * @param last its newest attempt row; null before the first
   * @param node its place in a flow run; null outside a flow
   * @param open its flow-run row; null unless it is the run of a flow that has not ended
   */
  public record RunRecord(
      RunRow run,
      @Nullable ReadyRow ready,
      @Nullable AttemptRow last,
      @Nullable FlowNodeRow node,
      @Nullable FlowRunRow open) {}
}
