package io.carillon.internal.phrase;

import io.carillon.phrase.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends the reading of a phrase with a question or a refusal. Never leaves this package; carries no
 * stack trace, since it is an ordinary answer.
 */
final class Unclear extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Message told;

  /** Null for a question. */
  private final Refusal.@Nullable Kind kind;

  private final transient List<Chunk.Alternative> readings;
  private final @Nullable String language;

  private Unclear(
      Message told,
      Refusal.@Nullable Kind kind,
      List<Chunk.Alternative> readings,
      @Nullable String language) {
    super(told.pattern(), null, false, false);
    this.told = told;
    this.kind = kind;
    this.readings = readings;
    this.language = language;
  }

  /** A question; each reading holds all the chunks that would stand instead of the phrase's. */
  static Unclear ask(Message question, List<Chunk.Alternative> readings) {
    return new Unclear(question, null, readings, null);
  }

  static Unclear ask(Message question) {
    return ask(question, List.of());
  }

  static Unclear ask(String question, List<Chunk.Alternative> readings) {
    return ask(Message.of(question), readings);
  }

  /** A question that only other words can answer. */
  static Unclear ask(String pattern, Object... args) {
    return new Unclear(Message.of(pattern, args), null, List.of(), null);
  }

  /** The words were understood, and cannot be kept. */
  static Unclear refuse(String pattern, Object... args) {
    return refuse(Message.of(pattern, args));
  }

  /** The words were understood, and cannot be kept. */
  static Unclear refuse(Message why) {
    return new Unclear(why, Refusal.Kind.IMPOSSIBLE, List.of(), null);
  }

  /** The words were not understood: another reader may do better. */
  static Unclear notUnderstood(String pattern, Object... args) {
    return new Unclear(Message.of(pattern, args), Refusal.Kind.NOT_UNDERSTOOD, List.of(), null);
  }

  /** The same, in a phrase of this language. */
  Unclear in(String ofPhrase) {
    return new Unclear(told, kind, readings, ofPhrase);
  }

  /** The language of the phrase; null where it is not known yet. */
  @Nullable String language() {
    return language;
  }

  boolean isQuestion() {
    return kind == null;
  }

  /** Why it is refused; not for a question. */
  Refusal.Kind kind() {
    if (kind == null) {
      throw new IllegalStateException("A question has no kind of refusal.");
    }
    return kind;
  }

  List<Chunk.Alternative> readings() {
    return readings;
  }

  /** The question or the reason. */
  Message told() {
    return told;
  }
}
