package io.carillon.testkit.engine;

import io.carillon.spi.ClusterClock;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.Tables;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tables in memory that count their transactions, and fail when told to. */
final class ProbedTables implements Tables {

  private final Tables tables;
  private final Semaphore done = new Semaphore(0);
  private final AtomicReference<@Nullable Supplier<RuntimeException>> fault =
      new AtomicReference<>();

  ProbedTables(ClusterClock clock) {
    this.tables = Tables.inMemory(clock, 10_000);
  }

  /** From now on every transaction throws; null: none. */
  void failWith(@Nullable Supplier<RuntimeException> with) {
    fault.set(with);
  }

  /** Waits for a further transaction to begin; false when none does within that time. */
  boolean awaitOne(long millis) throws InterruptedException {
    return done.tryAcquire(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public ClusterClock clock() {
    return tables.clock();
  }

  @Override
  public <T> T inTransaction(Function<StoreTransaction, T> work) {
    done.release();
    Supplier<RuntimeException> with = fault.get();
    if (with != null) {
      throw with.get();
    }
    return tables.inTransaction(work);
  }

  @Override
  public void close() {
    tables.close();
  }
}
