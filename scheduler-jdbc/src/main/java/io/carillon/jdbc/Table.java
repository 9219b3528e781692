package io.carillon.jdbc;

import io.carillon.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table and the one place where its rows are turned into values and back. The statements that
 * write it are made of this description, so that a column is named once.
 *
 * @param <R> the row
 */
final class Table<R> {

  /** A column: how it is called and what it takes from a row. */
  record Column<R>(String name, Type type, Function<R, @Nullable Object> value) {}

  private final String name;
  private final List<Column<R>> columns;
  private final List<Column<R>> key;
  private final List<Column<R>> unique;
  private final Cells.Reader<R> reader;

  private Table(
      String name,
      List<Column<R>> columns,
      List<Column<R>> key,
      List<Column<R>> unique,
      Cells.Reader<R> reader) {
    this.name = name;
    this.columns = columns;
    this.key = key;
    this.unique = unique;
    this.reader = reader;
  }

  static <R> Builder<R> named(String name) {
    return new Builder<>(Schema.PREFIX + name);
  }

  /** With the standard prefix; the session puts the real one. */
  String name() {
    return name;
  }

  List<Column<R>> columns() {
    return columns;
  }

  /** The primary key. */
  List<Column<R>> key() {
    return key;
  }

  /** What tells that a row is there already. */
  List<Column<R>> unique() {
    return unique;
  }

  /** All columns that are not in the key. */
  List<Column<R>> rest() {
    return columns.stream().filter(column -> !key.contains(column)).toList();
  }

  Cells.Reader<R> reader() {
    return reader;
  }

  /** {@code select}, all columns, {@code from} this table under an alias. */
  String select(String alias) {
    return columns.stream()
        .map(column -> alias + "." + column.name())
        .collect(Collectors.joining(", ", "select ", " from " + name + " " + alias));
  }

  /** The order in which rows are written, so that two transactions cannot wait for each other. */
  Comparator<R> order() {
    return (left, right) -> {
      for (Column<R> column : unique) {
        Object one = column.value().apply(left);
        Object other = column.value().apply(right);
        int order = one == null || other == null ? 0 : Type.compare(one, other);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  /** The values of the unique columns. */
  List<@Nullable Object> identity(R row) {
    return values(unique, row);
  }

  /** The values of the primary key. */
  List<@Nullable Object> keyOf(R row) {
    return values(key, row);
  }

  private static <R> List<@Nullable Object> values(List<Column<R>> columns, R row) {
    List<@Nullable Object> values = new ArrayList<>(columns.size());
    columns.forEach(column -> values.add(column.value().apply(row)));
    return values;
  }

  /** Collects the columns. */
  static final class Builder<R> {

    private final String name;
    private final List<Column<R>> columns = new ArrayList<>();
    private List<String> key = List.of();
    private List<String> unique = List.of();

    private Builder(String name) {
      this.name = name;
    }

    Builder<R> id(String column, Function<R, @Nullable UUID> value) {
      return add(column, Type.ID, value::apply);
    }

    /** A text that means something to Carillon: U+0000 in it is refused. */
    Builder<R> text(String column, Function<R, @Nullable String> value) {
      return add(column, Type.TEXT, row -> Texts.exact(name + "." + column, value.apply(row)));
    }

    /** A text for people: U+0000 in it is shown as U+2400. */
    Builder<R> prose(String column, Function<R, @Nullable String> value) {
      return add(column, Type.TEXT, row -> Texts.readable(value.apply(row)));
    }

    Builder<R> one(String column, Function<R, @Nullable Enum<?>> value) {
      return add(
          column,
          Type.TEXT,
          row -> {
            Enum<?> constant = value.apply(row);
            return constant == null ? null : constant.name();
          });
    }

    Builder<R> time(String column, Function<R, @Nullable Instant> value) {
      return add(
          column,
          Type.LONG,
          row -> {
            Instant instant = value.apply(row);
            return instant == null ? null : Type.micros(instant);
          });
    }

    Builder<R> number(String column, Function<R, Long> value) {
      return add(column, Type.LONG, value::apply);
    }

    Builder<R> count(String column, Function<R, @Nullable Integer> value) {
      return add(column, Type.INT, value::apply);
    }

    Builder<R> flag(String column, Function<R, Boolean> value) {
      return add(column, Type.FLAG, value::apply);
    }

    Builder<R> usage(Function<R, Usage> value) {
      return number("input_tokens", row -> value.apply(row).input())
          .number("output_tokens", row -> value.apply(row).output())
          .number("cache_read_tokens", row -> value.apply(row).cacheRead())
          .number("cache_write_tokens", row -> value.apply(row).cacheWrite())
          .number("reasoning_tokens", row -> value.apply(row).reasoning())
          .number("cost_nanos", row -> value.apply(row).cost().nanos());
    }

    Builder<R> key(String... names) {
      key = Arrays.asList(names);
      return this;
    }

    /** What tells that a row is there already, where that is not the key. */
    Builder<R> unique(String... names) {
      unique = Arrays.asList(names);
      return this;
    }

    Table<R> read(Cells.Reader<R> reader) {
      List<Column<R>> keys = named(key);
      return new Table<>(
          name, List.copyOf(columns), keys, unique.isEmpty() ? keys : named(unique), reader);
    }

    private Builder<R> add(String column, Type type, Function<R, @Nullable Object> value) {
      columns.add(new Column<>(column, type, value));
      return this;
    }

    private List<Column<R>> named(List<String> names) {
      return names.stream()
          .map(
              wanted ->
                  columns.stream()
                      .filter(column -> column.name().equals(wanted))
                      .findFirst()
                      .orElseThrow(() -> new IllegalStateException(name + "." + wanted)))
          .toList();
    }
  }
}
