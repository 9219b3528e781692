package io.carillon.internal.engine;

import io.carillon.spi.IdSource;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, 12 bits that count up within one
 * millisecond, 62 random bits. From one source they ascend strictly, also when the clock steps
 * back.
 */
public final class TimeOrderedIds implements IdSource {

  private static final int MOST_IN_A_MILLISECOND = 1 << 12;

  private final RandomGenerator random;
  private long millis = Long.MIN_VALUE;
  private int count;

  /**
   * @param random its quality decides how surely ids of several nodes differ
   */
  public TimeOrderedIds(RandomGenerator random) {
    this.random = random;
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
    long high = (millis << 16) | 0x7000L | count;
    long low = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
    return new UUID(high, low);
  }
}
