package io.carillon.internal.rules;

import static java.util.Comparator.naturalOrder;

import io.carillon.Trigger;
import io.carillon.spi.Rows.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The latest start of a run. It is fixed when the run is made, by the triggers whose slot or event
 * it is for: nobody can tell them from the run afterwards, and an edit does not move it.
 */
public final class Deadline {

  private Deadline() {}

  /** The longest deadline of triggers that fire together; empty when one of them has none. */
  static Optional<Duration> longest(List<Trigger> triggers) {
    return triggers.stream().anyMatch(trigger -> trigger.deadline().isEmpty())
        ? Optional.empty()
        : triggers.stream().flatMap(trigger -> trigger.deadline().stream()).max(naturalOrder());
  }

  /** As stores keep it. */
  static Instant after(Instant fire, Duration deadline) {
    return fire.plus(deadline).truncatedTo(ChronoUnit.MICROS);
  }

  /** Whether a run that has not begun must not begin any more. */
  public static boolean isOver(RunRow run, Instant now) {
    return run.latestStart() != null && now.isAfter(run.latestStart());
  }

  /** Why a run whose latest start is over has ended. */
  public static String reason(RunRow run) {
    return "expired: not started by its deadline, " + run.latestStart();
  }
}
