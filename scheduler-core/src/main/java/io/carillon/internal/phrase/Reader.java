package io.carillon.internal.phrase;

import io.carillon.InvalidDefinitionException;
import io.carillon.Trigger;
import io.carillon.phrase.Refusal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a phrase: chooses the language, cuts, composes, and keeps account of every word. */
public final class Reader {

  /** Most characters of a phrase. */
  public static final int LONGEST_PHRASE = 1_000;

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

  private static final Pattern RRULE = Pattern.compile("(?i)\\bFREQ=[A-Z]");
  private static final String RRULE_TRIGGER = "{\"rrule\": \"FREQ=WEEKLY;BYDAY=MO\"}";
  private static final int NONE_CHOSEN = -1;

  /** What a known word counts where a language could not be read on. */
  private static final double KNOWN_WORD = 1.3;

  private final Host host;
  private final int chosen;

  public Reader(Host host) {
    this(host, NONE_CHOSEN);
  }

  private Reader(Host host, int chosen) {
    this.host = host;
    this.chosen = chosen;
  }

  /**
   * A reader for which a question of the same phrase is answered.
   *
   * @param reading which of the question's choices, from 0; one that is not offered leaves the
   *     question open
   */
  public Reader choosing(int reading) {
    return new Reader(host, reading);
  }

  /** Reads a phrase; never throws for what is in it. */
  public Answer read(String phrase) {
    if (phrase.length() > LONGEST_PHRASE) {
      Message tooLong =
          Message.of(
              "The phrase has {1} characters; at most {2} are read.",
              phrase.length(), LONGEST_PHRASE);
      return refused(phrase, Refusal.Kind.NO_PHRASE, tooLong);
    }
    if (RRULE.matcher(phrase).find()) {
      return refused(
          phrase,
          Refusal.Kind.IMPOSSIBLE,
          Message.of("A recurrence rule is no words: give it as a trigger, {1}.", RRULE_TRIGGER));
    }
    List<Token> tokens = Lexer.tokens(phrase);
    if (tokens.isEmpty()) {
      return refused(
          phrase,
          Refusal.Kind.NO_PHRASE,
          Message.of("The phrase is empty. Say when, such as \"every Monday at 9\"."));
    }
    try {
      return read(phrase, tokens);
    } catch (Unclear unclear) {
      return unclear(phrase, unclear, host.zone(), host.now());
    } catch (InvalidDefinitionException impossible) {
      return refused(
          phrase, Refusal.Kind.IMPOSSIBLE, Message.of(impossible.problems().get(0).what()));
    }
  }

  private Answer read(String phrase, List<Token> tokens) {
    Attempt attempt = best(phrase, tokens);
    try {
      return read(phrase, tokens, attempt);
    } catch (Unclear unclear) {
      throw unclear.in(attempt.language());
    }
  }

  private Answer read(String phrase, List<Token> tokens, Attempt first) {
    Attempt attempt = first;
    Blocks blocks = attempt.blocks();
    List<Chunk> chunks = blocks.chunks();
    if (chunks.isEmpty()) {
      return refused(
          phrase,
          Refusal.Kind.NOT_UNDERSTOOD,
          Message.of(
              "There is no day, time or interval in these words. Say when, such as \"every Monday"
                  + " at 9\" or \"in 2 hours\"."));
    }
    ZoneId zone = zone(chunks);
    if (!zone.equals(host.zone())) {
      LocalDateTime there = nowIn(zone);
      attempt = attempt(sentence(phrase, tokens, attempt.sentence().lexicon(), there));
      try {
        return answer(attempt, zone, there);
      } catch (Unclear unclear) {
        return unclear(phrase, unclear.in(attempt.language()), zone, there);
      }
    }
    return answer(attempt, zone, host.now());
  }

  private Answer refused(String phrase, Refusal.Kind kind, Message why) {
    return new Answer.Refused(why.in(MessageTable.of(language(phrase))), kind);
  }

  /** The language to answer in where nothing of the phrase was understood. */
  private String language(String phrase) {
    String named = host.language();
    Lexicon given = named == null ? null : Lexicon.of(named);
    if (given != null) {
      return given.language();
    }
    return hasHan(phrase) ? "zh" : "en";
  }

