package io.carillon.internal.phrase;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Cuts a phrase into words, runs of digits and single other characters. */
final class Lexer {

  private Lexer() {}

  static List<Token> tokens(String phrase) {
    List<Token> tokens = new ArrayList<>(phrase.length() / 4 + 4);
    int i = 0;
    int end = 0;
    while (i < phrase.length()) {
      char c = phrase.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || isInvisible(c)) {
        i++;
        continue;
      }
      int next = wordEnd(phrase, i);
      boolean glued = i == end && !tokens.isEmpty();
      tokens.add(token(phrase, i, next, glued));
      end = next;
      i = next;
    }
    return tokens;
  }

  private static boolean isInvisible(char c) {
    return Character.getType(c) == Character.FORMAT || Character.isISOControl(c);
  }

  private static int wordEnd(String phrase, int start) {
    char first = phrase.charAt(start);
    int i = start + 1;
    if (Character.isDigit(first)) {
      i = addressEnd(phrase, start);
    } else if (isAlphabetic(first)) {
      while (i < phrase.length() && continuesWord(phrase.charAt(i))) {
        i++;
      }
      i = possessiveEnd(phrase, i);
    } else if (Character.isHighSurrogate(first) && i < phrase.length()) {
      i++;
    }
    return i;
  }

  /** Digits end with the first other character; an address such as 10.0.0.12 is one word. */
  private static int addressEnd(String phrase, int start) {
    int digits = digitsEnd(phrase, start);
    int parts = 1;
    int i = digits;
    while (i + 1 < phrase.length()
        && phrase.charAt(i) == '.'
        && Character.isDigit(phrase.charAt(i + 1))) {
      i = digitsEnd(phrase, i + 1);
      parts++;
    }
    return parts > 3 ? i : digits;
  }

  private static int digitsEnd(String phrase, int start) {
    int i = start;
    while (i < phrase.length() && Character.isDigit(phrase.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean continuesWord(char c) {
    return isAlphabetic(c) || c == '_' || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /** "today's" is one word, so that it is not taken for "today". */
  private static int possessiveEnd(String phrase, int i) {
    boolean possessive =
        i + 1 < phrase.length()
            && (phrase.charAt(i) == '\'' || phrase.charAt(i) == '\u2019')
            && (phrase.charAt(i + 1) == 's' || phrase.charAt(i + 1) == 'S')
            && (i + 2 == phrase.length() || !Character.isLetterOrDigit(phrase.charAt(i + 2)));
    return possessive ? i + 2 : i;
  }

  private static boolean isAlphabetic(char c) {
    return Character.isLetter(c) && !isHan(c);
  }

  static boolean isHan(char c) {
    return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || c == '\u3007';
  }

  private static Token token(String phrase, int start, int end, boolean glued) {
    String text = fold(phrase.substring(start, end));
    int number = -1;
    boolean digits = Character.isDigit(phrase.charAt(start));
    if (digits && end - start <= 9 && text.indexOf('.') < 0) {
      number = Integer.parseInt(text);
    }
    return new Token(start, end, text, number, glued);
  }

  /** Lower case, full-width forms and accents folded, typographic marks made plain. */
  static String fold(String text) {
    if (text.length() == 1 && isHan(text.charAt(0))) {
      return HanForms.simplified(text);
    }
    boolean plain = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain &= c < 0x80 && !(c >= 'A' && c <= 'Z');
    }
    return plain ? text : foldSlowly(text);
  }

  private static String foldSlowly(String text) {
    String spread = Normalizer.normalize(text, Normalizer.Form.NFKD);
    StringBuilder folded = new StringBuilder(spread.length());
    for (int i = 0; i < spread.length(); i++) {
      char c = spread.charAt(i);
      switch (c) {
        case '\u00df' -> folded.append("ss");
        case '\u2019', '\u2018', '\u02bc' -> folded.append('\'');
        case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> folded.append('-');
        case '\uff5e', '\u301c' -> folded.append('~');
        default -> appendFolded(folded, c);
      }
    }
    return folded.isEmpty() ? text : folded.toString();
  }

  private static void appendFolded(StringBuilder folded, char c) {
    if (Character.getType(c) == Character.NON_SPACING_MARK) {
      return;
    }
    int digit = Character.digit(c, 10);
    folded.append(digit >= 0 ? (char) ('0' + digit) : Character.toLowerCase(c));
  }
}
