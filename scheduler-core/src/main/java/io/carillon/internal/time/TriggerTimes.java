package io.carillon.internal.time;

import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.Trigger;
import io.carillon.TriggerKind;
import io.carillon.time.FireTimes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One trigger of a task with its fires, as they will be when it is saved now: no more than its
 * number of runs.
 *
 * @param zone the zone in effect for it
 * @param fires its fires; those of a fixed delay are as close as they can be
 */
public record TriggerTimes(Trigger trigger, ZoneId zone, FireTimes fires) {

  /** Beyond this many runs a limit is not looked for: no preview goes so far. */
  private static final int MOST_COUNTED = 10_000;

  /**
   * Compiles triggers.
   *
   * @param from what is before it is not counted as a run
   * @throws InvalidDefinitionException with every fault: {@code triggers[0].exclude.calendars}
   */
  public static List<TriggerTimes> of(
      List<Trigger> triggers, FireTimes.Setting setting, Instant from) {
    List<Problem> problems = new ArrayList<>();
    List<TriggerTimes> all = new ArrayList<>();
    Instant counted = from.isBefore(setting.anchor()) ? from : setting.anchor();
    for (int i = 0; i < triggers.size(); i++) {
      Trigger trigger = triggers.get(i);
      String path = "triggers[" + i + "]";
      try {
        FireTimes fires =
            FireTimes.of(
                trigger, setting.zone(), setting.anchor(), setting.taskKey(), setting.calendars());
        ZoneId zone = trigger.zone().orElse(setting.zone());
        all.add(new TriggerTimes(trigger, zone, limited(trigger, fires, counted)));
      } catch (InvalidDefinitionException e) {
        e.problems().forEach(problem -> problems.add(problem.under(path)));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidDefinitionException("The schedule", problems);
    }
    return List.copyOf(all);
  }

  private static FireTimes limited(Trigger trigger, FireTimes fires, Instant from) {
    int most = trigger.maxRuns().orElse(MOST_COUNTED);
    if (most >= MOST_COUNTED) {
      return fires;
    }
    Instant at = from;
    for (int i = 0; i < most; i++) {
      Optional<Instant> next = fires.next(at);
      if (next.isEmpty()) {
        return fires;
      }
      at = next.get();
    }
    return new WindowFires(fires, null, at.plusNanos(1));
  }

  /** Whether its fires are instants that can be told ahead. */
  public boolean isTimed() {
    return trigger.kind().isTimed();
  }

  /** Whether it fires at this instant. */
  public boolean firesAt(Instant instant) {
    return isTimed() && fires.next(instant.minusNanos(1)).filter(instant::equals).isPresent();
  }

  /** What is wrong when it never fires after an instant, though it is to fire by itself. */
  public Optional<Problem> silentAfter(Instant instant, int index) {
    return !isTimed() || fires.next(instant).isPresent()
        ? Optional.empty()
        : Optional.of(neverFires(index, trigger.kind()));
  }

  /** What to tell about a trigger that never fires. */
  public static Problem neverFires(int index, TriggerKind kind) {
    boolean once = kind == TriggerKind.ONCE;
    return Problem.of(
        "triggers[" + index + "]",
        once ? "its time has passed already." : "it never fires from now on.",
        once
            ? "Give a time in the future, or ask for \"past\": \"runNow\"."
            : "Check its start, its end and its dates.");
  }
}
