package io.carillon.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of one row that was read, in Carillon's types. */
final class Cells {

  /** Makes a value of a row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Cells cells) throws SQLException;
  }

  private final ResultSet row;
  private final Dialect dialect;

  Cells(ResultSet row, Dialect dialect) {
    this.row = row;
    this.dialect = dialect;
  }

  UUID id(String column) throws SQLException {
    return Objects.requireNonNull(idOrNull(column), column);
  }

  @Nullable UUID idOrNull(String column) throws SQLException {
    return dialect.id(row, column);
  }

  String text(String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column), column);
  }

  @Nullable String textOrNull(String column) throws SQLException {
    return row.getString(column);
  }

  <E extends Enum<E>> E one(Class<E> type, String column) throws SQLException {
    return Enum.valueOf(type, text(column));
  }

  <E extends Enum<E>> @Nullable E oneOrNull(Class<E> type, String column) throws SQLException {
    String name = row.getString(column);
    return name == null ? null : Enum.valueOf(type, name);
  }

  long number(String column) throws SQLException {
    return row.getLong(column);
  }

  int count(String column) throws SQLException {
    return row.getInt(column);
  }

  boolean flag(String column) throws SQLException {
    return row.getBoolean(column);
  }

  Instant time(String column) throws SQLException {
    return Type.instant(row.getLong(column));
  }

  @Nullable Instant timeOrNull(String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Type.instant(micros);
  }
}
