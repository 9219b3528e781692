package io.carillon.phrase;

import java.util.List;
import java.util.Objects;

/**
 * The words can be read in different ways, or leave something open.
 *
 * @param text the question to the person
 * @param readings answers to choose from; empty where only other words can tell
 * @param source who asks
 */
public record Question(String text, List<Reading> readings, Source source) implements PhraseResult {

  public Question {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(source, "source");
    readings = List.copyOf(readings);
  }

  /** A question of the grammar. */
  public Question(String text, List<Reading> readings) {
    this(text, readings, Source.GRAMMAR);
  }
}
