package io.carillon.llm;

/**
 * Calls a model: one request, one answer, no retries of its own, no streaming. Thread-safe. This is
 * all that AI actions know of a model, so any client library fits behind it.
 */
public interface LlmClient {

  /**
   * Makes exactly one call. Blocks; an interrupt ends it.
   *
   * @throws LlmException when no answer came, sorted by what to do next
   */
  LlmResponse call(LlmRequest request) throws LlmException;

  /** Whether the provider itself enforces {@link LlmRequest#output()}. It is checked either way. */
  default boolean enforcesSchema() {
    return false;
  }
}
