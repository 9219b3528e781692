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

  /** Most characters of a phrase. */
  public static final int LONGEST = Reader.LONGEST_PHRASE;

  private Phrases() {}

  /**
   * Reads a phrase; anything may be in it, and nothing in it makes this throw.
   *
   * @param phrase at most {@link #LONGEST} characters; longer ones are refused
   * @param context where and when it is said, and what the host has registered
   */
  public static PhraseResult read(String phrase, PhraseContext context) {
    return result(phrase, answer(phrase, context));
  }

  static Answer answer(String phrase, PhraseContext context) {
    return reader(phrase, context).read(phrase);
  }

  /**
   * Reads a phrase whose question is answered: the {@link Question} that {@link #read} gives for
   * the same phrase and context, with one of its readings. The answer may be a further question
   * about another part of the phrase.
   *
   * @param reading which of {@link Question#readings()}, from 0
   * @throws IllegalArgumentException when the phrase raises no question with that reading
   */
  public static PhraseResult choose(String phrase, PhraseContext context, int reading) {
    Reader reader = reader(phrase, context);
    int readings = reader.read(phrase) instanceof Answer.Asked asked ? asked.choices().size() : 0;
    if (reading < 0 || reading >= readings) {
      throw new IllegalArgumentException(
          "The phrase has no reading "
              + reading
              + ": "
              + (readings == 0 ? "it raises no question." : "write 0 to " + (readings - 1) + "."));
    }
    return result(phrase, reader.choosing(reading).read(phrase));
  }

  private static Reader reader(String phrase, PhraseContext context) {
    Objects.requireNonNull(phrase, "phrase");
    Objects.requireNonNull(context, "context");
    Reader.Names names =
        new Reader.Names(context.tools(), context.channels(), context.calendars().names());
    return new Reader(
        new Reader.Host(
            context.zone(),
            context.now(),
            context.language().orElse(null),
            context.usualTime(),
            names));
  }

  static PhraseResult result(String phrase, Answer answer) {
    if (answer instanceof Answer.Scheduled scheduled) {
      return proposal(phrase, scheduled);
    }
    if (answer instanceof Answer.Asked asked) {
      return question(asked);
    }
    Answer.Refused refused = (Answer.Refused) answer;
    return new Refusal(refused.why(), refused.kind());
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
