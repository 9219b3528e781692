package io.carillon.internal.phrase;

/**
 * A word, a run of digits, or one other character of the phrase.
 *
 * @param start offset of the first character in the phrase
 * @param end offset after the last character
 * @param text lower case, without accents, full-width forms folded
 * @param number the value of a run of up to nine digits, else -1
 * @param glued true when no space stands between the token before and this one
 */
record Token(int start, int end, String text, int number, boolean glued) {

  boolean isNumber() {
    return number >= 0;
  }

  boolean is(String other) {
    return text.equals(other);
  }

  boolean isWord() {
    return !isNumber() && Character.isLetter(text.charAt(0));
  }
}
