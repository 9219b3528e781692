package io.carillon.time;

/**
 * How the fields of a cron expression are read. A dialect is always named, never guessed from the
 * number of fields. In all dialects names may be in any case, ranges may wrap ({@code FRI-MON},
 * {@code 22-2}) and a time zone may follow the last field. {@code docs/time.md} has the full table.
 */
public enum CronDialect {
  /** Minute, hour, day of month, month, day of week; 0 and 7 are Sunday. */
  UNIX5("unix5", 5, 5),
  /** The same with seconds in front: six fields. */
  SECONDS6("seconds6", 6, 6),
  /** The same with seconds in front and the year at the end: seven fields. */
  SECONDS7("seconds7", 7, 7),
  /**
   * Quartz: seconds in front, an optional year at the end, weekdays 1-7 for Sunday to Saturday, and
   * exactly one of the two day fields is {@code ?}.
   */
  QUARTZ("quartz", 6, 7),
  /**
   * {@code @yearly}, {@code @monthly}, {@code @weekly}, {@code @daily}, {@code @noon} and others.
   */
  NICKNAME("nickname", 1, 1);

  private final String id;
  private final int fewestFields;
  private final int mostFields;

  CronDialect(String id, int fewestFields, int mostFields) {
    this.id = id;
    this.fewestFields = fewestFields;
    this.mostFields = mostFields;
  }

  /** The name in JSON, on the command line and in messages: {@code unix5}. */
  public String id() {
    return id;
  }

  /** The smallest number of fields an expression has. */
  public int fewestFields() {
    return fewestFields;
  }

  /** The largest number of fields an expression has. */
  public int mostFields() {
    return mostFields;
  }

  /** True where the first field is the second. */
  public boolean startsWithSeconds() {
    return this == SECONDS6 || this == SECONDS7 || this == QUARTZ;
  }
}
