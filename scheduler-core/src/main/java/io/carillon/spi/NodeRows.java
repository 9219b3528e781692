package io.carillon.spi;

import io.carillon.spi.Rows.NodeRow;
import java.time.Instant;
import java.util.List;

/** The nodes of the cluster. */
public interface NodeRows {

  void insertNode(NodeRow node);

  /** Extends a lease; false when the node is no longer there: it was declared dead. */
  boolean renewNode(NodeId id, Instant until, long clockOffsetMicros);

  /**
   * Whether the node is there; if so it cannot be declared dead until this transaction ends.
   * Shared: several transactions may hold it.
   */
  boolean lockNode(NodeId id);

  List<NodeRow> nodes();

  /** Removes nodes whose lease ended at or before {@code now} and returns them. */
  List<NodeRow> deleteExpiredNodes(Instant now);

  void deleteNode(NodeId id);
}
