package io.carillon.internal.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.PastOnce;
import io.carillon.Problem;
import io.carillon.Trigger;
import io.carillon.time.CronDialect;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Reads a trigger from JSON, with all faults. */
public final class TriggerReader {

  private static final Set<String> KINDS =
      new TreeSet<>(
          Set.of(
              "cron",
              "every",
              "afterEach",
              "calendar",
              "rrule",
              "at",
              "in",
              "event",
              "manual",
              "phrase",
              "hourly",
              "daily",
              "weekly",
              "monthly",
              "yearly",
              "preset"));
  private static final Set<String> BOUNDS =
      Set.of(
          "zone", "start", "end", "maxRuns", "anchor", "exclude", "spread", "jitter", "deadline");

  private final String path;
  private final List<Problem> problems;

  public TriggerReader(String path, List<Problem> problems) {
    this.path = path;
    this.problems = problems;
  }

  /** The trigger; empty if anything is wrong, which is then among the problems. */
  public Optional<Trigger> read(JsonNode json) {
    int before = problems.size();
    Optional<Trigger> trigger = json.isObject() ? object(json) : text(json);
    return problems.size() == before ? trigger : Optional.empty();
  }

  private Optional<Trigger> text(JsonNode json) {
    JsonObject whole = new JsonObject(json, path, problems);
    if (!json.isTextual()) {
      whole.add(
          "",
          "A trigger is " + JsonObject.kind(json) + ", not an object or a text.",
          "Write {\"cron\": \"0 9 * * MON-FRI\"} or the cron expression alone.");
      return Optional.empty();
    }
    String text = json.asText().strip();
    if (!text.isEmpty() && Character.isLetter(text.codePointAt(0))) {
      whole.add(
          "",
          "\"" + text + "\" is not a cron expression.",
          "For a schedule in words write {\"phrase\": \"every weekday at 9\"}.");
      return Optional.empty();
    }
    return whole.making("", () -> Trigger.cron(text));
  }

  private Optional<Trigger> object(JsonNode json) {
    JsonObject fields = new JsonObject(json, path, problems);
    List<String> kinds = KINDS.stream().filter(fields::has).toList();
    if (kinds.size() != 1) {
      String what =
          kinds.isEmpty()
              ? "The trigger has no kind."
              : "The trigger has several kinds: " + String.join(", ", kinds) + ".";
      fields.add("", what, "Give exactly one of " + String.join(", ", KINDS) + ".");
    }
    Set<String> known = new HashSet<>(BOUNDS);
    known.addAll(kinds.isEmpty() ? KINDS : kinds);
    if (kinds.contains("cron")) {
      known.add("dialect");
    }
    if (kinds.contains("at")) {
      known.add("past");
    }
    fields.checkNames(known);
    Optional<ZoneId> zone = zone(fields);
    Optional<Trigger> rule = kinds.isEmpty() ? Optional.empty() : rule(kinds.get(0), fields);
    Trigger base = rule.orElse(Trigger.manual());
    return Optional.of(bounds(zone.map(base::withZone).orElse(base), fields));
  }

  private Optional<ZoneId> zone(JsonObject fields) {
    Optional<String> name = fields.text("zone");
    Optional<ZoneId> zone = name.flatMap(ZoneTexts::parse);
    if (name.isPresent() && zone.isEmpty()) {
      problems.add(ZoneTexts.unknown(fields.pathOf("zone"), name.get()));
    }
    return zone;
  }

  private Optional<Trigger> rule(String kind, JsonObject fields) {
    return switch (kind) {
      case "cron" -> cron(fields);
      case "every" -> every(fields);
      case "afterEach" ->
          fields.duration(kind).flatMap(d -> fields.making("", () -> Trigger.afterEach(d)));
      case "in" -> fields.duration(kind).flatMap(d -> fields.making("", () -> Trigger.in(d)));
      case "at" -> at(fields);
      case "event" -> fields.text(kind).flatMap(t -> fields.making("", () -> Trigger.onEvent(t)));
      case "manual" -> manual(fields);
      case "phrase" -> fields.text(kind).flatMap(t -> fields.making("", () -> Trigger.phrase(t)));
      case "rrule" -> fields.text(kind).flatMap(t -> fields.making(kind, () -> Trigger.rrule(t)));
      case "preset" -> Presets.read(fields);
      default -> new PeriodReader(fields, kind).read();
    };
  }

