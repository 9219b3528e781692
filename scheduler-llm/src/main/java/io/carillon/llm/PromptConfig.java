package io.carillon.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a prompt, read and found good.
 *
 * @param model as written; null: the only one there is
 * @param messages at least one
 */
record PromptConfig(
    @Nullable String model,
    List<Line> messages,
    ObjectNode variables,
    Answer answer,
    Limits limits) {

  PromptConfig {
    messages = List.copyOf(messages);
  }

  /** A message to be. */
  record Line(Role role, Template template, String where) {}

  /** Who speaks. */
  enum Role {
    SYSTEM,
    USER,
    ASSISTANT
  }

  /**
   * How to answer.
   *
   * @param tools names of registered tools
   */
  record Answer(LlmRequest.Settings settings, List<String> tools, @Nullable OutputSchema output) {
    Answer {
      tools = List.copyOf(tools);
    }
  }

  /**
   * Where a run ends.
   *
   * @param maxRounds most calls of the model, a repair of its answer apart
   * @param maxCost no call is begun once this is spent; null for no limit
   * @param maxTokens no call is begun once this many tokens are used; null for no limit
   */
  record Limits(int maxRounds, @Nullable Money maxCost, @Nullable Long maxTokens) {}
}
