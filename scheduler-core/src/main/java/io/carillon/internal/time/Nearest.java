package io.carillon.internal.time;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that was probably meant. */
public final class Nearest {

  private Nearest() {}

  /** The known name at most two edits away (one for short names), or an empty text. */
  public static String of(String written, Collection<String> known) {
    String best = "";
    int bestDistance = 3;
    for (String name : known.stream().sorted().toList()) {
      int limit = Math.min(bestDistance, name.length() < 4 ? 2 : 3);
      int distance = distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < limit) {
        best = name;
        bestDistance = distance;
      }
    }
    return best;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
