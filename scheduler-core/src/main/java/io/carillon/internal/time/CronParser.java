package io.carillon.internal.time;

import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.time.CronDialect;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the text of a cron expression, without its zone, into fields; refuses with all faults. */
final class CronParser {

  private static final CronField[] FIELDS = CronField.values();

  /** What the nicknames stand for, in unix5. */
  static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@noon", "0 12 * * *",
          "@hourly", "0 * * * *");

  private final String source;
  private final String text;
  private final CronDialect dialect;

  /**
   * Prepares to read a text.
   *
   * @param source the expression as written, for messages
   * @param text the same without a zone, as fields separated by white space
   */
  CronParser(String source, String text, CronDialect dialect) {
    this.source = source;
    this.text = dialect == CronDialect.NICKNAME ? expand(source, text) : text;
    this.dialect = dialect == CronDialect.NICKNAME ? CronDialect.UNIX5 : dialect;
  }

  private static String expand(String source, String text) {
    String known = NICKNAMES.get(text.strip().toLowerCase(Locale.ROOT));
    if (known == null) {
      throw refused(source, List.of(CronTexts.unknownNickname(text.strip())));
    }
    return known;
  }

  /** The fields of a valid expression and the readings they select. */
  record Parsed(CronFields fields, CronPattern pattern) {}

  Parsed parse() {
    int[] bounds = CronTexts.fieldBounds(text);
    int count = bounds.length / 2;
    if (count < dialect.fewestFields() || count > dialect.mostFields()) {
      throw refused(source, List.of(CronTexts.wrongCount(text, count, dialect)));
    }
    CronFields fields = new CronFields();
    List<Problem> problems = new ArrayList<>(0);
    CronFieldParser plain = new CronFieldParser(text, dialect);
    int first = dialect.startsWithSeconds() ? 0 : 1;
    for (int i = 0; i < count; i++) {
      try {
        field(fields, FIELDS[first + i], plain, bounds[2 * i], bounds[2 * i + 1]);
      } catch (CronFault fault) {
        String what = fault.what() + " (field " + (i + 1) + " of " + count + ").";
        problems.add(Problem.of("", what, fault.fix()));
      }
    }
    if (!problems.isEmpty()) {
      throw refused(source, problems);
    }
    checkQuestionMark(bounds);
    CronPattern pattern = new CronPattern(fields);
    if (!pattern.canFire()) {
      throw refused(source, List.of(CronTexts.neverFires(fields.years != null)));
    }
    return new Parsed(fields, pattern);
  }

  private void field(CronFields fields, CronField field, CronFieldParser plain, int from, int to) {
    switch (field) {
      case SECOND -> fields.seconds = plain.bits(field, from, to);
      case MINUTE -> fields.minutes = plain.bits(field, from, to);
      case HOUR -> {
        fields.hours = (int) plain.bits(field, from, to);
        fields.cadence = isCadence(fields.hours, from, to);
      }
      case MONTH -> fields.months = (int) plain.bits(field, from, to);
      case DAY_OF_MONTH -> new CronDayParser(text, dialect, plain).monthDays(fields, from, to);
      case DAY_OF_WEEK -> new CronDayParser(text, dialect, plain).weekdays(fields, from, to);
      case YEAR -> fields.years = years(plain, from, to);
    }
  }

  /** A wildcard, or a step that gives more than one hour. */
  private boolean isCadence(int hours, int from, int to) {
    if (hours == CronFieldParser.allOf(CronField.HOUR)) {
      return true;
    }
    int slash = text.indexOf('/', from);
    return slash >= 0 && slash < to && Integer.bitCount(hours) > 1;
  }

  private @Nullable BitSet years(CronFieldParser plain, int from, int to) {
    if (to - from == 1 && text.charAt(from) == '*') {
      return null;
    }
    BitSet years = new BitSet();
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text.charAt(i) == ',') {
        plain.item(CronField.YEAR, start, i, years::set);
        start = i + 1;
      }
    }
    if (years.nextSetBit(1970) < 0) {
      throw CronFieldParser.fault("The years end before 1970", "Write a year from now on.");
    }
    return years;
  }

  /** Quartz: exactly one of the day fields is a question mark. */
  private void checkQuestionMark(int[] bounds) {
    if (dialect == CronDialect.QUARTZ) {
      boolean monthDay = text.charAt(bounds[6]) == '?';
      boolean weekday = text.charAt(bounds[10]) == '?';
      if (monthDay == weekday) {
        throw refused(source, List.of(CronTexts.questionMark(monthDay)));
      }
    }
  }

  static InvalidDefinitionException refused(String source, List<Problem> problems) {
    return new InvalidDefinitionException("Cron \"" + source + "\"", problems);
  }
}
