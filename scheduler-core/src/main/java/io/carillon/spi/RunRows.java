package io.carillon.spi;

import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.TaskId;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRecord;
import io.carillon.spi.Rows.RunRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs: what they are, whether they may be claimed, and how they ended. */
public interface RunRows {

  /**
   * Inserts runs; one whose (task, occurrence) is there already, or comes twice, is left out.
   *
   * @return the ids that were inserted
   */
  Set<RunId> insertRuns(Collection<RunRow> runs);

  Map<RunId, RunRow> runs(Collection<RunId> ids);

  /** The run of an occurrence of a task; the highest rerun when {@code occurrence} has several. */
  Optional<RunRow> newestRun(TaskId taskId, io.carillon.Occurrence occurrence);

  void insertReady(Collection<ReadyRow> rows);

  void updateReady(Collection<ReadyRow> rows);

  void deleteReady(Collection<RunId> ids);

  /** Just reads. */
  Map<RunId, ReadyRow> ready(Collection<RunId> ids);

  /** Those that exist; ascending. */
  Map<RunId, ReadyRow> lockReady(Collection<RunId> ids);

  /**
   * Rows that may be claimed: pending or suspended, without a hold, due at or before {@code now},
   * one of {@code handlers}, and never lost unless {@code lostToo}; by rank, locked ones left out.
   */
  List<ReadyRow> lockClaimable(Instant now, Set<String> handlers, boolean lostToo, int limit);

  /** The earliest due of pending or suspended rows without a hold, of these handlers. */
  Optional<Instant> earliestReady(Set<String> handlers);

  /**
   * Running rows that have a node (a flow's own run has none) which is not in the table of nodes;
   * locked ones left out.
   */
  List<ReadyRow> lockOrphans(int limit);

  /** Running rows of a node, in no order. Just reads. */
  List<ReadyRow> runningOf(NodeId node);

  /** All ready rows of a task, by due and id. Read under the task's lock when it decides. */
  List<ReadyRow> readyOf(TaskId id);

  /** How many ready rows each of these tasks has; tasks without any may be left out. */
  Map<TaskId, Integer> countReady(Collection<TaskId> ids);

  /** Changes the hold of all pending rows of a task that have {@code from}. */
  void changeHold(TaskId id, Hold from, Hold to);

  /** The runs among these nodes' that were asked to stop. */
  List<RunId> cancelRequests(NodeId node);

  void insertAttempts(Collection<AttemptRow> attempts);

  /** Ascending by claim. */
  List<AttemptRow> attempts(RunId id);

  /** The attempt row of a claim, if it was written. */
  Map<RunId, AttemptRow> lastAttempts(Collection<RunId> ids);

  /** The end of the newest completed run of a task. */
  Optional<Instant> lastSuccess(TaskId id);

  List<RunRecord> findRuns(RunQuery query);

  /** Shown statuses of all runs a query selects, counted; its limit and page do not apply. */
  Map<RunStatus, Long> countRuns(RunQuery query);

  /**
   * Removes ended runs made before {@code before}, oldest first, with everything that belongs to
   * them; returns how many. Members of a flow run that has not ended are kept.
   */
  int deleteRunsBefore(Instant before, int limit);
}
