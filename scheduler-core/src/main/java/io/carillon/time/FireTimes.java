package io.carillon.time;

import io.carillon.Trigger;
import io.carillon.internal.time.TriggerCompiler;
import io.carillon.internal.time.UnionFires;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The fire times of a trigger compiled for one task. Pure: no clock is read, and the same question
 * has the same answer always (as long as the named calendars stay the same). Safe for many threads.
 *
 * <p>For all instants t: {@code next(t) > t} and {@code previous(t) < t}; {@code previous} is the
 * inverse of {@code next}. Every answer comes in bounded time.
 */
public interface FireTimes {

  /** The first fire strictly after an instant; empty: never again. */
  Optional<Instant> next(Instant after);

  /** The last fire strictly before an instant; empty: never before. */
  Optional<Instant> previous(Instant before);

  /**
   * The instant the trigger's rule and exclusions give for a fire, before its spread and jitter;
   * the fire itself where there is neither.
   */
  default Instant nominal(Instant fire) {
    return fire;
  }

  /**
   * Compiles a trigger.
   *
   * <p>A fixed delay answers {@code next(end of the previous run)}, and the anchor for the first
   * run; it has no {@code previous}. Event and manual triggers have no fire times.
   *
   * @param zone the zone in effect where the trigger names none: the task's, else the owner's, else
   *     the scheduler's
   * @param anchor when the trigger was defined: what intervals, delays and periods without an own
   *     anchor count from
   * @param taskKey a stable name of the task, from which spread and jitter are computed
   * @param calendars the named calendars that exclusions refer to
   * @throws io.carillon.InvalidDefinitionException if the trigger names an unknown calendar
   */
  static FireTimes of(
      Trigger trigger, ZoneId zone, Instant anchor, String taskKey, Calendars calendars) {
    return TriggerCompiler.compile(trigger, zone, anchor, taskKey, calendars);
  }

  /**
   * What fires depend on besides their trigger; see {@link #of}.
   *
   * @param zone the zone in effect where a trigger names none
   * @param anchor when the triggers were defined
   * @param taskKey a stable name of the task; empty for none yet
   * @param calendars the named calendars that exclusions refer to
   */
  record Setting(ZoneId zone, Instant anchor, String taskKey, Calendars calendars) {}

  /** All fires of several triggers, with one fire for each instant. */
  static FireTimes union(List<FireTimes> parts) {
    return parts.size() == 1 ? parts.get(0) : new UnionFires(parts);
  }

  /** No fires at all. */
  static FireTimes never() {
    return new UnionFires(List.of());
  }
}
