package io.carillon.llm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call of a model gave no answer. The message is for people and never holds a prompt, an answer
 * or a key, so it has no cause whose text might.
 */
public final class LlmException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient @Nullable RetryAfter retryAfter;

  public LlmException(Kind kind, String message) {
    this(kind, message, null);
  }

  /**
   * @param retryAfter what the provider said about when to try again; null when nothing
   */
  public LlmException(Kind kind, String message, @Nullable RetryAfter retryAfter) {
    super(message);
    this.kind = Objects.requireNonNull(kind, "kind");
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** What the provider said about when to try again; null when nothing. */
  public @Nullable RetryAfter retryAfter() {
    return retryAfter;
  }

  /** What to do next. */
  public enum Kind {
    /** The key is wrong, a right is missing or the account is out of credit: a person must act. */
    DENIED,
    /** The request can never work: an unknown model, a setting the provider refuses. */
    INVALID,
    /** The provider withheld the answer. */
    FILTERED,
    /** No answer in time. */
    TIMEOUT,
    /** The provider cannot be reached or failed. */
    UNAVAILABLE,
    /** An answer came that cannot be read. */
    MALFORMED,
    /** Too many requests or tokens: wait. */
    RATE_LIMITED,
    /** This thread was interrupted while it waited; its interrupt flag is set. */
    INTERRUPTED
  }
}
