package io.carillon.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement as it is put together: text with question marks, and what they stand for. */
final class Sql {

  /** Several values that stand for one question mark, in a database that has arrays. */
  record Array(Type type, List<? extends @Nullable Object> values) {}

  private final Dialect dialect;
  private final StringBuilder text = new StringBuilder();
  private final List<Object> arguments = new ArrayList<>();

  Sql(Dialect dialect, String text, Object... arguments) {
    this.dialect = dialect;
    add(text, arguments);
  }

  /** Adds text with a question mark for each argument. */
  Sql add(String more, Object... values) {
    text.append(more);
    for (Object value : values) {
      arguments.add(Values.of(value));
    }
    return this;
  }

  /** Adds that a column has one of these values; at least one. */
  Sql in(String column, Collection<?> values) {
    List<Object> sorted = Values.sorted(values);
    text.append(' ').append(column).append(' ');
    dialect.in(this, Type.of(sorted.get(0)), sorted);
    return this;
  }

  /** Adds a question mark, or several, with the arguments they stand for. */
  void raw(String more, List<?> values) {
    text.append(more);
    arguments.addAll(values);
  }

  /** Adds how the rows that are read are locked. */
  Sql lock(Lock lock) {
    text.append(dialect.lock(lock));
    return this;
  }

  String text() {
    return text.toString();
  }

  List<Object> arguments() {
    return arguments;
  }

  /** How rows are locked until the transaction ends. */
  enum Lock {
    /** Waits for others. */
    WAIT,
    /** Leaves out what others have locked. */
    SKIP,
    /** Several transactions may hold it. */
    SHARED
  }
}
