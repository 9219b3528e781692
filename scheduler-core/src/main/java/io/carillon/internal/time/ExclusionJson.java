package io.carillon.internal.time;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.time.DateSpan;
import io.carillon.time.DayInMonth;
import io.carillon.time.Exclusions;
import io.carillon.time.MonthlyDays;
import io.carillon.time.WeeklyWindow;
import io.carillon.time.WhenExcluded;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Exclusions from and to JSON. */
final class ExclusionJson {

  private ExclusionJson() {}

  static Exclusions read(JsonObject fields) {
    fields.checkNames(Set.of("dates", "spans", "yearly", "monthly", "weekly", "calendars", "then"));
    Exclusions exclusions =
        Exclusions.none()
            .onDates(fields.all("dates", fields::date))
            .yearly(fields.all("yearly", fields::monthDay));
    for (MonthlyDays days : monthly(fields)) {
      exclusions = exclusions.monthly(days);
    }
    for (JsonObject span : fields.objects("spans")) {
      exclusions = span(exclusions, span);
    }
    for (JsonObject window : fields.objects("weekly")) {
      exclusions = window(exclusions, window);
    }
    for (String calendar : fields.texts("calendars")) {
      exclusions = exclusions.onCalendar(calendar);
    }
    String then = fields.text("then").orElse("skip");
    if (then.equals("nextWorkingDay")) {
      return exclusions.then(WhenExcluded.NEXT_WORKING_DAY);
    } else if (!then.equals("skip")) {
      fields.add("then", "\"" + then + "\" is not known.", "Write skip or nextWorkingDay.");
    }
    return exclusions;
  }

  /** Each a day of every month, or days with the months that have them. */
  private static List<MonthlyDays> monthly(JsonObject fields) {
    List<MonthlyDays> all = new ArrayList<>();
    fields.each(
        "monthly",
        (name, text) ->
            fields.making(name, () -> MonthlyDays.of(DayInMonth.parse(text))).ifPresent(all::add),
        some -> ofMonths(some).ifPresent(all::add));
    return all;
  }

  private static Optional<MonthlyDays> ofMonths(JsonObject fields) {
    fields.checkNames(Set.of("days", "months"));
    List<DayInMonth> days =
        fields.all("days", (name, text) -> fields.making(name, () -> DayInMonth.parse(text)));
    List<Month> months = fields.all("months", fields::month);
    boolean none = fields.field("days").isArray() && fields.field("days").isEmpty();
    if (days.isEmpty() && fields.has("days") && !none) {
      return Optional.empty();
    }
    return fields.making("", () -> new MonthlyDays(days, Set.copyOf(months)));
  }

  private static Exclusions span(Exclusions exclusions, JsonObject fields) {
    fields.checkNames(Set.of("from", "to"));
    Optional<LocalDate> from = fields.date("from");
    Optional<LocalDate> to = fields.date("to");
    if (from.isEmpty() || to.isEmpty()) {
      if (!fields.has("from") || !fields.has("to")) {
        fields.add("", "A span needs from and to.", "Write both days, inclusive.");
      }
      return exclusions;
    }
    return fields.making("", () -> exclusions.between(from.get(), to.get())).orElse(exclusions);
  }

  private static Exclusions window(Exclusions exclusions, JsonObject fields) {
    fields.checkNames(Set.of("days", "from", "to"));
    List<DayOfWeek> days = fields.all("days", fields::weekday);
    LocalTime from = fields.time("from").orElse(LocalTime.MIDNIGHT);
    LocalTime to = fields.time("to").orElse(LocalTime.MIDNIGHT);
    return fields
        .making("", () -> exclusions.weekly(new WeeklyWindow(new HashSet<>(days), from, to)))
        .orElse(exclusions);
  }

  static ObjectNode write(Exclusions exclusions) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (!exclusions.dates().isEmpty()) {
      ArrayNode dates = json.putArray("dates");
      exclusions.dates().forEach(date -> dates.add(date.toString()));
    }
    if (!exclusions.spans().isEmpty()) {
      ArrayNode spans = json.putArray("spans");
      for (DateSpan span : exclusions.spans()) {
        spans.addObject().put("from", span.first().toString()).put("to", span.last().toString());
      }
    }
    if (!exclusions.yearly().isEmpty()) {
      ArrayNode days = json.putArray("yearly");
      exclusions.yearly().forEach(day -> days.add(day.toString().substring(2)));
    }
    if (!exclusions.monthly().isEmpty()) {
      ArrayNode monthly = json.putArray("monthly");
      exclusions.monthly().forEach(days -> write(days, monthly));
    }
    if (!exclusions.weekly().isEmpty()) {
      ArrayNode windows = json.putArray("weekly");
      for (WeeklyWindow window : exclusions.weekly()) {
        ObjectNode one = windows.addObject();
        ArrayNode days = one.putArray("days");
        window.days().forEach(day -> days.add(MonthDayTexts.shortName(day)));
        one.put("from", window.from().toString()).put("to", window.to().toString());
      }
    }
    if (!exclusions.calendars().isEmpty()) {
      ArrayNode calendars = json.putArray("calendars");
      exclusions.calendars().forEach(calendars::add);
    }
    if (exclusions.action() == WhenExcluded.NEXT_WORKING_DAY) {
      json.put("then", "nextWorkingDay");
    }
    return json;
  }

  private static void write(MonthlyDays monthly, ArrayNode json) {
    ObjectNode some = JsonNodeFactory.instance.objectNode();
    ArrayNode days = monthly.months().isEmpty() ? json : some.putArray("days");
    monthly.days().forEach(day -> days.add(day.toString()));
    if (!monthly.months().isEmpty()) {
      json.add(some);
      ArrayNode months = some.putArray("months");
      monthly.months().forEach(month -> months.add(month.name().substring(0, 3)));
    }
  }
}
