package io.carillon.internal.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.internal.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Takes secrets out of what is about to be written: journal, logs, errors, outputs, deliveries.
 * Known values in all their encodings, values under telling names, and what looks like a key. Pure
 * and thread-safe; linear in the length of the text. JSON stays JSON of the same shape.
 *
 * <p>Meant for what runs produce. A definition is not sent through it: {@code {"secret": "name"}}
 * there is a reference, and would be lost.
 */
public final class Redactor {

  /** What stands in place of a secret. */
  public static final String MARKER = "[redacted]";

  private static final TextNode MARKER_NODE = TextNode.valueOf(MARKER);

  private final KnownSecrets known;

  private Redactor(KnownSecrets known) {
    this.known = known;
  }

  /** Redacts by names and shapes alone. */
  public static Redactor standard() {
    return knowing(List.of());
  }

  /** Also redacts these values, of which those shorter than four characters are passed over. */
  public static Redactor knowing(Collection<String> secrets) {
    return new Redactor(new KnownSecrets(secrets));
  }

  /** The text without its secrets; the same object when there are none. A JSON text stays one. */
  public String text(String text) {
    if (looksLikeJson(text)) {
      try {
        JsonNode node = Json.read(text);
        JsonNode redacted = json(node);
        return redacted.equals(node) ? text : Json.write(redacted);
      } catch (IllegalArgumentException e) {
        return plain(text);
      }
    }
    return plain(text);
  }

  private String plain(String text) {
    return NamedValues.redact(SecretShapes.redact(known.redact(text)));
  }

  /** The value without its secrets; the argument is not changed. */
  public JsonNode json(JsonNode node) {
    if (node.isTextual()) {
      String redacted = text(node.textValue());
      return redacted.equals(node.textValue()) ? node : TextNode.valueOf(redacted);
    }
    if (node.isNumber()) {
      String digits = node.asText();
      return known.redact(digits).equals(digits) ? node : MARKER_NODE;
    }
    if (node.isArray()) {
      ArrayNode copy = Json.array();
      node.forEach(element -> copy.add(json(element)));
      return copy;
    }
    return node.isObject() ? object(node) : node;
  }

  private ObjectNode object(JsonNode node) {
    ObjectNode copy = Json.object();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = SecretShapes.redact(known.redact(field.getKey()));
      String unique = name;
      for (int i = 2; copy.has(unique); i++) {
        unique = name + "#" + i;
      }
      boolean sensitive = SensitiveNames.isSensitive(field.getKey());
      copy.set(unique, sensitive ? hidden(field.getValue()) : json(field.getValue()));
    }
    return copy;
  }

  /** Everything below a telling name, but for what cannot be a secret. */
  private static JsonNode hidden(JsonNode node) {
    if (node.isArray()) {
      ArrayNode copy = Json.array();
      node.forEach(element -> copy.add(hidden(element)));
      return copy;
    }
    if (node.isObject()) {
      ObjectNode copy = Json.object();
      node.properties().forEach(field -> copy.set(field.getKey(), hidden(field.getValue())));
      return copy;
    }
    boolean harmless = node.isNull() || node.isBoolean() || node.asText().isEmpty();
    return harmless ? node : MARKER_NODE;
  }

  private static boolean looksLikeJson(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c)) {
        return c == '{' || (c == '[' && !text.startsWith(MARKER, i));
      }
    }
    return false;
  }
}
