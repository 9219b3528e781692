package io.carillon.internal.phrase;

/**
 * What a matcher found, and the token after it.
 *
 * @param value the meaning
 * @param end index of the first token that is not part of it
 */
record Match<T>(T value, int end) {}
