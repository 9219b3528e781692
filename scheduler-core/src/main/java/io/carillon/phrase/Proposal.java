package io.carillon.phrase;

import io.carillon.Trigger;
import io.carillon.time.Calendars;
import io.carillon.time.FireTimes;
import io.carillon.time.Preview;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * A schedule that was understood: to be shown with its next fires, and confirmed by a person.
 *
 * @param triggers the schedule is their union; at least one
 * @param zone the zone of their local times: the one that was said, else the context's
 * @param description the schedule in plain words, Chinese for a Chinese phrase, else English
 * @param work what should be done
 * @param meaning how the words were read
 */
public record Proposal(
    List<Trigger> triggers, ZoneId zone, String description, Work work, Meaning meaning)
    implements PhraseResult {

  /**
   * The part of the phrase that is not the schedule.
   *
   * @param name a short name for a task: lower case, words joined by dashes
   * @param instruction the words that say what to do; empty when there are none
   * @param tools registered tools that the words name
   * @param channels registered channels to which the words send the result
   */
  public record Work(String name, String instruction, List<String> tools, List<String> channels) {

    public Work {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(instruction, "instruction");
      tools = List.copyOf(tools);
      channels = List.copyOf(channels);
    }
  }

  /**
   * How the words were read.
   *
   * @param phrase the phrase as it was given
   * @param language the tag of the language it was read in
   * @param words every word of it, in order, with what it was taken for
   * @param assumptions what the words left open and how it was filled, one sentence each
   * @param source who read them
   */
  public record Meaning(
      String phrase,
      String language,
      List<Understood> words,
      List<String> assumptions,
      Source source) {

    private static final double FOR_EACH_ASSUMPTION = 0.2;
    private static final double LEAST = 0.2;
    private static final double MOST_OF_A_MODEL = 0.5;

    public Meaning {
      Objects.requireNonNull(phrase, "phrase");
      Objects.requireNonNull(language, "language");
      Objects.requireNonNull(source, "source");
      words = List.copyOf(words);
      assumptions = List.copyOf(assumptions);
    }

    /** What the grammar read. */
    public Meaning(
        String phrase, String language, List<Understood> words, List<String> assumptions) {
      this(phrase, language, words, assumptions, Source.GRAMMAR);
    }

    /** From 0.2 to 1: 1 when nothing was assumed; at most 0.5 when a model read the words. */
    public double confidence() {
      double most = source == Source.MODEL ? MOST_OF_A_MODEL : 1;
      return Math.max(LEAST, Math.min(most, 1 - FOR_EACH_ASSUMPTION * assumptions.size()));
    }
  }

  public Proposal {
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(description, "description");
    triggers = List.copyOf(triggers);
    if (triggers.isEmpty()) {
      throw new IllegalArgumentException("A proposal needs at least one trigger");
    }
  }

  /** The words that say what to do; empty when there are none. */
  public String instruction() {
    return work.instruction();
  }

  /** From 0.2 to 1: 1 when nothing was assumed; at most 0.5 when a model read the words. */
  public double confidence() {
    return meaning.confidence();
  }

  /**
   * The next fires with notes on clock changes, gaps and warnings.
   *
   * @param from fires are strictly after it
   * @param n how many, 1 to {@link Preview#MOST_FIRES}
   * @param calendars the calendars that the context named
   */
  public Preview preview(Instant from, int n, Calendars calendars) {
    FireTimes.Setting setting = new FireTimes.Setting(zone, from, work.name(), calendars);
    return Preview.of(triggers, setting, from, n);
  }
}
