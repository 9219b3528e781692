package io.carillon.time;

import io.carillon.internal.time.CronCalculator;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression of a named dialect, parsed and checked. Immutable; equal if dialect, fields and
 * zone are written alike (white space apart).
 *
 * <p>The expression lives on the wall clock of a zone and is never converted to UTC. When a clock
 * changes: an expression with a <em>fixed hour</em> fires once for a reading that the clock skips,
 * at the first valid instant after it, and once for a reading that the clock shows twice, the first
 * time; an expression whose hour is a <em>wildcard or a step</em> ({@code *}, {@code *}{@code /2})
 * fires whenever the clock shows its reading, so that the elapsed rhythm goes on. A date that a
 * zone skips as a whole has no fires. {@code docs/time.md} shows examples.
 *
 * <p>Both day fields restricted means either of them, as in Vixie cron. The search ends after 400
 * years (9999 with years in the expression), in at most some microseconds.
 */
public final class CronExpression {

  private final String text;
  private final CronDialect dialect;
  private final CronCalculator calculator;

  private CronExpression(String text, CronDialect dialect, CronCalculator calculator) {
    this.text = text;
    this.dialect = dialect;
    this.calculator = calculator;
  }

  /** Parses unix5, or a nickname where the text starts with {@code @}. */
  public static CronExpression parse(String expression) {
    boolean nickname = expression.stripLeading().startsWith("@");
    return parse(expression, nickname ? CronDialect.NICKNAME : CronDialect.UNIX5);
  }

  /**
   * Parses an expression. A time zone may follow the last field.
   *
   * @throws io.carillon.InvalidDefinitionException naming every faulty field, with its position,
   *     what was expected and what to write
   */
  public static CronExpression parse(String expression, CronDialect dialect) {
    Objects.requireNonNull(dialect, "dialect");
    CronCalculator calculator = CronCalculator.parse(expression, dialect);
    return new CronExpression(calculator.text(), dialect, calculator);
  }

  /** The fields as written, separated by single spaces, without a zone. */
  public String text() {
    return text;
  }

  public CronDialect dialect() {
    return dialect;
  }

  /** The zone written after the last field, if there was one. */
  public Optional<ZoneId> zone() {
    return Optional.ofNullable(calculator.zone());
  }

  /** The same expression without its zone. */
  public CronExpression withoutZone() {
    return calculator.zone() == null
        ? this
        : new CronExpression(text, dialect, calculator.withoutZone());
  }

  /** The fires on the wall clock of a zone. */
  public FireTimes fireTimes(ZoneId zone) {
    return calculator.fires(zone);
  }

  /** The first fire strictly after an instant, on the wall clock of a zone; empty: never again. */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    return calculator.fires(zone).next(after);
  }

  /** The last fire strictly before an instant; empty: never before. */
  public Optional<Instant> previous(Instant before, ZoneId zone) {
    return calculator.fires(zone).previous(before);
  }

  /** The first fire strictly after a time, in its zone. */
  public Optional<ZonedDateTime> next(ZonedDateTime after) {
    return next(after.toInstant(), after.getZone()).map(fire -> fire.atZone(after.getZone()));
  }

  /** The last fire strictly before a time, in its zone. */
  public Optional<ZonedDateTime> previous(ZonedDateTime before) {
    return previous(before.toInstant(), before.getZone())
        .map(fire -> fire.atZone(before.getZone()));
  }

  /**
   * True if the wall clock shows a reading of the expression in the second that holds the instant.
   * In a repeated hour both passes show it, though a fixed hour fires in the first only.
   */
  public boolean matches(Instant instant, ZoneId zone) {
    return calculator.matches(instant, zone);
  }

  /** On how many different times of one day it fires, from 1 to 86,400. */
  public int timesPerDay() {
    return calculator.timesPerDay();
  }

  /** True for a wildcard or stepped hour, which keeps its rhythm when the clock changes. */
  public boolean keepsCadence() {
    return calculator.keepsCadence();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CronExpression that
        && text.equals(that.text)
        && dialect == that.dialect
        && zone().equals(that.zone());
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, dialect);
  }

  /** The expression as it can be parsed again. */
  @Override
  public String toString() {
    return zone().map(zone -> text + " " + zone.getId()).orElse(text);
  }
}
