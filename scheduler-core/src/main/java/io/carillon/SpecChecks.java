package io.carillon;

import io.carillon.time.Exclusions;
import io.carillon.time.WhenExcluded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Checks of the values that triggers are made of. */
final class SpecChecks {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(36_525);
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private SpecChecks() {}

  static InvalidDefinitionException refused(String where, String what, String fix) {
    return new InvalidDefinitionException("Trigger", List.of(Problem.of(where, what, fix)));
  }

  static Duration period(String where, Duration period) {
    if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
      throw refused(
          where,
          "The duration " + period + " is not in 1 millisecond to 36,525 days.",
          "Write a positive duration as in PT45M or 45m.");
    }
    if (period.toNanosPart() % 1_000 != 0) {
      throw refused(
          where,
          "The duration " + period + " is finer than a microsecond.",
          "Write whole microseconds.");
    }
    return period;
  }

  static Instant instant(String where, Instant instant) {
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw refused(
          where,
          "The instant " + instant + " is not in the years 1 to 9999.",
          "Write an instant as in 2026-12-24T17:00:00Z.");
    }
    return instant;
  }

  /** Fires move to another day only if they have few and fixed times of day. */
  static void exclusions(TriggerSpec spec, Exclusions exclusions) {
    if (exclusions.action() == WhenExcluded.SKIP) {
      return;
    }
    boolean fixedTimes =
        spec instanceof TriggerSpec.Calendar
            || spec instanceof TriggerSpec.Phrase // Checked again when the words are read.
            || spec instanceof TriggerSpec.OnceAt
            || spec instanceof TriggerSpec.OnceLocal
            || (spec instanceof TriggerSpec.Rrule rrule && !rrule.rule().isSubDaily())
            || (spec instanceof TriggerSpec.Cron cron
                && !cron.expression().keepsCadence()
                && cron.expression().timesPerDay() <= 48);
    if (!fixedTimes) {
      throw refused(
          "exclude.then",
          "Only fires at fixed times of day (at most 48 a day) can move to the next working day.",
          "Write \"skip\", or a trigger as in 0 9 * * *.");
    }
  }

  static void year(String where, int year) {
    if (year < 1 || year > 9999) {
      throw refused(
          where,
          "The year " + year + " is not in 1 to 9999.",
          "Write a time as in 2026-12-24T18:00.");
    }
  }
}
