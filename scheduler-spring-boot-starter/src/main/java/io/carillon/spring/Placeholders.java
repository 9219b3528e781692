package io.carillon.spring;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Placeholders that nothing resolved: told as such, not as the faults they make later. */
final class Placeholders {

  private static final Pattern LEFT = Pattern.compile("\\$\\{([^:}]+)}");

  private Placeholders() {}

  /** What is wrong with a text in which a placeholder is left. */
  static Optional<Problem> unresolved(String where, String text) {
    Matcher left = LEFT.matcher(text);
    if (!left.find()) {
      return Optional.empty();
    }
    String key = left.group(1);
    String what = "the placeholder ${" + key + "} has no value.";
    return Optional.of(
        Problem.of(where, what, "Set " + key + ", or write a default as in ${" + key + ":-}."));
  }

  /** The same for every text in a value. */
  static List<Problem> unresolved(String where, JsonNode value) {
    List<Problem> problems = new ArrayList<>();
    if (value.isTextual()) {
      unresolved(where, value.asText()).ifPresent(problems::add);
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      problems.addAll(unresolved(where + "[" + i + "]", value.get(i)));
    }
    value
        .properties()
        .forEach(e -> problems.addAll(unresolved(where + "." + e.getKey(), e.getValue())));
    return problems;
  }
}
