package io.carillon.spring.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of a small request body; a field that nobody knows is refused. */
final class Body {

  private static final String INSTANT = "2027-01-01T09:00:00Z";

  private final ObjectNode json;

  /**
   * @throws InvalidDefinitionException naming all fields that are not {@code known}
   */
  Body(ObjectNode json, String... known) {
    this.json = json;
    List<Problem> problems = new ArrayList<>();
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!List.of(known).contains(name)) {
                problems.add(
                    Problem.of(
                        name, "is not known here.", "Known: " + String.join(", ", known) + "."));
              }
            });
    if (!problems.isEmpty()) {
      throw new InvalidDefinitionException("The request", problems);
    }
  }

  Optional<JsonNode> json(String field) {
    return Optional.ofNullable(json.get(field));
  }

  Optional<String> text(String field) {
    return value(field)
        .map(
            node -> {
              if (!node.isTextual()) {
                throw Fault.invalid(field, "is no text.", "Put it in quotes.");
              }
              return node.asText();
            });
  }

  Optional<Integer> integer(String field) {
    return value(field)
        .map(
            node -> {
              if (!node.isIntegralNumber() || !node.canConvertToInt()) {
                throw Fault.invalid(field, "is no whole number.", "Write it as 5.");
              }
              return node.intValue();
            });
  }

  Optional<Boolean> flag(String field) {
    return value(field)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw Fault.invalid(field, "is neither true nor false.", "Write true or false.");
              }
              return node.booleanValue();
            });
  }

  Optional<Instant> instant(String field) {
    return text(field).map(text -> instant(field, text));
  }

  /** An instant that must be there. */
  Instant requiredInstant(String field) {
    return instant(field, required(field, INSTANT + "."));
  }

  private static Instant instant(String field, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Fault.invalid(field, "\"" + text + "\" is no instant.", "Write it as " + INSTANT + ".");
    }
  }

  /** A text that must be there. */
  String required(String field, String example) {
    return text(field)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> Fault.invalid(field, "is missing.", "Write it, such as " + example));
  }

  private Optional<JsonNode> value(String field) {
    return json(field).filter(node -> !node.isNull());
  }
}
