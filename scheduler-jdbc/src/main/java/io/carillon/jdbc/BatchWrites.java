package io.carillon.jdbc;

import io.carillon.jdbc.Table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows through JDBC batches: a statement for one row, many times. */
final class BatchWrites implements Writes {

  @Override
  public <R> void insert(Session session, Table<R> table, List<R> rows) {
    session.batch(insertInto(table), table.columns(), rows);
  }

  @Override
  public <R> List<R> insertNew(Session session, Table<R> table, List<R> rows) {
    String sql = insertInto(table) + conflict(table.unique()) + "do nothing";
    int[] counts = session.batch(sql, table.columns(), rows);
    List<R> inserted = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        inserted.add(rows.get(i));
      }
    }
    return inserted;
  }

  @Override
  public <R> void put(Session session, Table<R> table, List<R> rows) {
    session.batch(insertInto(table) + orReplace(table), table.columns(), rows);
  }

  @Override
  public <R> int update(Session session, Table<R> table, List<R> rows) {
    String changes =
        table.rest().stream().map(BatchWrites::equal).collect(Collectors.joining(", "));
    String key = table.key().stream().map(BatchWrites::equal).collect(Collectors.joining(" and "));
    List<Column<R>> order = Stream.concat(table.rest().stream(), table.key().stream()).toList();
    return Arrays.stream(
            session.batch(
                "update " + table.name() + " set " + changes + " where " + key, order, rows))
        .sum();
  }

  static <R> String conflict(List<Column<R>> columns) {
    return columns.stream()
        .map(Column::name)
        .collect(Collectors.joining(", ", " on conflict (", ") "));
  }

  static <R> String orReplace(Table<R> table) {
    return table.rest().stream()
        .map(column -> column.name() + " = excluded." + column.name())
        .collect(Collectors.joining(", ", conflict(table.key()) + "do update set ", ""));
  }

  private static <R> String insertInto(Table<R> table) {
    return columnList(table)
        + table.columns().stream()
            .map(column -> "?")
            .collect(Collectors.joining(", ", " values (", ")"));
  }

  static <R> String columnList(Table<R> table) {
    return table.columns().stream()
        .map(Column::name)
        .collect(Collectors.joining(", ", "insert into " + table.name() + " (", ")"));
  }

  private static String equal(Column<?> column) {
    return column.name() + " = ?";
  }
}
