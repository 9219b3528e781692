package io.carillon.spring.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.Trigger;
import io.carillon.time.Preview;
import io.carillon.time.TriggerJson;
import io.carillon.time.Zones;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a preview is asked for, or a draft; all faults are told at once. */
final class PreviewRequest {

  private static final int USUAL_FIRES = 5;
  private static final int MOST_TRIGGERS = 100;
  private static final String[] FIELDS = {
    "words",
    "trigger",
    "triggers",
    "zone",
    "n",
    "language",
    "from",
    "month",
    "reading",
    "name",
    "namespace",
    "owner",
    "model"
  };
  private static final String[] DRAFT_FIELDS = {
    "words", "zone", "owner", "namespace", "reading", "n", "language", "month", "model"
  };

  private final Body body;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Trigger> triggers = new ArrayList<>();
  private final @Nullable String words;
  private final @Nullable ZoneId zone;
  private final @Nullable Instant from;
  private final @Nullable Locale language;
  private final @Nullable YearMonth month;
  private final @Nullable Integer reading;
  private final @Nullable Boolean model;
  private final int n;

  private PreviewRequest(Body body) {
    this.body = body;
    this.words = read("words", body::text);
    this.zone = read("zone", field -> body.text(field).map(Zones::parse));
    this.from = read("from", body::instant);
    this.language = read("language", this::locale);
    this.month = read("month", this::yearMonth);
    this.reading = read("reading", body::integer);
    this.model = read("model", body::flag);
    Integer fires = read("n", body::integer);
    this.n = fires == null ? USUAL_FIRES : fires;
    if (n < 1 || n > Preview.MOST_FIRES) {
      problems.add(Problem.of("n", "is " + n + ".", "Write 1 to " + Preview.MOST_FIRES + "."));
    }
  }

  /**
   * A request for a preview.
   *
   * @throws InvalidDefinitionException with every fault
   */
  static PreviewRequest preview(ObjectNode json) {
    PreviewRequest request = new PreviewRequest(new Body(json, FIELDS));
    request.readTriggers();
    return request.checked();
  }

  /**
   * A request for a draft of words.
   *
   * @throws InvalidDefinitionException with every fault
   */
  static PreviewRequest draft(ObjectNode json) {
    PreviewRequest request = new PreviewRequest(new Body(json, DRAFT_FIELDS));
    if (request.words == null) {
      request.problems.add(Problem.of("words", "are missing.", "Say when and what."));
    }
    return request.checked();
  }

  private PreviewRequest checked() {
    if (!problems.isEmpty()) {
      throw new InvalidDefinitionException("The request", problems);
    }
    return this;
  }

  private void readTriggers() {
    Optional<JsonNode> one = body.json("trigger");
    Optional<JsonNode> several = body.json("triggers");
    int given = (words == null ? 0 : 1) + (one.isPresent() ? 1 : 0) + (several.isPresent() ? 1 : 0);
    if (given != 1 && problems.stream().noneMatch(problem -> problem.where().equals("words"))) {
      problems.add(
          Problem.of(
              "triggers",
              given == 0 ? "no schedule is given." : "more than one schedule is given.",
              "Write one of words, trigger and triggers."));
      return;
    }
    one.flatMap(json -> TriggerJson.read(json, "trigger", problems)).ifPresent(triggers::add);
    several.ifPresent(json -> triggers.addAll(TriggerJson.readAll(json, "triggers", problems)));
    if (triggers.size() > MOST_TRIGGERS) {
      String what = "there are " + triggers.size() + " of them.";
      problems.add(Problem.of("triggers", what, "At most " + MOST_TRIGGERS + "."));
    }
  }

  private <T> @Nullable T read(String field, Function<String, Optional<T>> reader) {
    try {
      return reader.apply(field).orElse(null);
    } catch (Fault fault) {
      problems.addAll(fault.problems());
    } catch (InvalidDefinitionException e) {
      problems.addAll(e.problems());
    }
    return null;
  }

  private Optional<Locale> locale(String field) {
    return body.text(field)
        .map(
            tag -> {
              try {
                return new Locale.Builder().setLanguageTag(tag).build();
              } catch (IllformedLocaleException e) {
                throw Fault.invalid(
                    field, "\"" + tag + "\" is no language.", "Write a tag as en, zh or de-CH.");
              }
            });
  }

  private Optional<YearMonth> yearMonth(String field) {
    return body.text(field)
        .map(
            text -> {
              try {
                return YearMonth.parse(text);
              } catch (DateTimeException e) {
                throw Fault.invalid(field, "\"" + text + "\" is no month.", "Write it as 2027-03.");
              }
            });
  }

  Optional<String> words() {
    return Optional.ofNullable(words);
  }

  List<Trigger> triggers() {
    return triggers;
  }

  /** Whether the schedule is one trigger outside of a list, which problems name so. */
  boolean isSingle() {
    return body.json("trigger").isPresent();
  }

  Optional<ZoneId> zone() {
    return Optional.ofNullable(zone);
  }

  Optional<Instant> from() {
    return Optional.ofNullable(from);
  }

  Optional<Locale> language() {
    return Optional.ofNullable(language);
  }

  @Nullable YearMonth month() {
    return month;
  }

  Optional<Integer> reading() {
    return Optional.ofNullable(reading);
  }

  /** Whether a model may be asked, which costs money. */
  boolean mayAskModel() {
    return Boolean.TRUE.equals(model);
  }

  int n() {
    return n;
  }

  Optional<String> text(String field) {
    return body.text(field);
  }
}
