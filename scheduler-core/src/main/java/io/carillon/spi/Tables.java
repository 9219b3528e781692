package io.carillon.spi;

import io.carillon.internal.store.memory.MemoryTables;
import java.util.function.Function;

/**
 * What a store is made of: transactions over its rows. Implement this and {@link Store#over(Tables,
 * IdSource)} makes a store of it, with the same rules as every other; the contract suite of the
 * test kit says whether it is right.
 */
public interface Tables extends AutoCloseable {

  /**
   * Whether other processes may work on the same rows. Nodes of a store that is not shared need no
   * lease, and nothing is polled.
   */
  boolean isShared();

  /** The clock of the cluster: the database's, where it has one. */
  ClusterClock clock();

  /**
   * Does {@code work} in one transaction: all its writes are kept, or, when it throws, none. Reads
   * see what was committed before (READ COMMITTED is enough) and the transaction's own writes.
   * {@code work} may be called again after a deadlock or a serialisation failure, so it has no
   * effect but through the transaction.
   *
   * @throws StoreUnavailableException when the database does not answer
   */
  <T> T inTransaction(Function<StoreTransaction, T> work);

  @Override
  void close();

  /**
   * Tables in this process's memory: bounded (of ended runs the newest {@code keptRuns} are kept),
   * gone with the object, not shared.
   *
   * @param keptRuns 1 or more
   */
  static Tables inMemory(ClusterClock clock, int keptRuns) {
    return new MemoryTables(clock, keptRuns);
  }
}
