package io.carillon.internal.time;

import io.carillon.Trigger;
import io.carillon.time.CalendarPeriod;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Huginn's schedule names: true intervals, and hours of the local day. */
final class Presets {

  private static final Map<String, Trigger> BY_NAME = new LinkedHashMap<>();

  static {
    for (String period :
        List.of("1m", "2m", "5m", "10m", "30m", "1h", "2h", "5h", "12h", "1d", "2d", "7d")) {
      Duration duration = Durations.parse(period).orElseThrow();
      BY_NAME.put("every_" + period, Trigger.every(duration));
    }
    for (int hour = 0; hour < 24; hour++) {
      String name = hour % 12 == 0 ? "12" : String.valueOf(hour % 12);
      BY_NAME.put(name + (hour < 12 ? "am" : "pm"), daily(hour));
    }
    BY_NAME.put("midnight", daily(0));
    BY_NAME.put("noon", daily(12));
    BY_NAME.put("never", Trigger.manual());
  }

  private Presets() {}

  private static Trigger daily(int hour) {
    return Trigger.calendar(CalendarPeriod.daily(LocalTime.of(hour, 0)));
  }

  static Map<String, Trigger> all() {
    return Collections.unmodifiableMap(BY_NAME);
  }

  static Optional<Trigger> read(JsonObject fields) {
    Optional<String> name = fields.text("preset");
    Optional<Trigger> trigger =
        name.map(text -> BY_NAME.get(text.strip().toLowerCase(Locale.ROOT)));
    if (name.isPresent() && trigger.isEmpty()) {
      String nearest = Nearest.of(name.get(), BY_NAME.keySet());
      fields.add(
          "preset",
          "\"" + name.get() + "\" is not a preset.",
          (nearest.isEmpty() ? "" : "Did you mean " + nearest + "? ")
              + "There are every_1m, 2m, 5m, 10m, 30m, 1h, 2h, 5h, 12h, 1d, 2d and 7d, midnight,"
              + " 1am to 11pm, noon and never.");
    }
    return trigger;
  }
}
