package io.carillon.time;

import java.time.LocalDate;

/**
 * Days in a row.
 *
 * @param first the first day
 * @param last the last day, inclusive; not before the first
 */
public record DateSpan(LocalDate first, LocalDate last) {

  public DateSpan {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          "The last day " + last + " is before the first, " + first + ". Swap them.");
    }
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }
}
