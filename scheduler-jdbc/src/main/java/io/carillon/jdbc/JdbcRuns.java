package io.carillon.jdbc;

import static io.carillon.jdbc.RunTables.ATTEMPT;
import static io.carillon.jdbc.RunTables.READY;
import static io.carillon.jdbc.RunTables.RUN;
import static io.carillon.jdbc.RunTables.SUCCESS;

import io.carillon.Occurrence;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.TaskId;
import io.carillon.jdbc.RunTables.SuccessRow;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.RunRows;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements that make, claim and end runs. */
interface JdbcRuns extends RunRows {

  /**
   * No rank is further from its due time than this, so that what is not due is not read when runs
   * are claimed. Priorities move a rank by a few minutes.
   */
  Duration MOST_SHIFT = Duration.ofHours(1);

  RunState RUNNING = RunState.RUNNING;

  Session session();

  // ---- runs

  @Override
  default Set<RunId> insertRuns(Collection<RunRow> runs) {
    return session().insertNew(RUN, runs).stream().map(RunRow::id).collect(Collectors.toSet());
  }

  @Override
  default Map<RunId, RunRow> runs(Collection<RunId> ids) {
    return session().byIds(RUN, ids, RunRow::id, null);
  }

  @Override
  default Optional<RunRow> newestRun(TaskId taskId, Occurrence occurrence) {
    Sql sql = session().select(RUN, "t").add(" where t.task_id = ?", taskId);
    sql.add(" and t.occ_kind = ? and t.occ_value = ?", occurrence.kind(), occurrence.value());
    return session().first(sql.add(" order by t.rerun desc limit 1"), RUN.reader());
  }

  // ---- ready rows

  @Override
  default void insertReady(Collection<ReadyRow> rows) {
    session().insert(READY, rows);
  }

  @Override
  default void updateReady(Collection<ReadyRow> rows) {
    session().update(READY, rows);
  }

  @Override
  default void deleteReady(Collection<RunId> ids) {
    if (!ids.isEmpty()) {
      session().execute(session().sql("delete from carillon_ready where").in("run_id", ids));
    }
  }

  @Override
  default Map<RunId, ReadyRow> ready(Collection<RunId> ids) {
    return session().byIds(READY, ids, ReadyRow::id, null);
  }

  @Override
  default Map<RunId, ReadyRow> lockReady(Collection<RunId> ids) {
    return session().byIds(READY, ids, ReadyRow::id, Sql.Lock.WAIT);
  }

  @Override
  default List<ReadyRow> lockClaimable(
      Instant now, Set<String> handlers, boolean lostToo, int limit) {
    return handlers.isEmpty()
        ? List.of()
        : session().list(READY, claimable(now, handlers, lostToo, limit));
  }

  /** The statement of {@link #lockClaimable}. */
  default Sql claimable(Instant now, Set<String> handlers, boolean lostToo, int limit) {
    Sql sql = session().select(READY, "t").add(" where t.claimable");
    sql.add(" and t.rank_at <= ? and t.due_at <= ? and", now.plus(MOST_SHIFT), now);
    sql.in("t.handler", handlers).add(lostToo ? "" : " and t.lost = 0");
    return sql.add(" order by t.rank_at, t.run_id limit ?", limit).lock(Sql.Lock.SKIP);
  }

  /** One look at the index for each handler. */
  @Override
  default Optional<Instant> earliestReady(Set<String> handlers) {
    if (handlers.isEmpty()) {
      return Optional.empty();
    }
    String one =
        "select min(r.due_at) as due_at from carillon_ready r where r.claimable and r.handler = ?";
    String all = String.join(" union all ", Collections.nCopies(handlers.size(), one));
    Sql sql = session().sql("select min(due_at) as due_at from (" + all + ") h");
    sql.raw("", List.copyOf(handlers));
    return session().list(sql, cells -> Optional.ofNullable(cells.timeOrNull("due_at"))).get(0);
  }

  @Override
  default List<ReadyRow> lockOrphans(int limit) {
    Sql sql = session().select(READY, "t");
    sql.add(" where t.node is not null and t.state = ?", RUNNING);
    sql.add(" and not exists (select 1 from carillon_node n where n.id = t.node)");
    sql.add(" order by t.run_id limit ?", limit).lock(Sql.Lock.SKIP);
    return session().list(READY, sql);
  }

  @Override
  default List<ReadyRow> runningOf(NodeId node) {
    Sql sql = session().select(READY, "t");
    return session().list(READY, sql.add(" where t.node = ? and t.state = ?", node, RUNNING));
  }

