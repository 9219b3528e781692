package io.carillon.phrase;

import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.TaskKey;
import io.carillon.Trigger;
import io.carillon.TriggerKind;
import io.carillon.time.FireTimes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds what a reader made of a phrase against what is possible here: triggers of time alone, in
 * the stated zone, that fire after the moment the phrase was said; registered names and no others.
 * Pure.
 */
public final class ProposalCheck {

  private static final Set<TriggerKind> OF_TIME =
      EnumSet.of(
          TriggerKind.CRON,
          TriggerKind.INTERVAL,
          TriggerKind.CALENDAR,
          TriggerKind.RRULE,
          TriggerKind.ONCE);

  private ProposalCheck() {}

  /** Every fault, each with its path; empty when a person may be asked to confirm it. */
  public static List<Problem> problems(PhraseResult result, PhraseContext context) {
    List<Problem> problems = new ArrayList<>();
    if (result instanceof Proposal proposal) {
      triggers(proposal.triggers(), proposal.zone(), context, "triggers", problems);
      Proposal.Work work = proposal.work();
      names(work.channels(), context.channels(), "channels", problems);
      names(work.tools(), context.tools(), "tools", problems);
      if (!TaskKey.isName(work.name())) {
        problems.add(Problem.of("name", "It is no name for a task.", "Write 1 to 255 characters."));
      }
    } else if (result instanceof Question question) {
      for (int i = 0; i < question.readings().size(); i++) {
        List<Trigger> triggers = question.readings().get(i).triggers();
        triggers(triggers, context.zone(), context, "readings[" + i + "].triggers", problems);
      }
    }
    return List.copyOf(problems);
  }

  private static void triggers(
      List<Trigger> triggers,
      ZoneId zone,
      PhraseContext context,
      String path,
      List<Problem> problems) {
    for (int i = 0; i < triggers.size(); i++) {
      String at = path + "[" + i + "]";
      trigger(triggers.get(i), zone, context).forEach(problem -> problems.add(problem.under(at)));
    }
  }

  private static List<Problem> trigger(Trigger trigger, ZoneId zone, PhraseContext context) {
    Instant now = context.now().atZone(context.zone()).toInstant();
    if (!OF_TIME.contains(trigger.kind())) {
      return List.of(
          Problem.of("", "It has no times of its own.", "Write when it fires, by clock and day."));
    }
    List<Problem> problems = new ArrayList<>();
    trigger.pastProblem(zone, now).ifPresent(problems::add);
    try {
      if (problems.isEmpty()
          && FireTimes.of(trigger, zone, now, "", context.calendars()).next(now).isEmpty()) {
        problems.add(Problem.of("", "It never fires after " + context.now() + ".", ""));
      }
    } catch (InvalidDefinitionException unknownCalendar) {
      problems.addAll(unknownCalendar.problems());
    }
    return problems;
  }

  private static void names(
      Collection<String> named, Set<String> registered, String path, List<Problem> problems) {
    for (String name : named) {
      if (!registered.contains(name)) {
        String there = String.join(", ", new TreeSet<>(registered));
        problems.add(
            Problem.of(
                path,
                "\"" + name + "\" is not registered.",
                there.isEmpty() ? "Name none: none is registered." : "There are: " + there + "."));
      }
    }
  }
}
