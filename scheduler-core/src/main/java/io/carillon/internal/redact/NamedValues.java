package io.carillon.internal.redact;

/**
 * Finds values that stand beside a telling name in a text: {@code password=x}, {@code
 * "api_key":"x"}, {@code Cookie: a=b; c=d}. Looks at each {@code :} and {@code =}, back for the
 * name (a bounded way) and on for the value, so it takes linear time.
 */
final class NamedValues {

  private static final int MOST_BLANKS = 4;

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int copied;

  private NamedValues(String text) {
    this.text = text;
  }

  static String redact(String text) {
    return new NamedValues(text).run();
  }

  private String run() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      at = c == ':' || c == '=' ? afterSeparator(at) : at + 1;
    }
    return copied == 0 ? text : out.append(text, copied, text.length()).toString();
  }

  /** Looks at one separator; the place to go on from. */
  private int afterSeparator(int separator) {
    int nameEnd = skipBack(separator, ' ');
    boolean quotedName = nameEnd > copied && isQuote(text.charAt(nameEnd - 1));
    if (quotedName) {
      nameEnd = skipBack(nameEnd - 1, '\\');
    }
    int nameStart = nameEnd;
    while (nameStart > copied
        && nameEnd - nameStart < SensitiveNames.LONGEST
        && isNamePart(text.charAt(nameStart - 1))) {
      nameStart--;
    }
    String name = text.substring(nameStart, nameEnd);
    if (name.isEmpty() || !SensitiveNames.isSensitive(name)) {
      return separator + 1;
    }
    return value(separator, name, quotedName);
  }

  private int value(int separator, String name, boolean quotedName) {
    int start = separator + 1;
    while (start < text.length()
        && start - separator <= MOST_BLANKS
        && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    int escapes = start;
    while (escapes < text.length() && text.charAt(escapes) == '\\' && escapes - start < 3) {
      escapes++;
    }
    if (escapes < text.length() && isQuote(text.charAt(escapes))) {
      int end = quotedEnd(escapes + 1, text.charAt(escapes), escapes - start);
      return replace(escapes + 1, end, "");
    }
    if (start < text.length() && (text.charAt(start) == '[' || text.charAt(start) == '{')) {
      return separator + 1;
    }
    int end = SensitiveNames.isWholeLine(name) ? lineEnd(start) : bareEnd(start);
    String value = text.substring(start, end);
    if (value.isEmpty() || (quotedName && isJsonWord(value))) {
      return separator + 1;
    }
    boolean prose = text.charAt(separator) == ':' && !quotedName;
    if (prose && !SensitiveNames.isAlwaysSecret(name) && !looksSecret(value)) {
      return separator + 1;
    }
    // A number beside a quoted name is JSON: the marker must be a JSON text.
    return replace(start, end, quotedName ? "\"" : "");
  }

  private int replace(int start, int end, String quote) {
    if (end > start && !text.startsWith(Redactor.MARKER, start)) {
      out.append(text, copied, start).append(quote).append(Redactor.MARKER).append(quote);
      copied = end;
    }
    return Math.max(end, start);
  }

  /**
   * The end of a quoted value on its line. In a text that is itself quoted, as deep as {@code
   * escapes} backslashes tell, a backslash of the value is doubled with each level: the quote that
   * closes has {@code escapes} of them left over; one without any closes the text around.
   */
  private int quotedEnd(int start, char quote, int escapes) {
    int period = 2 * (escapes + 1);
    int backslashes = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote && (backslashes == 0 || backslashes % period == escapes)) {
        return backslashes == 0 ? i : i - escapes;
      }
      if (c == '\n') {
        return i;
      }
      backslashes = c == '\\' ? backslashes + 1 : 0;
    }
    return text.length();
  }

  private int lineEnd(int start) {
    int end = start;
    while (end < text.length() && "\r\n\"'".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private int bareEnd(int start) {
    int end = start;
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && ",;&\"'<>)}]\\".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private int skipBack(int from, char skipped) {
    int at = from;
    while (at > copied && from - at < MOST_BLANKS && text.charAt(at - 1) == skipped) {
      at--;
    }
    return at;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private static boolean isJsonWord(String value) {
    return value.equals("null") || value.equals("true") || value.equals("false");
  }

  private static boolean looksSecret(String value) {
    String word = value.replaceAll("[.!?]{1,3}$", "");
    return word.length() >= 6 && !word.chars().allMatch(c -> Character.isLetter(c) || c == '-');
  }
}
