package io.carillon.internal.time;

import io.carillon.time.FireTimes;
import io.carillon.time.GapStatistics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks over the fires of a trigger and measures their gaps. */
public final class GapSurvey {

  private static final int FIRES = 2_000;
  private static final int MOST_FIRES = 200_000;
  private static final int MOST_FIRES_AROUND_A_CHANGE = 10_000;
  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final Duration FORTY_YEARS = Duration.ofDays(40 * 366);
  private static final int CHANGES = 4;

  private final FireTimes fires;
  private final ZoneId zone;
  private final Set<ZoneId> clocks;
  private @Nullable Duration shortest;
  private @Nullable Duration longest;
  private long count;
  private int today;
  private int mostPerDay;
  private @Nullable LocalDate day;

  public GapSurvey(FireTimes fires, ZoneId zone) {
    this(fires, zone, Set.of(zone));
  }

  /**
   * A survey of fires on several clocks.
   *
   * @param zone in which days are counted
   * @param clocks the zones whose clock changes are looked at
   */
  public GapSurvey(FireTimes fires, ZoneId zone, Set<ZoneId> clocks) {
    this.fires = fires;
    this.zone = zone;
    this.clocks = clocks;
  }

  /** Measures the fires after an instant. */
  public GapStatistics run(Instant from) {
    Optional<Instant> first = fires.next(from);
    if (first.isEmpty()) {
      return new GapStatistics(Optional.empty(), Optional.empty(), 0, 0);
    }
    Instant last = walk(first.get());
    double perDay = perDay(first.get(), last);
    clocks.forEach(clock -> aroundClockChanges(clock, from));
    return new GapStatistics(
        Optional.ofNullable(shortest), Optional.ofNullable(longest), perDay, mostPerDay);
  }

  private Instant walk(Instant first) {
    Instant at = first;
    count(at);
    while (count < MOST_FIRES) {
      Optional<Instant> next = fires.next(at);
      Duration span = Duration.between(first, next.orElse(at));
      boolean enough = count >= FIRES && span.compareTo(TWO_DAYS) > 0;
      if (next.isEmpty() || enough || span.compareTo(FORTY_YEARS) > 0) {
        break;
      }
      gap(Duration.between(at, next.get()));
      at = next.get();
      count(at);
    }
    return at;
  }

  private void count(Instant fire) {
    count++;
    LocalDate date = LocalDate.ofInstant(fire, zone);
    today = date.equals(day) ? today + 1 : 1;
    day = date;
    mostPerDay = Math.max(mostPerDay, today);
  }

  private void gap(Duration gap) {
    if (shortest == null || gap.compareTo(shortest) < 0) {
      shortest = gap;
    }
    if (longest == null || gap.compareTo(longest) > 0) {
      longest = gap;
    }
  }

  private double perDay(Instant first, Instant last) {
    double days = Duration.between(first, last).toMillis() / 86_400_000.0;
    return days == 0 ? 0 : (count - 1) / days;
  }

  /** Clock changes can bring two fires closer than they ever are otherwise. */
  private void aroundClockChanges(ZoneId clock, Instant from) {
    ZoneOffsetTransition change = clock.getRules().nextTransition(from);
    for (int i = 0; i < CHANGES && change != null; i++) {
      Instant end = change.getInstant().plus(TWO_DAYS);
      Optional<Instant> at = fires.next(change.getInstant().minus(TWO_DAYS));
      for (int j = 0; j < MOST_FIRES_AROUND_A_CHANGE; j++) {
        Optional<Instant> next = at.flatMap(fires::next);
        if (at.isEmpty() || next.isEmpty() || at.get().isAfter(end)) {
          break;
        }
        gap(Duration.between(at.get(), next.get()));
        at = next;
      }
      change = clock.getRules().nextTransition(change.getInstant());
    }
  }
}
