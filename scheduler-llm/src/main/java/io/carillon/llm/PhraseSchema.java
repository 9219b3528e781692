package io.carillon.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.phrase.PhraseContext;
import io.carillon.phrase.Understood;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The shape of a schedule as a model may give it: local times on the wall clock of a named zone.
 * There is no place for a cron expression, and none for an instant. Names are those the host has
 * registered. Only keywords that providers enforce are used; bounds of values are checked after.
 */
final class PhraseSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> WEEKDAYS =
      Stream.of(DayOfWeek.values()).map(day -> day.name().substring(0, 3)).toList();
  private static final List<String> MONTHS =
      Stream.of(Month.values()).map(month -> month.name().substring(0, 3)).toList();

  private PhraseSchema() {}

  static OutputSchema of(PhraseContext context) {
    ObjectNode trigger = trigger(context.calendars().names());
    Shape word =
        Shape.of()
            .with("text", text())
            .with("role", oneOf(Stream.of(Understood.Role.values()).map(Enum::name).toList()));
    Shape reading = Shape.of().with("label", text()).with("triggers", listOf(trigger));
    Shape answer =
        Shape.of()
            .with("answer", oneOf(List.of("proposal", "question", "refusal")))
            .with("text", text())
            .with("language", text())
            .with("zone", text())
            .with("words", listOf(word.json()))
            .with("triggers", listOf(trigger))
            .with("readings", listOf(reading.json()))
            .with("name", text())
            .with("assumptions", listOf(text()));
    if (!context.channels().isEmpty()) {
      answer.with("channels", listOf(oneOf(context.channels())));
    }
    if (!context.tools().isEmpty()) {
      answer.with("tools", listOf(oneOf(context.tools())));
    }
    return new OutputSchema("schedule", answer.json());
  }

  private static ObjectNode trigger(Collection<String> calendars) {
    ObjectNode rule = JSON.objectNode();
    ArrayNode shapes = rule.putArray("anyOf");
    shapes.add(Shape.of().with("at", text()).json());
    shapes.add(Shape.of().with("in", text()).json());
    shapes.add(Shape.of().with("every", text()).with("anchor", orNull("string")).json());
    shapes.add(Shape.of().with("daily", period().json()).json());
    shapes.add(Shape.of().with("weekly", period().with("days", weekdays()).json()).json());
    shapes.add(Shape.of().with("monthly", period().with("days", listOf(text())).json()).json());
    shapes.add(
        Shape.of()
            .with(
                "yearly",
                period().with("months", listOf(oneOf(MONTHS))).with("days", listOf(text())).json())
            .json());
    shapes.add(
        Shape.of()
            .with("window", stretch(text()).with("everyMinutes", type("integer")).json())
            .json());
    shapes.add(Shape.of().with("rrule", text()).with("from", orNull("string")).json());
    return Shape.of()
        .with("rule", rule)
        .with("start", orNull("string"))
        .with("end", orNull("string"))
        .with("maxRuns", orNull("integer"))
        .with("exclude", exclude(calendars))
        .json();
  }

  private static ObjectNode exclude(Collection<String> calendars) {
    Shape exclude =
        Shape.of()
            .with("dates", listOf(text()))
            .with("spans", listOf(Shape.of().with("from", text()).with("to", text()).json()))
            .with("yearly", listOf(text()))
            .with(
                "monthly",
                listOf(
                    Shape.of()
                        .with("days", listOf(text()))
                        .with("months", listOf(oneOf(MONTHS)))
                        .json()))
            .with("weekly", listOf(stretch(orNull("string")).json()))
            .with("then", oneOf(List.of("skip", "nextWorkingDay")));
    if (!calendars.isEmpty()) {
      exclude.with("calendars", listOf(oneOf(calendars)));
    }
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(exclude.json()).add(type("null"));
    return either;
  }

  private static Shape period() {
    return Shape.of()
        .with("at", listOf(text()))
        .with("every", orNull("integer"))
        .with("from", orNull("string"));
  }

  private static Shape stretch(ObjectNode time) {
    return Shape.of().with("days", weekdays()).with("from", time).with("to", time.deepCopy());
  }

  private static ObjectNode weekdays() {
    return listOf(oneOf(WEEKDAYS));
  }

  private static ObjectNode text() {
    return type("string");
  }

  private static ObjectNode type(String name) {
    return JSON.objectNode().put("type", name);
  }

  private static ObjectNode orNull(String name) {
    ObjectNode node = JSON.objectNode();
    node.putArray("type").add(name).add("null");
    return node;
  }

  private static ObjectNode oneOf(Collection<String> values) {
    ObjectNode node = text();
    ArrayNode allowed = node.putArray("enum");
    values.forEach(allowed::add);
    return node;
  }

  private static ObjectNode listOf(ObjectNode item) {
    ObjectNode node = type("array");
    node.set("items", item.deepCopy());
    return node;
  }

  /** An object with these properties, all of them required, and no others. */
  private record Shape(ObjectNode json) {

    static Shape of() {
      ObjectNode json = type("object");
      json.putObject("properties");
      json.putArray("required");
      json.put("additionalProperties", false);
      return new Shape(json);
    }

    Shape with(String name, ObjectNode schema) {
      ((ObjectNode) json.get("properties")).set(name, schema);
      ((ArrayNode) json.get("required")).add(name);
      return this;
    }
  }
}
