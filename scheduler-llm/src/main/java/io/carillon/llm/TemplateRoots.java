package io.carillon.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** What the first word of a path may be, and the parts of a time; and what is wrong with others. */
final class TemplateRoots {

  static final List<String> TEXTS = List.of("task", "run", "cause", "zone");
  static final List<String> TIMES =
      List.of("scheduled_at", "nominal", "due", "started_at", "fired_at", "previous_success_at");
  static final List<String> TREES = List.of("payload", "event", "parents", "state", "variables");

  /** The parts of a time, in the task's zone except {@code utc} and {@code epoch}. */
  static final Map<String, BiFunction<Instant, ZoneId, String>> PARTS =
      Map.of(
          "utc", (at, zone) -> iso(at, ZoneOffset.UTC),
          "date", (at, zone) -> at.atZone(zone).toLocalDate().toString(),
          "time", (at, zone) -> format("HH:mm", at, zone),
          "weekday", TemplateRoots::weekday,
          "epoch", (at, zone) -> Long.toString(at.getEpochSecond()));

  private TemplateRoots() {}

  /** As {@code 2026-03-29T09:00:00+02:00}. */
  static String iso(Instant at, ZoneId zone) {
    ZonedDateTime local = at.truncatedTo(ChronoUnit.SECONDS).atZone(zone);
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local);
  }

  /** What can be said against a place before any run: its root, a time's part, a variable. */
  static void check(
      Template.Place place, String where, ObjectNode variables, List<Problem> problems) {
    TemplatePath path = place.path();
    String root = path.root();
    if (TEXTS.contains(root)) {
      if (!path.rest().isEmpty()) {
        problems.add(
            Problem.of(
                where, quote(path) + ": " + root + " is a text.", "Write {{ " + root + " }}."));
      }
    } else if (TIMES.contains(root)) {
      checkTime(place, where, problems);
    } else if (!TREES.contains(root)) {
      problems.add(
          Problem.of(
              where,
              quote(path) + " starts with \"" + root + "\", which is not there.",
              "Known are: "
                  + String.join(", ", TEXTS)
                  + ", "
                  + String.join(", ", TIMES)
                  + ", "
                  + String.join(", ", TREES)
                  + "."));
    } else if (root.equals("variables") && place.otherwise() == null) {
      checkVariable(path, where, variables, problems);
    }
  }

  private static void checkTime(Template.Place place, String where, List<Problem> problems) {
    TemplatePath path = place.path();
    if (path.rest().size() > 1 || (path.rest().size() == 1 && !isPart(path.rest().get(0)))) {
      problems.add(
          Problem.of(
              where,
              quote(path) + " asks for a part of a time that is not there.",
              "Write {{ "
                  + path.root()
                  + " }} or one of its parts: date, time, weekday, utc,"
                  + " epoch."));
    } else if (path.root().equals("previous_success_at") && place.otherwise() == null) {
      problems.add(
          Problem.of(
              where,
              quote(path) + " has no value in the first run.",
              "Write {{ " + path.raw() + " | default: \"never\" }}."));
    }
  }

  private static void checkVariable(
      TemplatePath path, String where, ObjectNode variables, List<Problem> problems) {
    if (path.rest().isEmpty() || !variables.hasNonNull(path.rest().get(0))) {
      problems.add(
          Problem.of(
              where,
              quote(path) + " has no value.",
              variables.isEmpty()
                  ? "The action has no variables: add them under \"variables\"."
                  : "variables has: " + String.join(", ", names(variables)) + "."));
    }
  }

  static boolean isPart(String name) {
    return PARTS.containsKey(name);
  }

  static String quote(TemplatePath path) {
    return "\"{{ " + path.raw() + " }}\"";
  }

  static List<String> names(ObjectNode object) {
    return object.properties().stream().map(Map.Entry::getKey).sorted().limit(30).toList();
  }

  private static String weekday(Instant at, ZoneId zone) {
    return at.atZone(zone).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String format(String pattern, Instant at, ZoneId zone) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(at.atZone(zone));
  }
}
