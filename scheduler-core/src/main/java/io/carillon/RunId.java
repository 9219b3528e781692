package io.carillon;

import java.util.Objects;
import java.util.UUID;

/** Identifies one run. Made by the client and time-ordered (UUID version 7, RFC 9562). */
public record RunId(UUID value) implements Comparable<RunId> {

  public RunId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException when {@code text} is not a UUID
   */
  public static RunId of(String text) {
    return new RunId(UUID.fromString(text));
  }

  /** In the order of the UUID's text, which for time-ordered ids is the order of their making. */
  @Override
  public int compareTo(RunId other) {
    return compare(value, other.value);
  }

  /** Unsigned, as databases and texts order UUIDs ({@code UUID.compareTo} is signed). */
  static int compare(UUID left, UUID right) {
    int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
