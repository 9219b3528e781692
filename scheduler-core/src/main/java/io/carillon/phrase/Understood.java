package io.carillon.phrase;

import java.util.Objects;

/**
 * Some words of a phrase and what they were taken for. The spans of a proposal cover every word
 * once, in order.
 *
 * @param start offset of the first character in the phrase
 * @param end offset after the last character
 * @param text the words
 * @param role what they were taken for
 */
public record Understood(int start, int end, String text, Role role) {

  /** What words can be taken for. */
  public enum Role {
    /** "every 2 hours", "daily", "of the month". */
    REPETITION,
    /** Weekdays, dates, months. */
    DAY,
    /** Times of day, windows, delays. */
    TIME,
    /** Start, end, number of runs. */
    LIMIT,
    /** What is left out. */
    EXCEPTION,
    /** A time zone. */
    ZONE,
    /** Where the result goes. */
    DELIVERY,
    /** Words between two parts of the schedule. */
    CONNECTION,
    /** What should be done. */
    INSTRUCTION;

    /** True for the roles that make the schedule. */
    public boolean isSchedule() {
      return this != DELIVERY && this != CONNECTION && this != INSTRUCTION;
    }
  }

  public Understood {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(role, "role");
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("A span goes from 0 or more to its end or later");
    }
  }
}
