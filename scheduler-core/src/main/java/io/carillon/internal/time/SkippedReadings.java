package io.carillon.internal.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/** The rule of {@link WallFires} for a single reading. */
public final class SkippedReadings {

  private SkippedReadings() {}

  /** The instant of a reading: the first of two, or the first valid one after a skipped one. */
  public static Instant firstValid(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap() ? change.getInstant() : local.atZone(zone).toInstant();
  }
}
