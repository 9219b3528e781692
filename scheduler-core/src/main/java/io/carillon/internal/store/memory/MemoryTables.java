package io.carillon.internal.store.memory;

import io.carillon.RunId;
import io.carillon.spi.ClusterClock;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.Tables;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Tables in memory: one lock, so transactions run one after another, and an undo list, so one that
 * throws leaves nothing. Bounded: of ended runs the newest are kept.
 */
public final class MemoryTables implements Tables {

  /** Ended runs that are kept unless said otherwise. */
  public static final int DEFAULT_KEPT = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final ClusterClock clock;
  private final int kept;
  private final MemoryRows rows = new MemoryRows();

  /**
   * @param kept how many ended runs are kept at the most; 1 or more
   */
  public MemoryTables(ClusterClock clock, int kept) {
    if (kept < 1) {
      throw new IllegalArgumentException("Kept runs is " + kept + ": write 1 or more.");
    }
    this.clock = clock;
    this.kept = kept;
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public ClusterClock clock() {
    return clock;
  }

  @Override
  public <T> T inTransaction(Function<StoreTransaction, T> work) {
    lock.lock();
    try {
      if (rows.open) {
        throw new IllegalStateException("A transaction cannot be opened inside another.");
      }
      rows.open = true;
      T answer = work.apply(new MemoryTransaction(rows));
      trim();
      rows.undo.forget();
      return answer;
    } catch (RuntimeException | Error e) {
      rows.undo.all();
      throw e;
    } finally {
      rows.open = false;
      lock.unlock();
    }
  }

  private void trim() {
    int over = rows.endedRuns.all().size() - kept;
    if (over > 0) {
      List<RunId> oldest =
          rows.endedRuns.all().keySet().stream()
              .filter(id -> !rows.isInOpenFlow(Objects.requireNonNull(rows.runs.get(id))))
              .limit(over)
              .toList();
      oldest.forEach(rows::forget);
    }
  }

  @Override
  public void close() {
    // Nothing to give back: the rows go with this object.
  }
}
