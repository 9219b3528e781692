package io.carillon.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Results on their way to channels. */
public interface DeliveryStore {

  /** Takes due deliveries for a node; none for a node that is not alive. */
  List<Dispatch> claimDeliveries(NodeId node, Set<String> channels, int limit, Instant now);

  /** A delivery a node is sending. */
  record Dispatch(Delivery delivery, ObjectNode config, int claim) {}

  /** Records tries; one whose claim no longer stands is left out. */
  void settleDeliveries(List<Try> tries, Instant now);

  /**
   * Frees deliveries that the node took and does not send: the answer to its claim was lost.
   *
   * @param sending those that it does send
   */
  void handBackDeliveries(NodeId node, Set<UUID> sending);

  /** How one try ended. */
  record Try(UUID id, int claim, Channel.Answer answer) {}
}
