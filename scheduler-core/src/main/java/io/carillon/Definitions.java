package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.internal.json.DefinitionJson;

/**
 * Tasks and flows as JSON, both ways: the one form in which they are stored, configured and sent.
 * What is written is read back equal. Thread-safe.
 */
public final class Definitions {

  private Definitions() {}

  /**
   * Reads a task, or a flow when the object has {@code nodes}. Only its form is checked: whether
   * somebody has its handler and its channels is asked when it is saved.
   *
   * @throws InvalidDefinitionException with every fault, each with its path within {@code json}
   */
  public static Definition read(JsonNode json) {
    return DefinitionJson.read(json);
  }

  /** The definition as a JSON object; what has its default is left out. */
  public static ObjectNode write(Definition definition) {
    return DefinitionJson.write(definition);
  }
}
