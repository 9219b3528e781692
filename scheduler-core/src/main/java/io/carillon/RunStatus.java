package io.carillon;

/**
 * What a run is shown, filtered and counted as: its {@link RunState}, told apart where people do.
 */
public enum RunStatus {
  WAITING,
  PENDING,
  /** PENDING after a failed attempt. */
  RETRYING,
  RUNNING,
  SUSPENDED,
  BLOCKED,
  COMPLETED,
  FAILED,
  /** FAILED because an attempt took longer than allowed. */
  TIMEOUT,
  CANCELLED,
  SKIPPED;

  /**
   * The one place where shown statuses are derived.
   *
   * @param failures failed attempts so far
   * @param timedOut whether the last failure was of kind {@link FailureKind#TIMEOUT}
   */
  public static RunStatus of(RunState state, int failures, boolean timedOut) {
    return switch (state) {
      case WAITING -> WAITING;
      case PENDING -> failures > 0 ? RETRYING : PENDING;
      case RUNNING -> RUNNING;
      case SUSPENDED -> SUSPENDED;
      case BLOCKED -> BLOCKED;
      case COMPLETED -> COMPLETED;
      case FAILED -> timedOut ? TIMEOUT : FAILED;
      case CANCELLED -> CANCELLED;
      case SKIPPED -> SKIPPED;
    };
  }
}
