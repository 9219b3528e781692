package io.carillon.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** PostgreSQL 12 and newer, and what speaks its protocol with SKIP LOCKED. */
final class PostgresDialect implements Dialect {

  /** Of the session's advisory locks, the one that migrations take: "carillon" in ASCII. */
  private static final long MIGRATION_LOCK = 0x636172696c6c6f6eL;

  private final Writes writes = new ArrayWrites();

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public String folder() {
    return "postgresql";
  }

  @Override
  public boolean hasOneWriter() {
    return false;
  }

  /** Set for the one transaction, so there is nothing to restore but auto-commit. */
  @Override
  public void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction isolation level read committed, read write");
    }
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    connection.commit();
  }

  @Override
  public void rollback(Connection connection) throws SQLException {
    connection.rollback();
  }

  @Override
  public void set(PreparedStatement statement, int position, Type type, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(
          position,
          switch (type) {
            case ID -> Types.OTHER;
            case TEXT -> Types.VARCHAR;
            case LONG -> Types.BIGINT;
            case INT -> Types.INTEGER;
            case FLAG -> Types.BOOLEAN;
          });
    } else {
      statement.setObject(position, value);
    }
  }

  @Override
  public @Nullable UUID id(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  @Override
  public String lock(Sql.Lock lock) {
    return switch (lock) {
      case WAIT -> " for update";
      case SKIP -> " for update skip locked";
      case SHARED -> " for share";
    };
  }

  @Override
  public void in(Sql sql, Type type, List<Object> sorted) {
    sql.raw("= any(cast(? as " + type.sqlName() + "[]))", List.of(new Sql.Array(type, sorted)));
  }

  @Override
  public Writes writes() {
    return writes;
  }

  @Override
  public String clock() {
    return "select cast(extract(epoch from clock_timestamp()) * 1000000 as bigint) as micros";
  }

  @Override
  public void lockMigration(Handle handle, String prefix) {
    handle.execute("select pg_advisory_xact_lock(?)", MIGRATION_LOCK + prefix.hashCode());
  }

  @Override
  public String tableExists() {
    return "select 1 as found where to_regclass(?) is not null";
  }

  @Override
  public Fault fault(SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    if (state.equals("55P03")) {
      return Fault.AGAIN;
    }
    // Out of resources, operator intervention, system error, and a standby that only reads.
    boolean away =
        state.startsWith("53")
            || state.startsWith("57")
            || state.startsWith("58")
            || state.equals("25006");
    return away ? Fault.UNAVAILABLE : Fault.of(error);
  }
}
