package io.carillon.jdbc;

import static io.carillon.jdbc.HistoryTables.DELIVERY;

import io.carillon.Delivery;
import io.carillon.RunId;
import io.carillon.spi.DeliveryRows;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.DeliveryRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements on deliveries. */
interface JdbcDeliveries extends DeliveryRows {

  /** Pending, and no living node is sending it. */
  String OPEN =
      " where t.state = 'PENDING' and (t.node is null"
          + " or not exists (select 1 from carillon_node n where n.id = t.node)) and";

  Session session();

  @Override
  default void insertDeliveries(Collection<DeliveryRow> rows) {
    session().insert(DELIVERY, rows);
  }

  @Override
  default List<DeliveryRow> lockDueDeliveries(Instant now, Set<String> channels, int limit) {
    return channels.isEmpty()
        ? List.of()
        : session().list(DELIVERY, dueDeliveries(now, channels, limit));
  }

  /** The statement of {@link #lockDueDeliveries}. */
  default Sql dueDeliveries(Instant now, Set<String> channels, int limit) {
    Sql sql = session().select(DELIVERY, "t").add(OPEN).in("t.channel", channels);
    return sql.add(" and t.due_at <= ? order by t.due_at, t.id limit ?", now, limit)
        .lock(Sql.Lock.SKIP);
  }

  @Override
  default Optional<Instant> earliestDelivery(Set<String> channels) {
    if (channels.isEmpty()) {
      return Optional.empty();
    }
    Sql sql = session().sql("select t.due_at from carillon_delivery t" + OPEN);
    sql.in("t.channel", channels).add(" order by t.due_at limit 1");
    return session().first(sql, cells -> cells.time("due_at"));
  }

  @Override
  default List<DeliveryRow> sendingOf(NodeId node) {
    Sql sql = session().select(DELIVERY, "t");
    return session().list(DELIVERY, sql.add(" where t.node = ? and t.state = 'PENDING'", node));
  }

  @Override
  default Map<UUID, DeliveryRow> lockDeliveries(Collection<UUID> ids) {
    return session().byIds(DELIVERY, ids, DeliveryRow::id, Sql.Lock.WAIT);
  }

  @Override
  default void updateDeliveries(Collection<DeliveryRow> rows) {
    session().update(DELIVERY, rows);
  }

  @Override
  default List<DeliveryRow> deliveriesOf(RunId runId) {
    Sql sql = session().select(DELIVERY, "t");
    return session().list(DELIVERY, sql.add(" where t.run_id = ? order by t.id", runId));
  }

  @Override
  default List<DeliveryRow> delivered(
      String channel, @Nullable String namespace, @Nullable UUID before, int limit) {
    Sql sql = session().select(DELIVERY, "t");
    sql.add(" where t.state = '" + Delivery.State.DELIVERED + "' and t.channel = ?", channel);
    if (namespace != null) {
      sql.add(" and t.namespace = ?", namespace);
    }
    if (before != null) {
      sql.add(" and t.id < ?", before);
    }
    return session().list(DELIVERY, sql.add(" order by t.id desc limit ?", limit));
  }
}
