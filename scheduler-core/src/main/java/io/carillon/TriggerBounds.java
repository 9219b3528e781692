package io.carillon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From when to when and how often a trigger fires. */
record TriggerBounds(
    @Nullable Instant start,
    @Nullable Instant end,
    @Nullable Integer maxRuns,
    @Nullable Instant anchor,
    PastOnce past) {

  static final TriggerBounds NONE = new TriggerBounds(null, null, null, null, PastOnce.REFUSE);

  TriggerBounds {
    if (start != null && end != null && !start.isBefore(end)) {
      throw SpecChecks.refused(
          "end",
          "The end " + end + " is not after the start " + start + ".",
          "Write a later end, or leave one out.");
    }
    if (maxRuns != null && maxRuns < 1) {
      throw SpecChecks.refused(
          "maxRuns",
          "maxRuns is " + maxRuns + ", not at least 1.",
          "Write 1 or more, or leave it out.");
    }
  }

  TriggerBounds withStart(Instant start) {
    return new TriggerBounds(start, end, maxRuns, anchor, past);
  }

  TriggerBounds withEnd(Instant end) {
    return new TriggerBounds(start, end, maxRuns, anchor, past);
  }

  TriggerBounds withMaxRuns(int maxRuns) {
    return new TriggerBounds(start, end, maxRuns, anchor, past);
  }

  TriggerBounds withAnchor(Instant anchor) {
    return new TriggerBounds(start, end, maxRuns, anchor, past);
  }

  TriggerBounds withPast(PastOnce past) {
    return new TriggerBounds(start, end, maxRuns, anchor, past);
  }
}
