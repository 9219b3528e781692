package io.carillon.llm;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.Trigger;
import io.carillon.phrase.PhraseContext;
import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Proposal;
import io.carillon.phrase.ProposalCheck;
import io.carillon.phrase.Question;
import io.carillon.phrase.Reading;
import io.carillon.phrase.Refusal;
import io.carillon.phrase.Source;
import io.carillon.phrase.Understood.Role;
import io.carillon.time.FireTimes;
import io.carillon.time.Preview;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a result of an answer that fits {@link PhraseSchema}, or tells what is wrong with it. */
final class PhraseAnswer {

  private static final String REMARK =
      "The words were read by a model: compare the schedule with them.";
  private static final int LONGEST_TEXT = 400;
  private static final int LONGEST_NAME = 60;
  private static final int MOST_ASSUMPTIONS = 8;
  private static final int MOST_TRIGGERS = 20;

  private final String words;
  private final PhraseContext context;
  private final Instant now;
  private final List<Problem> problems = new ArrayList<>();

  PhraseAnswer(String words, PhraseContext context) {
    this.words = words;
    this.context = context;
    this.now = context.now().atZone(context.zone()).toInstant();
  }

  /** The result; empty if anything is wrong with the answer. */
  Optional<PhraseResult> read(JsonNode answer) {
    Optional<PhraseResult> result = result(answer);
    if (problems.isEmpty()) {
      result.ifPresent(made -> problems.addAll(ProposalCheck.problems(made, context)));
    }
    return problems.isEmpty() ? result : Optional.empty();
  }

  /** What is wrong with the answer that was read. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  private Optional<PhraseResult> result(JsonNode answer) {
    String kind = answer.path("answer").asText();
    if (!kind.equals("proposal") && clean(answer, "text").isEmpty()) {
      problems.add(Problem.of("text", "It is empty.", "Write what is asked, or why not."));
      return Optional.empty();
    }
    if (kind.equals("refusal")) {
      return Optional.of(new Refusal(clean(answer, "text"), Refusal.Kind.NOT_UNDERSTOOD));
    }
    WordPieces pieces = WordPieces.of(words, answer.path("words"), problems);
    Optional<ZoneId> zone = zone(answer.path("zone").asText(), pieces.has(Role.ZONE));
    if (zone.isEmpty()) {
      return Optional.empty();
    }
    return kind.equals("question")
        ? question(answer, zone.get())
        : proposal(answer, zone.get(), pieces);
  }

  /** The zone of an IANA name: the person's own, unless some words name another. */
  private Optional<ZoneId> zone(String name, boolean said) {
    if (name.equals(zoneName(context.zone()))) {
      return Optional.of(context.zone());
    }
    if (!said) {
      problems.add(
          Problem.of(
              "zone",
              "No words are marked as naming another zone.",
              "Write " + zoneName(context.zone()) + ", or mark the words with the role ZONE."));
      return Optional.empty();
    }
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      problems.add(Problem.of("zone", "It is no IANA zone.", "Write a name as in Europe/Berlin."));
      return Optional.empty();
    }
    return Optional.of(ZoneId.of(name));
  }

  /** The name a model is told of a zone. */
  static String zoneName(ZoneId zone) {
    return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  private Optional<PhraseResult> question(JsonNode answer, ZoneId zone) {
    List<Reading> readings = new ArrayList<>();
    JsonNode said = answer.path("readings");
    for (int i = 0; i < said.size(); i++) {
      List<Trigger> triggers =
          triggers(said.get(i).path("triggers"), "readings[" + i + "].triggers", zone);
      String label = clean(said.get(i), "label");
      if (label.isEmpty()) {
        problems.add(Problem.of("readings[" + i + "].label", "It is empty.", "Name the reading."));
      } else if (!triggers.isEmpty()) {
        readings.add(new Reading(label, triggers, description(triggers, zone, answer)));
      }
    }
    return Optional.of(new Question(clean(answer, "text"), readings, Source.MODEL));
  }

  private Optional<PhraseResult> proposal(JsonNode answer, ZoneId zone, WordPieces pieces) {
    List<Trigger> triggers = triggers(answer.path("triggers"), "triggers", zone);
    List<String> channels = texts(answer.path("channels"));
    if (!pieces.hasSchedule()) {
      problems.add(
          Problem.of(
              "words",
              "None of them is marked as a part of the schedule.",
              "Mark them; where none is, answer with a refusal."));
    }
    if (pieces.has(Role.DELIVERY) == channels.isEmpty()) {
      problems.add(
          Problem.of(
              "channels",
              channels.isEmpty()
                  ? "The words marked DELIVERY name none of them."
                  : "No words are marked as naming them.",
              "Mark the words, or ask with a question."));
    }
    if (triggers.isEmpty()) {
      return Optional.empty();
    }
    String instruction = pieces.instruction();
    Proposal.Work work =
        new Proposal.Work(
            name(answer.path("name").asText()), instruction, texts(answer.path("tools")), channels);
    Proposal.Meaning meaning =
        new Proposal.Meaning(
            words, language(answer), pieces.all(), assumptions(answer), Source.MODEL);
    return Optional.of(
        new Proposal(triggers, zone, description(triggers, zone, answer), work, meaning));
  }

  private List<Trigger> triggers(JsonNode said, String path, ZoneId zone) {
    if (said.isEmpty() || said.size() > MOST_TRIGGERS) {
      problems.add(
          Problem.of(
              path,
              "It has " + said.size() + " triggers.",
              "Write 1 to " + MOST_TRIGGERS + ", or answer with a question or a refusal."));
      return List.of();
    }
    return new LocalTriggers(zone, now, problems).read(said, path);
  }

  /** In words; triggers that cannot be planned are a problem of their own. */
  private String description(List<Trigger> triggers, ZoneId zone, JsonNode answer) {
    Locale locale = language(answer).startsWith("zh") ? Locale.CHINESE : Locale.ENGLISH;
    FireTimes.Setting setting = new FireTimes.Setting(zone, now, "", context.calendars());
    try {
      return Preview.of(triggers, setting, now, 0).description(locale);
    } catch (InvalidDefinitionException e) {
      problems.addAll(e.problems());
      return "Never";
    }
  }

  private String language(JsonNode answer) {
    String tag = context.language().orElse(answer.path("language").asText());
    return Locale.forLanguageTag(tag).toLanguageTag();
  }

  private List<String> assumptions(JsonNode answer) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add(REMARK);
    texts(answer.path("assumptions")).stream()
        .map(PhraseAnswer::clean)
        .filter(text -> !text.isEmpty())
        .limit(MOST_ASSUMPTIONS)
        .forEach(assumptions::add);
    return assumptions;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts.stream().distinct().toList();
  }

  private static String name(String said) {
    StringBuilder name = new StringBuilder();
    said.toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-")
        .replaceAll("^-|-$", "")
        .codePoints()
        .limit(LONGEST_NAME)
        .forEach(name::appendCodePoint);
    return name.isEmpty() ? "task" : name.toString();
  }

  private static String clean(JsonNode object, String field) {
    return clean(object.path(field).asText());
  }

  /** What a model wrote for a person: one line, of bounded length. */
  private static String clean(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT - 1) + "\u2026" : line;
  }
}
