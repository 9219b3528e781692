package io.carillon.internal.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads the fields of a JSON object, telling every fault with its path. */
final class JsonObject {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("H:mm[:ss]", Locale.ROOT);

  private static final DateTimeFormatter MONTH_DAY =
      DateTimeFormatter.ofPattern("M-d", Locale.ROOT);

  private final JsonNode node;
  private final String path;
  private final List<Problem> problems;

  JsonObject(JsonNode node, String path, List<Problem> problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  JsonNode field(String name) {
    return node.path(name);
  }

  String pathOf(String name) {
    return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
  }

  void add(String name, String what, String fix) {
    problems.add(Problem.of(pathOf(name), what, fix));
  }

  /** Tells of fields that nobody reads. */
  void checkNames(Set<String> known) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        String nearest = Nearest.of(name, known);
        String fix =
            nearest.isEmpty()
                ? "There are " + String.join(", ", known.stream().sorted().toList()) + "."
                : "Did you mean " + nearest + "?";
        add(name, "\"" + name + "\" is not known here.", fix);
      }
    }
  }

  Optional<String> text(String name) {
    return has(name) ? text(name, node.get(name)) : Optional.empty();
  }

  private Optional<String> text(String name, JsonNode value) {
    if (value.isTextual()) {
      return Optional.of(value.asText());
    }
    add(name, "It is " + kind(value) + ", not a text.", "Write it in quotes.");
    return Optional.empty();
  }

  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case STRING -> "a text";
      default -> "empty";
    };
  }

  Optional<Integer> integer(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode value = node.get(name);
    if (value.isIntegralNumber() && value.canConvertToInt()) {
      return Optional.of(value.intValue());
    }
    add(name, "It is " + kind(value) + ", not a whole number.", "Write a number as in 3.");
    return Optional.empty();
  }

  Optional<Duration> duration(String name) {
    Optional<String> text = text(name);
    Optional<Duration> duration = text.flatMap(Durations::parse);
    if (text.isPresent() && duration.isEmpty()) {
      problems.add(Durations.unknown(pathOf(name), text.get()));
    }
    return duration;
  }

  Optional<Instant> instant(String name) {
    return text(name)
        .flatMap(
            text ->
                parsed(
                    name,
                    text,
                    t -> OffsetDateTime.parse(t).toInstant(),
                    "an instant",
                    "2026-12-24T17:00:00Z"));
  }

  Optional<LocalDate> date(String name) {
    return text(name).flatMap(text -> date(name, text));
  }

  Optional<LocalDate> date(String name, String text) {
    return parsed(name, text, LocalDate::parse, "a date", "2026-12-24");
  }

  Optional<LocalTime> time(String name) {
    return text(name).flatMap(text -> time(name, text));
  }

  Optional<LocalTime> time(String name, String text) {
    return parsed(name, text, t -> LocalTime.parse(t, TIME), "a time of day", "09:00");
  }

  Optional<DayOfWeek> weekday(String name, String text) {
    Optional<DayOfWeek> day = MonthDayTexts.weekday(text);
    if (day.isEmpty()) {
      add(name, "\"" + text + "\" is not a weekday.", "Write MON to SUN.");
    }
    return day;
  }

  Optional<Month> month(String name, String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    for (Month month : Month.values()) {
      boolean named = upper.equals(month.name()) || upper.equals(month.name().substring(0, 3));
      if (named || upper.equals(String.valueOf(month.getValue()))) {
        return Optional.of(month);
      }
    }
    add(name, "\"" + text + "\" is not a month.", "Write 1-12 or JAN-DEC.");
    return Optional.empty();
  }

  /** A day of the year; 29 February is one. */
  Optional<MonthDay> monthDay(String name, String text) {
    String what = "a day of the year (month, then day)";
    return parsed(name, text, t -> MONTH_DAY.parse(t, MonthDay::from), what, "12-25");
  }

  private <T> Optional<T> parsed(
      String name, String text, Function<String, T> parser, String what, String example) {
    try {
      return Optional.of(parser.apply(text.strip()));
    } catch (DateTimeException unreadable) {
      add(name, "\"" + text + "\" is not " + what + ".", "Write it as in " + example + ".");
      return Optional.empty();
    }
  }

  /** The texts of a list, or the one text; numbers count as texts. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (!has(name)) {
      return texts;
    }
    JsonNode value = node.get(name);
    if (!value.isArray()) {
      scalar(name, value).ifPresent(texts::add);
      return texts;
    }
    for (int i = 0; i < value.size(); i++) {
      scalar(name + "[" + i + "]", value.get(i)).ifPresent(texts::add);
    }
    return texts;
  }

  private Optional<String> scalar(String name, JsonNode value) {
    return value.isIntegralNumber() ? Optional.of(value.asText()) : text(name, value);
  }

  /** Each of a list's texts, read. */
  <T> List<T> all(String name, ReadOne<T> reader) {
    List<T> values = new ArrayList<>();
    for (String text : texts(name)) {
      reader.read(name, text).ifPresent(values::add);
    }
    return values;
  }

  /** Reads one text of a list. */
  interface ReadOne<T> {
    Optional<T> read(String name, String text);
  }

  /** The object in a field; told and empty if it is something else. */
  Optional<JsonObject> object(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    return object(name, node.get(name));
  }

  private Optional<JsonObject> object(String name, JsonNode value) {
    if (!value.isObject()) {
      add(name, "It is " + kind(value) + ", not an object.", "Write {...}.");
      return Optional.empty();
    }
    return Optional.of(new JsonObject(value, pathOf(name), problems));
  }

  /** The objects of a list. */
  List<JsonObject> objects(String name) {
    List<JsonObject> objects = new ArrayList<>();
    JsonNode value = node.path(name);
    if (value.isObject()) {
      object(name, value).ifPresent(objects::add);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        object(name + "[" + i + "]", value.get(i)).ifPresent(objects::add);
      }
    } else if (has(name)) {
      add(name, "It is " + kind(value) + ", not a list.", "Write [{...}].");
    }
    return objects;
  }

  /** A list of texts and objects in any order, or the one; numbers count as texts. */
  void each(String name, BiConsumer<String, String> text, Consumer<JsonObject> object) {
    if (!has(name)) {
      return;
    }
    JsonNode value = node.get(name);
    for (int i = 0; i < (value.isArray() ? value.size() : 1); i++) {
      String at = value.isArray() ? name + "[" + i + "]" : name;
      JsonNode one = value.isArray() ? value.get(i) : value;
      if (one.isObject()) {
        object(at, one).ifPresent(object);
      } else {
        scalar(at, one).ifPresent(said -> text.accept(at, said));
      }
    }
  }

  /** Does something that may refuse, and tells the refusal under a field. */
  void trying(String name, Runnable action) {
    try {
      action.run();
    } catch (InvalidDefinitionException refused) {
      refused.problems().forEach(problem -> problems.add(problem.under(pathOf(name))));
    } catch (IllegalArgumentException refused) {
      add(name, String.valueOf(refused.getMessage()), "");
    }
  }

  /** Makes something of something that may refuse; empty and told if it does. */
  <T> Optional<T> making(String name, java.util.function.Supplier<T> maker) {
    List<T> made = new ArrayList<>(1);
    trying(name, () -> made.add(maker.get()));
    return made.stream().findFirst();
  }

  /** Does something with a value that is there and readable. */
  static <T> void with(Optional<T> value, Consumer<T> consumer) {
    value.ifPresent(consumer);
  }
}
