package io.carillon.internal.rules;

import io.carillon.RunCause;
import io.carillon.Trigger;
import io.carillon.TriggerKind;
import io.carillon.spi.Rows.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The latest start of a run that was made in time and then had to wait: for earlier runs, a free
 * worker, the end of a pause. Which of several triggers it is from is not known any more, so the
 * longest of their deadlines counts, and none where one of them has none.
 */
public final class Deadline {

  private Deadline() {}

  /** The deadline that a run which has never been claimed has missed by now; empty: none. */
  public static Optional<Duration> missed(List<Trigger> triggers, RunRow run, Instant now) {
    List<Trigger> own =
        triggers.stream().filter(trigger -> fires(trigger.kind(), run.cause())).toList();
    return Timetable.longestDeadline(own)
        .filter(deadline -> now.isAfter(fire(own, run).plus(deadline)));
  }

  private static boolean fires(TriggerKind kind, RunCause cause) {
    return switch (kind) {
      case EVENT -> cause == RunCause.EVENT;
      case MANUAL -> false;
      default -> cause == RunCause.SCHEDULE;
    };
  }

  /**
   * When its slot fell due. A run is due then, or later where it is caught up; so what shifts fires
   * counts as far as it can go.
   */
  private static Instant fire(List<Trigger> triggers, RunRow run) {
    Instant due = run.due();
    Optional<Instant> nominal = run.occurrence().nominal();
    if (nominal.isEmpty()) {
      return due;
    }
    Duration shift =
        triggers.stream().map(Deadline::shift).max(Duration::compareTo).orElse(Duration.ZERO);
    Instant latest = nominal.get().plus(shift);
    return latest.isBefore(due) ? latest : due;
  }

  private static Duration shift(Trigger trigger) {
    return trigger.spread().orElse(Duration.ZERO).plus(trigger.jitter().orElse(Duration.ZERO));
  }
}
