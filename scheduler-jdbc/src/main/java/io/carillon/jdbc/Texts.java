package io.carillon.jdbc;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts as columns can hold them: PostgreSQL has no U+0000, so no database of Carillon does. */
final class Texts {

  private static final char NUL = '\u0000';
  private static final char SHOWN_NUL = '\u2400';

  private Texts() {}

  /**
   * The text as it is. JSON writes U+0000 with a backslash, so it passes.
   *
   * @throws IllegalArgumentException when it holds U+0000
   */
  static @Nullable String exact(String column, @Nullable String text) {
    int at = text == null ? -1 : text.indexOf(NUL);
    if (at >= 0) {
      throw new IllegalArgumentException(
          "The text for "
              + column
              + " has the character U+0000 at position "
              + at
              + ", which databases cannot keep: leave it out.");
    }
    return text;
  }

  /** The text with U+0000 made visible. */
  static @Nullable String readable(@Nullable String text) {
    return text == null || text.indexOf(NUL) < 0 ? text : text.replace(NUL, SHOWN_NUL);
  }

  /** One line for each. */
  static String lines(List<String> items) {
    for (String item : items) {
      if (item.isEmpty() || item.indexOf('\n') >= 0) {
        throw new IllegalArgumentException(
            "\"" + item + "\" cannot be the name of a handler: write one line that is not empty.");
      }
    }
    return String.join("\n", items);
  }

  static List<String> items(String lines) {
    return lines.isEmpty() ? List.of() : Arrays.asList(lines.split("\n"));
  }
}
