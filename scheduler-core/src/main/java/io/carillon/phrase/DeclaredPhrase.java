package io.carillon.phrase;

import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.Trigger;
import io.carillon.TriggerSpec;
import io.carillon.internal.phrase.Answer;
import io.carillon.time.Calendars;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Phrases in definitions (an annotation, a configuration file, a task in JSON), which are read when
 * the definition is saved and must mean the same each time. Nobody is there to confirm, so what is
 * not certain is refused: what would be asked, a misspelt word, a time of day that is not said,
 * words beside the schedule, and what counts from the moment it is read ("tomorrow", "every other
 * Friday" without a date, a date without a year).
 *
 * <p>Local times live in the zone in effect for the task, unless the phrase names one. An interval
 * such as "every 45 minutes" counts from the definition, like {@link Trigger#every}.
 */
public final class DeclaredPhrase {

  /** Two moments that differ in everything a phrase could count from, before all that one names. */
  private static final List<LocalDateTime> MOMENTS =
      List.of(LocalDateTime.of(2001, 1, 9, 10, 20), LocalDateTime.of(2003, 5, 24, 17, 45));

  private final String phrase;
  private final ZoneId zone;
  private final Calendars calendars;

  private DeclaredPhrase(String phrase, ZoneId zone, Calendars calendars) {
    this.phrase = phrase;
    this.zone = zone;
    this.calendars = calendars;
  }

  /**
   * The triggers of a phrase; they name a zone only if the phrase does.
   *
   * @param zone the zone of its local times, unless it names one
   * @param calendars what "except holidays" may name
   * @throws InvalidDefinitionException when it is ambiguous, is not understood, says more than a
   *     schedule, or means something else depending on when it is read
   */
  public static List<Trigger> triggers(String phrase, ZoneId zone, Calendars calendars) {
    return new DeclaredPhrase(phrase, zone, calendars).read();
  }

  /**
   * The triggers with those in words read; all others as they are.
   *
   * @param zone the zone in effect for their task
   * @param problems to which every fault is added, with its path: {@code triggers[1].phrase}; a
   *     faulty trigger is left out
   */
  public static List<Trigger> triggers(
      List<Trigger> triggers, ZoneId zone, Calendars calendars, List<Problem> problems) {
    List<Trigger> read = new ArrayList<>();
    for (int i = 0; i < triggers.size(); i++) {
      Trigger trigger = triggers.get(i);
      if (trigger.spec() instanceof TriggerSpec.Phrase phrase) {
        String path = "triggers[" + i + "]";
        try {
          ZoneId in = trigger.zone().orElse(zone);
          List<Trigger> meant = triggers(phrase.text(), in, calendars);
          read.addAll(meant.stream().map(each -> PhraseBounds.both(each, trigger)).toList());
        } catch (InvalidDefinitionException e) {
          e.problems().forEach(problem -> problems.add(problem.under(path)));
        }
      } else {
        read.add(trigger);
      }
    }
    return read;
  }

  private List<Trigger> read() {
    List<Trigger> first = read(MOMENTS.get(0));
    List<Trigger> second = read(MOMENTS.get(1));
    if (!first.equals(second)) {
      throw refused(
          "means something else depending on when it is read.",
          "Name the date it counts from, with its year, as in \"every other Friday at 9am starting"
              + " January 8th 2027\".");
    }
    return first;
  }

  private List<Trigger> read(LocalDateTime now) {
    PhraseContext context = PhraseContext.at(now, zone).withCalendars(calendars);
    Answer answer = Phrases.answer(phrase, context);
    PhraseResult result = Phrases.result(phrase, answer);
    if (result instanceof Question question) {
      throw asked(question);
    }
    if (result instanceof Refusal refusal) {
      throw refused("is not understood. " + refusal.why(), "");
    }
    Proposal proposal = (Proposal) result;
    refuseDoubts(proposal, ((Answer.Scheduled) answer).basis().assumptions());
    boolean named =
        proposal.meaning().words().stream().anyMatch(w -> w.role() == Understood.Role.ZONE);
    return proposal.triggers().stream().map(trigger -> plain(trigger, now, named)).toList();
  }

  private InvalidDefinitionException asked(Question question) {
    String readings =
        question.readings().stream()
            .map(reading -> reading.label() + " (" + reading.description() + ")")
            .collect(Collectors.joining("; "));
    return refused(
        "can be read in different ways. " + question.text(),
        readings.isEmpty() ? "Say it in other words." : "Say which it is: " + readings + ".");
  }

  private void refuseDoubts(Proposal proposal, List<String> assumptions) {
    List<Problem> doubts = new ArrayList<>();
    if (!proposal.instruction().isBlank()) {
      doubts.add(
          problem(
              "says more than a schedule: \"" + proposal.instruction() + "\".",
              "Write the schedule only, and look for a misspelt word."));
    }
    if (!assumptions.isEmpty()) {
      doubts.add(
          problem(
              "is not certain. " + String.join(" ", assumptions),
              "Correct it: nobody is there to confirm that \""
                  + proposal.description()
                  + "\" is meant."));
    }
    if (!doubts.isEmpty()) {
      throw new InvalidDefinitionException("Phrase \"" + phrase + "\"", doubts);
    }
  }

  /** Without the zone it was read in, and without a count from the moment it was read. */
  private Trigger plain(Trigger read, LocalDateTime now, boolean named) {
    ZoneId said = read.zone().orElse(zone);
    Trigger plain = PhraseBounds.copy(Trigger.of(read.spec()), read);
    Trigger counted =
        read.anchor()
            .filter(anchor -> !anchor.equals(now.atZone(said).toInstant()))
            .map(plain::anchoredAt)
            .orElse(plain);
    return named ? counted.withZone(said) : counted;
  }

  private InvalidDefinitionException refused(String what, String fix) {
    return new InvalidDefinitionException("Phrase \"" + phrase + "\"", List.of(problem(what, fix)));
  }

  private Problem problem(String what, String fix) {
    return Problem.of("phrase", "\"" + phrase + "\" " + what, fix);
  }
}
