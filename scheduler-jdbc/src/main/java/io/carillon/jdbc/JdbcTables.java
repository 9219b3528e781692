package io.carillon.jdbc;

import io.carillon.spi.ClusterClock;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.Tables;
import java.sql.Connection;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a store in a relational database. Made by {@link JdbcStore}; of use by itself for
 * those who put a store together on their own. Thread-safe. Holds no connection between calls.
 */
public final class JdbcTables implements Tables {

  private final Transactions transactions;
  private final @Nullable ClusterClock given;
  private final DatabaseClock own;
  private final Runnable closing;

  /**
   * @param given the clock to use; null: the database's
   * @param closing gives back what was opened for these tables alone
   */
  JdbcTables(Transactions transactions, @Nullable ClusterClock given, Runnable closing) {
    this.transactions = transactions;
    this.given = given;
    this.own = new DatabaseClock(transactions, ClusterClock::elapsedNanos);
    this.closing = closing;
  }

  /** Always true: whoever reaches the database shares the rows. */
  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public ClusterClock clock() {
    return given == null ? own : given;
  }

  @Override
  public <T> T inTransaction(Function<StoreTransaction, T> work) {
    return transactions.run(session -> work.apply(new JdbcTransaction(session)));
  }

  /** Work in a transaction on its owner's connection, and the time it is done at. */
  @FunctionalInterface
  public interface WorkAt<T> {
    T apply(StoreTransaction transaction, Instant now);
  }

  /**
   * Does {@code work} in the transaction that is open on {@code connection}. Never commits, rolls
   * back or closes it, and changes none of its settings; nothing is tried again.
   *
   * @throws IllegalArgumentException when the connection is in auto-commit mode
   * @throws io.carillon.spi.StoreUnavailableException when the database does not answer
   */
  public <T> T within(Connection connection, WorkAt<T> work) {
    return transactions.within(
        connection,
        session ->
            work.apply(
                new JdbcTransaction(session), given == null ? own.now(session) : given.now()));
  }

  @Override
  public void close() {
    closing.run();
  }
}
