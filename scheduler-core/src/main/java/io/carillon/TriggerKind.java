package io.carillon;

/** What a trigger is, as it is stored, filtered and counted. */
public enum TriggerKind {
  /** A cron expression, on the wall clock of a zone. */
  CRON,
  /** A fixed rate in true elapsed time, from an anchor. */
  INTERVAL,
  /** A fixed delay after the previous run ended. */
  FIXED_DELAY,
  /** Days, weeks, months or years of the calendar, at times of day. */
  CALENDAR,
  /** An RFC 5545 recurrence rule. */
  RRULE,
  /** One fire. */
  ONCE,
  /** One fire for each event of a topic. */
  EVENT,
  /** No fires of its own: runs start by hand or by code only. */
  MANUAL,
  /** A schedule in words, which is read when its task is saved; never stored. */
  PHRASE;

  /** True for the kinds whose fires are instants that can be computed ahead. */
  public boolean isTimed() {
    return this != EVENT && this != MANUAL && this != FIXED_DELAY;
  }
}
