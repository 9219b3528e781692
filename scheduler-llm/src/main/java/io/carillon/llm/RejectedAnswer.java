package io.carillon.llm;

import io.carillon.FailureKind;

/** An answer that was paid and cannot be used; and what that makes of the attempt. */
final class RejectedAnswer extends Exception {

  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  RejectedAnswer(FailureKind kind, String message) {
    super(message);
    this.kind = kind;
  }

  FailureKind kind() {
    return kind;
  }
}
