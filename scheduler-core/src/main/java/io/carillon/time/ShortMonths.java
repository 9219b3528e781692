package io.carillon.time;

/** What day 29, 30 or 31 means in a month that has no such day. */
public enum ShortMonths {
  /** The month's last day. */
  LAST_DAY,
  /** No fire in that month, as in cron. */
  SKIP
}
