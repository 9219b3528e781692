package io.carillon.testkit;

import io.carillon.RunId;
import io.carillon.TaskStatus;
import io.carillon.spi.Rows.RunRecord;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.RunQuery;
import io.carillon.spi.Store;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.Tables;
import io.carillon.spi.TaskQuery;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.assertj.core.api.Assertions;

/**
 * What must hold in a store between any two transactions, whatever happened before. Looks at every
 * row: for tests, after each of them.
 */
public final class Invariants {

  private static final int PAGE = 1_000;

  private Invariants() {}

  /**
   * Fails with every broken invariant of the store.
   *
   * @param store made over {@code tables}
   */
  public static void check(Store store, Tables tables) {
    List<String> broken = broken(store, tables);
    if (!broken.isEmpty()) {
      Assertions.fail("The store is not consistent:\n- " + String.join("\n- ", broken));
    }
  }

  /** Every broken invariant as a sentence; empty when the store is consistent. */
  public static List<String> broken(Store store, Tables tables) {
    List<String> broken = new ArrayList<>();
    List<RunRecord> runs = new ArrayList<>();
    List<TaskRow> tasks = new ArrayList<>();
    tables.inTransaction(
        tx -> {
          broken.clear();
          runs.clear();
          tasks.clear();
          runs.addAll(runs(tx));
          tasks.addAll(tasks(tx));
          RunInvariants.check(tx, runs, broken);
          TaskInvariants.check(tx, tasks, broken);
          FlowInvariants.check(tx, runs, broken);
          return true;
        });
    DeliveryInvariants.check(store, runs, broken);
    TaskInvariants.checkTimes(store, tables, tasks, broken);
    return broken;
  }

  private static List<RunRecord> runs(StoreTransaction tx) {
    List<RunRecord> all = new ArrayList<>();
    RunId before = null;
    List<RunRecord> page;
    do {
      page = tx.findRuns(RunQuery.newest(PAGE).olderThan(before));
      all.addAll(page);
      before = page.isEmpty() ? null : page.get(page.size() - 1).run().id();
    } while (page.size() == PAGE);
    return all;
  }

  private static List<TaskRow> tasks(StoreTransaction tx) {
    // Deleted ones too: several of them may share a key, so they cannot be paged by it.
    return tx.findTasks(TaskQuery.all(PAGE).withStatuses(EnumSet.allOf(TaskStatus.class)));
  }
}
