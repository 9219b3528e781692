package io.carillon.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Problem;
import io.carillon.internal.time.Nearest;
import io.carillon.internal.time.ZoneTexts;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object and collects what is wrong with them, so that a definition is
 * refused with all its faults at once. Fields that nobody asked for are faults too.
 */
public final class Fields {

  private final ObjectNode object;
  private final String path;
  private final List<Problem> problems;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(ObjectNode object, String path, List<Problem> problems) {
    this.object = object;
    this.path = path;
    this.problems = problems;
  }

  /** The fields of a node; when it is no object that is a fault and all fields are missing. */
  public static Fields of(JsonNode node, String path, List<Problem> problems) {
    return of(node, path, problems, "{ … }");
  }

  private static Fields of(JsonNode node, String path, List<Problem> problems, String example) {
    if (node instanceof ObjectNode object) {
      return new Fields(object, path, problems);
    }
    problems.add(
        Problem.of(path, "is " + kind(node) + ", expected an object.", "Write " + example + "."));
    ObjectNode empty = JsonNodeFactory.instance.objectNode();
    return new Fields(empty, path, new ArrayList<>());
  }

  /** The path of a field, as problems name it. */
  public String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  public void fault(String field, String what, String fix) {
    problems.add(Problem.of(at(field), what, fix));
  }

  /** The raw value; empty when it is missing or null. */
  public Optional<JsonNode> raw(String field) {
    known.add(field);
    return Optional.ofNullable(object.get(field)).filter(node -> !node.isNull());
  }

  public Optional<String> text(String field) {
    return raw(field)
        .flatMap(
            node -> {
              if (node.isTextual()) {
                return Optional.of(node.asText());
              }
              fault(field, "is " + kind(node) + ", expected a text.", "Put it in quotes.");
              return Optional.empty();
            });
  }

  public Optional<Integer> integer(String field) {
    return raw(field)
        .flatMap(
            node -> {
              if (node.canConvertToInt() && node.canConvertToExactIntegral()) {
                return Optional.of(node.intValue());
              }
              fault(field, "is " + kind(node) + ", expected a whole number.", "Write it as 5.");
              return Optional.empty();
            });
  }

  public Optional<Double> number(String field) {
    return raw(field)
        .flatMap(
            node -> {
              if (node.isNumber()) {
                return Optional.of(node.doubleValue());
              }
              fault(field, "is " + kind(node) + ", expected a number.", "Write it as 1.5.");
              return Optional.empty();
            });
  }

  /** ISO-8601 ({@code PT90S}) or a number with a unit ({@code 90s}, {@code 5m}, {@code 2h}). */
  public Optional<Duration> duration(String field) {
    return text(field)
        .flatMap(
            text -> {
              Optional<Duration> duration = Durations.parse(text);
              if (duration.isEmpty()) {
                fault(
                    field,
                    "\"" + text + "\" is no duration.",
                    "Write it as \"90s\", \"5m\", \"2h\" or ISO-8601 as \"PT5M\".");
              }
              return duration;
            });
  }

  public Optional<ZoneId> zone(String field) {
    return text(field)
        .flatMap(
            text -> {
              Optional<ZoneId> zone = ZoneTexts.parse(text);
              if (zone.isEmpty()) {
                problems.add(ZoneTexts.unknown(at(field), text));
              }
              return zone;
            });
  }

  public <E extends Enum<E>> Optional<E> choice(String field, Class<E> type) {
    return text(field)
        .flatMap(
            text -> {
              for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
                  return Optional.of(constant);
                }
              }
              List<String> names = new ArrayList<>();
              for (E constant : type.getEnumConstants()) {
                names.add(constant.name());
              }
              fault(
                  field,
                  "\"" + text + "\" is not one of the choices.",
                  "Write one of: " + String.join(", ", names) + ".");
              return Optional.empty();
            });
  }

  /** The elements of an array; a single value counts as an array of one. */
  public List<JsonNode> list(String field) {
    List<JsonNode> elements = new ArrayList<>();
    raw(field)
        .ifPresent(
            node -> {
              if (node.isArray()) {
                node.forEach(elements::add);
              } else {
                elements.add(node);
              }
            });
    return elements;
  }

  /** The fields of a nested object; empty when it is missing. */
  public Optional<Fields> nested(String field) {
    return nested(field, "{ … }");
  }

  /**
   * The same.
   *
   * @param example what to write, told when the value is no object
   */
  public Optional<Fields> nested(String field, String example) {
    return raw(field).map(node -> of(node, at(field), problems, example));
  }

  /** Builds a value; what its constructor refuses is a fault at {@code field}. */
  public <T> @Nullable T build(String field, Function<Fields, T> maker) {
    try {
      return maker.apply(this);
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(field.isEmpty() ? path : at(field), String.valueOf(e.getMessage())));
      return null;
    }
  }

  /** Ends the reading: fields that nobody asked for are faults. */
  public void end() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                String nearest = Nearest.of(name, known);
                String meant = nearest.isEmpty() ? "" : "Did you mean " + nearest + "? ";
                fault(
                    name,
                    "is not known here.",
                    meant + "Known are: " + String.join(", ", known) + ".");
              }
            });
  }

  /** What a JSON value is, for people. */
  public static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL, MISSING -> "nothing";
      default -> "something else";
    };
  }
}
