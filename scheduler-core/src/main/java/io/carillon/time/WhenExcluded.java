package io.carillon.time;

/** What becomes of a fire on an excluded time. */
public enum WhenExcluded {
  /** It is left out. */
  SKIP,
  /**
   * It moves to the same time of the next working day: Monday to Friday, not excluded. Only for
   * triggers that fire at fixed times of day.
   */
  NEXT_WORKING_DAY
}
