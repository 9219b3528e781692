package io.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What a store does with the connections of its host. */
class ConnectionsTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConnectionIsGivenBackAsItWas(boolean autoCommit) throws SQLException {
    try (HikariDataSource pool = pool(autoCommit, "TRANSACTION_SERIALIZABLE")) {
      JdbcStore store = JdbcStore.builder(pool).tablePrefix("c" + autoCommit + "_").build();

      String inside = store.tables().inTransaction(ConnectionsTest::isolation);

      assertThat(inside).isEqualTo("read committed");
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
        assertThat(connection.getTransactionIsolation())
            .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        connection.rollback();
      } catch (SQLException e) {
        assertThat(autoCommit).as("rollback in auto-commit mode").isTrue();
      }
    }
  }

  private static String isolation(StoreTransaction tx) {
    Session session = ((JdbcTransaction) tx).session();
    return session
        .list(
            session.sql("select current_setting('transaction_isolation') as level"),
            cells -> cells.text("level"))
        .get(0);
  }

  private static HikariDataSource pool(boolean autoCommit, String isolation) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(Databases.postgres());
    config.setAutoCommit(autoCommit);
    config.setTransactionIsolation(isolation);
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(5_000);
    return new HikariDataSource(config);
  }

  /** The clock is asked through the one connection that is there. */
  @Test
  void oneConnectionIsEnoughToSubmit() throws SQLException {
    try (HikariDataSource pool = pool(true, "TRANSACTION_READ_COMMITTED")) {
      JdbcStore store = JdbcStore.builder(pool).tablePrefix("one_").build();
      try (Connection connection = pool.getConnection()) {
        connection.setAutoCommit(false);
        assertThat(store.submit(connection, java.util.List.of())).isEmpty();
        connection.rollback();
      }
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsUnavailable() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setPortNumbers(new int[] {1});

    assertThatThrownBy(() -> JdbcStore.create(nowhere))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageStartingWith("The database does not answer. It says: ");
  }

  @Test
  void aDatabaseThatWentAwayIsUnavailable() {
    HikariDataSource pool = pool(true, "TRANSACTION_READ_COMMITTED");
    JdbcStore store = JdbcStore.builder(pool).tablePrefix("away_").build();
    pool.close();

    assertThatThrownBy(store::nodes)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageStartingWith("PostgreSQL does not answer. It says: ");
  }

  @Test
  void aDatabaseThatCarillonDoesNotKnowIsNamed() {
    var h2 = new org.h2.jdbcx.JdbcDataSource();
    h2.setURL("jdbc:h2:mem:unknown");

    assertThatThrownBy(() -> JdbcStore.create(h2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Carillon has no dialect for \"H2\": use PostgreSQL or SQLite.");
  }
}
