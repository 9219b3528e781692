package io.carillon.internal.time;

import io.carillon.time.CronDialect;

/**
 * Parses one field of a cron expression into bits, in place, without making substrings. The special
 * forms of the two day fields are in {@link CronDayParser}.
 */
final class CronFieldParser {

  private final String text;
  private final CronDialect dialect;

  CronFieldParser(String text, CronDialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  /** Bits of the values; a year's bits are told to {@code years} one by one. */
  interface Values {
    void add(int value);
  }

  /** The bits of a plain field: second, minute, hour or month. */
  long bits(CronField field, int from, int to) {
    if (to - from == 1 && text.charAt(from) == '*') {
      return allOf(field);
    }
    long bits = 0;
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text.charAt(i) == ',') {
        bits |= itemBits(field, start, i);
        start = i + 1;
      }
    }
    return bits;
  }

  static long allOf(CronField field) {
    int max = field == CronField.DAY_OF_WEEK ? 6 : field.max();
    int min = field == CronField.DAY_OF_WEEK ? 0 : field.min(CronDialect.UNIX5);
    return (2L << max) - (1L << min);
  }

  /** The bits of one item: {@code *}, a value, a range, each with an optional step. */
  long itemBits(CronField field, int from, int to) {
    long[] bits = new long[1];
    item(field, from, to, value -> bits[0] |= 1L << value);
    return bits[0];
  }

  void item(CronField field, int from, int to, Values values) {
    if (from == to) {
      throw fault(
          "The " + field.label() + " field has an empty list item", "Remove the comma too many.");
    }
    int slash = indexOf('/', from, to);
    int step = slash < 0 ? 1 : step(field, slash + 1, to);
    int end = slash < 0 ? to : slash;
    int first;
    int last;
    int hyphen = indexOf('-', from, end);
    if (end - from == 1 && text.charAt(from) == '*') {
      first = field == CronField.DAY_OF_WEEK ? 0 : field.min(CronDialect.UNIX5);
      last = field == CronField.DAY_OF_WEEK ? 6 : field.max();
    } else if (end == from) {
      first = bareStep(field, to);
      last = field == CronField.DAY_OF_WEEK ? 6 : field.max();
    } else if (hyphen < 0) {
      first = normal(field, value(field, from, end));
      last = slash < 0 ? first : field == CronField.DAY_OF_WEEK ? 6 : field.max();
    } else {
      int start = value(field, from, hyphen);
      int stop = value(field, hyphen + 1, end);
      first = normal(field, start);
      last = start == stop ? first : rangeEnd(field, first, stop);
    }
    spread(field, first, last, step, values);
  }

  private int bareStep(CronField field, int to) {
    if (dialect != CronDialect.QUARTZ) {
      String step = text.substring(text.lastIndexOf('/', to - 1), to);
      throw fault(
          "\"" + step + "\" has a step and nothing to step over", "Write \"*" + step + "\".");
    }
    return field == CronField.DAY_OF_WEEK ? 0 : field.min(CronDialect.UNIX5);
  }

  private static void spread(CronField field, int first, int last, int step, Values values) {
    int min = field == CronField.DAY_OF_WEEK ? 0 : field.min(CronDialect.UNIX5);
    int size = field.size();
    for (int value = first; value <= last; value += step) {
      values.add(value - min < size ? value : value - size);
    }
  }

  /** The end of a range, larger than its start: a wrapping range goes on past the maximum. */
  private int rangeEnd(CronField field, int first, int written) {
    boolean sundayAsSeven =
        field == CronField.DAY_OF_WEEK && dialect != CronDialect.QUARTZ && written == 7;
    int last = sundayAsSeven && first > 0 ? 7 : sundayAsSeven ? 7 : normal(field, written);
    if (sundayAsSeven && first == 0) {
      return 6;
    }
    if (last >= first) {
      return last;
    }
    if (field == CronField.YEAR) {
      throw fault(
          "The range of years ends before it starts: " + first + "-" + last,
          "Write " + last + "-" + first + ".");
    }
    return last + field.size();
  }

  /** The dialect's number as ours: weekdays from Sunday = 0. */
  int normal(CronField field, int written) {
    if (field != CronField.DAY_OF_WEEK) {
      return written;
    }
    return dialect == CronDialect.QUARTZ ? written - 1 : written % 7;
  }

  /** A number or name in the dialect's own numbering, checked against the field's range. */
  int value(CronField field, int from, int to) {
    if (from == to) {
      throw fault(
          "The " + field.label() + " field has an open range",
          "Write both ends, as in " + field.min(dialect) + "-" + field.max() + ".");
    }
    if (!isDigit(text.charAt(from))) {
      int named = field.named(text, from, to, dialect);
      if (named < 0) {
        throw unknown(field, from, to);
      }
      return named;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        throw unknown(field, from, to);
      }
      value = Math.min(99_999, value * 10 + text.charAt(i) - '0');
    }
    if (value < field.min(dialect) || value > field.max()) {
      throw CronMessages.outOfRange(field, text.substring(from, to), dialect);
    }
    return value;
  }

  private CronFault unknown(CronField field, int from, int to) {
    return CronMessages.notAValue(field, text.substring(from, to), dialect);
  }

  private int step(CronField field, int from, int to) {
    int step = 0;
    boolean digits = from < to;
    for (int i = from; i < to; i++) {
      digits &= isDigit(text.charAt(i));
      step = Math.min(99_999, step * 10 + text.charAt(i) - '0');
    }
    if (!digits || step == 0) {
      String written = text.substring(from, to);
      throw fault(
          "The step of the " + field.label() + " field is \"" + written + "\", not a number from 1",
          "Write a step as in */" + Math.max(1, Math.min(15, field.size() / 4)) + ".");
    }
    if (step > field.largestStep(dialect)) {
      throw CronMessages.stepTooLarge(field, step, dialect);
    }
    return step;
  }

  private int indexOf(char sought, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == sought) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static CronFault fault(String what, String fix) {
    return new CronFault(what, fix);
  }
}
