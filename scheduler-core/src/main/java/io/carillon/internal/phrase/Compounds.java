package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts words such as "Freitagabend" and "montagmorgens" into the weekday and the part of the day.
 */
final class Compounds {

  /** Two words for one, and where the second begins. */
  private record Cut(String first, String second, int at) {}

  private final Map<String, Cut> cuts = new HashMap<>();

  /**
   * @param weekdays the weekday words in the singular
   * @param parts what may follow them
   */
  Compounds(List<String> weekdays, List<String> parts) {
    for (String weekday : weekdays) {
      for (String part : parts) {
        boolean habit = part.endsWith("s");
        cuts.put(weekday + part, new Cut(habit ? weekday + "s" : weekday, part, weekday.length()));
        if (habit && !parts.contains(part.substring(0, part.length() - 1))) {
          String single = part.substring(0, part.length() - 1);
          cuts.put(weekday + single, new Cut(weekday, part, weekday.length()));
        }
      }
    }
  }

  List<Token> cut(List<Token> tokens) {
    List<Token> cut = null;
    for (int k = 0; k < tokens.size(); k++) {
      Token token = tokens.get(k);
      Cut found = token.isWord() ? cuts.get(token.text()) : null;
      if (found != null && cut == null) {
        cut = new ArrayList<>(tokens.subList(0, k));
      }
      if (found != null && cut != null) {
        int middle = token.start() + found.at();
        cut.add(new Token(token.start(), middle, found.first(), -1, token.glued()));
        cut.add(new Token(middle, token.end(), found.second(), -1, true));
      } else if (cut != null) {
        cut.add(token);
      }
    }
    return cut == null ? tokens : cut;
  }
}
