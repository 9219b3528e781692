package io.carillon.internal.phrase;

import java.util.List;

/**
 * Ends the reading of a phrase with a question or a refusal. Never leaves this package; carries no
 * stack trace, since it is an ordinary answer.
 */
final class Unclear extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean question;
  private final transient List<Chunk.Alternative> readings;

  private Unclear(String text, boolean question, List<Chunk.Alternative> readings) {
    super(text, null, false, false);
    this.question = question;
    this.readings = readings;
  }

  /** A question; each reading holds all the chunks that would stand instead of the phrase's. */
  static Unclear ask(String text, List<Chunk.Alternative> readings) {
    return new Unclear(text, true, readings);
  }

  static Unclear ask(String text) {
    return new Unclear(text, true, List.of());
  }

  static Unclear refuse(String why) {
    return new Unclear(why, false, List.of());
  }

  boolean isQuestion() {
    return question;
  }

  List<Chunk.Alternative> readings() {
    return readings;
  }

  /** The question or the reason; never null. */
  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