  private Answer answer(Attempt attempt, ZoneId zone, LocalDateTime now) {
    Blocks blocks = attempt.blocks();
    Sentence sentence = attempt.sentence();
    Here here = new Here(zone, now);
    blocks.checkBefore();
    Opened meant = checked(blocks, opened(blocks.withChoices(), here), here);
    PhraseSchedule schedule = meant.schedule();
    BitSet taken = (BitSet) blocks.tokens().clone();
    Targets targets = new Targets(sentence, host.names().channels(), host.names().tools(), taken);
    String instruction = new Wording(sentence, taken).instruction();
    String name = Wording.name(instruction, sentence.phrase());
    return new Answer.Scheduled(
        schedule,
        meant.triggers().isEmpty() ? ScheduleTriggers.of(schedule, now) : meant.triggers(),
        new Answer.Words(
            name, instruction, List.copyOf(targets.tools()), List.copyOf(targets.channels())),
        Spans.of(sentence, blocks.pieces(), taken),
        new Answer.Basis(
            attempt.language(),
            told(attempt, assumptions(attempt, schedule, meant.chunks())),
            told(attempt, notes(schedule))));
  }

  /** What the chunks say, or what the chosen reading of the question they raise says. */
  private Opened opened(List<Chunk> chunks, Here here) {
    try {
      PhraseSchedule schedule = composer(here.zone(), here.now()).compose(chunks);
      return new Opened("", chunks, schedule, List.of());
    } catch (Unclear unclear) {
      return choice(unclear, here);
    }
  }

  /** The reading that was chosen; the question again where none was. */
  private Opened choice(Unclear unclear, Here here) {
    List<Opened> readings = new ArrayList<>();
    if (chosen != NONE_CHOSEN && unclear.isQuestion()) {
      new Choices(this, here, MessageTable.of("en"), readings).collect(unclear.readings(), "", 0);
    }
    if (chosen < 0 || chosen >= readings.size()) {
      throw unclear;
    }
    return readings.get(chosen);
  }

  /** Asks about the words beside the schedule, unless that is the question which is answered. */
  private Opened checked(Blocks blocks, Opened meant, Here here) {
    try {
      blocks.checkLeftovers();
      return meant;
    } catch (Unclear unclear) {
      if (!meant.triggers().isEmpty()) {
        throw unclear;
      }
      return choice(unclear, here);
    }
  }

  /** A reading that can be composed; its triggers are not made yet where there is no choice. */
  private record Opened(
      String label, List<Chunk> chunks, PhraseSchedule schedule, List<Trigger> triggers) {}

  private List<Message> assumptions(Attempt attempt, PhraseSchedule schedule, List<Chunk> chunks) {
    List<Message> assumptions = new ArrayList<>(attempt.blocks().repairs());
    boolean daily = schedule.rules().stream().anyMatch(r -> r instanceof PhraseSchedule.Days);
    if (daily && chunks.stream().noneMatch(Chunks::saysTime)) {
      assumptions.add(Message.of("No time of day was said: {1} is assumed.", host.usualTime()));
    }
    return assumptions;
  }

  private static List<Message> notes(PhraseSchedule schedule) {
    List<Message> notes = new ArrayList<>();
    for (PhraseSchedule.Rule rule : schedule.rules()) {
      if (rule instanceof PhraseSchedule.Rate rate) {
        notes.add(
            Message.of(
                "The interval is true elapsed time, counted from {1}, not the clock.",
                rate.anchor()));
      }
      if (rule instanceof PhraseSchedule.Days days
          && days.days().step().n() > 1
          && days.days().step().unit() == Unit.WEEK) {
        DayRule.Step step = days.days().step();
        notes.add(
            Message.of(
                "Every {1} weeks is counted from the week of {2}.", step.n(), step.anchor()));
      }
    }
    return notes;
  }

