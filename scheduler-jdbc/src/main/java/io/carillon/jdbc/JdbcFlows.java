package io.carillon.jdbc;

import static io.carillon.jdbc.RunTables.FLOW_NODE;
import static io.carillon.jdbc.RunTables.FLOW_RUN;

import io.carillon.RunId;
import io.carillon.spi.FlowRows;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.FlowRunRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The statements on flow runs. */
interface JdbcFlows extends FlowRows {

  Session session();

  @Override
  default void insertFlowRun(FlowRunRow flow) {
    session().insert(FLOW_RUN, List.of(flow));
  }

  @Override
  default Map<RunId, FlowRunRow> lockFlowRuns(Collection<RunId> ids) {
    return session().byIds(FLOW_RUN, ids, FlowRunRow::id, Sql.Lock.WAIT);
  }

  @Override
  default void updateFlowRun(FlowRunRow flow) {
    session().update(FLOW_RUN, List.of(flow));
  }

  @Override
  default void deleteFlowRun(RunId id) {
    session().execute(session().sql("delete from carillon_flow_run where id = ?", id));
  }

  @Override
  default void insertFlowNodes(Collection<FlowNodeRow> nodes) {
    session().insert(FLOW_NODE, nodes);
  }

  @Override
  default void updateFlowNodes(Collection<FlowNodeRow> nodes) {
    session().update(FLOW_NODE, nodes);
  }

  @Override
  default List<FlowNodeRow> flowNodes(RunId flowRun) {
    Sql sql = session().select(FLOW_NODE, "t");
    return session().list(FLOW_NODE, sql.add(" where t.flow_run = ? order by t.place", flowRun));
  }
}
