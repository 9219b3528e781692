package io.carillon.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the fields of one object of settings and collects what is wrong with them. */
final class ConfigFields {

  private final ObjectNode object;
  private final String path;
  private final List<Problem> problems;
  private final Set<String> known = new LinkedHashSet<>();

  ConfigFields(ObjectNode object, String path, List<Problem> problems) {
    this.object = object;
    this.path = path;
    this.problems = problems;
  }

  String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  void fault(String field, String what, String fix) {
    problems.add(Problem.of(at(field), what, fix));
  }

  /** The raw value; empty when it is missing or null. */
  Optional<JsonNode> raw(String field) {
    known.add(field);
    return Optional.ofNullable(object.get(field)).filter(node -> !node.isNull());
  }

  Optional<String> text(String field) {
    Optional<JsonNode> raw = raw(field);
    if (raw.isPresent() && !raw.get().isTextual()) {
      fault(field, "is " + kind(raw.get()) + ", expected a text.", "Put it in quotes.");
      return Optional.empty();
    }
    return raw.map(JsonNode::asText);
  }

  Optional<ObjectNode> object(String field) {
    Optional<JsonNode> raw = raw(field);
    if (raw.isPresent() && !raw.get().isObject()) {
      fault(field, "is " + kind(raw.get()) + ", expected an object.", "Write { … }.");
      return Optional.empty();
    }
    return raw.map(ObjectNode.class::cast);
  }

  Optional<JsonNode> list(String field) {
    Optional<JsonNode> raw = raw(field);
    if (raw.isPresent() && !raw.get().isArray()) {
      fault(field, "is " + kind(raw.get()) + ", expected a list.", "Write [ … ].");
      return Optional.empty();
    }
    return raw;
  }

  Optional<Long> whole(String field, long least, long most) {
    Optional<JsonNode> raw = raw(field);
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    JsonNode node = raw.get();
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < least
        || node.longValue() > most) {
      fault(
          field,
          "is " + shown(node) + ", expected a whole number from " + least + " to " + most + ".",
          "");
      return Optional.empty();
    }
    return Optional.of(node.longValue());
  }

  Optional<Double> number(String field, double least, double most) {
    Optional<JsonNode> raw = raw(field);
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    JsonNode node = raw.get();
    if (!node.isNumber() || !(node.doubleValue() >= least && node.doubleValue() <= most)) {
      fault(
          field,
          "is " + shown(node) + ", expected a number from " + least + " to " + most + ".",
          "");
      return Optional.empty();
    }
    return Optional.of(node.doubleValue());
  }

  /** Ends the reading: fields that nobody asked for are faults. */
  void end() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                fault(name, "is not known here.", "Known are: " + String.join(", ", known) + ".");
              }
            });
  }

  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      default -> "nothing";
    };
  }

  private static String shown(JsonNode node) {
    return node.isNumber() ? node.asText() : kind(node);
  }
}
