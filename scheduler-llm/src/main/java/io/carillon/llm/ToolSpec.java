package io.carillon.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * What a model is told of a tool.
 *
 * @param parameters a JSON schema of type object
 */
public record ToolSpec(String name, String description, ObjectNode parameters) {
  public ToolSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    parameters = parameters.deepCopy();
  }
}
