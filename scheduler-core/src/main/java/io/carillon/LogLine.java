package io.carillon;

import java.time.Instant;

/**
 * One line of a run's log.
 *
 * @param claim the attempt it belongs to
 * @param number counts from 1 within the attempt
 */
public record LogLine(int claim, int number, Instant at, String text) {}
