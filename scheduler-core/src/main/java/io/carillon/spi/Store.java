package io.carillon.spi;

import io.carillon.Submission;
import io.carillon.internal.store.SharedStore;
import io.carillon.time.Calendars;
import java.time.Instant;
import java.util.List;

/**
 * Where tasks and runs are kept. Made by {@link #over(Tables, IdSource)}, so that all stores share
 * the rules.
 */
public interface Store extends RunStore, TaskStore, HistoryStore, DeliveryStore, AutoCloseable {

  /** Whether other processes may work on the same store. */
  boolean isShared();

  /** The named calendars that triggers' exclusions refer to. */
  Calendars calendars();

  /** The clock of the cluster. */
  ClusterClock clock();

  @Override
  void close();

  /**
   * As {@link #submit(List, Instant)}, in a transaction that the caller ends: kept with its commit,
   * gone with its rollback.
   */
  List<Submitted> submit(StoreTransaction transaction, List<Submission> submissions, Instant now);

  /** A store over these tables, without named calendars. Closing it closes them. */
  static Store over(Tables tables, IdSource ids) {
    return over(tables, ids, Calendars.none());
  }

  /**
   * A store over these tables. Closing it closes them.
   *
   * @param calendars the named calendars that triggers' exclusions refer to; the same on all nodes
   */
  static Store over(Tables tables, IdSource ids, Calendars calendars) {
    return new SharedStore(tables, ids, calendars);
  }
}
