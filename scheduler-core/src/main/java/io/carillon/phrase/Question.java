package io.carillon.phrase;

import java.util.List;
import java.util.Objects;

/**
 * The words can be read in different ways, or leave something open.
 *
 * @param text the question to the person
 * @param readings answers to choose from; empty where only other words can tell
 */
public record Question(String text, List<Reading> readings) implements PhraseResult {

  public Question {
    Objects.requireNonNull(text, "text");
    readings = List.copyOf(readings);
  }
}
