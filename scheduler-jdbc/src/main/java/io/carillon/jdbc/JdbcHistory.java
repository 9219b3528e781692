package io.carillon.jdbc;

import static io.carillon.jdbc.RunTables.FLOW_NODE;
import static io.carillon.jdbc.RunTables.FLOW_RUN;

import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.FlowRunRow;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRecord;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.RunQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The lists of runs and their counts. A run's status is kept where the run is: in its last attempt
 * when it has ended, else in its ready row, else in its place in a flow. Each of the three is asked
 * for the newest runs of the wanted statuses, through an index, and the answers are merged.
 */
interface JdbcHistory extends JdbcRuns {

  /** Statuses that a last attempt gives. */
  Set<RunStatus> ENDED =
      EnumSet.of(
          RunStatus.COMPLETED,
          RunStatus.FAILED,
          RunStatus.TIMEOUT,
          RunStatus.CANCELLED,
          RunStatus.SKIPPED);

  /** Statuses that only a place in a flow gives. */
  Set<RunStatus> IN_FLOW = EnumSet.of(RunStatus.WAITING, RunStatus.BLOCKED);

  String NOT_ENDED =
      " and not exists (select 1 from carillon_attempt e where e.run_id = r.id and e.is_last)";

  String WHERE_LAST = " where a.is_last";

  @Override
  default List<RunRecord> findRuns(RunQuery query) {
    Set<RunId> ids = new TreeSet<>(Comparator.reverseOrder());
    if (query.statuses().isEmpty()) {
      ids.addAll(ids(newest(query)));
    }
    for (RunStatus status : query.statuses()) {
      if (ENDED.contains(status)) {
        ids.addAll(ids(ended(query, status)));
      } else {
        ids.addAll(ids(open(query, status)));
      }
      if (IN_FLOW.contains(status)) {
        ids.addAll(ids(inFlow(query, status)));
      }
    }
    return records(ids.stream().limit(query.limit()).toList());
  }

  private List<RunId> ids(Sql sql) {
    return session().list(sql, cells -> new RunId(cells.id("id")));
  }

  /** The statement for the newest runs of any status. */
  default Sql newest(RunQuery query) {
    return page(session().sql("select r.id from carillon_run r where 1 = 1"), "r.id", query);
  }

  /** The statement for the newest runs that ended so. */
  default Sql ended(RunQuery query, RunStatus status) {
    Sql sql = session().sql("select a.run_id as id from carillon_attempt a");
    sql.add(" join carillon_run r on r.id = a.run_id where a.is_last and a.status = ?", status);
    if (query.taskId() != null) {
      sql.add(" and a.task_id = ?", query.taskId());
    }
    return page(sql, "a.run_id", query);
  }

  /** The statement for the newest runs whose ready row says so. */
  default Sql open(RunQuery query, RunStatus status) {
    boolean pending = status == RunStatus.PENDING || status == RunStatus.RETRYING;
    Sql sql = session().sql("select q.run_id as id from carillon_ready q");
    sql.add(" join carillon_run r on r.id = q.run_id");
    sql.add(" where q.state = ?" + NOT_ENDED, pending ? RunState.PENDING.name() : status.name());
    if (pending) {
      sql.add(status == RunStatus.PENDING ? " and q.failures = 0" : " and q.failures > 0");
    }
    return page(sql, "q.run_id", query);
  }

  private Sql inFlow(RunQuery query, RunStatus status) {
    return page(waiting("n.run_id as id").add(" and n.state = ?", status), "n.run_id", query);
  }

  private Sql waiting(String columns) {
    Sql sql = session().sql("select " + columns + " from carillon_flow_node n");
    sql.add(" join carillon_run r on r.id = n.run_id");
    sql.add(" where n.state in ('WAITING', 'BLOCKED')" + NOT_ENDED);
    return sql.add(" and not exists (select 1 from carillon_ready q where q.run_id = n.run_id)");
  }

  private static Sql page(Sql sql, String id, RunQuery query) {
    filter(sql, query);
    if (query.before() != null) {
      sql.add(" and " + id + " < ?", query.before());
    }
    return sql.add(" order by " + id + " desc limit ?", query.limit());
  }

