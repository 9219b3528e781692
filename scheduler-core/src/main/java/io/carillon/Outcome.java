package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an executor returned for one attempt. The library acts on it. */
public sealed interface Outcome {

  /** The work is done. */
  record Success(JsonNode output) implements Outcome {
    public Success {
      Objects.requireNonNull(output, "output");
    }
  }

  /**
   * The attempt failed.
   *
   * @param kind decides whether the retry policy applies
   * @param message for people; secrets are redacted when it is written
   * @param detail a stack trace or a response, shown to administrators only
   * @param retryAfter wait at least this long before the next try; null: by the policy
   */
  record Failure(
      FailureKind kind, String message, @Nullable String detail, @Nullable Duration retryAfter)
      implements Outcome {
    public Failure {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(message, "message");
    }
  }

  /** Not now: try again after {@code delay}. Uses no retry. */
  record Snooze(Duration delay, String reason) implements Outcome {
    public Snooze {
      Objects.requireNonNull(reason, "reason");
      if (delay.isNegative()) {
        throw new IllegalArgumentException("Snooze delay is " + delay + ": write zero or more.");
      }
    }
  }

  /** Wait for a signal, at most {@code deadline}; then it is tried again either way. */
  record Suspend(String signal, Duration deadline, String reason) implements Outcome {
    public Suspend {
      Objects.requireNonNull(reason, "reason");
      if (signal.isBlank() || signal.length() > 255) {
        throw new IllegalArgumentException("Signal name: write 1 to 255 characters.");
      }
      if (deadline.isNegative() || deadline.isZero()) {
        throw new IllegalArgumentException("Suspend deadline must be positive.");
      }
    }
  }

  /** The work ended because it was asked to, or says itself that it must not go on. */
  record Cancelled(String reason) implements Outcome {
    public Cancelled {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** There was nothing to do: the run ends as skipped with this reason. */
  record Skipped(String reason) implements Outcome {
    public Skipped {
      Objects.requireNonNull(reason, "reason");
    }
  }

  static Outcome success() {
    return new Success(NullNode.getInstance());
  }

  static Outcome success(JsonNode output) {
    return new Success(output);
  }

  static Outcome success(String text) {
    return new Success(TextNode.valueOf(text));
  }

  static Outcome failure(FailureKind kind, String message) {
    return new Failure(kind, message, null, null);
  }
}
