package io.carillon.samples.explain;

import io.carillon.Trigger;
import io.carillon.time.Calendars;
import io.carillon.time.FireTimes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The next fires of triggers, as a program reads them. */
final class Fires {

  private Fires() {}

  /** The first {@code count} instants after {@code from} at which any of the triggers fires. */
  static List<Instant> after(List<Trigger> triggers, ZoneId zone, Instant from, int count) {
    TreeSet<Instant> all = new TreeSet<>();
    for (Trigger trigger : triggers) {
      FireTimes times = FireTimes.of(trigger, zone, from, "", Calendars.none());
      int most = Math.min(count, trigger.maxRuns().orElse(count));
      Optional<Instant> next = most == 0 ? Optional.empty() : times.next(from);
      for (int n = 1; next.isPresent(); n++) {
        all.add(next.get());
        next = n < most ? times.next(next.get()) : Optional.empty();
      }
    }
    return all.stream().limit(count).toList();
  }

  /** ISO date-times with offsets, between commas. */
  static String text(List<Instant> fires, ZoneId zone) {
    return fires.stream()
        .map(fire -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(fire.atZone(zone)))
        .collect(Collectors.joining(","));
  }
}
