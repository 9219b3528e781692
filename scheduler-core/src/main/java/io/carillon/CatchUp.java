package io.carillon;

import java.time.Duration;
import java.util.Objects;

/**
 * What happens to slots that were missed: later than their grace, because no node ran. Each missed
 * slot ends in a run or in a recorded skip.
 *
 * @param mode whether none, the newest or all of them run
 * @param max with {@link Mode#RUN_ALL}: at most this many, the newest; 1 to 10000. The other modes
 *     have none, which is 1
 * @param perMinute with {@link Mode#RUN_ALL}: how many of the task's are made due per minute, 1 to
 *     10000; the node's own pace for all tasks holds beside it
 * @param expiry slots older than this never run; positive
 */
public record CatchUp(Mode mode, int max, int perMinute, Duration expiry) {

  /** How many of the missed slots run. */
  public enum Mode {
    /** None; each is recorded as skipped. */
    SKIP,
    /** The newest one; the rest are recorded as skipped. */
    RUN_ONCE,
    /** All of them, oldest first, within {@code max} and {@code expiry}. */
    RUN_ALL
  }

  private static final Duration LONGEST = Duration.ofDays(3650);

  public CatchUp {
    Objects.requireNonNull(mode, "mode");
    if (max < 1 || max > 10_000) {
      throw new IllegalArgumentException("Catch-up max is " + max + ": write 1 to 10000.");
    }
    if (max > 1 && mode != Mode.RUN_ALL) {
      throw new IllegalArgumentException(
          "Catch-up "
              + mode
              + " has no max, "
              + max
              + " is given: leave it out, or write RUN_ALL.");
    }
    if (perMinute < 1 || perMinute > 10_000) {
      throw new IllegalArgumentException(
          "Catch-up perMinute is " + perMinute + ": write 1 to 10000.");
    }
    if (expiry.isNegative() || expiry.isZero() || expiry.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Catch-up expiry is " + expiry + ": write a positive duration up to 3650 days.");
    }
  }

  /** No missed slot runs. */
  public static CatchUp skip() {
    return new CatchUp(Mode.SKIP, 1, 20, LONGEST);
  }

  /** The newest missed slot runs. */
  public static CatchUp runOnce() {
    return new CatchUp(Mode.RUN_ONCE, 1, 20, LONGEST);
  }

  /** All missed slots run, at most {@code max} of them, 20 a minute. */
  public static CatchUp runAll(int max) {
    return new CatchUp(Mode.RUN_ALL, max, 20, LONGEST);
  }

  public CatchUp withPerMinute(int other) {
    return new CatchUp(mode, max, other, expiry);
  }

  public CatchUp withExpiry(Duration other) {
    return new CatchUp(mode, max, perMinute, other);
  }
}
