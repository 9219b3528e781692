package io.carillon.phrase;

import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.Trigger;
import io.carillon.time.Calendars;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Phrases in declarations (an annotation, a configuration file), which are read anew at every start
 * and must mean the same each time. Nobody is there to confirm, so what is not certain is refused.
 */
public final class DeclaredPhrase {

  /** Two moments that differ in everything a phrase could count from. */
  private static final List<LocalDateTime> MOMENTS =
      List.of(LocalDateTime.of(2026, 1, 7, 10, 20), LocalDateTime.of(2026, 5, 23, 17, 45));

  private DeclaredPhrase() {}

  /**
   * The triggers of a phrase.
   *
   * @param zone the zone of its local times, unless it names one
   * @throws InvalidDefinitionException when it is ambiguous, is not understood, says more than a
   *     schedule, or means something else depending on when it is read
   */
  public static List<Trigger> triggers(String phrase, ZoneId zone, Calendars calendars) {
    List<Trigger> first = read(phrase, MOMENTS.get(0), zone, calendars);
    List<Trigger> second = read(phrase, MOMENTS.get(1), zone, calendars);
    if (!first.equals(second)) {
      throw refused(
          phrase,
          "means something else depending on when it is read.",
          "Name the date it counts from, or use another kind of trigger.");
    }
    return first;
  }

  private static List<Trigger> read(
      String phrase, LocalDateTime now, ZoneId zone, Calendars calendars) {
    PhraseContext context = PhraseContext.at(now, zone).withCalendars(calendars);
    PhraseResult result = Phrases.read(phrase, context);
    if (result instanceof Question question) {
      String readings =
          question.readings().stream().map(Reading::label).collect(Collectors.joining("; "));
      throw refused(
          phrase,
          "can be read in different ways. " + question.text(),
          readings.isEmpty() ? "" : "Write one of: " + readings + ".");
    }
    if (result instanceof Refusal refusal) {
      throw refused(phrase, "is not understood. " + refusal.why(), "");
    }
    Proposal proposal = (Proposal) result;
    if (!proposal.instruction().isBlank()) {
      throw refused(
          phrase,
          "says more than a schedule: \"" + proposal.instruction() + "\".",
          "Leave the schedule alone.");
    }
    ZoneId said = proposal.zone();
    return proposal.triggers().stream()
        .map(trigger -> said.equals(zone) ? trigger : trigger.withZone(said))
        .toList();
  }

  private static InvalidDefinitionException refused(String phrase, String what, String fix) {
    return new InvalidDefinitionException(
        "Phrase \"" + phrase + "\"", List.of(Problem.of("phrase", what, fix)));
  }
}
