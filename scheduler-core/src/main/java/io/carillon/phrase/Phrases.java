package io.carillon.phrase;

import io.carillon.Trigger;
import io.carillon.internal.phrase.Answer;
import io.carillon.internal.phrase.Reader;
import io.carillon.internal.time.Describer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Reads schedules in words: English in depth, Chinese well, the basics of French, German and
 * Spanish.
 *
 * <pre>{@code
 * PhraseContext here = PhraseContext.at(LocalDateTime.of(2026, 3, 4, 10, 0), ZoneId.of("Europe/Paris"));
 * PhraseResult result = Phrases.read("remind me every Monday at 9 to check sales", here);
 * }</pre>
 *
 * <p>The answer is a {@link Proposal} to show and confirm, a {@link Question} where people would
 * read the words in different ways, or a {@link Refusal}. A part of a schedule that was not
 * understood is never dropped in silence. Pure and deterministic: no model, no clock, no network;
 * safe for many threads.
 */
public final class Phrases {

  private Phrases() {}

  /**
   * Reads a phrase; anything may be in it, and nothing in it makes this throw.
   *
   * @param phrase at most 1,000 characters; longer ones are refused
   * @param context where and when it is said, and what the host has registered
   */
  public static PhraseResult read(String phrase, PhraseContext context) {
    Objects.requireNonNull(phrase, "phrase");
    Objects.requireNonNull(context, "context");
    Reader.Names names =
        new Reader.Names(context.tools(), context.channels(), context.calendars().names());
    Reader.Host host =
        new Reader.Host(
            context.zone(),
            context.now(),
            context.language().orElse(null),
            context.usualTime(),
            names);
    Answer answer = new Reader(host).read(phrase);
    if (answer instanceof Answer.Scheduled scheduled) {
      return proposal(phrase, scheduled);
    }
    if (answer instanceof Answer.Asked asked) {
      return question(asked);
    }
    return new Refusal(((Answer.Refused) answer).why());
  }

  private static Proposal proposal(String phrase, Answer.Scheduled scheduled) {
    ZoneId zone = scheduled.schedule().zone();
    String description = describe(scheduled.triggers(), zone, scheduled.language());
    Answer.Words words = scheduled.words();
    Proposal.Meaning meaning =
        new Proposal.Meaning(
            phrase, scheduled.language(), scheduled.understood(), scheduled.assumptions());
    Proposal.Work work =
        new Proposal.Work(words.name(), words.instruction(), words.tools(), words.channels());
    return new Proposal(scheduled.triggers(), zone, description, work, meaning);
  }

  private static Question question(Answer.Asked asked) {
    List<Reading> readings = new ArrayList<>();
    for (Answer.Choice choice : asked.choices()) {
      ZoneId zone = choice.schedule().zone();
      String description = describe(choice.triggers(), zone, asked.language());
      readings.add(new Reading(choice.label(), choice.triggers(), description));
    }
    return new Question(asked.question(), readings);
  }

  private static String describe(List<Trigger> triggers, ZoneId zone, String language) {
    boolean chinese = language.equals("zh");
    Describer describer = new Describer(chinese ? Locale.CHINESE : Locale.ENGLISH);
    return triggers.stream()
        .map(trigger -> describer.describe(trigger, zone))
        .collect(Collectors.joining(chinese ? "\uff1b" : "; "));
  }
}
