package io.carillon.internal.phrase;

import java.util.List;

/** Tells whether a phrase asks to be reminded, which needs nobody to do anything. */
public final class Reminders {

  /** How words of reminding begin, accents folded. */
  private static final List<String> BEGINNINGS =
      List.of(
          "remind",
          "wake",
          "alarm",
          "timer",
          "erinner",
          "weck",
          "rappel",
          "reveil",
          "recuerd",
          "despiert");

  /** Chinese has no spaces: these may be anywhere in the words before the instruction. */
  private static final List<String> CHINESE = List.of("提醒", "叫我", "记得");

  private Reminders() {}

  /**
   * Whether the words beside the instruction ask for a reminder: "remind me to check sales" does,
   * "write a reminder" is work.
   */
  public static boolean asked(String phrase, String instruction) {
    return count(phrase) > count(instruction);
  }

  private static int count(String text) {
    int count = 0;
    for (Token token : Lexer.tokens(text)) {
      count += BEGINNINGS.stream().anyMatch(token.text()::startsWith) ? 1 : 0;
    }
    for (String word : CHINESE) {
      for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        count++;
      }
    }
    return count;
  }
}
