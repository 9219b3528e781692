package io.carillon.internal.time;

import io.carillon.Trigger;
import io.carillon.TriggerSpec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what a clock change does to a fire. */
public final class ClockNotes {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private ClockNotes() {}

  /** A note if the fire is on a clock change, or in the time that it repeats. */
  public static Optional<String> of(
      List<Trigger> triggers, ZoneId zone, Instant definedAt, Instant fire) {
    ZoneOffsetTransition before = zone.getRules().previousTransition(fire.plusNanos(1));
    if (before != null && before.isGap() && before.getInstant().equals(fire)) {
      return skipped(triggers, zone, before, definedAt);
    }
    LocalDateTime reading = LocalDateTime.ofInstant(fire, zone);
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(reading);
    if (offsets.size() < 2) {
      return Optional.empty();
    }
    boolean first = zone.getRules().getOffset(fire).equals(offsets.get(0));
    boolean both = triggers.stream().anyMatch(trigger -> followsElapsedTime(trigger.spec()));
    String time = reading.toLocalTime().format(TIME);
    String text =
        time
            + " occurs twice on "
            + date(reading)
            + ": this is the "
            + (first ? "first" : "second");
    return Optional.of(both ? text + "." : text + ", and the only one that fires.");
  }

  private static Optional<String> skipped(
      List<Trigger> triggers, ZoneId zone, ZoneOffsetTransition change, Instant definedAt) {
    for (Trigger trigger : triggers) {
      Optional<LocalDateTime> reading =
          TriggerCompiler.skippedReading(trigger, zone, definedAt, change.getInstant());
      if (reading.isPresent()) {
        LocalTime shown = change.getDateTimeAfter().toLocalTime();
        return Optional.of(
            reading.get().toLocalTime().format(TIME)
                + " does not exist on "
                + date(reading.get())
                + ": fires at "
                + shown.format(TIME)
                + ".");
      }
    }
    return Optional.empty();
  }

  private static boolean followsElapsedTime(TriggerSpec spec) {
    return spec instanceof TriggerSpec.Interval
        || (spec instanceof TriggerSpec.Rrule rrule && rrule.rule().isSubDaily())
        || (spec instanceof TriggerSpec.Cron cron && cron.expression().keepsCadence());
  }

  private static String date(LocalDateTime time) {
    return time.getDayOfMonth()
        + " "
        + time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }
}
