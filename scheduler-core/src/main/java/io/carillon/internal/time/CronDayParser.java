package io.carillon.internal.time;

import io.carillon.time.CronDialect;

/**
 * The two day fields with their special forms: L, L-3, LW, 15W, FRI#2, 5L and the question mark.
 */
final class CronDayParser {

  private final String text;
  private final CronDialect dialect;
  private final CronFieldParser plain;

  CronDayParser(String text, CronDialect dialect, CronFieldParser plain) {
    this.text = text;
    this.dialect = dialect;
    this.plain = plain;
  }

  void monthDays(CronFields fields, int from, int to) {
    if (isAny(from, to)) {
      fields.anyMonthDay = true;
      return;
    }
    boolean plainDays = false;
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text.charAt(i) == ',') {
        plainDays |= !monthDay(fields, start, i);
        start = i + 1;
      }
    }
    boolean working = fields.nearestWorking != 0 || fields.beforeLastWorking != 0;
    boolean others = plainDays || fields.beforeLast != 0;
    if (dialect == CronDialect.UNIX5 && working && others) {
      throw CronFieldParser.fault(
          "In unix5, \"W\" days cannot be listed with plain days",
          "Use two triggers, or the dialect quartz.");
    }
  }

  /** Reads one item; true if it was a special form. */
  private boolean monthDay(CronFields fields, int from, int to) {
    if (from == to) {
      plain.item(CronField.DAY_OF_MONTH, from, to, value -> {});
    }
    if (isLetter(from, 'L')) {
      lastDay(fields, from, to);
      return true;
    }
    if (isLetter(to - 1, 'W')) {
      fields.nearestWorking |= 1 << workingDay(from, to);
      return true;
    }
    fields.monthDays |= (int) plain.itemBits(CronField.DAY_OF_MONTH, from, to);
    return false;
  }

  private int workingDay(int from, int to) {
    boolean digits = to - from > 1;
    for (int i = from; i < to - 1; i++) {
      digits &= Character.isDigit(text.charAt(i));
    }
    if (!digits) {
      throw CronFieldParser.fault(
          quoted(from, to) + " is not a day with \"W\"",
          "Write one day before the W, as in 15W (the working day nearest to the 15th), or LW.");
    }
    return plain.value(CronField.DAY_OF_MONTH, from, to - 1);
  }

  private void lastDay(CronFields fields, int from, int to) {
    int end = to;
    boolean working = to - from > 1 && isLetter(to - 1, 'W');
    if (working) {
      end--;
    }
    int offset = 0;
    boolean valid = end - from == 1;
    if (end - from > 2 && end - from < 5 && text.charAt(from + 1) == '-') {
      valid = true;
      for (int i = from + 2; i < end; i++) {
        valid &= Character.isDigit(text.charAt(i));
        offset = offset * 10 + text.charAt(i) - '0';
      }
    }
    if (!valid || offset > 30) {
      throw CronFieldParser.fault(
          quoted(from, to) + " is not a last day",
          "Write L, L-1 to L-30 (days before the last), LW, or L-3W.");
    }
    if (working) {
      fields.beforeLastWorking |= 1 << offset;
    } else {
      fields.beforeLast |= 1 << offset;
    }
  }

  void weekdays(CronFields fields, int from, int to) {
    if (isAny(from, to)) {
      fields.anyWeekday = true;
      return;
    }
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text.charAt(i) == ',') {
        weekday(fields, start, i, start == from && i == to);
        start = i + 1;
      }
    }
  }

  private void weekday(CronFields fields, int from, int to, boolean alone) {
    int hash = text.indexOf('#', from);
    if (hash >= from && hash < to) {
      int weekday = plain.normal(CronField.DAY_OF_WEEK, weekdayBeforeHash(from, hash, to));
      fields.nthWeekdays |= 1L << (weekday * 5 + nth(from, hash + 1, to) - 1);
    } else if (to - from == 1 && isLetter(from, 'L')) {
      if (dialect != CronDialect.QUARTZ || !alone) {
        throw CronFieldParser.fault(
            "\"L\" alone is not a day of the week here",
            "For the last Friday of the month write "
                + (dialect == CronDialect.QUARTZ ? "6L" : "5L")
                + ", for Saturdays SAT.");
      }
      fields.weekdays |= 1 << 6;
    } else if (to - from > 1 && isLetter(to - 1, 'L') && !isNameEndingInL(from, to)) {
      int weekday = plain.value(CronField.DAY_OF_WEEK, from, to - 1);
      fields.lastWeekdays |= 1 << plain.normal(CronField.DAY_OF_WEEK, weekday);
    } else {
      fields.weekdays |= (int) plain.itemBits(CronField.DAY_OF_WEEK, from, to);
    }
  }

  private boolean isNameEndingInL(int from, int to) {
    return CronField.DAY_OF_WEEK.named(text, from, to, dialect) >= 0;
  }

  private int weekdayBeforeHash(int from, int hash, int to) {
    try {
      return plain.value(CronField.DAY_OF_WEEK, from, hash);
    } catch (CronFault fault) {
      throw CronFieldParser.fault(
          quoted(from, to) + " is not an nth weekday: " + fault.what(),
          "Write one weekday, # and 1 to 5, as in FRI#2 for the second Friday.");
    }
  }

  private int nth(int itemStart, int from, int to) {
    int n = to - from == 1 ? text.charAt(from) - '0' : 0;
    if (n < 1 || n > 5) {
      throw CronFieldParser.fault(
          quoted(itemStart, to) + " is not an nth weekday: after # comes a number from 1 to 5",
          "Write FRI#2 for the second Friday of the month, FRIL for the last.");
    }
    return n;
  }

  private boolean isAny(int from, int to) {
    return to - from == 1 && (text.charAt(from) == '*' || text.charAt(from) == '?');
  }

  private boolean isLetter(int index, char upper) {
    return Character.toUpperCase(text.charAt(index)) == upper;
  }

  private String quoted(int from, int to) {
    return "\"" + text.substring(from, to) + "\"";
  }
}
