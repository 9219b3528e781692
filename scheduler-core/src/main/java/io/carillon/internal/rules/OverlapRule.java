package io.carillon.internal.rules;

import io.carillon.Overlap;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import java.util.List;

/** What becomes of a new slot while its task has runs that have not ended. */
public final class OverlapRule {

  private OverlapRule() {}

  /** What to do with the slot. */
  public enum Verdict {
    RUN,
    /** Make the run, held until the earlier ones have ended. */
    QUEUE,
    /** As QUEUE, and ask the earlier ones to stop. */
    CANCEL_AND_QUEUE,
    /** End the earlier ones now, whoever works on them, and run. */
    FENCE_AND_RUN,
    SKIP
  }

  /**
   * Decides about a slot.
   *
   * @param active the task's runs that have not ended, those made by the same decision included
   */
  public static Verdict decide(Overlap overlap, List<ReadyRow> active) {
    if (active.isEmpty()) {
      return Verdict.RUN;
    }
    long queued = active.stream().filter(row -> row.hold() == Hold.QUEUED).count();
    return switch (overlap.mode()) {
      case SKIP -> Verdict.SKIP;
      case QUEUE -> queued < overlap.limit() ? Verdict.QUEUE : Verdict.SKIP;
      case ALLOW -> active.size() < overlap.limit() ? Verdict.RUN : Verdict.SKIP;
      case CANCEL_PREVIOUS -> Verdict.CANCEL_AND_QUEUE;
      case REPLACE -> Verdict.FENCE_AND_RUN;
    };
  }

  /** Why a slot was skipped, for people. */
  public static String reason(Overlap overlap, List<ReadyRow> active) {
    return switch (overlap.mode()) {
      case QUEUE -> "overlap: " + overlap.limit() + " already waiting";
      case ALLOW -> "overlap: " + active.size() + " already active";
      default -> "overlap: run " + active.get(0).id() + " has not ended";
    };
  }
}
