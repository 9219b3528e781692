package io.carillon.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Problem;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the settings of an action or a channel and collects every fault on the way. A field that is
 * missing or faulty reads as its default, so that the reader goes on to the next fault. Used by one
 * thread.
 */
public final class Settings {

  private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private final ObjectNode config;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> known = new LinkedHashSet<>();

  public Settings(ObjectNode config) {
    this.config = config;
  }

  /** The faults found so far. */
  public List<Problem> problems() {
    return problems;
  }

  /** Adds a fault. */
  public void problem(String where, String what, String fix) {
    problems.add(Problem.of(where, what, fix));
  }

  /** The field as it is; empty when missing or null. */
  public Optional<JsonNode> value(String field) {
    known.add(field);
    JsonNode node = config.get(field);
    return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  /** A text that must be there and not be blank; empty text when it is faulty. */
  public String requiredText(String field, String example) {
    Optional<String> text = text(field, example);
    boolean absent = value(field).isEmpty();
    if (absent || (text.isPresent() && text.get().isBlank())) {
      problem(field, absent ? "is missing." : "is blank.", "Write for example " + example + ".");
    }
    return text.orElse("");
  }

  /** A text that may be left out. */
  public Optional<String> text(String field, String example) {
    Optional<JsonNode> node = value(field);
    if (node.isPresent() && !node.get().isTextual()) {
      problem(
          field, "is " + kind(node.get()) + ", not a text.", "Write for example " + example + ".");
      return Optional.empty();
    }
    return node.map(JsonNode::textValue);
  }

  /** One of several words, compared without case, as it stands in {@code words}. */
  public String word(String field, List<String> words, String otherwise) {
    Optional<String> text = text(field, "\"" + otherwise + "\"");
    if (text.isEmpty()) {
      return otherwise;
    }
    String wanted = text.get().toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (word.toLowerCase(Locale.ROOT).equals(wanted)) {
        return word;
      }
    }
    problem(field, "is \"" + text.get() + "\".", "Write one of " + String.join(", ", words) + ".");
    return otherwise;
  }

  /** True or false. */
  public boolean flag(String field, boolean otherwise) {
    Optional<JsonNode> node = value(field);
    if (node.isPresent() && !node.get().isBoolean()) {
      problem(field, "is " + kind(node.get()) + ".", "Write true or false.");
      return otherwise;
    }
    return node.map(JsonNode::booleanValue).orElse(otherwise);
  }

  /** A whole number within bounds, both inclusive. */
  public int number(String field, int least, int most, int otherwise) {
    Optional<JsonNode> node = value(field);
    if (node.isEmpty()) {
      return otherwise;
    }
    if (!node.get().canConvertToInt()
        || !node.get().isIntegralNumber()
        || node.get().intValue() < least
        || node.get().intValue() > most) {
      problem(
          field,
          "is " + (node.get().isNumber() ? node.get().asText() : kind(node.get())) + ".",
          "Write a whole number from " + least + " to " + most + ".");
      return otherwise;
    }
    return node.get().intValue();
  }

  /** A positive length of time as ISO 8601 ({@code PT30S}) or in short ({@code 30s}). */
  public Duration duration(String field, Duration most, Duration otherwise) {
    Optional<String> text = text(field, "\"30s\" or \"PT30S\"");
    if (text.isEmpty()) {
      return otherwise;
    }
    Optional<Duration> parsed = parse(text.get());
    if (parsed.isEmpty() || parsed.get().isNegative() || parsed.get().isZero()) {
      problem(
          field,
          "\"" + text.get() + "\" is not a positive length of time.",
          "Write for example \"30s\", \"5m\" or \"PT30S\".");
      return otherwise;
    }
    if (parsed.get().compareTo(most) > 0) {
      problem(field, "is longer than " + most + ".", "Write at most " + most + ".");
      return otherwise;
    }
    return parsed.get();
  }

  private static Optional<Duration> parse(String text) {
    Matcher inShort = SHORT_DURATION.matcher(text);
    if (inShort.matches()) {
      long amount = Long.parseLong(inShort.group(1));
      return Optional.of(
          switch (inShort.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
          });
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** An object; an empty one when missing or faulty. */
  public ObjectNode object(String field) {
    Optional<JsonNode> node = value(field);
    if (node.isPresent() && !node.get().isObject()) {
      problem(field, "is " + kind(node.get()) + ", not an object.", "Write { \"name\": value }.");
    }
    return node.isPresent() && node.get() instanceof ObjectNode object ? object : Json.object();
  }

  /**
   * Reports fields that nothing has read: a typo must not pass in silence. Call it last.
   *
   * @return every fault found
   */
  public List<Problem> finish() {
    for (String field : new TreeSet<>(names())) {
      if (!known.contains(field)) {
        problem(
            field,
            "there is no such setting.",
            known.isEmpty() ? "It takes none." : "There are " + String.join(", ", known) + ".");
      }
    }
    return List.copyOf(problems);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    config.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** What a value is, in words, without the value. */
  public static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL, MISSING -> "null";
      default -> "something else";
    };
  }
}
