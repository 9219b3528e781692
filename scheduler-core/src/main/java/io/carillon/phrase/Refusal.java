package io.carillon.phrase;

import java.util.Objects;

/**
 * The words are no schedule, or one that cannot be kept.
 *
 * @param why what is wrong and what to say instead
 */
public record Refusal(String why) implements PhraseResult {

  public Refusal {
    Objects.requireNonNull(why, "why");
  }
}
