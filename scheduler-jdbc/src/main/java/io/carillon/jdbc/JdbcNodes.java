package io.carillon.jdbc;

import static io.carillon.jdbc.TaskTables.NODE;

import io.carillon.spi.NodeId;
import io.carillon.spi.NodeRows;
import io.carillon.spi.Rows.NodeRow;
import java.time.Instant;
import java.util.List;

/** The statements on nodes. */
interface JdbcNodes extends NodeRows {

  Session session();

  @Override
  default void insertNode(NodeRow node) {
    session().insert(NODE, List.of(node));
  }

  @Override
  default boolean renewNode(NodeId id, Instant until, long clockOffsetMicros) {
    return session()
            .execute(
                session()
                    .sql(
                        "update carillon_node set until_at = ?, clock_offset = ? where id = ?",
                        until,
                        clockOffsetMicros,
                        id))
        > 0;
  }

  @Override
  default boolean lockNode(NodeId id) {
    return session()
        .exists(
            session()
                .sql("select 1 as found from carillon_node where id = ?", id)
                .lock(Sql.Lock.SHARED));
  }

  @Override
  default List<NodeRow> nodes() {
    return session().list(NODE, session().select(NODE, "t").add(" order by t.id"));
  }

  /** Waits for claims under way: a node that is claiming is declared dead after that. */
  @Override
  default List<NodeRow> deleteExpiredNodes(Instant now) {
    List<NodeRow> expired =
        session()
            .list(
                NODE,
                session()
                    .select(NODE, "t")
                    .add(" where t.until_at <= ? order by t.id", now)
                    .lock(Sql.Lock.WAIT));
    if (!expired.isEmpty()) {
      List<NodeId> ids = expired.stream().map(NodeRow::id).toList();
      session().execute(session().sql("delete from carillon_node where").in("id", ids));
    }
    return expired;
  }

  @Override
  default void deleteNode(NodeId id) {
    session().execute(session().sql("delete from carillon_node where id = ?", id));
  }
}
