package io.carillon.internal.time;

import io.carillon.Trigger;
import io.carillon.TriggerSpec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what a clock change does to a fire. */
public final class ClockNotes {

  private final NoteWording words;
  private final List<Trigger> triggers;
  private final ZoneId zone;
  private final Instant definedAt;

  /**
   * @param zone the zone in which the notes tell the time
   * @param definedAt what triggers without an own anchor count from
   */
  public ClockNotes(List<Trigger> triggers, ZoneId zone, Instant definedAt, Locale language) {
    this.words = NoteWording.of(language);
    this.triggers = triggers;
    this.zone = zone;
    this.definedAt = definedAt;
  }

  /** A note if the fire is on a clock change, or in the time that it repeats. */
  public Optional<String> of(Instant fire) {
    ZoneOffsetTransition before = zone.getRules().previousTransition(fire.plusNanos(1));
    if (before != null && before.isGap() && before.getInstant().equals(fire)) {
      return skipped(before);
    }
    LocalDateTime reading = LocalDateTime.ofInstant(fire, zone);
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(reading);
    if (offsets.size() < 2) {
      return Optional.empty();
    }
    boolean first = zone.getRules().getOffset(fire).equals(offsets.get(0));
    boolean both = triggers.stream().anyMatch(trigger -> followsElapsedTime(trigger.spec()));
    return Optional.of(words.repeated(reading.toLocalTime(), reading.toLocalDate(), first, !both));
  }

  private Optional<String> skipped(ZoneOffsetTransition change) {
    LocalTime shown = change.getDateTimeAfter().toLocalTime();
    for (Trigger trigger : triggers) {
      Optional<LocalDateTime> reading =
          TriggerCompiler.skippedReading(trigger, zone, definedAt, change.getInstant());
      if (reading.isPresent()) {
        LocalDateTime said = reading.get();
        return Optional.of(words.skipped(said.toLocalTime(), said.toLocalDate(), shown));
      }
    }
    return Optional.empty();
  }

  private static boolean followsElapsedTime(TriggerSpec spec) {
    return spec instanceof TriggerSpec.Interval
        || (spec instanceof TriggerSpec.Rrule rrule && rrule.rule().isSubDaily())
        || (spec instanceof TriggerSpec.Cron cron && cron.expression().keepsCadence());
  }
}
