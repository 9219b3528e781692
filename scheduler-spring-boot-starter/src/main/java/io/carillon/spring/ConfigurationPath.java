package io.carillon.spring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place within a configured task, and what the configuration's way of writing means there: {@code
 * step-timeout} is {@code stepTimeout}, but a label, a header or a payload keeps its name; a text
 * in a {@code .properties} file is a number where only a number can be.
 */
final class ConfigurationPath {

  static final ConfigurationPath ROOT = new ConfigurationPath(null, "");

  private static final Set<String> NUMBERS =
      Set.of("priority", "retries", "factor", "max", "perMinute", "limit", "maxRuns");
  private static final Set<String> CONTAINERS =
      Set.of(
          "triggers",
          "policies",
          "deliveries",
          "labels",
          "nodes",
          "after",
          "tasks",
          "retry",
          "catchUp",
          "overlap",
          "config");

  private final @Nullable ConfigurationPath parent;
  private final String name;

  private ConfigurationPath(@Nullable ConfigurationPath parent, String name) {
    this.parent = parent;
    this.name = name;
  }

  /** The name as the codec knows it. */
  String name() {
    return name;
  }

  ConfigurationPath below(String key) {
    return new ConfigurationPath(this, isFree() ? key : camel(key));
  }

  /** Whether the names below are the user's own. */
  private boolean isFree() {
    if (name.equals("labels") || name.equals("config") || name.equals("payload")) {
      return true;
    }
    ConfigurationPath above = parent;
    return above != null && (above.isFree() || above.name.equals("action"));
  }

  private boolean isWithin(String ancestor) {
    return name.equals(ancestor) || (parent != null && parent.isWithin(ancestor));
  }

  /** YAML writes an empty list or map as an empty text: nothing is there. */
  boolean isEmptyContainer(JsonNode node) {
    return CONTAINERS.contains(name)
        && !isWithin("action")
        && node.isTextual()
        && node.asText().isEmpty();
  }

  /** The value as JSON. */
  JsonNode scalar(@Nullable Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value == null) {
      return nodes.nullNode();
    }
    if (isWithin("labels")) {
      return nodes.textNode(value.toString());
    }
    if (value instanceof Integer number) {
      return nodes.numberNode(number);
    }
    if (value instanceof Long number) {
      return nodes.numberNode(number);
    }
    if (value instanceof Number number) {
      return nodes.numberNode(new BigDecimal(number.toString()));
    }
    if (value instanceof Boolean truth) {
      return nodes.booleanNode(truth);
    }
    return text(value.toString());
  }

  private JsonNode text(String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    boolean free = isFree() || isWithin("action");
    if (!free && NUMBERS.contains(name) && text.matches("-?\\d{1,9}(\\.\\d{1,6})?")) {
      return text.contains(".")
          ? nodes.numberNode(new BigDecimal(text))
          : nodes.numberNode(Integer.parseInt(text));
    }
    if (!free && name.equals("manual") && (text.equals("true") || text.equals("false"))) {
      return nodes.booleanNode(Boolean.parseBoolean(text));
    }
    return nodes.textNode(text);
  }

  /** {@code [0].a.[b.c]} as {@code [0]}, {@code a}, {@code b.c}. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    int at = 0;
    while (at < path.length()) {
      if (path.charAt(at) == '.') {
        at++;
      } else if (path.charAt(at) == '[') {
        int end = path.indexOf(']', at);
        int stop = end < 0 ? path.length() : end;
        String inside = path.substring(at + 1, stop);
        boolean number = !inside.isEmpty() && inside.chars().allMatch(Character::isDigit);
        segments.add(number ? "[" + inside + "]" : inside);
        at = stop + 1;
      } else {
        int dot = path.indexOf('.', at);
        int bracket = path.indexOf('[', at);
        int stop = Math.min(dot < 0 ? path.length() : dot, bracket < 0 ? path.length() : bracket);
        segments.add(path.substring(at, stop));
        at = stop;
      }
    }
    return segments;
  }

  /** The number of a segment such as {@code [3]}; null when it is a name. */
  static @Nullable Integer index(String segment) {
    boolean bracketed =
        segment.length() > 2
            && segment.length() < 9
            && segment.startsWith("[")
            && segment.endsWith("]");
    return bracketed ? Integer.valueOf(segment.substring(1, segment.length() - 1)) : null;
  }

  /** A path in the form in which places are looked up: however it was written. */
  static String key(String path) {
    return path.replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static String camel(String key) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '-' && i + 1 < key.length()) {
        name.append(Character.toUpperCase(key.charAt(++i)));
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }
}
