package io.carillon.llm;

import io.carillon.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with places for values: {@code {{ path }}} or {@code {{ path | default: "text" }}}. A
 * value is put in as text and never looked at again, so what comes from outside cannot bring
 * placeholders of its own. Nothing is executed. A backslash before the braces stands for the braces
 * themselves.
 */
final class Template {

  private static final String ESCAPED = "\\{{";
  private static final Pattern DEFAULT =
      Pattern.compile("default\\s*:\\s*(?:\"([^\"]*)\"|'([^']*)')\\s*");

  /** A literal text, or a place for a value. */
  private sealed interface Part {}

  private record Literal(String text) implements Part {}

  /** A place for the value at a path, and the text for when there is none. */
  record Place(TemplatePath path, @Nullable String otherwise) implements Part {}

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Reads a template; what cannot be read is a problem at {@code where}, and left out. */
  static Template parse(String text, String where, List<Problem> problems) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith(ESCAPED, at)) {
        literal.append("{{");
        at += ESCAPED.length();
      } else if (text.startsWith("{{", at)) {
        int end = text.indexOf("}}", at + 2);
        if (end < 0) {
          problems.add(
              Problem.of(
                  where,
                  "the \"{{\" at character " + (at + 1) + " is never closed.",
                  "Close it with \"}}\", or write \"\\{{\" for the braces themselves."));
          break;
        }
        flush(literal, parts);
        place(text.substring(at + 2, end), where, problems).ifPresent(parts::add);
        at = end + 2;
      } else {
        literal.append(text.charAt(at));
        at++;
      }
    }
    flush(literal, parts);
    return new Template(parts);
  }

  /** A template that renders to the text itself, whatever is in it. */
  static String literally(String text) {
    return text.replace("{{", ESCAPED);
  }

  /** The places for values, in order. */
  List<Place> places() {
    return parts.stream().filter(Place.class::isInstance).map(Place.class::cast).toList();
  }

  /**
   * The text with values put in.
   *
   * @param where what the template is part of, for problems
   * @param limit most characters of the result
   */
  String render(TemplateValues values, String where, int limit, List<Problem> problems) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Literal literal) {
        text.append(literal.text());
      } else if (part instanceof Place place) {
        Optional<String> value = values.text(place.path());
        if (value.isPresent()) {
          text.append(value.get());
        } else if (place.otherwise() != null) {
          text.append(place.otherwise());
        } else {
          problems.add(values.missing(place.path(), where));
        }
      }
      if (text.length() > limit) {
        problems.add(
            Problem.of(
                where,
                "is longer than " + limit + " characters with its values put in.",
                "Put in less, or allow longer prompts where the executor is built."));
        return "";
      }
    }
    return text.toString();
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private static Optional<Part> place(String inside, String where, List<Problem> problems) {
    int bar = inside.indexOf('|');
    String path = (bar < 0 ? inside : inside.substring(0, bar)).strip();
    Optional<TemplatePath> parsed = TemplatePath.parse(path);
    if (parsed.isEmpty()) {
      problems.add(
          Problem.of(
              where,
              "\"{{" + inside + "}}\" holds no path.",
              "Write it as {{ payload.city }} or {{ parents[\"fetch news\"].title }}."));
      return Optional.empty();
    }
    if (bar < 0) {
      return Optional.of(new Place(parsed.get(), null));
    }
    Matcher matcher = DEFAULT.matcher(inside.substring(bar + 1).strip());
    if (!matcher.matches()) {
      problems.add(
          Problem.of(
              where,
              "\"{{" + inside + "}}\" has something other than a default after \"|\".",
              "Write it as {{ " + path + " | default: \"none\" }}."));
      return Optional.empty();
    }
    String text = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    return Optional.of(new Place(parsed.get(), text == null ? "" : text));
  }
}
