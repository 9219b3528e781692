package io.carillon.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Action;
import io.carillon.Money;

/**
 * Writes the settings of a prompt in Java: {@code Prompt.of("Sum up {{ payload.text
 * }}").model("fast").action()}. Immutable; what it writes is checked when the task is defined.
 */
public final class Prompt {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode config;

  private Prompt(ObjectNode config) {
    this.config = config;
  }

  /** A prompt of one message of the user; a template. */
  public static Prompt of(String prompt) {
    return new Prompt(JsonNodeFactory.instance.objectNode().put("prompt", prompt));
  }

  /** The name the model is registered under; needed unless exactly one is. */
  public Prompt model(String name) {
    return with("model", JsonNodeFactory.instance.textNode(name));
  }

  /** What the model is told before the prompt; a template. */
  public Prompt system(String text) {
    return with("system", JsonNodeFactory.instance.textNode(text));
  }

  /** A value for {@code {{ variables.name }}}. */
  public Prompt variable(String name, String value) {
    ObjectNode variables =
        config.get("variables") instanceof ObjectNode there
            ? there.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    return with("variables", variables.put(name, value));
  }

  /** 0 to 2. */
  public Prompt temperature(double value) {
    return with("temperature", JsonNodeFactory.instance.numberNode(value));
  }

  /** Most tokens of one answer. */
  public Prompt maxTokens(int tokens) {
    return with("maxTokens", JsonNodeFactory.instance.numberNode(tokens));
  }

  /** The tools the model may ask for, by name; replaces earlier ones. */
  public Prompt tools(String... names) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (String name : names) {
      list.add(name);
    }
    return with("tools", list);
  }

  /**
   * The shape the answer must have; the run's output is then this JSON.
   *
   * @param schema a JSON schema of type object, as JSON text
   * @throws IllegalArgumentException when it is no JSON
   */
  public Prompt output(String name, String schema) {
    ObjectNode output = JsonNodeFactory.instance.objectNode().put("name", name);
    try {
      output.set("schema", JSON.readTree(schema));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Schema \"" + name + "\" is no JSON.", e);
    }
    return with("output", output);
  }

  /** Most calls of the model in one run; default 8. */
  public Prompt maxRounds(int rounds) {
    return with("maxRounds", JsonNodeFactory.instance.numberNode(rounds));
  }

  /** No call is begun once this is spent. */
  public Prompt maxCost(Money most) {
    return with("maxCost", JsonNodeFactory.instance.textNode(most.toDecimal().toPlainString()));
  }

  /** No call is begun once this many tokens are used. */
  public Prompt maxTokensTotal(long tokens) {
    return with("maxTokensTotal", JsonNodeFactory.instance.numberNode(tokens));
  }

  /** The action of a task. */
  public Action action() {
    return Action.of(PromptExecutor.HANDLER, config);
  }

  private Prompt with(String field, JsonNode value) {
    ObjectNode changed = config.deepCopy();
    changed.set(field, value);
    return new Prompt(changed);
  }
}
