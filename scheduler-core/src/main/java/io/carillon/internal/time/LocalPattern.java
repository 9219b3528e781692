package io.carillon.internal.time;

/**
 * A set of wall-clock readings, each a local second: seconds since 1970-01-01T00:00 on a clock that
 * knows no zone. What a reading means as an instant is {@link WallFires}' business alone.
 */
public interface LocalPattern {

  /** No reading: the answer when the search runs out. */
  long NEVER = Long.MIN_VALUE;

  /** The last local second that is searched: 9999-12-31T23:59:59. */
  long LAST_SECOND = 253402300799L;

  /** The first reading at or after {@code local}, or {@link #NEVER}. Bounded time. */
  long nextOrSame(long local);

  /** The last reading at or before {@code local}, or {@link #NEVER}. Bounded time. */
  long previousOrSame(long local);
}
