package io.carillon;

/** Why an attempt failed, by what follows. */
public enum FailureKind {
  /** The work threw or reported an error. Retried by the task's policy. */
  ERROR,
  /** The attempt, or a step of it, took longer than allowed. Retried by the task's policy. */
  TIMEOUT,
  /** The nodes that ran it died, more often than allowed. Not retried. */
  LOST,
  /** The request cannot work however often it is tried: a payload that does not decode, a 400. */
  INVALID,
  /** Access was refused: a wrong key, a missing right. Not retried. */
  DENIED;

  /** Whether the retry policy applies at all. */
  public boolean isRetried() {
    return this == ERROR || this == TIMEOUT;
  }
}
