package io.carillon;

/** The states of a run in the state machine. What people are shown is {@link RunStatus}. */
public enum RunState {
  /** A dependency has not ended. */
  WAITING,
  /** Will be claimed when due. Every wait for time is this, with a later due time and a reason. */
  PENDING,
  /** Claimed by a node. */
  RUNNING,
  /** Waits for a signal: a person, an event, a result. Has a deadline. Holds no thread. */
  SUSPENDED,
  /** A dependency failed and the flow asks a person to decide. */
  BLOCKED,
  COMPLETED,
  FAILED,
  CANCELLED,
  /** Never ran, for a recorded reason. */
  SKIPPED;

  /** Whether nothing follows. */
  public boolean isFinal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED || this == SKIPPED;
  }
}