  private static void filter(Sql sql, RunQuery query) {
    if (query.namespace() != null) {
      sql.add(" and r.namespace = ?", query.namespace());
    }
    if (query.taskId() != null) {
      sql.add(" and r.task_id = ?", query.taskId());
    }
    if (query.flowRun() != null) {
      sql.add(" and r.flow_run = ?", query.flowRun());
    }
    if (query.owner() != null) {
      sql.add(" and r.owner = ?", query.owner());
    }
    if (query.createdFrom() != null) {
      sql.add(" and r.created_at >= ?", query.createdFrom());
    }
    if (query.createdTo() != null) {
      sql.add(" and r.created_at < ?", query.createdTo());
    }
    if (!query.causes().isEmpty()) {
      sql.add(" and").in("r.cause", query.causes());
    }
  }

  /** Ready rows are read before attempts: a run that ends in between is seen as ended. */
  private List<RunRecord> records(List<RunId> ids) {
    Map<RunId, RunRow> runs = runs(ids);
    Map<RunId, FlowNodeRow> nodes = session().byIds(FLOW_NODE, ids, FlowNodeRow::run, null);
    Map<RunId, FlowRunRow> flows = session().byIds(FLOW_RUN, ids, FlowRunRow::id, null);
    Map<RunId, ReadyRow> ready = ready(ids);
    Map<RunId, AttemptRow> lasts = lastAttempts(ids);
    List<RunRecord> records = new ArrayList<>();
    for (RunId id : ids) {
      RunRow run = runs.get(id);
      if (run != null) {
        AttemptRow last = lasts.get(id);
        ReadyRow open = last != null && last.last() ? null : ready.get(id);
        records.add(new RunRecord(run, open, last, nodes.get(id), flows.get(id)));
      }
    }
    return records;
  }

  @Override
  default Map<RunStatus, Long> countRuns(RunQuery query) {
    Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);
    countEnded(query).forEach((status, runs) -> counts.merge(status, runs, Long::sum));
    Sql open = session().sql("select q.state, case when q.failures > 0 then 1 else 0 end as again");
    open.add(", count(*) as runs from carillon_ready q join carillon_run r on r.id = q.run_id");
    filter(open.add(" where 1 = 1" + NOT_ENDED), query);
    open.add(" group by q.state, case when q.failures > 0 then 1 else 0 end");
    Sql flow = waiting("n.state, 0 as again, count(*) as runs");
    filter(flow, query);
    for (Sql sql : List.of(open, flow.add(" group by n.state"))) {
      session()
          .list(sql, JdbcHistory::count)
          .forEach(c -> counts.merge(c.status, c.runs, Long::sum));
    }
    if (!query.statuses().isEmpty()) {
      counts.keySet().retainAll(query.statuses());
    }
    return counts;
  }

  /** The runs themselves are read only for what the attempts do not know of them. */
  private Map<RunStatus, Long> countEnded(RunQuery query) {
    Sql sql = session().sql("select a.status, count(*) as runs from carillon_attempt a");
    boolean narrowed =
        query.namespace() != null
            || query.flowRun() != null
            || query.owner() != null
            || query.createdFrom() != null
            || query.createdTo() != null
            || !query.causes().isEmpty();
    sql.add(narrowed ? " join carillon_run r on r.id = a.run_id where a.is_last" : WHERE_LAST);
    if (narrowed) {
      filter(sql, query);
    }
    if (query.taskId() != null) {
      sql.add(" and a.task_id = ?", query.taskId());
    }
    Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);
    session()
        .list(
            sql.add(" group by a.status"),
            cells -> new Count(cells.one(RunStatus.class, "status"), cells.number("runs")))
        .forEach(count -> counts.put(count.status, count.runs));
    return counts;
  }

  /** A status and how many runs have it. */
  record Count(RunStatus status, long runs) {}

  private static Count count(Cells cells) throws SQLException {
    RunState state = cells.one(RunState.class, "state");
    return new Count(RunStatus.of(state, cells.count("again"), false), cells.number("runs"));
  }
}
