package io.carillon.jdbc;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * SQLite 3.42 and newer. One writer: every transaction takes the write lock when it begins ({@code
 * BEGIN IMMEDIATE}), so a row that was read is a row that is locked, and locks need no syntax.
 */
final class SqliteDialect implements Dialect {

  /** A little below SQLite's own limit of 32,766 variables in a statement. */
  private static final int MOST_IN_A_LIST = 30_000;

  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READ_ONLY = 8;
  private static final int IO_ERROR = 10;
  private static final int FULL = 13;
  private static final int CANNOT_OPEN = 14;

  private final Writes writes = new BatchWrites();

  @Override
  public String name() {
    return "SQLite";
  }

  @Override
  public String folder() {
    return "sqlite";
  }

  @Override
  public boolean hasOneWriter() {
    return true;
  }

  /** By statement and in auto-commit: the driver's own transactions begin without the lock. */
  @Override
  public void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    execute(connection, "begin immediate");
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    execute(connection, "commit");
  }

  @Override
  public void rollback(Connection connection) throws SQLException {
    execute(connection, "rollback");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The 16 bytes of an id sort as its text does, at half the size in every index. */
  @Override
  public void set(PreparedStatement statement, int position, Type type, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(position, Types.NULL);
    } else if (value instanceof UUID id) {
      statement.setBytes(
          position,
          ByteBuffer.allocate(16)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits())
              .array());
    } else {
      statement.setObject(position, value);
    }
  }

  @Override
  public @Nullable UUID id(ResultSet row, String column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    if (bytes == null) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  @Override
  public String lock(Sql.Lock lock) {
    return "";
  }

  /** Rounded up to a power of two with copies of the last, so that few statements are prepared. */
  @Override
  public void in(Sql sql, Type type, List<Object> sorted) {
    int size = sorted.size();
    if (size > MOST_IN_A_LIST) {
      throw new IllegalArgumentException(
          "A statement names " + size + " rows: SQLite takes " + MOST_IN_A_LIST + " at once.");
    }
    int rounded = size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    List<Object> filled = new ArrayList<>(sorted);
    while (filled.size() < Math.min(rounded, MOST_IN_A_LIST)) {
      filled.add(sorted.get(size - 1));
    }
    sql.raw("in (" + "?, ".repeat(filled.size() - 1) + "?)", filled);
  }

  @Override
  public Writes writes() {
    return writes;
  }

  @Override
  public String clock() {
    return "select cast(unixepoch('subsec') * 1000 as integer) * 1000 as micros";
  }

  @Override
  public void lockMigration(Handle handle, String prefix) {
    // The transaction has the only write lock already.
  }

  @Override
  public String tableExists() {
    return "select 1 as found from sqlite_master where type = 'table' and name = ?";
  }

  @Override
  public Fault fault(SQLException error) {
    return switch (error.getErrorCode() & 0xff) {
      case BUSY, LOCKED -> Fault.AGAIN;
      case READ_ONLY, IO_ERROR, FULL, CANNOT_OPEN -> Fault.UNAVAILABLE;
      default -> Fault.of(error);
    };
  }
}
