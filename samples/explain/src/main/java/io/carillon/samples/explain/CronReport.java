package io.carillon.samples.explain;

import io.carillon.Trigger;
import io.carillon.time.CronDialect;
import io.carillon.time.Preview;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

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
    Trigger trigger = Trigger.cron(arguments.text(), dialect);
    Preview preview = Preview.of(trigger, zone, from, count);
    out.println(arguments.text() + "   (" + dialect.id() + ", " + preview.zone().getId() + ")");
    out.println(preview.description(language));
    FireTable.print(preview, out);
    return Explain.ANSWERED;
  }
}
