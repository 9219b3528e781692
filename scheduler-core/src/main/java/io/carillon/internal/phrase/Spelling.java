package io.carillon.internal.phrase;

/** How far apart two words are. */
final class Spelling {

  private Spelling() {}

  /** True when one letter changed, added, left out, or swapped with its neighbour. */
  static boolean oneLetterApart(String typed, String meant) {
    int difference = typed.length() - meant.length();
    if (difference < -1 || difference > 1) {
      return false;
    }
    int i = 0;
    int shorter = Math.min(typed.length(), meant.length());
    while (i < shorter && typed.charAt(i) == meant.charAt(i)) {
      i++;
    }
    if (i == shorter) {
      return difference != 0;
    }
    if (difference == 1) {
      return typed.regionMatches(i + 1, meant, i, meant.length() - i);
    }
    if (difference == -1) {
      return meant.regionMatches(i + 1, typed, i, typed.length() - i);
    }
    boolean changed = typed.regionMatches(i + 1, meant, i + 1, shorter - i - 1);
    boolean swapped =
        i + 1 < shorter
            && typed.charAt(i) == meant.charAt(i + 1)
            && typed.charAt(i + 1) == meant.charAt(i)
            && typed.regionMatches(i + 2, meant, i + 2, shorter - i - 2);
    return changed || swapped;
  }

  /** True when two letters changed, added or left out make one of the other. */
  static boolean atMostTwoLettersApart(String typed, String meant) {
    if (Math.abs(typed.length() - meant.length()) > 2) {
      return false;
    }
    int[] row = new int[meant.length() + 1];
    for (int k = 0; k < row.length; k++) {
      row[k] = k;
    }
    for (int i = 1; i <= typed.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int k = 1; k < row.length; k++) {
        int changed = diagonal + (typed.charAt(i - 1) == meant.charAt(k - 1) ? 0 : 1);
        diagonal = row[k];
        row[k] = Math.min(changed, 1 + Math.min(row[k], row[k - 1]));
      }
    }
    return row[meant.length()] <= 2;
  }
}