  private static Optional<Trigger> manual(JsonObject fields) {
    if (!fields.field("manual").isBoolean() || !fields.field("manual").booleanValue()) {
      fields.add("manual", "It is not true.", "Write {\"manual\": true}.");
    }
    return Optional.of(Trigger.manual());
  }

  private static Optional<Trigger> cron(JsonObject fields) {
    Optional<String> text = fields.text("cron");
    Optional<String> named = fields.text("dialect");
    if (named.isEmpty()) {
      return text.flatMap(t -> fields.making("cron", () -> Trigger.cron(t)));
    }
    List<String> ids = new ArrayList<>();
    for (CronDialect dialect : CronDialect.values()) {
      ids.add(dialect.id());
      if (dialect.id().equals(named.get().toLowerCase(Locale.ROOT))) {
        return text.flatMap(t -> fields.making("cron", () -> Trigger.cron(t, dialect)));
      }
    }
    String what = "\"" + named.get() + "\" is not a dialect.";
    fields.add("dialect", what, "Write one of " + String.join(", ", ids) + ".");
    return Optional.empty();
  }

  private static Optional<Trigger> every(JsonObject fields) {
    if (fields.field("every").isObject()) {
      return new PeriodReader(fields, "every").read();
    }
    return fields.duration("every").flatMap(d -> fields.making("", () -> Trigger.every(d)));
  }

  private static Optional<Trigger> at(JsonObject fields) {
    Optional<String> text = fields.text("at").map(String::strip);
    Optional<Trigger> trigger = text.flatMap(t -> at(fields, t));
    Optional<String> past = fields.text("past");
    if (past.isEmpty() || trigger.isEmpty()) {
      return trigger;
    }
    return switch (past.get()) {
      case "refuse" -> trigger;
      case "runNow" -> trigger.map(once -> once.whenPast(PastOnce.RUN_NOW));
      default -> {
        fields.add("past", "\"" + past.get() + "\" is not known.", "Write refuse or runNow.");
        yield Optional.empty();
      }
    };
  }

  private static Optional<Trigger> at(JsonObject fields, String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return fields.making("", () -> Trigger.at(instant));
    } catch (DateTimeException notAnInstant) {
      try {
        LocalDateTime local = LocalDateTime.parse(text);
        return fields.making("", () -> Trigger.at(local));
      } catch (DateTimeException notATime) {
        String what = "\"" + text + "\" is not a time.";
        String fix = "Write 2026-12-24T18:00 (in the zone) or 2026-12-24T17:00:00Z.";
        fields.add("at", what, fix);
        return Optional.empty();
      }
    }
  }

  private Trigger bounds(Trigger base, JsonObject fields) {
    Trigger[] trigger = {base};
    fields.instant("start").ifPresent(at -> change(trigger, fields, t -> t.startingAt(at)));
    fields.instant("end").ifPresent(at -> change(trigger, fields, t -> t.endingAt(at)));
    fields.instant("anchor").ifPresent(at -> change(trigger, fields, t -> t.anchoredAt(at)));
    fields.integer("maxRuns").ifPresent(n -> change(trigger, fields, t -> t.withMaxRuns(n)));
    fields.duration("spread").ifPresent(d -> change(trigger, fields, t -> t.withSpread(d)));
    fields.duration("jitter").ifPresent(d -> change(trigger, fields, t -> t.withJitter(d)));
    fields.duration("deadline").ifPresent(d -> change(trigger, fields, t -> t.withDeadline(d)));
    fields
        .object("exclude")
        .map(ExclusionJson::read)
        .ifPresent(excluded -> change(trigger, fields, t -> t.withExclusions(excluded)));
    return trigger[0];
  }

  private static void change(Trigger[] trigger, JsonObject fields, UnaryOperator<Trigger> change) {
    fields.trying("", () -> trigger[0] = change.apply(trigger[0]));
  }
}
