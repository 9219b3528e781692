package io.carillon;

import java.util.Objects;

/**
 * What happens to a slot, or an event, that comes while earlier runs of its task have not ended.
 * Suspended runs count. Runs asked for by hand, by code or by a backfill are not refused by it, but
 * count for later slots. Several missed slots that one decision catches up meet it one after the
 * other.
 *
 * @param mode what is done
 * @param limit {@link Mode#QUEUE}: how many may wait; {@link Mode#ALLOW}: how many may run at once;
 *     1 to 100000; the other modes have none, which is 1
 */
public record Overlap(Mode mode, int limit) {

  /** What is done with the new slot. */
  public enum Mode {
    /** It is recorded as skipped. */
    SKIP,
    /** It waits for the earlier ones; with {@code limit} waiting already it is skipped. */
    QUEUE,
    /** It runs beside them; with {@code limit} active already it is skipped. */
    ALLOW,
    /** The earlier ones are asked to stop; it starts when they have ended. */
    CANCEL_PREVIOUS,
    /** The earlier ones are fenced off (their results no longer count) and it starts at once. */
    REPLACE
  }

  private static final int MOST = 100_000;

  public Overlap {
    Objects.requireNonNull(mode, "mode");
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "Overlap limit is " + limit + ": write 1 to " + MOST + ".");
    }
    if (limit > 1 && mode != Mode.QUEUE && mode != Mode.ALLOW) {
      throw new IllegalArgumentException(
          "Overlap "
              + mode
              + " has no limit, "
              + limit
              + " is given: leave it out, or write QUEUE"
              + " or ALLOW.");
    }
  }

  public static Overlap skip() {
    return new Overlap(Mode.SKIP, 1);
  }

  /** At most one slot waits. */
  public static Overlap queueOne() {
    return new Overlap(Mode.QUEUE, 1);
  }

  /** At most {@code limit} slots wait. */
  public static Overlap queueAll(int limit) {
    return new Overlap(Mode.QUEUE, limit);
  }

  /** Up to {@code limit} at once. */
  public static Overlap allow(int limit) {
    return new Overlap(Mode.ALLOW, limit);
  }

  /** Any number at once; such a task takes no lock when its runs end. */
  public static Overlap allowAll() {
    return new Overlap(Mode.ALLOW, MOST);
  }

  public static Overlap cancelPrevious() {
    return new Overlap(Mode.CANCEL_PREVIOUS, 1);
  }

  public static Overlap replace() {
    return new Overlap(Mode.REPLACE, 1);
  }

  /** Whether a decision about a new slot needs to know the task's other runs. */
  public boolean readsOtherRuns() {
    return mode != Mode.ALLOW || limit < MOST;
  }
}
