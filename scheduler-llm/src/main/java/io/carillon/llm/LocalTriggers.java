package io.carillon.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Problem;
import io.carillon.Trigger;
import io.carillon.TriggerSpec;
import io.carillon.time.TriggerJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Triggers as a model gives them ({@link PhraseSchema}), in local time, read by the codec of all
 * triggers. A value in UTC or with an offset is refused: a model that computes one is wrong half
 * the year. What must be counted from now is counted here.
 */
final class LocalTriggers {

  private static final Pattern OFFSET =
      Pattern.compile(
          "(T\\d{2}:?\\d{2}(:?\\d{2}([.,]\\d+)?)?|\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?)"
              + "\\s*(Z|UTC|GMT|[+-]\\d)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RULE =
      Pattern.compile("FREQ=[A-Z]+(;[A-Z]+=[A-Z0-9,+-]+)*", Pattern.CASE_INSENSITIVE);
  private static final Pattern WITHIN_DAYS =
      Pattern.compile("FREQ=(HOURLY|MINUTELY|SECONDLY)|BYHOUR=", Pattern.CASE_INSENSITIVE);
  private static final Pattern BOUNDED =
      Pattern.compile(";(UNTIL|COUNT)=", Pattern.CASE_INSENSITIVE);

  private final ZoneId zone;
  private final Instant now;
  private final LocalDate today;
  private final List<Problem> problems;

  /**
   * @param zone of all local times
   * @param now what delays and periods without a start are counted from
   */
  LocalTriggers(ZoneId zone, Instant now, List<Problem> problems) {
    this.zone = zone;
    this.now = now;
    this.today = now.atZone(zone).toLocalDate();
    this.problems = problems;
  }

  /** The triggers of a list that fits the schema; faulty ones are left out and told. */
  List<Trigger> read(JsonNode list, String path) {
    List<Trigger> triggers = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String at = path + "[" + i + "]";
      List<Problem> faults = new ArrayList<>();
      offsets(list.get(i), "", faults);
      if (faults.isEmpty()) {
        triggers.addAll(trigger(list.get(i), faults));
      }
      faults.forEach(fault -> problems.add(fault.under(at)));
    }
    return triggers;
  }

  private static void offsets(JsonNode value, String path, List<Problem> faults) {
    if (value.isTextual() && OFFSET.matcher(value.asText()).find()) {
      faults.add(
          Problem.of(
              path,
              "\"" + value.asText() + "\" is in UTC or has an offset.",
              "Write the local time in the zone and nothing behind it, as in 2026-12-24T18:00."));
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      offsets(
          entry.getValue(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), faults);
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      offsets(value.get(i), path + "[" + i + "]", faults);
    }
  }

  private List<Trigger> trigger(JsonNode said, List<Problem> faults) {
    List<ObjectNode> rules = rules(said.get("rule"), said.get("maxRuns").isNull(), faults);
    ObjectNode bounds = bounds(said, faults);
    List<Trigger> triggers = new ArrayList<>();
    for (ObjectNode rule : faults.isEmpty() ? rules : List.<ObjectNode>of()) {
      List<Problem> found = new ArrayList<>();
      TriggerJson.read(rule.setAll(bounds), "", found).map(this::here).ifPresent(triggers::add);
      found.stream()
          .map(problem -> bounds.has(first(problem)) ? problem : problem.under("rule"))
          .filter(problem -> !faults.contains(problem))
          .forEach(faults::add);
    }
    return triggers;
  }

  private static String first(Problem problem) {
    return problem.where().split("[.\\[]", 2)[0];
  }

  /** A delay is fixed to its instant now: it would else begin when a person confirms it. */
  private Trigger here(Trigger trigger) {
    return trigger.spec() instanceof TriggerSpec.OnceIn once
        ? Trigger.at(now.plus(once.delay())).withZone(zone)
        : trigger.withZone(zone);
  }

  private ObjectNode bounds(JsonNode said, List<Problem> faults) {
    ObjectNode bounds = JsonNodeFactory.instance.objectNode();
    for (String name : List.of("start", "end")) {
      if (said.get(name).isTextual()) {
        local(said.get(name), name, faults)
            .ifPresent(local -> bounds.put(name, instant(local).toString()));
      }
    }
    if (said.get("maxRuns").isNumber()) {
      bounds.set("maxRuns", said.get("maxRuns"));
    }
    if (said.get("exclude").isObject()) {
      bounds.set("exclude", withoutNulls(said.get("exclude")));
    }
    return bounds;
  }

