package io.carillon.llm;

import java.util.Objects;

/**
 * A model's wish to have a tool called.
 *
 * @param id the model's own id of the call; its result carries it
 * @param name the tool's name as the model wrote it; may be one that does not exist
 * @param arguments as the model wrote them: JSON if all went well
 */
public record ToolCall(String id, String name, String arguments) {
  public ToolCall {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(arguments, "arguments");
  }
}
