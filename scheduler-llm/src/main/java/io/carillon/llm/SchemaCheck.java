package io.carillon.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Says where a JSON value breaks a schema that {@link SchemaFaults} let pass. The sentences go back
 * to a model that shall do better, and into failures that people read: they name places and rules,
 * never values.
 */
final class SchemaCheck {

  private static final int MOST = 20;

  private final List<String> faults = new ArrayList<>();

  private SchemaCheck() {}

  /** Where and how {@code value} breaks {@code schema}; empty when it fits; at most 20. */
  static List<String> faults(JsonNode value, JsonNode schema) {
    SchemaCheck check = new SchemaCheck();
    check.value(value, schema, "$");
    return check.faults.size() > MOST ? check.faults.subList(0, MOST) : check.faults;
  }

  private void value(JsonNode value, JsonNode schema, String at) {
    if (schema.has("type") && !hasType(value, schema.get("type"))) {
      fault(at, "must be " + types(schema.get("type")) + ", is " + kind(value));
      return;
    }
    if (schema.has("enum") && !contains(schema.get("enum"), value)) {
      fault(at, "must be one of " + schema.get("enum"));
    }
    if (schema.has("const") && !same(schema.get("const"), value)) {
      fault(at, "must be " + schema.get("const"));
    }
    if (schema.has("anyOf") && !fitsAny(value, schema.get("anyOf"))) {
      noneFits(value, schema.get("anyOf"), at);
    }
    if (value instanceof ObjectNode object) {
      object(object, schema, at);
    } else if (value.isArray()) {
      array(value, schema, at);
    } else if (value.isTextual()) {
      text(value.asText(), schema, at);
    } else if (value.isNumber()) {
      number(value, schema, at);
    }
  }

  private void object(ObjectNode object, JsonNode schema, String at) {
    for (JsonNode name : schema.path("required")) {
      if (!object.has(name.asText())) {
        fault(at, "lacks the required \"" + name.asText() + "\"");
      }
    }
    JsonNode properties = schema.path("properties");
    JsonNode additional = schema.path("additionalProperties");
    int unknown = 0;
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String name = entry.getKey();
      if (properties.has(name)) {
        value(entry.getValue(), properties.get(name), at + "." + name);
      } else if (additional.isObject()) {
        value(entry.getValue(), additional, at + ".*");
      } else if (additional.isBoolean() && !additional.booleanValue()) {
        unknown++;
      }
    }
    if (unknown > 0) {
      fault(at, "has " + unknown + " properties besides " + names(properties));
    }
  }

  private void array(JsonNode array, JsonNode schema, String at) {
    if (array.size() < schema.path("minItems").asInt(0)) {
      fault(at, "must have at least " + schema.get("minItems") + " items, has " + array.size());
    }
    if (array.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
      fault(at, "must have at most " + schema.get("maxItems") + " items, has " + array.size());
    }
    if (schema.has("items")) {
      for (int i = 0; i < array.size(); i++) {
        value(array.get(i), schema.get("items"), at + "[" + i + "]");
      }
    }
  }

  private void text(String text, JsonNode schema, String at) {
    int length = text.codePointCount(0, text.length());
    if (length < schema.path("minLength").asInt(0)) {
      fault(at, "must have at least " + schema.get("minLength") + " characters, has " + length);
    }
    if (length > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
      fault(at, "must have at most " + schema.get("maxLength") + " characters, has " + length);
    }
    if (schema.has("pattern")
        && !Pattern.compile(schema.get("pattern").asText()).matcher(text).find()) {
      fault(at, "must match " + schema.get("pattern"));
    }
  }

  private void number(JsonNode number, JsonNode schema, String at) {
    if (schema.has("minimum") && compare(number, schema.get("minimum")) < 0) {
      fault(at, "must be at least " + schema.get("minimum"));
    }
    if (schema.has("maximum") && compare(number, schema.get("maximum")) > 0) {
      fault(at, "must be at most " + schema.get("maximum"));
    }
    if (schema.has("exclusiveMinimum") && compare(number, schema.get("exclusiveMinimum")) <= 0) {
      fault(at, "must be more than " + schema.get("exclusiveMinimum"));
    }
    if (schema.has("exclusiveMaximum") && compare(number, schema.get("exclusiveMaximum")) >= 0) {
      fault(at, "must be less than " + schema.get("exclusiveMaximum"));
    }
  }

  private static boolean fitsAny(JsonNode value, JsonNode shapes) {
    for (JsonNode shape : shapes) {
      if (faults(value, shape).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Of shapes told apart by their properties, the one that was meant can be named. */
  private void noneFits(JsonNode value, JsonNode shapes, String at) {
    List<JsonNode> meant = new ArrayList<>();
    for (JsonNode shape : shapes) {
      boolean shares =
          value.properties().stream().anyMatch(e -> shape.path("properties").has(e.getKey()));
      if (shares) {
        meant.add(shape);
      }
    }
    if (meant.size() == 1) {
      value(value, meant.get(0), at);
    } else {
      fault(at, "fits none of the " + shapes.size() + " shapes allowed");
    }
  }

  private static boolean contains(JsonNode values, JsonNode value) {
    for (JsonNode allowed : values) {
      if (same(allowed, value)) {
        return true;
      }
    }
    return false;
  }

  /** As JSON Schema has it: numbers by value, so 1 is 1.0. */
  private static boolean same(JsonNode left, JsonNode right) {
    return (left.isNumber() && right.isNumber()) ? compare(left, right) == 0 : left.equals(right);
  }

  private static int compare(JsonNode left, JsonNode right) {
    return left.decimalValue().compareTo(right.decimalValue());
  }

  private static boolean hasType(JsonNode value, JsonNode type) {
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (hasType(value, one)) {
          return true;
        }
      }
      return false;
    }
    return switch (type.asText()) {
      case "integer" ->
          value.isIntegralNumber()
              || (value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0);
      case "number" -> value.isNumber();
      default -> kind(value).equals(type.asText());
    };
  }

  private static String types(JsonNode type) {
    if (!type.isArray()) {
      return type.asText();
    }
    List<String> names = new ArrayList<>();
    type.forEach(one -> names.add(one.asText()));
    return String.join(" or ", names);
  }

  private static String names(JsonNode properties) {
    return properties.isEmpty() ? "none" : String.join(", ", sorted(properties));
  }

  private static Set<String> sorted(JsonNode properties) {
    Set<String> names = new TreeSet<>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      default -> "null";
    };
  }

  private void fault(String at, String what) {
    faults.add(at + " " + what);
  }
}
