package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/**
 * What a task does, as data: the type of executor that does it, and that executor's settings. The
 * settings are checked by the executor when the task is defined.
 */
public final class Action {

  /** The type of actions that call a Java handler by name. */
  public static final String JAVA = "java";

  private final String type;
  private final ObjectNode config;

  private Action(String type, ObjectNode config) {
    this.type = Objects.requireNonNull(type, "type");
    this.config = config.deepCopy();
    if (type.isBlank() || type.length() > 100) {
      throw new IllegalArgumentException("Action type: write 1 to 100 characters.");
    }
  }

  /** An action of any registered executor type with its settings, which are copied. */
  public static Action of(String type, ObjectNode config) {
    return new Action(type, config);
  }

  /** Calls the Java handler registered under {@code handler} with an empty payload. */
  public static Action java(String handler) {
    return new Action(JAVA, object().put("handler", handler));
  }

  /** Calls the Java handler registered under {@code handler}; {@code payload} is JSON. */
  public static Action java(String handler, JsonNode payload) {
    ObjectNode config = object().put("handler", handler);
    config.set("payload", payload);
    return new Action(JAVA, config);
  }

  /** Sends one HTTP request. */
  public static Action http(String method, String url) {
    return new Action("http", object().put("method", method).put("url", url));
  }

  /** Runs a command of the operating system; refused unless the scheduler allows commands. */
  public static Action command(List<String> command) {
    ObjectNode config = object();
    command.forEach(config.putArray("command")::add);
    return new Action("command", config);
  }

  /** Produces a text for the task's deliveries, without any model: a reminder. */
  public static Action notification(String text) {
    return new Action("notification", object().put("text", text));
  }

  /**
   * Runs, pauses or resumes another task.
   *
   * @param verb {@code run}, {@code pause} or {@code resume}
   */
  public static Action control(String verb, String task) {
    return new Action("control", object().put("verb", verb).put("task", task));
  }

  /** The executor's type: {@code java}, {@code http}, {@code prompt} … */
  public String type() {
    return type;
  }

  /** The executor's settings; a copy. */
  public ObjectNode config() {
    return config.deepCopy();
  }

  /** A copy whose settings have {@code field} set to {@code value}. */
  public Action with(String field, JsonNode value) {
    ObjectNode changed = config.deepCopy();
    changed.set(field, value);
    return new Action(type, changed);
  }

  /** A copy whose settings have {@code field} set to {@code value}. */
  public Action with(String field, String value) {
    return with(field, JsonNodeFactory.instance.textNode(value));
  }

  /**
   * What a node must have registered to run this: the type, and for Java handlers also the
   * handler's name, as in {@code java/send-report}.
   */
  public String handler() {
    return type.equals(JAVA) ? JAVA + "/" + config.path("handler").asText() : type;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Action that && type.equals(that.type) && config.equals(that.config);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, config);
  }

  @Override
  public String toString() {
    return "Action[" + handler() + "]";
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
