package io.carillon.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a value in a template: names with dots, numbers for elements of a list, brackets with
 * quotes for names with other characters, as in {@code parents["fetch news"].items.0.title}.
 *
 * @param raw as it was written
 * @param segments at least one
 */
record TemplatePath(String raw, List<String> segments) {

  private static final Pattern FIRST = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");
  private static final Pattern NEXT =
      Pattern.compile(
          "\\.([\\p{L}\\p{N}_-]+)|\\[\\s*(\\d+)\\s*]|\\[\\s*\"([^\"]+)\"\\s*]|\\[\\s*'([^']+)'\\s*]");

  TemplatePath {
    segments = List.copyOf(segments);
  }

  /** Empty when {@code text} is no path. */
  static Optional<TemplatePath> parse(String text) {
    Matcher first = FIRST.matcher(text);
    if (!first.lookingAt()) {
      return Optional.empty();
    }
    List<String> segments = new ArrayList<>();
    segments.add(first.group());
    Matcher next = NEXT.matcher(text);
    int at = first.end();
    while (at < text.length()) {
      next.region(at, text.length());
      if (!next.lookingAt()) {
        return Optional.empty();
      }
      segments.add(matched(next));
      at = next.end();
    }
    return Optional.of(new TemplatePath(text, segments));
  }

  String root() {
    return segments.get(0);
  }

  List<String> rest() {
    return segments.subList(1, segments.size());
  }

  private static String matched(Matcher matcher) {
    for (int group = 1; group <= matcher.groupCount(); group++) {
      String text = matcher.group(group);
      if (text != null) {
        return text;
      }
    }
    throw new IllegalStateException("A segment matched without a group.");
  }
}
