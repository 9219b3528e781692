package io.carillon.jdbc;

import static io.carillon.jdbc.TaskTables.EVENT;
import static io.carillon.jdbc.TaskTables.OWNER;
import static io.carillon.jdbc.TaskTables.SCHEDULE;
import static io.carillon.jdbc.TaskTables.SKIP;
import static io.carillon.jdbc.TaskTables.STATE;
import static io.carillon.jdbc.TaskTables.SUBSCRIPTION;
import static io.carillon.jdbc.TaskTables.TASK;
import static io.carillon.jdbc.TaskTables.VERSION;

import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.TaskStatus;
import io.carillon.jdbc.TaskTables.SubscriptionRow;
import io.carillon.spi.Rows.EventRow;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.spi.Rows.SkipRow;
import io.carillon.spi.Rows.StateRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.Rows.TaskVersionRow;
import io.carillon.spi.TaskQuery;
import io.carillon.spi.TaskRows;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The statements on definitions, schedules, events, skips and the memory of tasks. */
interface JdbcTasks extends TaskRows {

  Session session();

  // ---- definitions

  @Override
  default boolean insertTask(TaskRow task) {
    return !session().insertNew(TASK, List.of(task)).isEmpty();
  }

  @Override
  default boolean updateTask(TaskRow task, int expectedRevision) {
    Sql guard =
        session()
            .sql(
                "select 1 as found from carillon_task where id = ? and revision = ?",
                task.id(),
                expectedRevision)
            .lock(Sql.Lock.WAIT);
    return session().exists(guard) && session().update(TASK, List.of(task)) > 0;
  }

  @Override
  default void insertTaskVersion(TaskVersionRow version) {
    session().insert(VERSION, List.of(version));
  }

  @Override
  default Optional<TaskVersionRow> taskVersion(TaskId id, int version) {
    Sql sql = session().select(VERSION, "t");
    return session()
        .first(sql.add(" where t.task_id = ? and t.version = ?", id, version), VERSION.reader());
  }

  @Override
  default Map<TaskId, TaskRow> tasks(Collection<TaskId> ids) {
    return session().byIds(TASK, ids, TaskRow::id, null);
  }

  @Override
  default Map<TaskKey, TaskRow> tasksByKey(Collection<TaskKey> keys) {
    Map<String, Set<String>> names = new TreeMap<>();
    keys.forEach(
        key -> names.computeIfAbsent(key.namespace(), ns -> new TreeSet<>()).add(key.name()));
    Map<TaskKey, TaskRow> found = new LinkedHashMap<>();
    names.forEach(
        (namespace, wanted) -> {
          Sql sql = session().select(TASK, "t").add(" where t.namespace = ? and", namespace);
          sql.in("t.name", wanted).add(" and t.live = 1 order by t.name");
          session().list(TASK, sql).forEach(row -> found.put(row.key(), row));
        });
    return found;
  }

  @Override
  default List<TaskRow> findTasks(TaskQuery query) {
    String text = query.text();
    if (text != null && text.indexOf('\u0000') >= 0) {
      return List.of();
    }
    Sql sql = session().select(TASK, "t").add(" where 1 = 1");
    if (query.statuses().isEmpty()) {
      sql.add(" and t.status <> ?", TaskStatus.DELETED);
    } else {
      sql.add(" and").in("t.status", query.statuses());
    }
    if (query.namespace() != null) {
      sql.add(" and t.namespace = ?", query.namespace());
    }
    if (query.owner() != null) {
      sql.add(" and t.owner = ?", query.owner());
    }
    if (text != null) {
      sql.add(" and t.search_name like ? escape '!'", "%" + escaped(text) + "%");
    }
    if (query.after() != null) {
      String[] after = {query.after().namespace(), query.after().name()};
      sql.add(" and (t.namespace, t.name) > (?, ?)", after[0], after[1]);
    }
    return session()
        .list(TASK, sql.add(" order by t.namespace, t.name, t.id limit ?", query.limit()));
  }

  @Override
  default void lockOwners(Collection<String> owners) {
    if (!owners.isEmpty()) {
      session().insertNew(OWNER, owners);
      Sql sql = session().select(OWNER, "t").add(" where").in("t.owner", owners);
      session().list(OWNER, sql.add(" order by t.owner").lock(Sql.Lock.WAIT));
    }
  }

  private static String escaped(String text) {
    return text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  // ---- schedules

  @Override
  default void insertSchedule(ScheduleRow schedule) {
    session().insert(SCHEDULE, List.of(schedule));
  }

  @Override
  default void updateSchedules(Collection<ScheduleRow> schedules) {
    session().update(SCHEDULE, schedules);
  }

  @Override
  default Map<TaskId, ScheduleRow> schedules(Collection<TaskId> ids) {
    return session().byIds(SCHEDULE, ids, ScheduleRow::taskId, null);
  }

  @Override
  default Map<TaskId, ScheduleRow> lockSchedules(Collection<TaskId> ids) {
    return session().byIds(SCHEDULE, ids, ScheduleRow::taskId, Sql.Lock.WAIT);
  }

  @Override
  default List<ScheduleRow> lockDueSchedules(Instant now, int limit) {
    return session().list(SCHEDULE, due(now, limit));
  }

  /** The statement of {@link #lockDueSchedules}. */
  default Sql due(Instant now, int limit) {
    return session()
        .select(SCHEDULE, "t")
        .add(" where t.next_at <= ? order by t.next_at, t.task_id limit ?", now, limit)
        .lock(Sql.Lock.SKIP);
  }

  @Override
  default Optional<Instant> earliestSchedule() {
    String sql =
        "select next_at from carillon_schedule where next_at is not null order by next_at limit 1";
    return session().first(session().sql(sql), cells -> cells.time("next_at"));
  }

  // ---- events

  @Override
  default void setSubscriptions(TaskId id, String namespace, Set<String> topics) {
    session().execute(session().sql("delete from carillon_subscription where task_id = ?", id));
    session()
        .insert(
            SUBSCRIPTION,
            topics.stream().map(topic -> new SubscriptionRow(namespace, topic, id)).toList());
  }

  @Override
  default List<TaskId> subscribers(String namespace, String topic) {
    Sql sql = session().select(SUBSCRIPTION, "t");
    sql.add(" where t.namespace = ? and t.topic = ? order by t.task_id", namespace, topic);
    return session().list(SUBSCRIPTION, sql).stream().map(SubscriptionRow::task).toList();
  }

  @Override
  default boolean insertEvent(EventRow event) {
    return !session().insertNew(EVENT, List.of(event)).isEmpty();
  }

  // ---- skips and memory

  @Override
  default void insertSkips(Collection<SkipRow> skips) {
    session().insertNew(SKIP, new HashSet<>(skips));
  }

  @Override
  default List<SkipRow> skips(TaskId id, int limit) {
    Sql sql = session().select(SKIP, "t").add(" where t.task_id = ?", id);
    sql.add(" order by t.decided_at desc, t.from_at desc, t.reason desc limit ?", limit);
    return session().list(SKIP, sql);
  }

  @Override
  default Optional<StateRow> taskState(TaskId id) {
    return Optional.ofNullable(session().byIds(STATE, List.of(id), StateRow::taskId, null).get(id));
  }

  @Override
  default boolean putTaskState(StateRow row) {
    if (row.version() == 1) {
      return !session().insertNew(STATE, List.of(row)).isEmpty();
    }
    Sql sql =
        session().sql("update carillon_state set body = ?, version = ?", row.json(), row.version());
    sql.add(" where task_id = ? and version = ?", row.taskId(), row.version() - 1);
    return session().execute(sql) > 0;
  }
}
