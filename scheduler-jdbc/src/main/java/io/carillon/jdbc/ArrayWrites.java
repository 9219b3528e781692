package io.carillon.jdbc;

import io.carillon.jdbc.Table.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows through PostgreSQL's arrays: one statement and one round trip for any number of rows, and
 * {@code returning} says which were inserted.
 */
final class ArrayWrites implements Writes {

  @Override
  public <R> void insert(Session session, Table<R> table, List<R> rows) {
    session.execute(insertFrom(session, table, rows));
  }

  @Override
  public <R> List<R> insertNew(Session session, Table<R> table, List<R> rows) {
    String key = table.key().stream().map(Column::name).collect(Collectors.joining(", "));
    Sql sql =
        insertFrom(session, table, rows)
            .add(BatchWrites.conflict(table.unique()) + "do nothing returning " + key);
    Set<List<@Nullable Object>> inserted =
        new HashSet<>(session.list(sql, cells -> key(cells, table)));
    return rows.stream().filter(row -> inserted.contains(table.keyOf(row))).toList();
  }

  private static <R> List<@Nullable Object> key(Cells cells, Table<R> table) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(table.key().size());
    for (Column<R> column : table.key()) {
      values.add(
          switch (column.type()) {
            case ID -> cells.id(column.name());
            case TEXT -> cells.text(column.name());
            case LONG -> cells.number(column.name());
            case INT -> cells.count(column.name());
            case FLAG -> cells.flag(column.name());
          });
    }
    return values;
  }

  @Override
  public <R> void put(Session session, Table<R> table, List<R> rows) {
    session.execute(insertFrom(session, table, rows).add(BatchWrites.orReplace(table)));
  }

  @Override
  public <R> int update(Session session, Table<R> table, List<R> rows) {
    String changes =
        table.rest().stream()
            .map(column -> column.name() + " = n." + column.name())
            .collect(Collectors.joining(", "));
    String names =
        table.columns().stream().map(Column::name).collect(Collectors.joining(", ", "n(", ")"));
    String key =
        table.key().stream()
            .map(column -> "t." + column.name() + " = n." + column.name())
            .collect(Collectors.joining(" and "));
    Sql sql = session.sql("update " + table.name() + " t set " + changes + " from ");
    return session.execute(unnest(sql, table, rows).add(" as " + names + " where " + key));
  }

  private static <R> Sql insertFrom(Session session, Table<R> table, List<R> rows) {
    Sql sql = session.sql(BatchWrites.columnList(table) + " select * from ");
    return unnest(sql, table, rows);
  }

  private static <R> Sql unnest(Sql sql, Table<R> table, List<R> rows) {
    String arrays =
        table.columns().stream()
            .map(column -> "cast(? as " + column.type().sqlName() + "[])")
            .collect(Collectors.joining(", ", "unnest(", ")"));
    List<Sql.Array> values = new ArrayList<>();
    for (Column<R> column : table.columns()) {
      List<@Nullable Object> cells = new ArrayList<>(rows.size());
      rows.forEach(row -> cells.add(column.value().apply(row)));
      values.add(new Sql.Array(column.type(), Collections.unmodifiableList(cells)));
    }
    sql.raw(arrays, values);
    return sql;
  }
}
