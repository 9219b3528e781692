package io.carillon.llm;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.Problem;
import io.carillon.phrase.Understood;
import io.carillon.phrase.Understood.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a person, cut into pieces by a model that says what each was taken for. Holds the
 * pieces against the words: nothing may be left out, added or moved. Letters and digits count,
 * their case, blanks and signs between them do not.
 */
final class WordPieces {

  private static final String SEPARATORS = ",;:.!-\u3002\u3001\uff0c\uff1b\uff1a";
  private static final int SHOWN = 40;

  private final String words;
  private final List<Understood> pieces = new ArrayList<>();
  private int at;

  private WordPieces(String words) {
    this.words = words;
  }

  /** The pieces in order; a fault is added to the problems. */
  static WordPieces of(String words, JsonNode said, List<Problem> problems) {
    WordPieces pieces = new WordPieces(words);
    for (int i = 0; i < said.size(); i++) {
      JsonNode piece = said.get(i);
      if (!pieces.take(piece.path("text").asText(), Role.valueOf(piece.path("role").asText()))) {
        problems.add(
            Problem.of(
                "words[" + i + "]",
                "It is not what comes next in the words.",
                "Copy the pieces in order; next comes \"" + pieces.rest() + "\"."));
        return pieces;
      }
    }
    if (pieces.next(pieces.at) < words.length()) {
      problems.add(
          Problem.of(
              "words",
              "Not every word is accounted for.",
              "Go on with \"" + pieces.rest() + "\", to the last word."));
    }
    return pieces;
  }

  private boolean take(String text, Role role) {
    int to = at;
    for (int i = 0; i < text.length(); ) {
      int letter = text.codePointAt(i);
      i += Character.charCount(letter);
      if (!Character.isLetterOrDigit(letter)) {
        continue;
      }
      to = next(to);
      if (to >= words.length() || !same(letter, words.codePointAt(to))) {
        return false;
      }
      to += Character.charCount(words.codePointAt(to));
    }
    if (to > at) {
      add(to, role);
    }
    return true;
  }

  /** Signs that touch the piece belong to it, but for separators at its ends. */
  private void add(int afterLast, Role role) {
    int end = afterLast;
    while (end < words.length() && !isBlank(end) && !isLetter(end)) {
      end += Character.charCount(words.codePointAt(end));
    }
    int start = at;
    at = end;
    while (start < end && (isBlank(start) || isSeparator(start))) {
      start++;
    }
    while (end > start && isSeparator(end - 1)) {
      end--;
    }
    pieces.add(new Understood(start, end, words.substring(start, end), role));
  }

  private int next(int from) {
    int i = from;
    while (i < words.length() && !isLetter(i)) {
      i += Character.charCount(words.codePointAt(i));
    }
    return i;
  }

  private boolean isLetter(int i) {
    return Character.isLetterOrDigit(words.codePointAt(i));
  }

  private boolean isBlank(int i) {
    return Character.isWhitespace(words.charAt(i)) || Character.isSpaceChar(words.charAt(i));
  }

  private boolean isSeparator(int i) {
    return SEPARATORS.indexOf(words.charAt(i)) >= 0;
  }

  private static boolean same(int one, int other) {
    return one == other
        || Character.toLowerCase(Character.toUpperCase(one))
            == Character.toLowerCase(Character.toUpperCase(other));
  }

  private String rest() {
    int from = next(at);
    return words.substring(from, Math.min(words.length(), from + SHOWN));
  }

  List<Understood> all() {
    return pieces;
  }

  boolean has(Role role) {
    return pieces.stream().anyMatch(piece -> piece.role() == role);
  }

  boolean hasSchedule() {
    return pieces.stream().anyMatch(piece -> piece.role().isSchedule());
  }

  /** The words that say what to do, as they were written; empty when there are none. */
  String instruction() {
    StringBuilder text = new StringBuilder();
    int last = -2;
    for (int i = 0; i < pieces.size(); i++) {
      Understood piece = pieces.get(i);
      if (piece.role() == Role.INSTRUCTION) {
        boolean goesOn = last == i - 1;
        text.append(goesOn ? words.substring(pieces.get(last).end(), piece.start()) : gap(text));
        text.append(piece.text());
        last = i;
      }
    }
    return text.toString();
  }

  private static String gap(StringBuilder before) {
    boolean none = before.isEmpty() || Character.isIdeographic(before.charAt(before.length() - 1));
    return none ? "" : " ";
  }
}
