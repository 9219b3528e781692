package io.carillon.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Checks a JSON schema itself, against the part of JSON Schema (draft 2020-12) that {@link
 * SchemaCheck} enforces. A keyword that would not be enforced is refused, not ignored: a rule that
 * is written and does nothing is worse than none.
 */
final class SchemaFaults {

  static final Set<String> TYPES =
      new TreeSet<>(Set.of("object", "array", "string", "number", "integer", "boolean", "null"));

  private static final Set<String> COUNTS =
      Set.of("minLength", "maxLength", "minItems", "maxItems");
  private static final Set<String> NUMBERS =
      Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
  private static final Set<String> WORDS =
      Set.of("title", "description", "default", "examples", "$schema", "$comment", "const");
  private static final int DEEPEST = 20;

  private final List<Problem> problems = new ArrayList<>();

  private SchemaFaults() {}

  /** The faults of a schema whose root must be an object, as providers want it. */
  static List<Problem> ofRoot(ObjectNode schema, String where) {
    SchemaFaults faults = new SchemaFaults();
    if (!schema.path("type").asText().equals("object")) {
      faults.add(where, "\"type\" must be \"object\".", "Put other values into a property of it.");
    }
    faults.schema(schema, where, 0);
    return faults.problems;
  }

  private void schema(JsonNode node, String where, int depth) {
    if (!(node instanceof ObjectNode schema)) {
      add(where, "is not an object.", "Write a schema as { \"type\": \"string\" }.");
    } else if (depth > DEEPEST) {
      add(where, "is nested more than " + DEEPEST + " levels deep.", "Flatten the schema.");
    } else {
      for (Map.Entry<String, JsonNode> entry : schema.properties()) {
        keyword(entry.getKey(), entry.getValue(), where, depth);
      }
      required(schema, where);
    }
  }

  private void keyword(String name, JsonNode value, String where, int depth) {
    String at = where + "." + name;
    switch (name) {
      case "type" -> type(value, at);
      case "properties" -> properties(value, at, depth);
      case "items" -> schema(value, at, depth + 1);
      case "additionalProperties" -> {
        if (!value.isBoolean()) {
          schema(value, at, depth + 1);
        }
      }
      case "anyOf" -> anyOf(value, at, depth);
      case "enum" -> {
        if (!value.isArray() || value.isEmpty()) {
          add(at, "is not a list of at least one value.", "List the values allowed.");
        }
      }
      case "required" -> {
        if (!value.isArray() || !allTexts(value)) {
          add(at, "is not a list of names.", "Write [\"name\"].");
        }
      }
      case "pattern" -> pattern(value, at);
      default -> other(name, value, at);
    }
  }

  private void other(String name, JsonNode value, String at) {
    if (COUNTS.contains(name)) {
      if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
        add(at, "is not a whole number of 0 or more.", "");
      }
    } else if (NUMBERS.contains(name)) {
      if (!value.isNumber()) {
        add(at, "is not a number.", "");
      }
    } else if (!WORDS.contains(name)) {
      add(
          at,
          "is a keyword that is not enforced here.",
          "Leave it out. Known are: type, properties, required, additionalProperties, items, enum,"
              + " const, anyOf, minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength,"
              + " maxLength, minItems, maxItems, pattern, title, description.");
    }
  }

  private void type(JsonNode value, String at) {
    List<JsonNode> types = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(types::add);
    } else {
      types.add(value);
    }
    if (types.isEmpty() || !types.stream().allMatch(type -> TYPES.contains(type.asText()))) {
      add(at, "names no known type.", "Write one of: " + String.join(", ", TYPES) + ".");
    }
  }

  private void properties(JsonNode value, String at, int depth) {
    if (!(value instanceof ObjectNode object)) {
      add(at, "is not an object.", "Write { \"name\": { \"type\": \"string\" } }.");
      return;
    }
    object
        .properties()
        .forEach(entry -> schema(entry.getValue(), at + "." + entry.getKey(), depth + 1));
  }

  private void anyOf(JsonNode value, String at, int depth) {
    if (!value.isArray() || value.isEmpty()) {
      add(at, "is not a list of at least one schema.", "");
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      schema(value.get(i), at + "[" + i + "]", depth + 1);
    }
  }

  private void pattern(JsonNode value, String at) {
    try {
      Pattern.compile(value.asText());
    } catch (PatternSyntaxException e) {
      add(at, "is no regular expression: " + e.getDescription() + ".", "");
    }
  }

  private void required(ObjectNode schema, String where) {
    for (JsonNode name : schema.path("required")) {
      if (!schema.path("properties").has(name.asText())) {
        add(
            where + ".required",
            "names \"" + name.asText() + "\", which is not in properties.",
            "Describe it there, or leave it out.");
      }
    }
  }

  private static boolean allTexts(JsonNode array) {
    for (JsonNode node : array) {
      if (!node.isTextual()) {
        return false;
      }
    }
    return true;
  }

  private void add(String where, String what, String fix) {
    problems.add(Problem.of(where, what, fix));
  }
}
