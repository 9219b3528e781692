package io.carillon.llm;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of a model.
 *
 * @param messages the whole conversation so far; not empty
 * @param settings how to answer
 * @param tools the tools it may ask for; empty for none
 * @param output the shape of the answer, for clients that can enforce one; null for free text
 */
public record LlmRequest(
    List<LlmMessage> messages,
    Settings settings,
    List<ToolSpec> tools,
    @Nullable OutputSchema output) {

  public LlmRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    Objects.requireNonNull(settings, "settings");
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("A request to a model needs at least one message.");
    }
  }

  /**
   * How to answer; what is null is left to the client's own defaults.
   *
   * @param temperature 0 to 2
   * @param maxTokens most tokens of the answer; positive
   */
  public record Settings(@Nullable Double temperature, @Nullable Integer maxTokens) {

    /** All left to the client. */
    public static final Settings DEFAULT = new Settings(null, null);
  }
}
