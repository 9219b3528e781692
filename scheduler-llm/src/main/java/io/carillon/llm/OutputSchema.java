package io.carillon.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * The shape an answer must have.
 *
 * @param name 1 to 64 letters, digits, '_' or '-'; providers ask for one
 * @param schema a JSON schema of type object
 */
public record OutputSchema(String name, ObjectNode schema) {
  public OutputSchema {
    Objects.requireNonNull(name, "name");
    schema = schema.deepCopy();
  }
}
