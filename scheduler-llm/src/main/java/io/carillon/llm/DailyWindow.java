package io.carillon.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Problem;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every so many minutes within a part of the day, both ends included.
 *
 * @param days {@code MON} to {@code SUN}; empty for all
 */
record DailyWindow(List<String> days, List<LocalTime> times) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);
  private static final int MINUTES_OF_DAY = 24 * 60;
  private static final int MOST_CRONS = 2;

  /** Reads one that fits the schema; a fault is told, and the answer then empty. */
  static Optional<DailyWindow> read(JsonNode said, List<Problem> faults) {
    int before = faults.size();
    int from = minute(said.path("from"), "from", faults);
    int to = minute(said.path("to"), "to", faults);
    int step = said.path("everyMinutes").asInt();
    if (step < 1 || step > MINUTES_OF_DAY) {
      faults.add(fault("everyMinutes", "It is " + step + ".", "Write 1 to 1440 minutes."));
    }
    if (faults.size() == before && to < from) {
      faults.add(
          fault("to", "The window passes midnight.", "Write two triggers, one for each day."));
    }
    if (faults.size() > before) {
      return Optional.empty();
    }
    List<LocalTime> times = new ArrayList<>();
    for (int minute = from; minute <= to; minute += step) {
      times.add(LocalTime.ofSecondOfDay(minute * 60L));
    }
    List<String> days = new ArrayList<>();
    said.path("days").forEach(day -> days.add(day.asText()));
    return Optional.of(new DailyWindow(List.copyOf(days), List.copyOf(times)));
  }

  private static int minute(JsonNode said, String name, List<Problem> faults) {
    try {
      return LocalTime.parse(said.asText().strip(), TIME).toSecondOfDay() / 60;
    } catch (DateTimeException unreadable) {
      faults.add(fault(name, "\"" + said.asText() + "\" is not a time.", "Write 09:00, say."));
      return 0;
    }
  }

  private static Problem fault(String name, String what, String fix) {
    return Problem.of("rule.window." + name, what, fix);
  }

  /**
   * The rules, whose union it is: one or two cron expressions, or else a list of times.
   *
   * @param mayBeSeveral whether it may be more than one: a number of runs cannot be shared
   */
  List<ObjectNode> rules(boolean mayBeSeveral) {
    Map<String, List<Integer>> hoursOfMinutes = new LinkedHashMap<>();
    times.stream()
        .collect(Collectors.groupingBy(LocalTime::getHour, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (hour, inHour) ->
                hoursOfMinutes
                    .computeIfAbsent(minutes(inHour), minutes -> new ArrayList<>())
                    .add(hour));
    if (hoursOfMinutes.size() > (mayBeSeveral ? MOST_CRONS : 1)) {
      return List.of(listed());
    }
    List<ObjectNode> rules = new ArrayList<>();
    hoursOfMinutes.forEach((minutes, hours) -> rules.add(cron(minutes, hours)));
    return rules;
  }

  /** {@code 0,30}, or {@code *}{@code /30} where that is the same. */
  private static String minutes(List<LocalTime> inHour) {
    int step = 60 / inHour.size();
    boolean stepped = inHour.size() > 1 && 60 % inHour.size() == 0;
    for (int i = 0; i < inHour.size(); i++) {
      stepped &= inHour.get(i).getMinute() == i * step;
    }
    return stepped
        ? "*/" + step
        : inHour.stream()
            .map(time -> String.valueOf(time.getMinute()))
            .collect(Collectors.joining(","));
  }

  private ObjectNode cron(String minutes, List<Integer> hours) {
    int first = hours.get(0);
    int last = hours.get(hours.size() - 1);
    boolean range = hours.size() > 2 && last - first == hours.size() - 1;
    String inHours =
        range
            ? first + "-" + last
            : hours.stream().map(String::valueOf).collect(Collectors.joining(","));
    return JsonNodeFactory.instance
        .objectNode()
        .put("cron", minutes + " " + inHours + " * * " + onDays());
  }

  private String onDays() {
    List<String> working = List.of("MON", "TUE", "WED", "THU", "FRI");
    if (days.isEmpty() || days.stream().distinct().count() == 7) {
      return "*";
    }
    return days.equals(working) ? "MON-FRI" : String.join(",", days);
  }

  private ObjectNode listed() {
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    boolean daily = onDays().equals("*");
    ObjectNode period = rule.putObject(daily ? "daily" : "weekly");
    if (!daily) {
      days.forEach(period.putArray("days")::add);
    }
    times.forEach(time -> period.withArray("at").add(time.toString()));
    return rule;
  }
}
