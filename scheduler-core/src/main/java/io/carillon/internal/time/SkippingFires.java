package io.carillon.internal.time;

import io.carillon.time.FireTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Leaves out the fires on excluded times, stepping over each exclusion as a whole. */
record SkippingFires(FireTimes inner, ExclusionRule rule, ZoneId zone) implements FireTimes {

  /** After so long, or so many exclusions, without a fire there is none. */
  private static final Duration SEARCHED = Duration.ofDays(20 * 366);

  private static final int EXCLUSIONS_SEARCHED = 20_000;

  @Override
  public Optional<Instant> next(Instant after) {
    Instant from = after;
    for (int i = 0; i < EXCLUSIONS_SEARCHED; i++) {
      Optional<Instant> found = inner.next(from);
      if (found.isEmpty() || isTooFar(after, found.get())) {
        return Optional.empty();
      }
      LocalDateTime local = LocalDateTime.ofInstant(found.get(), zone);
      if (!rule.excludes(local)) {
        return found;
      }
      Instant end = rule.endAfter(local).orElse(local).atZone(zone).toInstant().minusNanos(1);
      from = end.isAfter(found.get()) ? end : found.get();
    }
    return Optional.empty();
  }

  private static boolean isTooFar(Instant start, Instant found) {
    return Duration.between(start, found).abs().compareTo(SEARCHED) > 0;
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    Instant from = before;
    for (int i = 0; i < EXCLUSIONS_SEARCHED; i++) {
      Optional<Instant> found = inner.previous(from);
      if (found.isEmpty() || isTooFar(before, found.get())) {
        return Optional.empty();
      }
      LocalDateTime local = LocalDateTime.ofInstant(found.get(), zone);
      if (!rule.excludes(local)) {
        return found;
      }
      from = found.get();
      if (rule.excludes(local.toLocalDate())) {
        Instant midnight = local.toLocalDate().atStartOfDay(zone).toInstant();
        from = midnight.isBefore(from) ? midnight : from;
      }
    }
    return Optional.empty();
  }
}