  @Override
  default List<ReadyRow> readyOf(TaskId id) {
    Sql sql = session().select(READY, "t");
    return session().list(READY, sql.add(" where t.task_id = ? order by t.due_at, t.run_id", id));
  }

  @Override
  default Map<TaskId, Integer> countReady(Collection<TaskId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Sql sql = session().sql("select task_id, count(*) as runs from carillon_ready where");
    sql.in("task_id", ids).add(" group by task_id");
    return session()
        .list(sql, cells -> Map.entry(new TaskId(cells.id("task_id")), cells.count("runs")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  default void changeHold(TaskId id, Hold from, Hold to) {
    Sql sql = session().sql("select run_id from carillon_ready where task_id = ?", id);
    sql.add(" and state = ? and hold = ? order by run_id", RunState.PENDING, from);
    List<RunId> held =
        session().list(sql.lock(Sql.Lock.WAIT), cells -> new RunId(cells.id("run_id")));
    if (!held.isEmpty()) {
      Sql change = session().sql("update carillon_ready set hold = ?, claimable = ?");
      change.raw("", List.of(to.name(), to == Hold.NONE));
      session().execute(change.add(" where").in("run_id", held));
    }
  }

  @Override
  default List<RunId> cancelRequests(NodeId node) {
    String sql = "select run_id from carillon_ready where node = ? and cancelling order by run_id";
    return session().list(session().sql(sql, node), cells -> new RunId(cells.id("run_id")));
  }

  // ---- attempts

  @Override
  default void insertAttempts(Collection<AttemptRow> attempts) {
    session().insert(ATTEMPT, attempts);
  }

  @Override
  default List<AttemptRow> attempts(RunId id) {
    Sql sql = session().select(ATTEMPT, "t");
    return session().list(ATTEMPT, sql.add(" where t.run_id = ? order by t.claim", id));
  }

  @Override
  default Map<RunId, AttemptRow> lastAttempts(Collection<RunId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Sql sql = session().select(ATTEMPT, "t").add(" where").in("t.run_id", ids);
    Map<RunId, AttemptRow> lasts = new HashMap<>();
    session()
        .list(ATTEMPT, sql.add(" order by t.run_id, t.claim"))
        .forEach(row -> lasts.put(row.runId(), row));
    return lasts;
  }

  @Override
  default Optional<Instant> lastSuccess(TaskId id) {
    Sql sql = session().sql("select ended_at from carillon_attempt where is_last");
    sql.add(" and task_id = ? and status = ?", id, RunStatus.COMPLETED);
    sql.add(" order by ended_at desc limit 1");
    return Stream.concat(
            session().list(sql, cells -> cells.time("ended_at")).stream(),
            session().byIds(SUCCESS, List.of(id), SuccessRow::task, null).values().stream()
                .map(SuccessRow::endedAt))
        .max(Comparator.naturalOrder());
  }

  // ---- retention

  @Override
  default int deleteRunsBefore(Instant before, int limit) {
    Sql sql = session().sql("select r.id from carillon_run r where r.created_at < ?", before);
    sql.add(" and exists (select 1 from carillon_attempt a where a.run_id = r.id and a.is_last)");
    sql.add(" and not exists (select 1 from carillon_flow_run f where f.id = r.flow_run)");
    sql.add(" order by r.created_at, r.id limit ?", limit).lock(Sql.Lock.SKIP);
    List<RunId> old = session().list(sql, cells -> new RunId(cells.id("id")));
    if (!old.isEmpty()) {
      keepSuccesses(old);
      List.of("attempt", "step", "log", "signal", "delivery", "flow_node")
          .forEach(table -> delete(table, "run_id", old));
      delete("run", "id", old);
    }
    return old.size();
  }

  private void delete(String table, String column, List<RunId> ids) {
    session()
        .execute(session().sql("delete from " + Schema.PREFIX + table + " where").in(column, ids));
  }

  /** A task that runs once a month still knows when it last succeeded. */
  private void keepSuccesses(List<RunId> old) {
    Sql sql = session().sql("select task_id, max(ended_at) as ended_at from carillon_attempt");
    sql.add(" where is_last and status = ? and", RunStatus.COMPLETED).in("run_id", old);
    List<SuccessRow> newest = session().list(SUCCESS, sql.add(" group by task_id"));
    Map<TaskId, SuccessRow> known =
        session()
            .byIds(
                SUCCESS,
                newest.stream().map(SuccessRow::task).toList(),
                SuccessRow::task,
                Sql.Lock.WAIT);
    session()
        .put(
            SUCCESS,
            newest.stream()
                .filter(
                    row -> {
                      SuccessRow before = known.get(row.task());
                      return before == null || before.endedAt().isBefore(row.endedAt());
                    })
                .toList());
  }
}
