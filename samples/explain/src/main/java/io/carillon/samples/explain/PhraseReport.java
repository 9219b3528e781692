package io.carillon.samples.explain;

import io.carillon.phrase.PhraseContext;
import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Phrases;
import io.carillon.phrase.Proposal;
import io.carillon.phrase.Question;
import io.carillon.phrase.Reading;
import io.carillon.phrase.Refusal;
import io.carillon.phrase.Understood;
import io.carillon.time.Calendars;
import io.carillon.time.Preview;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/** What a phrase means, for a person. */
final class PhraseReport {

  private PhraseReport() {}

  /** Prints the report and returns the exit code. */
  static int print(Arguments arguments, Clock clock, PrintStream out) {
    ZoneId zone = Inputs.zone(arguments.option("--zone").orElse(""));
    ZonedDateTime now =
        arguments
            .option("--now")
            .map(text -> Inputs.moment(text, zone))
            .orElseGet(() -> clock.instant().atZone(zone));
    int count = Inputs.count(arguments.option("-n").orElse("5"));
    Calendars calendars = Inputs.holidays(arguments.option("--holidays"));
    PhraseContext context =
        PhraseAnswer.context(now, zone, arguments.option("--language").orElse(""))
            .withCalendars(calendars);
    PhraseResult result = Phrases.read(arguments.text(), context);
    if (result instanceof Proposal proposal) {
      proposal(proposal, proposal.preview(now.toInstant(), count, calendars), out);
      return Explain.ANSWERED;
    }
    if (result instanceof Question question) {
      out.println("? " + question.text());
      for (Reading reading : question.readings()) {
        out.println("  - " + reading.label() + ": " + reading.description());
      }
    } else {
      out.println("No. " + ((Refusal) result).why());
    }
    return Explain.NOT_A_SCHEDULE;
  }

  private static void proposal(Proposal proposal, Preview preview, PrintStream out) {
    out.println(proposal.description() + "   (" + proposal.zone().getId() + ")");
    Locale language = Locale.forLanguageTag(proposal.meaning().language());
    new FireTable(language, out).print(preview);
    String instruction = proposal.instruction();
    out.println("Task: " + (instruction.isEmpty() ? "(none)" : instruction));
    out.println("Name: " + proposal.work().name());
    out.println("Understood:");
    for (Understood words : proposal.meaning().words()) {
      String role = words.role().name().toLowerCase(Locale.ROOT);
      out.println("  " + words.text() + " = " + role);
    }
    proposal.meaning().assumptions().forEach(assumed -> out.println("Assumed: " + assumed));
  }
}
