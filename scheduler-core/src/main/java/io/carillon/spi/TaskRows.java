package io.carillon.spi;

import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.spi.Rows.EventRow;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.spi.Rows.SkipRow;
import io.carillon.spi.Rows.StateRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.Rows.TaskVersionRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Definitions, when they are planned next, and what they remember. */
public interface TaskRows {

  /** False, and nothing written, when a definition that is not deleted has that key. */
  boolean insertTask(TaskRow task);

  /** False, and nothing written, unless the stored row has {@code expectedRevision}. */
  boolean updateTask(TaskRow task, int expectedRevision);

  void insertTaskVersion(TaskVersionRow version);

  Optional<TaskVersionRow> taskVersion(TaskId id, int version);

  /** Those that exist, deleted ones too. */
  Map<TaskId, TaskRow> tasks(Collection<TaskId> ids);

  /** Those that exist and are not deleted. */
  Map<TaskKey, TaskRow> tasksByKey(Collection<TaskKey> keys);

  List<TaskRow> findTasks(TaskQuery query);

  /**
   * The lock of each owner, who need not own anything yet; ascending. Taken before any other lock.
   */
  void lockOwners(Collection<String> owners);

  void insertSchedule(ScheduleRow schedule);

  void updateSchedules(Collection<ScheduleRow> schedules);

  /** Just reads. */
  Map<TaskId, ScheduleRow> schedules(Collection<TaskId> ids);

  /** The lock of each task; ascending. */
  Map<TaskId, ScheduleRow> lockSchedules(Collection<TaskId> ids);

  /** Rows with {@code nextAt} at or before {@code now}, earliest first, locked ones left out. */
  List<ScheduleRow> lockDueSchedules(Instant now, int limit);

  /** The smallest {@code nextAt} of all; empty when none is set. */
  Optional<Instant> earliestSchedule();

  /** Replaces the topics a task listens to. */
  void setSubscriptions(TaskId id, String namespace, Set<String> topics);

  /** Who listens to a topic; ascending. */
  List<TaskId> subscribers(String namespace, String topic);

  /** False, and nothing written, when an event with that namespace and id is there. */
  boolean insertEvent(EventRow event);

  void insertSkips(Collection<SkipRow> skips);

  /** Newest decision first. */
  List<SkipRow> skips(TaskId id, int limit);

  Optional<StateRow> taskState(TaskId id);

  /**
   * Writes a task's memory. False, and nothing written, unless the stored version is {@code
   * row.version() - 1} (0: there is no row yet).
   */
  boolean putTaskState(StateRow row);
}
