package io.carillon.internal.time;

import io.carillon.time.CronDialect;
import io.carillon.time.FireTimes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed cron expression ready to be asked: its text, its fields and its readings. */
public final class CronCalculator {

  private final String text;
  private final @Nullable ZoneId zone;
  private final CronParser.Parsed parsed;

  private CronCalculator(String text, @Nullable ZoneId zone, CronParser.Parsed parsed) {
    this.text = text;
    this.zone = zone;
    this.parsed = parsed;
  }

  /**
   * Reads and checks it.
   *
   * @throws io.carillon.InvalidDefinitionException with all faults
   */
  public static CronCalculator parse(String expression, CronDialect dialect) {
    int start = ZoneTexts.startOfZone(expression);
    if (start < 0) {
      String text = normalized(expression);
      return new CronCalculator(text, null, new CronParser(expression, text, dialect).parse());
    }
    String name = expression.substring(start).strip();
    ZoneId zone =
        ZoneTexts.parse(name)
            .orElseThrow(
                () -> CronParser.refused(expression, List.of(ZoneTexts.unknown("", name))));
    String text = normalized(expression.substring(0, start));
    return new CronCalculator(text, zone, new CronParser(expression, text, dialect).parse());
  }

  /** Single spaces between fields, none around them. */
  private static String normalized(String text) {
    boolean spaceBefore = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || (c == ' ' && spaceBefore)) {
        return String.join(" ", text.strip().split("\\s+"));
      }
      spaceBefore = c == ' ';
    }
    return spaceBefore && !text.isEmpty() ? text.strip() : text;
  }

  public String text() {
    return text;
  }

  public @Nullable ZoneId zone() {
    return zone;
  }

  public CronCalculator withoutZone() {
    return new CronCalculator(text, null, parsed);
  }

  public FireTimes fires(ZoneId in) {
    return new WallFires(parsed.pattern(), ZoneTable.of(in), keepsCadence());
  }

  public boolean keepsCadence() {
    return parsed.fields().cadence;
  }

  public int timesPerDay() {
    CronFields fields = parsed.fields();
    return Long.bitCount(fields.seconds)
        * Long.bitCount(fields.minutes)
        * Integer.bitCount(fields.hours);
  }

  /** Whether the wall clock shows a reading of the expression. */
  public boolean matches(Instant instant, ZoneId in) {
    long second = instant.getEpochSecond();
    ZoneTable table = ZoneTable.of(in).reaching(second);
    return parsed.pattern().matches(second + table.offset(table.indexOf(second)));
  }

  CronFields fields() {
    return parsed.fields();
  }

  CronPattern pattern() {
    return parsed.pattern();
  }
}
