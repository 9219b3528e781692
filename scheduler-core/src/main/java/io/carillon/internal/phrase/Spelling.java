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
}
