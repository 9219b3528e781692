package io.carillon.samples.explain;

import io.carillon.Trigger;
import io.carillon.time.Calendars;
import io.carillon.time.CronDialect;
import io.carillon.time.Exclusions;
import io.carillon.time.FireTimes;
import io.carillon.time.Preview;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a cron expression means, for a person. */
final class CronReport {

  private CronReport() {}

  /** Prints the report and returns the exit code. */
  static int print(Arguments arguments, Clock clock, PrintStream out) {
    ZoneId zone = Inputs.zone(arguments.option("--zone").orElse(""));
    Instant from =
        arguments
            .option("--from")
            .map(text -> Inputs.moment(text, zone).toInstant())
            .orElseGet(clock::instant);
    int count = Inputs.count(arguments.option("-n").orElse("5"));
    CronDialect dialect =
        Inputs.dialect(arguments.option("--dialect").orElse(""), arguments.text());
    Locale language = Locale.forLanguageTag(arguments.option("--language").orElse("en"));
    Optional<String> file = arguments.option("--holidays");
    Calendars calendars = Inputs.holidays(file);
    Trigger plain = Trigger.cron(arguments.text(), dialect);
    Trigger trigger =
        file.isPresent()
            ? plain.withExclusions(Exclusions.none().onCalendar(Inputs.HOLIDAYS))
            : plain;
    FireTimes.Setting setting = new FireTimes.Setting(zone, from, "", calendars);
    Preview preview = Preview.of(List.of(trigger), setting, from, count);
    out.println(arguments.text() + "   (" + dialect.id() + ", " + preview.zone().getId() + ")");
    out.println(preview.description(language));
    new FireTable(language, out).print(preview);
    return Explain.ANSWERED;
  }
}
