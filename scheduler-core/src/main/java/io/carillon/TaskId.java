package io.carillon;

import java.util.Objects;
import java.util.UUID;

/** Identifies a stored task or flow for ever: renames and new versions keep it. Time-ordered. */
public record TaskId(UUID value) implements Comparable<TaskId> {

  public TaskId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException when {@code text} is not a UUID
   */
  public static TaskId of(String text) {
    return new TaskId(UUID.fromString(text));
  }

  /** In the order of the UUID's text, which for time-ordered ids is the order of their making. */
  @Override
  public int compareTo(TaskId other) {
    return RunId.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