  private List<ObjectNode> rules(JsonNode said, boolean unlimited, List<Problem> faults) {
    ObjectNode rule = (ObjectNode) withoutNulls(said);
    if (rule.has("window")) {
      return DailyWindow.read(rule.get("window"), faults)
          .map(window -> window.rules(unlimited))
          .orElse(List.of());
    }
    if (rule.has("at")) {
      local(rule.get("at"), "rule.at", faults);
    } else if (rule.has("every")) {
      Instant anchor =
          rule.has("anchor")
              ? local(rule.get("anchor"), "rule.anchor", faults).map(this::instant).orElse(now)
              : now;
      rule.put("anchor", anchor.toString());
    } else if (rule.has("rrule")) {
      recurrence(rule, faults);
    }
    for (String kind : List.of("daily", "weekly", "monthly", "yearly")) {
      if (rule.has(kind)) {
        period((ObjectNode) rule.get(kind), kind, faults);
      }
    }
    return List.of(rule);
  }

  /** What is left out would be filled from the moment of saving: here it must be said. */
  private void period(ObjectNode period, String kind, List<Problem> faults) {
    for (String name : List.of("at", "days", "months")) {
      if (period.has(name) && period.get(name).isEmpty()) {
        faults.add(
            Problem.of(
                "rule." + kind + "." + name,
                "It is empty.",
                name.equals("at")
                    ? "Write the times; where the words name none, \"usualTime\"."
                    : "Write which; where the words name none, ask."));
      }
    }
    if (period.path("every").asInt(1) > 1 && !period.has("from")) {
      period.put("from", today.toString());
    }
    if (kind.equals("monthly") || kind.equals("yearly")) {
      period.put("shortMonths", "skip");
    }
  }

  private void recurrence(ObjectNode rule, List<Problem> faults) {
    String text = rule.get("rrule").asText().strip();
    if (!RULE.matcher(text).matches()) {
      faults.add(
          Problem.of(
              "rule.rrule",
              "It is not one rule of RFC 5545.",
              "Write FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;BYHOUR=9;BYMINUTE=0, for example."));
    } else if (BOUNDED.matcher(text).find()) {
      faults.add(
          Problem.of(
              "rule.rrule", "It has UNTIL or COUNT.", "Write \"end\" or \"maxRuns\" instead."));
    } else if (!WITHIN_DAYS.matcher(text).find()) {
      faults.add(
          Problem.of(
              "rule.rrule", "It has no time of day.", "Add BYHOUR and BYMINUTE, in local time."));
    }
    String from = rule.path("from").asText(today.toString());
    rule.remove("from");
    Optional<LocalDateTime> start = local(rule.textNode(from + "T00:00"), "rule.from", faults);
    start.ifPresent(
        at ->
            rule.put(
                "rrule",
                "DTSTART:"
                    + at.toLocalDate().toString().replace("-", "")
                    + "T000000\nRRULE:"
                    + text));
  }

  private static Optional<LocalDateTime> local(JsonNode text, String where, List<Problem> faults) {
    try {
      return Optional.of(LocalDateTime.parse(text.asText().strip()));
    } catch (DateTimeException unreadable) {
      faults.add(
          Problem.of(
              where,
              "\"" + text.asText() + "\" is not a local time.",
              "Write day and time as in 2026-12-24T18:00."));
      return Optional.empty();
    }
  }

  /** A time that the clock skips is the first valid instant after it; a repeated one the first. */
  private Instant instant(LocalDateTime local) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap() ? change.getInstant() : local.atZone(zone).toInstant();
  }

  private static JsonNode withoutNulls(JsonNode value) {
    if (value.isObject()) {
      ObjectNode kept = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        if (!entry.getValue().isNull()) {
          kept.set(entry.getKey(), withoutNulls(entry.getValue()));
        }
      }
      return kept;
    }
    if (value.isArray()) {
      ArrayNode kept = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> kept.add(withoutNulls(item)));
      return kept;
    }
    return value;
  }
}
