package io.carillon.internal.phrase;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Locale;

/** A unit of time as people say it. */
enum Unit {
  SECOND(0, 1),
  MINUTE(1, 60),
  HOUR(2, 3600),
  DAY(3, 0),
  WEEK(4, 0),
  MONTH(5, 0),
  YEAR(6, 0),
  QUARTER(7, 0),
  FORTNIGHT(8, 0);

  private static final List<Unit> ALL = List.of(values());

  private final int code;
  private final int seconds;

  Unit(int code, int seconds) {
    this.code = code;
    this.seconds = seconds;
  }

  /** The number of this unit in a {@link Sense}. */
  int code() {
    return code;
  }

  static Unit of(int code) {
    return ALL.get(code);
  }

  /** True for units of fixed length, shorter than a day. */
  boolean isClock() {
    return seconds > 0;
  }

  /** The length in seconds; 0 for calendar units. */
  int seconds() {
    return seconds;
  }

  Duration times(long n) {
    return Duration.ofSeconds(seconds * n);
  }

  /** How many base units (day, week, month, year) one of these is. */
  int factor() {
    return this == QUARTER ? 3 : this == FORTNIGHT ? 2 : 1;
  }

  /** The unit that {@link #factor()} counts. */
  Unit base() {
    return this == QUARTER ? MONTH : this == FORTNIGHT ? WEEK : this;
  }

  Period period(int n) {
    return switch (this) {
      case DAY -> Period.ofDays(n);
      case WEEK -> Period.ofWeeks(n);
      case FORTNIGHT -> Period.ofWeeks(2 * n);
      case MONTH -> Period.ofMonths(n);
      case QUARTER -> Period.ofMonths(3 * n);
      case YEAR -> Period.ofYears(n);
      default -> Period.ZERO;
    };
  }

  /** The name of several. */
  Message plural() {
    return Message.of(name().toLowerCase(Locale.ROOT) + "s");
  }
}
