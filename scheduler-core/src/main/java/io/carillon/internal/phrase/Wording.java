package io.carillon.internal.phrase;

import java.util.BitSet;
import java.util.Set;

/** What should be done: the words that are not the schedule, without "remind me" and "to". */
final class Wording {

  private static final Set<Kind> LEADING =
      Set.of(Kind.LEADIN, Kind.CONNECT, Kind.FILLER, Kind.AND, Kind.POLITE);

  /** Chinese "and" is "with", too: 和小李开会. */
  private static final Set<Kind> LEADING_HAN =
      Set.of(Kind.LEADIN, Kind.CONNECT, Kind.FILLER, Kind.POLITE);

  private static final Set<Kind> TRAILING =
      Set.of(Kind.CONNECT, Kind.AND, Kind.ON, Kind.AT, Kind.IN, Kind.THE, Kind.FILLER, Kind.FOR);
  private static final int LONGEST_NAME = 6;

  /** Polite words that only open a phrase: "say hi" ends with what should be said. */
  private static final int GREETING = 1;

  private final Sentence s;
  private final BitSet taken;
  private final boolean polite;

  /**
   * @param taken the tokens that are not part of the instruction
   */
  Wording(Sentence sentence, BitSet taken) {
    this.s = sentence;
    this.taken = taken;
    this.polite = isPolite();
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
    Set<Kind> leading = !text.isEmpty() ? Set.of() : s.han() ? LEADING_HAN : LEADING;
    int next = s.skip(start, leading);
    while ((next > start && next <= to) || (isPunctuation(start) && start < to)) {
      start = next > start ? next : start + 1;
      next = s.skip(start, leading);
    }
    int end = withoutTrailers(start, to);
    boolean apart = false;
    while (end > start && (isPunctuation(end - 1) || (!apart && isTrailing(end - 1, to)))) {
      apart |= to < s.size() && isPunctuation(end - 1);
      end--;
    }
    if (start < end && hasContent(start, end)) {
      text.append(text.isEmpty() || s.han() ? "" : " ").append(s.text(start, end));
    }
  }

  /** Leaves out "thanks" and the like at the end of the phrase. */
  private int withoutTrailers(int start, int to) {
    int end = to;
    boolean more = to == s.size();
    while (more && end > start) {
      while (end > start && (isPunctuation(end - 1) || (polite && isQuestionMark(end - 1)))) {
        end--;
      }
      int length = trailer(start, end);
      more = length > 0;
      end -= length;
    }
    return end;
  }

  private int trailer(int start, int end) {
    for (int k = start; k < end; k++) {
      Sense sense = s.sense(k, Kind.TRAILER);
      if (sense != null && k + sense.length() == end) {
        return sense.length();
      }
    }
    return 0;
  }

  private boolean isTrailing(int i, int to) {
    boolean polite = to == s.size() && (isPolite(i, to) || s.is(i, Kind.ONLY));
    return polite || (to < s.size() && s.skip(i, TRAILING) > i && !s.is(i, "."));
  }

  private boolean isPolite(int i, int to) {
    for (int k = Math.max(0, i - 1); k <= i; k++) {
      int end = s.is(k, Kind.POLITE, GREETING) ? -1 : s.after(k, Kind.POLITE);
      if (end == to || end == i + 1) {
        return true;
      }
    }
    return false;
  }

  private boolean hasContent(int from, int to) {
    for (int k = from; k < to; k++) {
      Token token = s.token(k);
      if (token != null && !token.is("(") && !token.is(")") && !isQuestionMark(k)) {
        return true;
      }
    }
    return false;
  }

  private boolean isQuestionMark(int i) {
    return s.is(i, "?") || s.is(i, "\uff1f");
  }

  /** True where the phrase asks for something to be done: "could you ...?". */
  private boolean isPolite() {
    for (int k = 0; k < s.size(); k++) {
      if (s.is(k, Kind.LEADIN) || s.is(k, Kind.POLITE)) {
        return true;
      }
    }
    return false;
  }

  private boolean isPunctuation(int i) {
    Token token = s.token(i);
    if (token == null || token.isNumber() || token.isWord()) {
      return false;
    }
    char c = token.text().charAt(0);
    return ",;:.\u3002\u3001\uff0c!-()".indexOf(c) >= 0;
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
