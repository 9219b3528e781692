package io.carillon.phrase;

import io.carillon.Trigger;
import java.util.List;
import java.util.Objects;

/**
 * One way to read a phrase.
 *
 * @param label what tells it from the others: {@code 03:00}, {@code every 2 weeks}
 * @param triggers the schedule in this reading; at least one
 * @param description the schedule in plain words
 */
public record Reading(String label, List<Trigger> triggers, String description) {

  public Reading {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(description, "description");
    triggers = List.copyOf(triggers);
    if (triggers.isEmpty()) {
      throw new IllegalArgumentException("A reading needs at least one trigger");
    }
  }
}
