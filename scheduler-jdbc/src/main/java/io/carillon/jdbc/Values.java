package io.carillon.jdbc;

import io.carillon.RunId;
import io.carillon.TaskId;
import io.carillon.spi.NodeId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Arguments of statements as columns hold them. */
final class Values {

  private Values() {}

  static Object of(Object value) {
    if (value instanceof RunId id) {
      return id.value();
    } else if (value instanceof TaskId id) {
      return id.value();
    } else if (value instanceof NodeId id) {
      return id.value();
    } else if (value instanceof Instant instant) {
      return Type.micros(instant);
    } else if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    return value;
  }

  /** Each once, in ascending order. */
  static List<Object> sorted(Collection<?> values) {
    return values.stream().map(Values::of).distinct().sorted(Type::compare).toList();
  }
}
