package io.carillon.internal.rules;

import io.carillon.Retry;
import java.time.Duration;
import java.util.UUID;

/**
 * How long to wait before the next try. Draws are computed from ids: same question, same answer.
 */
public final class Backoff {

  private Backoff() {}

  /**
   * The wait before retry number {@code failures}, by the policy's bounds.
   *
   * @param failures failed attempts so far, 1 or more
   */
  public static Duration before(Retry retry, UUID id, int failures) {
    double bound =
        Math.min(
            (double) retry.first().toMillis() * Math.pow(retry.factor(), failures - 1.0),
            (double) retry.longest().toMillis());
    double share = retry.jitter() == Retry.Jitter.FULL ? draw(id, failures) : 1;
    return Duration.ofMillis((long) (bound * share));
  }

  /** A number from 0 to 1, evenly spread over ids and rounds (SplitMix64's finalizer). */
  public static double draw(UUID id, int round) {
    long mixed =
        id.getMostSignificantBits()
            ^ Long.rotateLeft(id.getLeastSignificantBits(), 17)
            ^ (round * 0x9E3779B97F4A7C15L);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    mixed ^= mixed >>> 31;
    return (mixed >>> 11) * 0x1.0p-53;
  }
}
