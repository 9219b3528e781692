package io.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.StoredTask;
import io.carillon.Submission;
import io.carillon.Task;
import io.carillon.spi.RunQuery;
import io.carillon.spi.RunStore.Submitted;
import io.carillon.spi.TaskStore.Change;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Submitting in the host's own transaction. */
class SubmitTest {

  private DataSource dataSource;
  private JdbcStore store;

  private void open(Databases database) {
    dataSource = database == Databases.SQLITE ? Databases.sqlite("host.db") : Databases.postgres();
    String prefix = "h" + System.nanoTime() + "_";
    store = JdbcStore.builder(dataSource).tablePrefix(prefix).build();
    store.save(
        Task.named("mail").handler("send").build(),
        new Change(null, "test", StoredTask.Source.RUNTIME, ZoneOffset.UTC),
        store.clock().now());
    execute("create table if not exists orders (id integer)");
    execute("delete from orders");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void execute(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private int orders() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from orders")) {
      row.next();
      return row.getInt(1);
    }
  }

  private RunId orderAndSubmit(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("insert into orders values (1)");
    }
    List<Submitted> submitted =
        store.submit(connection, List.of(Submission.of("mail").withKey("order 1")));
    return submitted.get(0).run();
  }

  @ParameterizedTest
  @EnumSource
  void aRunIsKeptWithTheCallersCommit(Databases database) throws SQLException {
    open(database);
    RunId run;
    try (Connection connection = dataSource.getConnection()) {
      run = orderAndSubmit(connection);
      connection.commit();
      connection.setAutoCommit(true);
    }

    assertThat(orders()).isOne();
    assertThat(store.run(run).orElseThrow().status()).isEqualTo(RunStatus.PENDING);
  }

  @ParameterizedTest
  @EnumSource
  void aRunIsGoneWithTheCallersRollback(Databases database) throws SQLException {
    open(database);
    try (Connection connection = dataSource.getConnection()) {
      orderAndSubmit(connection);
      connection.rollback();
      connection.setAutoCommit(true);
    }

    assertThat(orders()).isZero();
    assertThat(store.runs(RunQuery.newest(10))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theConnectionStaysAsItIs(Databases database) throws SQLException {
    open(database);
    try (Connection connection = dataSource.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      orderAndSubmit(connection);

      assertThat(connection.isClosed()).isFalse();
      assertThat(connection.getAutoCommit()).isFalse();
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatCommitsByItselfIsRefused(Databases database) throws SQLException {
    open(database);
    try (Connection connection = dataSource.getConnection()) {
      assertThatThrownBy(() -> store.submit(connection, List.of(Submission.of("mail"))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "The connection commits by itself, so nothing would tie the runs to your own writes:"
                  + " call setAutoCommit(false) before, and commit() when both are done.");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameKeyIsTheSameRun(Databases database) throws SQLException {
    open(database);
    try (Connection connection = dataSource.getConnection()) {
      RunId first = orderAndSubmit(connection);
      RunId second = orderAndSubmit(connection);
      connection.commit();
      connection.setAutoCommit(true);

      assertThat(second).isEqualTo(first);
    }
  }
}
