package io.carillon;

/**
 * What repeating a step would do. It decides what happens to a step that began but whose end was
 * not recorded, because the process died.
 */
public enum Effect {
  /** Changes nothing outside: runs again. */
  READ_ONLY,
  /** May be repeated with the same key ({@code run:step}): runs again. */
  IDEMPOTENT,
  /** Costs money and nothing else: runs again, and the run shows that one call may be unpaid. */
  MODEL,
  /** Must not happen twice: the run is suspended for a person to decide. */
  UNSAFE;

  /** Whether the intent is recorded before the call, in a transaction of its own. */
  public boolean needsIntent() {
    return this == MODEL || this == UNSAFE;
  }
}
