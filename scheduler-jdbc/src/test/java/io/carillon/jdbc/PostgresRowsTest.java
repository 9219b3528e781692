package io.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.RunId;
import io.carillon.spi.Rows.NodeRow;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.StoreUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link RowsContract} in PostgreSQL, and what only transactions side by side can show. */
class PostgresRowsTest extends RowsContract {

  @Override
  Databases database() {
    return Databases.POSTGRESQL;
  }

  private void ready(int count) {
    tables.inTransaction(
        tx -> {
          tx.insertReady(
              IntStream.rangeClosed(1, count)
                  .mapToObj(number -> Samples.pending(number, 1, Samples.T0))
                  .toList());
          return true;
        });
  }

  @Test
  void lockedRowsAreLeftOutOfAClaim() {
    ready(10);

    tables.inTransaction(
        first -> {
          List<RunId> mine = ids(first.lockClaimable(Samples.at(9), HANDLERS, true, 4));
          List<RunId> others =
              elsewhere(tx -> ids(tx.lockClaimable(Samples.at(9), HANDLERS, true, 9))).join();
          assertThat(mine).hasSize(4);
          assertThat(others).hasSize(6).doesNotContainAnyElementsOf(mine);
          return true;
        });
  }

  private static List<RunId> ids(List<ReadyRow> rows) {
    return rows.stream().map(ReadyRow::id).toList();
  }

  @Test
  void aDeadlockIsDoneAgain() {
    ready(2);
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger begun = new AtomicInteger();

    Together.run(
        List.of(
            () -> lockBoth(1, 2, begun, bothHoldOne), () -> lockBoth(2, 1, begun, bothHoldOne)));

    assertThat(begun).hasValueGreaterThanOrEqualTo(3);
  }

  private boolean lockBoth(int first, int second, AtomicInteger begun, CyclicBarrier barrier) {
    return tables.inTransaction(
        tx -> {
          int number = begun.incrementAndGet();
          tx.lockReady(List.of(Samples.run(first)));
          if (number <= 2) {
            await(barrier);
          }
          tx.lockReady(List.of(Samples.run(second)));
          return true;
        });
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aNodeIsDeclaredDeadOnlyAfterItsClaims() {
    tables.inTransaction(
        tx -> {
          tx.insertNode(Samples.nodeRow(1, Samples.T0));
          return true;
        });
    List<CompletableFuture<List<NodeRow>>> sweeps = new ArrayList<>();

    tables.inTransaction(
        claim -> {
          assertThat(claim.lockNode(Samples.node(1))).isTrue();
          assertThat(elsewhere(tx -> tx.lockNode(Samples.node(1))).join())
              .as("several claims at once")
              .isTrue();
          sweeps.add(elsewhere(tx -> tx.deleteExpiredNodes(Samples.at(1))));
          untilSomebodyWaits();
          assertThat(sweeps.get(0)).isNotDone();
          return true;
        });

    assertThat(sweeps.get(0).join()).hasSize(1);
  }

  /** Work in a transaction of another thread. */
  private <T> CompletableFuture<T> elsewhere(Function<StoreTransaction, T> work) {
    return CompletableFuture.supplyAsync(() -> tables.inTransaction(work))
        .orTimeout(60, TimeUnit.SECONDS);
  }

  /** Asks the server until a connection of it waits for a lock. */
  private static void untilSomebodyWaits() {
    String waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";
    try (Connection connection = Databases.postgres().getConnection();
        Statement statement = connection.createStatement()) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (System.nanoTime() < end) {
        try (ResultSet row = statement.executeQuery(waiting)) {
          if (row.next() && row.getInt(1) > 0) {
            return;
          }
        }
      }
      throw new AssertionError("Nobody waits for a lock.");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aConnectionThatBreaksMakesTheStoreUnavailable() {
    assertThatThrownBy(
            () ->
                tables.inTransaction(
                    tx -> {
                      endConnectionOf((JdbcTransaction) tx);
                      return tx.nodes();
                    }))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageStartingWith("PostgreSQL does not answer. It says: ");

    List<NodeRow> nodes = tables.inTransaction(tx -> tx.nodes());
    assertThat(nodes).as("with another connection").isEmpty();
  }

  private static void endConnectionOf(JdbcTransaction tx) {
    int backend =
        tx.session()
            .list(tx.session().sql("select pg_backend_pid() as pid"), cells -> cells.count("pid"))
            .get(0);
    try (Connection connection = Databases.postgres().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_terminate_backend(" + backend + ", 30000)");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
