package io.carillon.internal.phrase;

import io.carillon.InvalidDefinitionException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a phrase: chooses the language, cuts, composes, and keeps account of every word. */
public final class Reader {

  static final int LONGEST_PHRASE = 1_000;
  private static final int DEEPEST_READING = 3;

  /**
   * What the host knows.
   *
   * @param zone where no zone is named
   * @param now the moment, in that zone
   * @param language a tag, or null to find out
   * @param usualTime the time of day of a repeating phrase that names none
   * @param names registered tools, channels and calendars
   */
  public record Host(
      ZoneId zone,
      LocalDateTime now,
      @Nullable String language,
      LocalTime usualTime,
      Names names) {}

  /** Registered names. */
  public record Names(
      Collection<String> tools, Collection<String> channels, Collection<String> calendars) {}

  private final Host host;

  public Reader(Host host) {
    this.host = host;
  }

  /** Reads a phrase; never throws for what is in it. */
  public Answer read(String phrase) {
    if (phrase.length() > LONGEST_PHRASE) {
      return new Answer.Refused(
          "The phrase has "
              + phrase.length()
              + " characters; at most "
              + LONGEST_PHRASE
              + " are read.");
    }
    List<Token> tokens = Lexer.tokens(phrase);
    if (tokens.isEmpty()) {
      return new Answer.Refused("The phrase is empty. Say when, such as \"every Monday at 9\".");
    }
    try {
      return read(phrase, tokens);
    } catch (Unclear unclear) {
      return unclear(phrase, unclear, host.zone(), host.now());
    } catch (InvalidDefinitionException impossible) {
      return new Answer.Refused(impossible.problems().get(0).what());
    }
  }

  private Answer read(String phrase, List<Token> tokens) {
    Attempt attempt = best(phrase, tokens);
    Blocks blocks = attempt.blocks();
    List<Chunk> chunks = blocks.chunks();
    if (chunks.isEmpty()) {
      return new Answer.Refused(
          "There is no day, time or interval in these words. Say when, such as \"every Monday at"
              + " 9\" or \"in 2 hours\".");
    }
    ZoneId zone = zone(chunks);
    if (!zone.equals(host.zone())) {
      LocalDateTime there = nowIn(zone);
      attempt = attempt(phrase, tokens, attempt.sentence().lexicon(), there);
      chunks = attempt.blocks().chunks();
      try {
        return answer(attempt, chunks, zone, there);
      } catch (Unclear unclear) {
        return unclear(phrase, unclear, zone, there);
      }
    }
    return answer(attempt, chunks, zone, host.now());
  }

  private Answer answer(Attempt attempt, List<Chunk> chunks, ZoneId zone, LocalDateTime now) {
    Blocks blocks = attempt.blocks();
    Sentence sentence = attempt.sentence();
    PhraseSchedule schedule = composer(zone, now).compose(chunks);
    blocks.checkLeftovers();
    BitSet taken = (BitSet) blocks.tokens().clone();
    Targets targets = new Targets(sentence, host.names().channels(), host.names().tools(), taken);
    String instruction = new Wording(sentence, taken).instruction();
    String name = Wording.name(instruction, sentence.phrase());
    return new Answer.Scheduled(
        schedule,
        ScheduleTriggers.of(schedule, now),
        new Answer.Words(
            name, instruction, List.copyOf(targets.tools()), List.copyOf(targets.channels())),
        Spans.of(sentence, blocks.pieces(), taken),
        new Answer.Basis(sentence.lexicon().language(), assumptions(attempt, schedule, chunks)));
  }

  private List<String> assumptions(Attempt attempt, PhraseSchedule schedule, List<Chunk> chunks) {
    List<String> assumptions = new ArrayList<>(attempt.blocks().repairs());
    boolean daily = schedule.rules().stream().anyMatch(r -> r instanceof PhraseSchedule.Days);
    if (daily && chunks.stream().noneMatch(Blocks::saysTime)) {
      assumptions.add("No time of day was said: " + host.usualTime() + " is assumed.");
    }
    return assumptions;
  }

  private Composer composer(ZoneId zone, LocalDateTime now) {
    List<String> calendars = List.copyOf(host.names().calendars());
    return new Composer(new Composer.Setting(zone, now, host.usualTime(), calendars));
  }

