package io.carillon;

/** The state of a task itself. How its last run ended is another matter. */
public enum TaskStatus {
  ACTIVE,
  /** Planning is stopped by a person or by code, for a recorded reason. */
  PAUSED,
  /** No trigger will ever fire again. */
  COMPLETED,
  /** A limit or a breaker stopped it. */
  EXHAUSTED,
  /** Its stored definition cannot be planned by this version; a person must look. */
  PARKED,
  /** Removed; its history is kept for the time of retention. */
  DELETED
}
