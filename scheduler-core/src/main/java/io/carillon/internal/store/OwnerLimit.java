package io.carillon.internal.store;

import io.carillon.Definition;
import io.carillon.Flow;
import io.carillon.LimitReachedException;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.TaskQuery;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How many definitions an owner may have. Whoever saves for an owner holds the owner's lock until
 * the transaction ends, so what is counted is all there is.
 */
final class OwnerLimit {

  private static final int PAGE = 1_000;

  private OwnerLimit() {}

  /**
   * Locks everyone who may get one more, in order, before anything else is locked.
   *
   * @param most 0: any number, and nobody is locked
   */
  static void lock(StoreTransaction tx, Definition definition, int most) {
    if (most > 0) {
      Set<String> owners = new TreeSet<>();
      definition.owner().ifPresent(owners::add);
      if (definition instanceof Flow flow) {
        flow.members().forEach(member -> member.owner().ifPresent(owners::add));
      }
      tx.lockOwners(owners);
    }
  }

  /**
   * Counts under the lock, what this transaction has saved before too.
   *
   * @throws LimitReachedException when the owner has as many as allowed
   */
  static void refuseOneMore(StoreTransaction tx, String owner, int most) {
    if (most > 0 && countOf(tx, owner, most) >= most) {
      throw new LimitReachedException(owner, most);
    }
  }

  /** How many an owner has, counted until it is enough. */
  private static int countOf(StoreTransaction tx, String owner, int enough) {
    int count = 0;
    TaskQuery query = TaskQuery.all(Math.min(enough, PAGE)).ofOwner(owner);
    List<TaskRow> page = tx.findTasks(query);
    while (!page.isEmpty() && count < enough) {
      count += page.size();
      page = tx.findTasks(query.after(page.get(page.size() - 1).key()));
    }
    return count;
  }
}
