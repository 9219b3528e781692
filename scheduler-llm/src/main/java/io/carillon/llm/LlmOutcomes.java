package io.carillon.llm;

import io.carillon.FailureKind;
import io.carillon.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a call without an answer makes of an attempt. */
final class LlmOutcomes {

  private static final Duration SHORTEST_SNOOZE = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(24);

  private LlmOutcomes() {}

  /**
   * The outcome.
   *
   * @param wait after a rate limit that does not say how long
   */
  static Outcome of(LlmException thrown, Instant now, Duration wait) {
    String message = String.valueOf(thrown.getMessage());
    Duration after = after(thrown.retryAfter(), now);
    return switch (thrown.kind()) {
      case DENIED -> Outcome.failure(FailureKind.DENIED, message);
      case INVALID, FILTERED -> Outcome.failure(FailureKind.INVALID, message);
      case TIMEOUT, UNAVAILABLE, MALFORMED ->
          new Outcome.Failure(FailureKind.ERROR, message, null, after);
      case RATE_LIMITED -> new Outcome.Snooze(snooze(after, wait), message);
      case INTERRUPTED -> new Outcome.Cancelled(message);
    };
  }

  /** A provider that says "now" and refuses again must not be asked in a loop. */
  private static Duration snooze(@Nullable Duration after, Duration wait) {
    Duration chosen = after == null ? wait : after;
    return chosen.compareTo(SHORTEST_SNOOZE) < 0 ? SHORTEST_SNOOZE : chosen;
  }

  private static @Nullable Duration after(@Nullable RetryAfter said, Instant now) {
    if (said == null) {
      return null;
    }
    Duration wait = said.from(now);
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
