package io.carillon.jdbc;

import io.carillon.spi.StoreUnavailableException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import org.jdbi.v3.core.ConnectionFactory;

/** Tells the dialect by what the driver says of the database. */
final class Dialects {

  private static final int OLDEST_POSTGRES = 12;

  private Dialects() {}

  /**
   * @throws IllegalArgumentException when it is none that Carillon knows
   * @throws StoreUnavailableException when the database does not answer
   */
  static Dialect of(ConnectionFactory connections) {
    try {
      Connection connection = connections.openConnection();
      try {
        return of(connection.getMetaData());
      } finally {
        connections.closeConnection(connection);
      }
    } catch (SQLException e) {
      throw new StoreUnavailableException(
          "The database does not answer. It says: " + e.getMessage(), e);
    }
  }

  private static Dialect of(DatabaseMetaData database) throws SQLException {
    String product = database.getDatabaseProductName();
    return switch (product.toLowerCase(Locale.ROOT)) {
      case "postgresql" -> postgres(database);
      case "sqlite" -> new SqliteDialect();
      default ->
          throw new IllegalArgumentException(
              "Carillon has no dialect for \"" + product + "\": use PostgreSQL or SQLite.");
    };
  }

  private static Dialect postgres(DatabaseMetaData database) throws SQLException {
    if (database.getDatabaseMajorVersion() < OLDEST_POSTGRES) {
      throw new IllegalArgumentException(
          "This is PostgreSQL "
              + database.getDatabaseProductVersion()
              + ": Carillon needs version "
              + OLDEST_POSTGRES
              + " or newer.");
    }
    return new PostgresDialect();
  }
}
