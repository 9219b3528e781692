package io.carillon.jdbc;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/** What a column holds; each database has its own name for it. */
enum Type {
  ID("uuid"),
  TEXT("text"),
  /** Instants (microseconds) and money (billionths of a dollar) too. */
  LONG("bigint"),
  INT("integer"),
  FLAG("boolean");

  /** UUIDs in the unsigned order of their text, which is that of databases. */
  static final Comparator<UUID> UUID_ORDER =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private static final long MICROS = 1_000_000L;

  private final String sqlName;

  Type(String sqlName) {
    this.sqlName = sqlName;
  }

  /** The type's name in standard SQL. */
  String sqlName() {
    return sqlName;
  }

  /** The type of a value as it is written to a column. */
  static Type of(Object value) {
    if (value instanceof UUID) {
      return ID;
    } else if (value instanceof String) {
      return TEXT;
    } else if (value instanceof Long) {
      return LONG;
    } else if (value instanceof Integer) {
      return INT;
    } else if (value instanceof Boolean) {
      return FLAG;
    }
    throw new IllegalArgumentException("No column holds a " + value.getClass().getName() + ".");
  }

  /** In the order in which databases sort the type. */
  static int compare(Object left, Object right) {
    if (left instanceof UUID one && right instanceof UUID other) {
      return UUID_ORDER.compare(one, other);
    } else if (left instanceof String one && right instanceof String other) {
      return one.compareTo(other);
    } else if (left instanceof Number one && right instanceof Number other) {
      return Long.compare(one.longValue(), other.longValue());
    }
    throw new IllegalArgumentException("Keys are ids, texts and numbers, not " + left + ".");
  }

  /**
   * Microseconds since 1970; finer parts are cut off.
   *
   * @throws IllegalArgumentException some 292,000 years from now
   */
  static long micros(Instant instant) {
    try {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1_000);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "The instant " + instant + " is too far away to be stored in microseconds.", e);
    }
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000L);
  }
}