  private ZoneId zone(List<Chunk> chunks) {
    ZoneId zone = null;
    for (Chunk chunk : chunks) {
      if (chunk instanceof Chunk.Zone said) {
        if (zone != null && !zone.equals(said.zone())) {
          throw Unclear.ask(
              "Two zones are named, " + zone + " and " + said.zone() + ": which one?");
        }
        zone = said.zone();
      }
    }
    return zone == null ? host.zone() : zone;
  }

  private LocalDateTime nowIn(ZoneId zone) {
    return host.now().atZone(host.zone()).withZoneSameInstant(zone).toLocalDateTime();
  }

  private record Attempt(Sentence sentence, Blocks blocks) {}

  private static Attempt attempt(
      String phrase, List<Token> tokens, Lexicon lexicon, LocalDateTime now) {
    Sentence sentence = new Sentence(phrase, tokens, lexicon, now);
    boolean timer = tokens.stream().anyMatch(t -> t.is("timer") || t.is("countdown"));
    Chunker chunker = new Chunker(sentence, timer);
    return new Attempt(sentence, new Blocks(sentence, chunker, chunker.pieces()));
  }

  /** The named language, else the one whose table explains most of the words. */
  private Attempt best(String phrase, List<Token> tokens) {
    String named = host.language();
    Lexicon given = named == null ? null : Lexicon.of(named);
    if (given != null) {
      return attempt(phrase, tokens, given, host.now());
    }
    Attempt best = null;
    double most = -1;
    Unclear unclear = null;
    double unclearMost = 0;
    for (Lexicon lexicon : candidates(phrase, tokens)) {
      try {
        Attempt attempt = attempt(phrase, tokens, lexicon, host.now());
        double coverage = attempt.blocks().coverage();
        if (coverage > most) {
          most = coverage;
          best = attempt;
        }
      } catch (Unclear inThisLanguage) {
        double known = known(tokens, lexicon);
        if (known > unclearMost) {
          unclear = inThisLanguage;
          unclearMost = known;
        }
      }
    }
    if (best == null || (unclear != null && most <= unclearMost)) {
      throw unclear == null ? Unclear.refuse("No language is known.") : unclear;
    }
    return best;
  }

  /** The languages that know at least half as many of the words as the one that knows most. */
  private static List<Lexicon> candidates(String phrase, List<Token> tokens) {
    List<Lexicon> candidates = new ArrayList<>();
    double most = 0;
    for (String language : Lexicon.languages()) {
      Lexicon lexicon = Lexicon.of(language);
      if (lexicon != null && lexicon.has(Lexicon.Trait.HAN) == hasHan(phrase)) {
        candidates.add(lexicon);
        most = Math.max(most, known(tokens, lexicon));
      }
    }
    double enough = most / 2;
    candidates.removeIf(lexicon -> known(tokens, lexicon) < enough);
    return candidates;
  }

  private static double known(List<Token> tokens, Lexicon lexicon) {
    double known = 0;
    for (int i = 0; i < tokens.size(); i++) {
      known += lexicon.senses(tokens, i).isEmpty() ? 0 : 1.3;
    }
    return known;
  }

  private static boolean hasHan(String phrase) {
    for (int i = 0; i < phrase.length(); i++) {
      if (Lexer.isHan(phrase.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private Answer unclear(String phrase, Unclear unclear, ZoneId zone, LocalDateTime now) {
    if (!unclear.isQuestion()) {
      return new Answer.Refused(unclear.text());
    }
    List<Answer.Choice> choices = new ArrayList<>();
    String language = hasHan(phrase) ? "zh" : "en";
    collect(unclear.readings(), "", choices, composer(zone, now), 0);
    return new Answer.Asked(unclear.text(), choices, language);
  }

  /** The readings that can be composed; a reading that raises a further question is opened up. */
  private static void collect(
      List<Chunk.Alternative> readings,
      String prefix,
      List<Answer.Choice> choices,
      Composer composer,
      int depth) {
    for (Chunk.Alternative reading : readings) {
      String label = prefix + reading.label();
      try {
        PhraseSchedule schedule = composer.compose(reading.chunks());
        choices.add(
            new Answer.Choice(label, schedule, ScheduleTriggers.of(schedule, composer.now())));
      } catch (Unclear further) {
        if (further.isQuestion() && depth < DEEPEST_READING) {
          collect(further.readings(), label + ", ", choices, composer, depth + 1);
        }
      } catch (InvalidDefinitionException neverFires) {
        // A reading that can never fire is not offered.
      }
    }
  }
}
