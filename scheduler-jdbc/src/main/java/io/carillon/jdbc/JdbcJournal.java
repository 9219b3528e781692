package io.carillon.jdbc;

import static io.carillon.jdbc.HistoryTables.LOG;
import static io.carillon.jdbc.HistoryTables.SIGNAL;
import static io.carillon.jdbc.HistoryTables.STEP;

import io.carillon.RunId;
import io.carillon.spi.JournalRows;
import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.SignalRow;
import io.carillon.spi.Rows.StepRow;
import java.util.Collection;
import java.util.List;

/** The statements on what runs record. */
interface JdbcJournal extends JournalRows {

  Session session();

  @Override
  default void putSteps(Collection<StepRow> steps) {
    session().put(STEP, steps);
  }

  @Override
  default List<StepRow> steps(RunId id) {
    Sql sql = session().select(STEP, "t").add(" where t.run_id = ?", id);
    return session().list(STEP, sql.add(" order by t.started_at, t.path, t.step_no"));
  }

  @Override
  default void insertLogs(Collection<LogRow> lines) {
    session().insertNew(LOG, lines);
  }

  @Override
  default List<LogRow> logs(RunId id, int limit) {
    Sql sql = session().select(LOG, "t").add(" where t.run_id = ?", id);
    return session().list(LOG, sql.add(" order by t.claim, t.line_no limit ?", limit));
  }

  @Override
  default void insertSignal(SignalRow signal) {
    session().insertNew(SIGNAL, List.of(signal));
  }

  @Override
  default List<SignalRow> signals(RunId id) {
    Sql sql = session().select(SIGNAL, "t");
    return session().list(SIGNAL, sql.add(" where t.run_id = ? order by t.name", id));
  }
}
