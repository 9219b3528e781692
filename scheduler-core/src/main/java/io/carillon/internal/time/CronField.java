package io.carillon.internal.time;

import io.carillon.time.CronDialect;

/** One kind of field: its name, its values, and the names some values have. */
enum CronField {
  SECOND("second", 0, 59),
  MINUTE("minute", 0, 59),
  HOUR("hour", 0, 23),
  DAY_OF_MONTH("day of month", 1, 31),
  MONTH("month", 1, 12),
  DAY_OF_WEEK("day of week", 0, 7),
  YEAR("year", 1, 9999);

  private static final CronField[] ALL = values();
  private static final String[] MONTHS = {
    "JANUARY",
    "FEBRUARY",
    "MARCH",
    "APRIL",
    "MAY",
    "JUNE",
    "JULY",
    "AUGUST",
    "SEPTEMBER",
    "OCTOBER",
    "NOVEMBER",
    "DECEMBER"
  };
  private static final String[] WEEKDAYS = {
    "SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"
  };

  private final String label;
  private final int min;
  private final int max;

  CronField(String label, int min, int max) {
    this.label = label;
    this.min = min;
    this.max = max;
  }

  /** The field at a place, counted from 0 for the second. */
  static CronField at(int place) {
    return ALL[place];
  }

  String label() {
    return label;
  }

  /** How the label starts a sentence. */
  String title() {
    return Character.toUpperCase(label.charAt(0)) + label.substring(1);
  }

  int min(CronDialect dialect) {
    return this == DAY_OF_WEEK && dialect == CronDialect.QUARTZ ? 1 : min;
  }

  int max() {
    return max;
  }

  /** How many different values there are: where a wrapping range goes on from the start. */
  int size() {
    return this == DAY_OF_WEEK ? 7 : max - min + 1;
  }

  /** The largest step that is not surely a mistake. Quartz itself refuses one value earlier. */
  int largestStep(CronDialect dialect) {
    return dialect == CronDialect.QUARTZ ? max : size();
  }

  String range(CronDialect dialect) {
    return min(dialect) + "-" + max;
  }

  boolean hasNames() {
    return this == MONTH || this == DAY_OF_WEEK;
  }

  /**
   * The number of a name (three letters or the whole word, any case) in the dialect's numbering, or
   * -1.
   */
  int named(String text, int from, int to, CronDialect dialect) {
    if (to - from < 3 || !hasNames()) {
      return -1;
    }
    String[] names = this == MONTH ? MONTHS : WEEKDAYS;
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      boolean known = to - from == 3 || to - from == name.length();
      if (known && text.regionMatches(true, from, name, 0, to - from)) {
        return this == MONTH || dialect == CronDialect.QUARTZ ? i + 1 : i;
      }
    }
    return -1;
  }

  String examples() {
    return this == MONTH ? "JAN to DEC" : "SUN to SAT";
  }
}
