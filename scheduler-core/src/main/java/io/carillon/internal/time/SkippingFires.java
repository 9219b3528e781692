package io.carillon.internal.time;

import io.carillon.time.FireTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/** Leaves out the fires on excluded times, stepping over each exclusion as a whole. */
record SkippingFires(FireTimes inner, ExclusionRule rule, ZoneId zone) implements FireTimes {

  /** After so long, or so many exclusions, with nothing but excluded fires there is none. */
  private static final Duration SEARCHED = Duration.ofDays(20 * 366);

  private static final int EXCLUSIONS_SEARCHED = 20_000;

  @Override
  public Optional<Instant> next(Instant after) {
    Optional<Instant> first = inner.next(after);
    Optional<Instant> found = first;
    for (int i = 0; i < EXCLUSIONS_SEARCHED && found.isPresent(); i++) {
      LocalDateTime local = LocalDateTime.ofInstant(found.get(), zone);
      if (!rule.excludes(local)) {
        return found;
      }
      if (isTooFar(first.orElseThrow(), found.get())) {
        return Optional.empty();
      }
      found = inner.next(lastOfExclusion(found.get(), local));
    }
    return Optional.empty();
  }

  private static boolean isTooFar(Instant start, Instant found) {
    return Duration.between(start, found).abs().compareTo(SEARCHED) > 0;
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    Optional<Instant> first = inner.previous(before);
    Optional<Instant> found = first;
    for (int i = 0; i < EXCLUSIONS_SEARCHED && found.isPresent(); i++) {
      LocalDateTime local = LocalDateTime.ofInstant(found.get(), zone);
      if (!rule.excludes(local)) {
        return found;
      }
      if (isTooFar(first.orElseThrow(), found.get())) {
        return Optional.empty();
      }
      found = inner.previous(firstOfExclusion(found.get(), local));
    }
    return Optional.empty();
  }

  /**
   * The last instant that is surely excluded with a fire. An exclusion is about readings of the
   * wall clock: where the clock goes back, some that were before it come again.
   */
  private Instant lastOfExclusion(Instant fire, LocalDateTime local) {
    LocalDateTime end = rule.endAfter(local).orElse(local);
    Instant last = SkippedReadings.firstValid(end, zone).minusNanos(1);
    ZoneOffsetTransition change = zone.getRules().nextTransition(fire);
    if (change != null && change.isOverlap() && change.getInstant().isBefore(last)) {
      last = change.getInstant().minusNanos(1);
    }
    return last.isAfter(fire) ? last : fire;
  }

  /** The first instant that is surely excluded with a fire. */
  private Instant firstOfExclusion(Instant fire, LocalDateTime local) {
    LocalDateTime start = rule.startBefore(local).orElse(local);
    Instant first = start.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    ZoneOffsetTransition change = zone.getRules().previousTransition(fire);
    if (change != null && change.isOverlap() && change.getInstant().isAfter(first)) {
      first = change.getInstant();
    }
    return first.isBefore(fire) ? first : fire;
  }
}
