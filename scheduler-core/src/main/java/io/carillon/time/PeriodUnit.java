package io.carillon.time;

/** The unit of a calendar period. */
public enum PeriodUnit {
  DAYS,
  /** Weeks from Monday to Sunday. */
  WEEKS,
  MONTHS,
  YEARS
}
