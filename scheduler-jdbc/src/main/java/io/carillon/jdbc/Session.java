package io.carillon.jdbc;

import io.carillon.jdbc.Table.Column;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Statements within one transaction, on one connection, in one dialect, under one table prefix. */
final class Session {

  private final Handle handle;
  private final Dialect dialect;
  private final String prefix;

  Session(Handle handle, Dialect dialect, String prefix) {
    this.handle = handle;
    this.dialect = dialect;
    this.prefix = prefix;
  }

  Handle handle() {
    return handle;
  }

  /** Starts a statement; tables are named with the standard prefix. */
  Sql sql(String text, Object... arguments) {
    return new Sql(dialect, text, arguments);
  }

  // ---- rows of a table

  /** All columns of a table, under an alias; goes on with {@code where} or {@code join}. */
  Sql select(Table<?> table, String alias) {
    return sql(table.select(alias));
  }

  <R> void insert(Table<R> table, Collection<R> rows) {
    if (!rows.isEmpty()) {
      dialect.writes().insert(this, table, rows.stream().sorted(table.order()).toList());
    }
  }

  /** Inserts those that are not there yet, of equal ones the first, and returns them. */
  <R> List<R> insertNew(Table<R> table, Collection<R> rows) {
    return rows.isEmpty()
        ? List.of()
        : dialect.writes().insertNew(this, table, distinct(table, rows, false));
  }

  /** Inserts or replaces; of equal ones the last stays. */
  <R> void put(Table<R> table, Collection<R> rows) {
    if (!rows.isEmpty()) {
      dialect.writes().put(this, table, distinct(table, rows, true));
    }
  }

  /** Changes those that are there; of equal ones the last stays. */
  <R> int update(Table<R> table, Collection<R> rows) {
    return rows.isEmpty() ? 0 : dialect.writes().update(this, table, byKey(table, rows));
  }

  private static <R> List<R> byKey(Table<R> table, Collection<R> rows) {
    return rows.size() == 1 ? List.copyOf(rows) : distinct(table, rows, true);
  }

  private static <R> List<R> distinct(Table<R> table, Collection<R> rows, boolean keepLast) {
    Map<List<@Nullable Object>, R> distinct = new LinkedHashMap<>();
    for (R row : rows) {
      if (keepLast) {
        distinct.put(table.identity(row), row);
      } else {
        distinct.putIfAbsent(table.identity(row), row);
      }
    }
    return distinct.values().stream().sorted(table.order()).toList();
  }

  /** The rows of these keys, in ascending order; locked if asked. */
  <K, R> Map<K, R> byIds(
      Table<R> table, Collection<K> ids, Function<R, K> key, Sql.@Nullable Lock lock) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    String column = table.key().get(0).name();
    Sql sql = select(table, "t").add(" where").in("t." + column, ids);
    sql.add(" order by t." + column);
    if (lock != null) {
      sql.lock(lock);
    }
    return list(sql, table.reader()).stream()
        .collect(Collectors.toMap(key, row -> row, (first, second) -> first, LinkedHashMap::new));
  }

  // ---- any statement

  int execute(Sql sql) {
    try (Update update = handle.createUpdate(named(sql.text()))) {
      bind(update, sql.arguments());
      return update.execute();
    }
  }

  <T> List<T> list(Sql sql, Cells.Reader<T> reader) {
    try (Query query = handle.createQuery(named(sql.text()))) {
      bind(query, sql.arguments());
      return query.map((row, context) -> reader.read(new Cells(row, dialect))).list();
    }
  }

  <R> List<R> list(Table<R> table, Sql sql) {
    return list(sql, table.reader());
  }

  <T> Optional<T> first(Sql sql, Cells.Reader<T> reader) {
    return list(sql, reader).stream().findFirst();
  }

  boolean exists(Sql sql) {
    return !list(sql, cells -> Boolean.TRUE).isEmpty();
  }

  /** One statement for each row; returns how many rows each changed. */
  <R> int[] batch(String sql, List<Column<R>> columns, List<R> rows) {
    try (PreparedBatch batch = handle.prepareBatch(named(sql))) {
      for (R row : rows) {
        for (int i = 0; i < columns.size(); i++) {
          Column<R> column = columns.get(i);
          batch.bind(i, argument(column.type(), column.value().apply(row)));
        }
        batch.add();
      }
      return batch.execute();
    }
  }

  private String named(String text) {
    return prefix.equals(Schema.PREFIX) ? text : text.replace(Schema.PREFIX, prefix);
  }

  private void bind(SqlStatement<?> statement, List<Object> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      Object value = arguments.get(i);
      statement.bind(
          i, value instanceof Sql.Array array ? argument(array) : argument(Type.of(value), value));
    }
  }

  private Argument argument(Type type, @Nullable Object value) {
    return (position, statement, context) -> dialect.set(statement, position, type, value);
  }

  private static Argument argument(Sql.Array array) {
    return (position, statement, context) -> set(statement, position, array);
  }

  private static void set(PreparedStatement statement, int position, Sql.Array array)
      throws SQLException {
    Object[] values = new ArrayList<@Nullable Object>(array.values()).toArray();
    statement.setArray(
        position, statement.getConnection().createArrayOf(array.type().sqlName(), values));
  }
}
