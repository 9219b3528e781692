package io.carillon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a task or a run, told after it was committed.
 *
 * @param task its name; null for what concerns the node
 * @param run null when it concerns no run
 * @param status what the run is now; null when it concerns no run
 * @param text for people; may be empty
 */
public record SchedulerEvent(
    Kind kind,
    Instant at,
    @Nullable TaskKey task,
    @Nullable RunId run,
    @Nullable RunStatus status,
    String text) {

  /** What happened. */
  public enum Kind {
    TASK_SAVED,
    TASK_PAUSED,
    TASK_RESUMED,
    TASK_DELETED,
    /** A definition cannot be planned by this version. */
    TASK_PARKED,
    RUN_SUBMITTED,
    RUN_STARTED,
    /** A line was added to its log, or a step to its journal. */
    RUN_PROGRESS,
    /** An attempt ended and the run did not: it is tried again, or waits. */
    RUN_CONTINUES,
    RUN_ENDED,
    DELIVERED,
    /** The node's own state changed: it joined, lost its lease, found its store away or back. */
    NODE
  }
}
