package io.carillon.testkit;

import io.carillon.spi.IdSource;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/**
 * Time-ordered ids (UUID version 7, RFC 9562) that are the same in every run of a test: the same
 * seed and the same questions give the same ids. Strictly ascending. Thread-safe.
 */
public final class SeededIds implements IdSource {

  private static final int MOST_IN_A_MILLISECOND = 1 << 12;

  private final Random random;
  private long millis = Long.MIN_VALUE;
  private int count;

  /** A source whose random bits come from {@code seed}. */
  public SeededIds(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public synchronized UUID next(Instant now) {
    long at = now.toEpochMilli();
    if (at > millis) {
      millis = at;
      count = 0;
    } else if (++count == MOST_IN_A_MILLISECOND) {
      millis++;
      count = 0;
    }
    return new UUID(
        (millis << 16) | 0x7000L | count, 0x8000_0000_0000_0000L | (random.nextLong() >>> 2));
  }
}
