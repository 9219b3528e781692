package io.carillon.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Effect;
import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Something a model may ask to have done, if the task allows it by name. Each call is a journaled
 * step: once done it is not done again by a retry.
 */
public final class Tool {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ToolSpec spec;
  private final Effect effect;
  private final Body body;

  private Tool(ToolSpec spec, Effect effect, Body body) {
    this.spec = spec;
    this.effect = effect;
    this.body = body;
  }

  /**
   * A tool of effect {@link Effect#UNSAFE}: say otherwise with {@link #effect(Effect)} where a call
   * may be repeated.
   *
   * @param name 1 to 64 letters, digits, '_' or '-'
   * @param description what it does, for the model; not blank
   * @param parameters a JSON schema of type object, as JSON text
   * @throws InvalidDefinitionException with every fault
   */
  public static Tool of(String name, String description, String parameters, Body body) {
    JsonNode schema;
    try {
      schema = JSON.readTree(parameters);
    } catch (JsonProcessingException e) {
      throw refused(name, List.of(Problem.of("parameters", "is no JSON.", "Write { … }.")));
    }
    return of(name, description, schema, body);
  }

  /** See {@link #of(String, String, String, Body)}. */
  public static Tool of(String name, String description, JsonNode parameters, Body body) {
    List<Problem> problems = new ArrayList<>();
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      problems.add(
          Problem.of("name", "cannot be a name.", "Write 1 to 64 letters, digits, '_' or '-'."));
    }
    if (description.isBlank()) {
      problems.add(Problem.of("description", "is blank.", "Say what the tool does."));
    }
    if (parameters instanceof ObjectNode schema) {
      problems.addAll(SchemaFaults.ofRoot(schema, "parameters"));
      if (problems.isEmpty()) {
        return new Tool(
            new ToolSpec(name, description, schema),
            Effect.UNSAFE,
            Objects.requireNonNull(body, "body"));
      }
    } else {
      problems.add(
          Problem.of("parameters", "is no object.", "Write a JSON schema of type object."));
    }
    throw refused(name, problems);
  }

  /**
   * A copy with another effect: what happens to a call whose end was not recorded.
   *
   * @throws IllegalArgumentException for {@link Effect#MODEL}, which is for model calls
   */
  public Tool effect(Effect other) {
    if (other == Effect.MODEL) {
      throw new IllegalArgumentException(
          "A tool's effect is READ_ONLY, IDEMPOTENT or UNSAFE; MODEL is for calls of models.");
    }
    return new Tool(spec, Objects.requireNonNull(other, "effect"), body);
  }

  public String name() {
    return spec.name();
  }

  public ToolSpec spec() {
    return spec;
  }

  public Effect effect() {
    return effect;
  }

  JsonNode call(ToolInput input) throws Exception {
    return body.call(input);
  }

  private static InvalidDefinitionException refused(String name, List<Problem> problems) {
    return new InvalidDefinitionException("Tool \"" + name + "\"", problems);
  }

  /** What a tool does. Thread-safe. */
  @FunctionalInterface
  public interface Body {

    /**
     * Does it.
     *
     * @return what the model is told: a text as it is, anything else as JSON
     * @throws ToolFailure with a message for the model
     * @throws InterruptedException when the run ends
     * @throws Exception whose class name alone the model is told
     */
    JsonNode call(ToolInput input) throws Exception;
  }
}