  private static List<String> told(Attempt attempt, List<Message> messages) {
    MessageTable table = MessageTable.of(attempt.language());
    return messages.stream().map(message -> message.in(table)).toList();
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
          throw Unclear.ask("Two zones are named, {1} and {2}: which one?", zone, said.zone());
        }
        zone = said.zone();
      }
    }
    return zone == null ? host.zone() : zone;
  }

  private LocalDateTime nowIn(ZoneId zone) {
    return host.now().atZone(host.zone()).withZoneSameInstant(zone).toLocalDateTime();
  }

  private record Attempt(Sentence sentence, Blocks blocks) {
    String language() {
      return sentence.lexicon().language();
    }
  }

  private static Attempt attempt(Sentence sentence) {
    boolean timer = false;
    for (int k = 0; k < sentence.size(); k++) {
      timer |= sentence.is(k, "timer") || sentence.is(k, "countdown");
    }
    Chunker chunker = new Chunker(sentence, timer);
    return new Attempt(sentence, new Blocks(sentence, chunker, chunker.pieces()));
  }

  private static Sentence sentence(
      String phrase, List<Token> tokens, Lexicon lexicon, LocalDateTime now) {
    return new Sentence(phrase, lexicon.cut(tokens), lexicon, now);
  }

  /** The named language, else the one whose table explains most of the words. */
  private Attempt best(String phrase, List<Token> tokens) {
    String named = host.language();
    Lexicon given = named == null ? null : Lexicon.of(named);
    if (given != null) {
      return attempt(sentence(phrase, tokens, given, host.now()));
    }
    Attempt best = null;
    double most = -1;
    Unclear unclear = null;
    double unclearMost = 0;
    for (Sentence sentence : candidates(phrase, tokens)) {
      try {
        Attempt attempt = attempt(sentence);
        double coverage = attempt.blocks().coverage();
        if (coverage > most) {
          most = coverage;
          best = attempt;
        }
      } catch (Unclear inThisLanguage) {
        double known = sentence.known() * KNOWN_WORD;
        if (unclear == null || known > unclearMost) {
          unclear = inThisLanguage.in(sentence.lexicon().language());
          unclearMost = known;
        }
      }
    }
    if (best == null || (unclear != null && most <= unclearMost)) {
      throw unclear == null ? Unclear.notUnderstood("No language is known.") : unclear;
    }
    return best;
  }

  /** The languages that know at least half as many of the words as the one that knows most. */
  private List<Sentence> candidates(String phrase, List<Token> tokens) {
    boolean han = hasHan(phrase);
    List<Sentence> candidates = new ArrayList<>();
    int most = 0;
    for (String language : Lexicon.languages()) {
      Lexicon lexicon = Lexicon.of(language);
      if (lexicon != null && lexicon.has(Lexicon.Trait.HAN) == han) {
        Sentence sentence = sentence(phrase, tokens, lexicon, host.now());
        candidates.add(sentence);
        most = Math.max(most, sentence.known());
      }
    }
    int enough = most;
    candidates.removeIf(sentence -> 2 * sentence.known() < enough);
    return candidates;
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
    String found = unclear.language();
    String language = found == null ? language(phrase) : found;
    MessageTable table = MessageTable.of(language);
    String text = unclear.told().in(table);
    if (!unclear.isQuestion()) {
      return new Answer.Refused(text, unclear.kind());
    }
    List<Opened> readings = new ArrayList<>();
    new Choices(this, new Here(zone, now), table, readings).collect(unclear.readings(), "", 0);
    List<Answer.Choice> choices =
        readings.stream()
            .map(r -> new Answer.Choice(r.label(), r.schedule(), r.triggers()))
            .toList();
    return new Answer.Asked(text, choices, language);
  }

  /** Where a question was raised; a reading may name another zone. */
  private record Here(ZoneId zone, LocalDateTime now) {
    Composer composer(Reader reader, List<Chunk> chunks) {
      boolean named = chunks.stream().anyMatch(chunk -> chunk instanceof Chunk.Zone);
      ZoneId said = named ? reader.zone(chunks) : zone;
      return reader.composer(said, named ? reader.nowIn(said) : now);
    }
  }

  /** The readings that can be composed; a reading that raises a further question is opened up. */
  private record Choices(Reader reader, Here here, MessageTable table, List<Opened> choices) {

    void collect(List<Chunk.Alternative> readings, String prefix, int depth) {
      for (Chunk.Alternative reading : readings) {
        String label = prefix + reading.label().in(table);
        try {
          Composer composer = here.composer(reader, reading.chunks());
          PhraseSchedule schedule = composer.compose(reading.chunks());
          List<Trigger> triggers = ScheduleTriggers.of(schedule, composer.now());
          choices.add(new Opened(label, reading.chunks(), schedule, triggers));
        } catch (Unclear further) {
          if (further.isQuestion() && depth < DEEPEST_READING) {
            collect(further.readings(), label + table.joint(), depth + 1);
          }
        } catch (InvalidDefinitionException neverFires) {
          // A reading that can never fire is not offered.
        }
      }
    }
  }
}
