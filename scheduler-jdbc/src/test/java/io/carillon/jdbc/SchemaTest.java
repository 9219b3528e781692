package io.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.spi.Rows.NodeRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How tables come to be, and who refuses to work on which. */
class SchemaTest {

  /** A place without tables, to be opened more than once. */
  private static DataSource empty(Databases database) {
    if (database == Databases.SQLITE) {
      return Databases.sqlite("carillon.db");
    }
    String schema = "s" + System.nanoTime();
    execute(Databases.postgres(), "create schema " + schema);
    return Databases.postgres(schema);
  }

  private static void execute(DataSource dataSource, String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static int count(DataSource dataSource, String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofSeveralNodesThatStartAtOnceOneMigrates(Databases database) {
    DataSource dataSource = empty(database);

    Together.run(4, () -> JdbcStore.create(dataSource).isShared());

    assertThat(count(dataSource, "select count(*) from carillon_schema_version")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void aNewerSchemaIsRefused(Databases database) {
    DataSource dataSource = empty(database);
    JdbcStore.create(dataSource).close();
    execute(dataSource, "insert into carillon_schema_version values (99, 0)");

    for (SchemaMode mode : List.of(SchemaMode.MIGRATE, SchemaMode.VALIDATE)) {
      assertThatThrownBy(() -> JdbcStore.builder(dataSource).schema(mode).build())
          .isInstanceOf(SchemaMismatchException.class)
          .hasMessage(
              "The tables carillon_* are of version 99; this Carillon knows versions up to 2."
                  + " A newer Carillon has migrated them: update this node.");
    }
  }

  @ParameterizedTest
  @EnumSource
  void validateRefusesMissingTablesAndMakesNone(Databases database) {
    DataSource dataSource = empty(database);
    String folder = database == Databases.SQLITE ? "sqlite" : "postgresql";

    for (int times = 0; times < 2; times++) {
      assertThatThrownBy(() -> JdbcStore.builder(dataSource).schema(SchemaMode.VALIDATE).build())
          .isInstanceOf(SchemaMismatchException.class)
          .hasMessage(
              "There are no tables carillon_* here; this Carillon needs version 2. Run"
                  + " V1__carillon.sql, V2__limits_and_deadlines.sql of the folder io/carillon/jdbc/"
                  + folder
                  + " in its jar, or open the store with SchemaMode.MIGRATE.");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theScriptsWorkByThemselves(Databases database) {
    DataSource dataSource = empty(database);
    run(dataSource, database, "V1__carillon.sql");
    run(dataSource, database, "V2__limits_and_deadlines.sql");

    try (JdbcStore store = JdbcStore.builder(dataSource).schema(SchemaMode.VALIDATE).build()) {
      assertThat(store.nodes()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTablesOfTheFirstVersionAreBroughtToTheNewest(Databases database) {
    DataSource dataSource = empty(database);
    run(dataSource, database, "V1__carillon.sql");
    assertThatThrownBy(() -> JdbcStore.builder(dataSource).schema(SchemaMode.VALIDATE).build())
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageStartingWith(
            "The tables carillon_* are of version 1; this Carillon needs version 2. Run"
                + " V2__limits_and_deadlines.sql of the folder");

    try (JdbcStore store = JdbcStore.create(dataSource)) {
      assertThat(store.nodes()).isEmpty();
    }

    assertThat(count(dataSource, "select max(version) from carillon_schema_version")).isEqualTo(2);
    assertThat(count(dataSource, "select count(latest_at) from carillon_run")).isZero();
  }

  private static void run(DataSource dataSource, Databases database, String script) {
    String folder = database == Databases.SQLITE ? "sqlite" : "postgresql";
    Schema.split(script(folder + "/" + script)).forEach(sql -> execute(dataSource, sql));
  }

  private static String script(String name) {
    try (InputStream script = Schema.class.getResourceAsStream(name)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void storesOfTwoPrefixesDoNotMeet(Databases database) {
    DataSource dataSource = empty(database);
    JdbcTables left = JdbcStore.builder(dataSource).tablePrefix("left_").buildTables();
    JdbcTables right = JdbcStore.builder(dataSource).tablePrefix("right_").buildTables();

    left.inTransaction(
        tx -> {
          tx.insertNode(Samples.nodeRow(1, Samples.T0));
          return true;
        });

    List<NodeRow> nodes = right.inTransaction(tx -> tx.nodes());
    assertThat(nodes).isEmpty();
  }

  @Test
  void aPrefixThatCouldBeSqlIsRefused() {
    assertThatThrownBy(() -> JdbcStore.builder(empty(Databases.SQLITE)).tablePrefix("a; drop"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Table prefix \"a; drop\": write 1 to 30 lower-case letters, digits and '_', a letter"
                + " first, such as \"carillon_\".");
  }

  @Test
  void aFileIsMadeWithItsDirectoryAndFreedOnClose() {
    Path file = Databases.directory().resolve("new/deep/carillon.db");

    JdbcStore.file(file).close();

    assertThat(file).exists();
    assertThat(file.resolveSibling("carillon.db-wal")).doesNotExist();
  }

  @Test
  void everyCommitToAFileIsSynced() {
    try (JdbcStore store = JdbcStore.file(Databases.directory().resolve("carillon.db"))) {
      List<String> settings =
          store
              .tables()
              .inTransaction(
                  tx -> {
                    Session session = ((JdbcTransaction) tx).session();
                    return List.of(pragma(session, "journal_mode"), pragma(session, "synchronous"));
                  });

      assertThat(settings).containsExactly("wal", "2");
    }
  }

  private static String pragma(Session session, String name) {
    return session.list(session.sql("pragma " + name), cells -> cells.text(name)).get(0);
  }
}
