package io.carillon.phrase;

import io.carillon.Trigger;
import io.carillon.time.Calendars;
import io.carillon.time.FireTimes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The next fires of triggers together, as an engine would find them. */
public final class Fires {

  private Fires() {}

  /**
   * The next fires.
   *
   * @param from fires are strictly after it; it is the anchor too
   * @param n at most so many, and no more than the runs a single trigger may have
   */
  public static List<Instant> next(List<Trigger> triggers, ZoneId zone, Instant from, int n) {
    List<FireTimes> each = new ArrayList<>();
    for (Trigger trigger : triggers) {
      each.add(FireTimes.of(trigger, zone, from, "test", Calendars.none()));
    }
    FireTimes union = FireTimes.union(each);
    int most = triggers.size() == 1 ? Math.min(n, triggers.get(0).maxRuns().orElse(n)) : n;
    List<Instant> fires = new ArrayList<>();
    Optional<Instant> next = union.next(from);
    while (next.isPresent() && fires.size() < most) {
      fires.add(next.get());
      next = union.next(next.get());
    }
    return fires;
  }
}
