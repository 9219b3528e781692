package io.carillon.spi;

import io.carillon.RunId;
import io.carillon.spi.Rows.DeliveryRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Results on their way to channels. */
public interface DeliveryRows {

  void insertDeliveries(Collection<DeliveryRow> rows);

  /**
   * Pending deliveries for these channels, due at or before {@code now}, that no living node is
   * sending; by due, locked ones left out.
   */
  List<DeliveryRow> lockDueDeliveries(Instant now, Set<String> channels, int limit);

  /** The earliest due of pending deliveries for these channels that nobody is sending. */
  Optional<Instant> earliestDelivery(Set<String> channels);

  /** Pending deliveries that this node took and has not answered; in no order. Just reads. */
  List<DeliveryRow> sendingOf(NodeId node);

  Map<UUID, DeliveryRow> lockDeliveries(Collection<UUID> ids);

  void updateDeliveries(Collection<DeliveryRow> rows);

  List<DeliveryRow> deliveriesOf(RunId runId);

  /**
   * Delivered rows of a channel, newest first: what an inbox shows.
   *
   * @param before older than this one (by id); null: the newest
   */
  List<DeliveryRow> delivered(
      String channel, @Nullable String namespace, @Nullable UUID before, int limit);
}
