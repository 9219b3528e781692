package io.carillon.internal.phrase;

import java.util.BitSet;
import java.util.Set;

/** What should be done: the words that are not the schedule, without "remind me" and "to". */
final class Wording {

  private static final Set<Kind> LEADING = Set.of(Kind.LEADIN, Kind.CONNECT, Kind.FILLER, Kind.AND);
  private static final Set<Kind> TRAILING =
      Set.of(Kind.CONNECT, Kind.AND, Kind.ON, Kind.AT, Kind.IN, Kind.THE, Kind.FILLER, Kind.FOR);
  private static final int LONGEST_NAME = 6;

  private final Sentence s;
  private final BitSet taken;

  /**
   * @param taken the tokens that are not part of the instruction
   */
  Wording(Sentence sentence, BitSet taken) {
    this.s = sentence;
    this.taken = taken;
  }

  /** The instruction; empty when the phrase is a schedule and nothing else. */
  String instruction() {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < s.size()) {
      int from = taken.nextClearBit(i);
      int stop = taken.nextSetBit(from);
      int to = stop < 0 ? s.size() : Math.min(stop, s.size());
      if (from >= s.size()) {
        break;
      }
      append(text, from, to);
      i = to;
    }
    return text.toString();
  }

  private void append(StringBuilder text, int from, int to) {
    int start = from;
    Set<Kind> leading = text.isEmpty() ? LEADING : Set.of();
    int next = s.skip(start, leading);
    while ((next > start && next <= to) || (isPunctuation(start) && start < to)) {
      start = next > start ? next : start + 1;
      next = s.skip(start, leading);
    }
    int end = to;
    while (end > start && (isTrailing(end - 1, to) || isPunctuation(end - 1))) {
      end--;
    }
    if (start < end) {
      text.append(text.isEmpty() || s.han() ? "" : " ").append(s.text(start, end));
    }
  }

  private boolean isTrailing(int i, int to) {
    return to < s.size() && s.skip(i, TRAILING) > i && !s.is(i, ".");
  }

  private boolean isPunctuation(int i) {
    Token token = s.token(i);
    if (token == null || token.isNumber() || token.isWord()) {
      return false;
    }
    char c = token.text().charAt(0);
    return ",;:.\u3002\u3001\uff0c!-".indexOf(c) >= 0;
  }

  /** A short name for a task, from its instruction: lower case, words joined by dashes. */
  static String name(String instruction, String otherwise) {
    String text = instruction.isBlank() ? otherwise : instruction;
    StringBuilder name = new StringBuilder();
    int words = 0;
    for (Token token : Lexer.tokens(text)) {
      boolean word = token.isNumber() || Character.isLetterOrDigit(token.text().charAt(0));
      if (!word) {
        continue;
      }
      boolean han = Lexer.isHan(token.text().charAt(0));
      if (words++ >= (han ? 2 * LONGEST_NAME : LONGEST_NAME) || name.length() > 48) {
        break;
      }
      name.append(name.isEmpty() || han ? "" : "-").append(token.text().replace("'", ""));
    }
    return name.isEmpty() ? "task" : name.toString();
  }
}
