package io.carillon.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What differs from database to database. Everything else is written once, in standard SQL: rows
 * are locked by {@link #lock}, lists are compared by {@link #in}, batches are written by {@link
 * #writes}.
 */
interface Dialect {

  /** For people. */
  String name();

  /** The folder of the schema's scripts. */
  String folder();

  /** Whether transactions run one after another anyway, so that they queue in this process. */
  boolean hasOneWriter();

  /**
   * Opens a transaction in READ COMMITTED, or stricter where there is nothing else.
   *
   * @param connection in the state the data source gave it in
   */
  void begin(Connection connection) throws SQLException;

  void commit(Connection connection) throws SQLException;

  void rollback(Connection connection) throws SQLException;

  void set(PreparedStatement statement, int position, Type type, @Nullable Object value)
      throws SQLException;

  @Nullable UUID id(ResultSet row, String column) throws SQLException;

  /** The end of a {@code select} that locks; starts with a blank unless it is empty. */
  String lock(Sql.Lock lock);

  /** Adds what follows a column to say that it has one of these values. */
  void in(Sql sql, Type type, List<Object> sorted);

  Writes writes();

  /** A query that gives the wall clock in epoch microseconds. */
  String clock();

  /** Waits until no other connection migrates, and keeps others out until the transaction ends. */
  void lockMigration(Handle handle, String prefix);

  /** A query that gives 1 when a table of the name bound to it is there. */
  String tableExists();

  /** What an error means; errors it does not know are judged by {@link Fault#of}. */
  Fault fault(SQLException error);
}
