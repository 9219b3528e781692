package io.carillon.internal.phrase;

import java.util.List;

/** Words that two people read in two ways. */
enum Ambiguity {
  BIWEEKLY(0, "twice a week", "every two weeks"),
  BIMONTHLY(1, "twice a month", "every two months"),
  BIANNUAL(2, "twice a year", "every two years"),
  SEMI(3, "twice in the period", "every half period");

  private static final List<Ambiguity> ALL = List.of(values());

  private final int code;
  private final String first;
  private final String second;

  Ambiguity(int code, String first, String second) {
    this.code = code;
    this.first = first;
    this.second = second;
  }

  /** The number of this word in a {@link Sense}. */
  int code() {
    return code;
  }

  static Ambiguity of(int code) {
    return ALL.get(code);
  }

  /** The reading of more than one in the period. */
  Message first() {
    return Message.of(first);
  }

  /** The reading of one in more than one period. */
  Message second() {
    return Message.of(second);
  }

  /** The unit of the reading "every two ..."; for {@link #SEMI} a day, which is never offered. */
  Unit unit() {
    return switch (this) {
      case BIWEEKLY -> Unit.WEEK;
      case BIMONTHLY -> Unit.MONTH;
      case BIANNUAL -> Unit.YEAR;
      case SEMI -> Unit.DAY;
    };
  }
}
