package io.carillon.phrase;

import java.util.Objects;

/**
 * The words are no schedule, or one that cannot be kept.
 *
 * @param why what is wrong and what to say instead
 * @param kind whether another reader could do better
 */
public record Refusal(String why, Kind kind) implements PhraseResult {

  /** Why a phrase is refused. */
  public enum Kind {
    /** No schedule was found in the words: another reader may find one. */
    NOT_UNDERSTOOD,
    /** The words were understood, and no such schedule can be kept: a past time, 30 February. */
    IMPOSSIBLE,
    /** The phrase is empty, or longer than is read. */
    NO_PHRASE
  }

  public Refusal {
    Objects.requireNonNull(why, "why");
    Objects.requireNonNull(kind, "kind");
  }

  /** The same refusal with one more sentence. */
  public Refusal withRemark(String remark) {
    return new Refusal(why + " " + remark, kind);
  }
}
