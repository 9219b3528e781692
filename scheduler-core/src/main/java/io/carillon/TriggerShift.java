package io.carillon;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far a fire may move, and until when a run may start. */
record TriggerShift(
    @Nullable Duration spread, @Nullable Duration jitter, @Nullable Duration deadline) {

  static final TriggerShift NONE = new TriggerShift(null, null, null);

  TriggerShift withSpread(Duration window) {
    return new TriggerShift(window, jitter, deadline);
  }

  TriggerShift withJitter(Duration window) {
    return new TriggerShift(spread, window, deadline);
  }

  TriggerShift withDeadline(Duration latestStart) {
    return new TriggerShift(spread, jitter, latestStart);
  }
}
