package io.carillon.internal.phrase;

/**
 * One meaning of the words that start at a token.
 *
 * @param kind what they mean
 * @param value the number, weekday (1 = Monday), month, unit ordinal or day part ordinal; else 0
 * @param length how many tokens they take, at least 1
 * @param repaired true when a letter had to be corrected to find this meaning
 */
record Sense(Kind kind, int value, int length, boolean repaired) {}
