package io.carillon.internal.phrase;

/**
 * The nth of some weekdays within a month (or year).
 *
 * @param n 1-5 from the start, -1 to -5 from the end
 * @param days one weekday, or several that count as one kind (working days): bit 0 = Monday
 */
record Nth(int n, int days) {}
