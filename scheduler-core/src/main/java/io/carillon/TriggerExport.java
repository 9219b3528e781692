package io.carillon;

import io.carillon.internal.time.PeriodExport;
import io.carillon.time.CronExpression;
import io.carillon.time.Exclusions;
import io.carillon.time.RecurrenceRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Says triggers in the words of cron and of iCalendar. */
final class TriggerExport {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

  private TriggerExport() {}

  static Optional<CronExpression> cron(TriggerSpec spec) {
    if (spec instanceof TriggerSpec.Cron cron) {
      return Optional.of(cron.expression());
    } else if (spec instanceof TriggerSpec.Calendar calendar) {
      return new PeriodExport(calendar.period()).cron();
    }
    return Optional.empty();
  }

  static Optional<String> iCalendar(Trigger trigger, ZoneId zone, Instant firstFire) {
    TriggerSpec spec = trigger.spec();
    if (!canSayExclusions(trigger)) {
      return Optional.empty();
    }
    if (spec instanceof TriggerSpec.Rrule rrule) {
      RecurrenceRule rule = rrule.rule();
      String text = rule.toICalendar(zone) + excluded(trigger);
      return Optional.of(rule.hasStart() ? text : start(zone, firstFire) + text);
    }
    Optional<String> rule = rule(spec);
    return rule.map(
        text -> start(zone, firstFire) + "RRULE:" + text + bounds(trigger) + excluded(trigger));
  }

  /**
   * EXDATE says dates and nothing that comes again, and COUNT counts them too, which a number of
   * runs does not.
   */
  private static boolean canSayExclusions(Trigger trigger) {
    Exclusions all = trigger.exclusions();
    Exclusions dates = Exclusions.none().onDates(all.dates());
    return all.isEmpty() || (all.equals(dates) && trigger.maxRuns().isEmpty());
  }

  private static Optional<String> rule(TriggerSpec spec) {
    if (spec instanceof TriggerSpec.Calendar calendar) {
      return new PeriodExport(calendar.period()).rrule();
    } else if (spec instanceof TriggerSpec.Interval interval) {
      return interval(interval.period());
    }
    return Optional.empty();
  }

  private static Optional<String> interval(Duration period) {
    long seconds = period.toSeconds();
    if (period.toNanosPart() != 0 || seconds > 100_000L * 3_600) {
      return Optional.empty();
    } else if (seconds % 3_600 == 0) {
      return Optional.of("FREQ=HOURLY;INTERVAL=" + seconds / 3_600);
    } else if (seconds % 60 == 0) {
      return Optional.of("FREQ=MINUTELY;INTERVAL=" + seconds / 60);
    }
    return Optional.of("FREQ=SECONDLY;INTERVAL=" + seconds);
  }

  private static String start(ZoneId zone, Instant firstFire) {
    return "DTSTART;TZID=" + zone.getId() + ":" + local(firstFire, zone) + "\n";
  }

  private static String local(Instant instant, ZoneId zone) {
    return LocalDateTime.ofInstant(instant, zone).format(TIME);
  }

  private static String bounds(Trigger trigger) {
    if (trigger.maxRuns().isPresent()) {
      return ";COUNT=" + trigger.maxRuns().getAsInt();
    }
    return trigger
        .end()
        .map(end -> ";UNTIL=" + local(end.minusSeconds(1), ZoneOffset.UTC) + "Z")
        .orElse("");
  }

  private static String excluded(Trigger trigger) {
    if (trigger.exclusions().dates().isEmpty()) {
      return "";
    }
    return "\nEXDATE;VALUE=DATE:"
        + String.join(
            ",",
            trigger.exclusions().dates().stream()
                .map(date -> date.format(DateTimeFormatter.BASIC_ISO_DATE))
                .toList());
  }
}
