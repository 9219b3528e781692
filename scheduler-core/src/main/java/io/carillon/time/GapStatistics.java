package io.carillon.time;

import io.carillon.internal.time.GapSurvey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How close fires are. Limits on frequency are checked against {@link #shortest}, which looks at
 * every time of day, across midnights and month ends, and at the next clock changes: two fires in a
 * row say nothing ({@code 0,59 * * * *} has gaps of 59 minutes and of one).
 *
 * @param shortest the shortest gap; empty with fewer than two fires
 * @param longest the longest gap seen
 * @param perDay fires per day on average over the time looked at; 0 without fires
 * @param mostPerDay the most fires on one day of the wall clock
 */
public record GapStatistics(
    Optional<Duration> shortest, Optional<Duration> longest, double perDay, int mostPerDay) {

  /** Looks at the fires after an instant: two days at least, 2,000 fires or 40 years at most. */
  public static GapStatistics of(FireTimes fires, ZoneId zone, Instant from) {
    return new GapSurvey(fires, zone).run(from);
  }
}
