package io.carillon.llm;

import io.carillon.Usage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered.
 *
 * @param usage tokens used, without cost; null when the provider did not say
 * @param model the model that answered, as the provider names it; empty when it did not say
 * @param id the provider's id of the answer; empty when there is none
 */
public record LlmResponse(
    LlmMessage.Assistant message, @Nullable Usage usage, String model, Finish finish, String id) {

  public LlmResponse {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(finish, "finish");
    Objects.requireNonNull(id, "id");
  }

  /** Why an answer ended. */
  public enum Finish {
    /** The model was done. */
    STOP,
    /** The limit of tokens was reached: the answer is cut. */
    LENGTH,
    /** It waits for tools. */
    TOOLS,
    /** The provider withheld the answer, or the rest of it. */
    FILTERED,
    /** The provider gave another reason, or none. */
    OTHER
  }
}
