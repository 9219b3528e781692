package io.carillon.testkit.year;

import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.SkippedSlots;
import io.carillon.spi.Rows.RunRow;
import io.carillon.testkit.year.SlotOracle.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Each run has the latest start of its own slot, begins by it or never, and expires only after it;
 * what a person asks for has none.
 */
final class DeadlineCheck {

  /** Clocks of nodes differ by less. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  private static final String NOT_BEGUN = "expired: not started by its deadline, ";
  private static final String NOT_MADE = "expired: later than its deadline of ";

  private final YearWorld world;
  private final List<String> faults;

  DeadlineCheck(YearWorld world, List<String> faults) {
    this.world = world;
    this.faults = faults;
  }

  /** Says how many runs did not begin in time. */
  int check(
      List<Slot> slots,
      Map<Instant, Run> scheduled,
      Map<Instant, Run> backfilled,
      List<SkippedSlots> skips) {
    Map<Instant, Slot> byNominal = new HashMap<>();
    slots.forEach(slot -> byNominal.put(slot.nominal(), slot));
    Map<RunId, RunRow> rows = rows(scheduled.values());
    int overdue = 0;
    for (Slot slot : slots) {
      Run run = scheduled.get(slot.nominal());
      if (run != null && kept(slot, run, rows.get(run.id()))) {
        overdue++;
      }
    }
    for (RunRow row : rows(backfilled.values()).values()) {
      if (row.latestStart() != null) {
        faults.add("the backfilled run of %s has a latest start".formatted(row.occurrence()));
      }
    }
    skips.stream()
        .filter(skip -> skip.reason().startsWith(NOT_MADE))
        .forEach(
            skip -> List.of(skip.from(), skip.to()).forEach(at -> late(skip, byNominal.get(at))));
    return overdue;
  }

  private Map<RunId, RunRow> rows(Collection<Run> runs) {
    List<RunId> ids = new ArrayList<>(runs.stream().map(Run::id).toList());
    return world.tables.inTransaction(tx -> tx.runs(ids));
  }

  /** Says whether the run was overdue. */
  private boolean kept(Slot slot, Run run, RunRow row) {
    Instant made = run.origin().createdAt();
    Optional<Instant> latest = slot.deadline(made).map(slot.fire()::plus);
    if (!Objects.equals(row.latestStart(), latest.orElse(null))) {
      faults.add(
          "the run of %s, made at %s, has the latest start %s and should have %s: %s"
              .formatted(slot, made, row.latestStart(), latest, slot.limits()));
    }
    Instant begun = world.begun.get(run.id());
    boolean overdue = run.reason().startsWith(NOT_BEGUN);
    if (latest.isEmpty()) {
      if (overdue) {
        faults.add("the run of %s has no deadline and expired".formatted(slot));
      }
      return overdue;
    }
    Instant most = latest.get();
    if (made.isAfter(most) || (begun != null && begun.isAfter(most.plus(SLACK)))) {
      faults.add(
          "the run of %s was made at %s and began at %s; its latest start was %s"
              .formatted(slot, made, begun, most));
    }
    if (overdue) {
      Instant end = Objects.requireNonNull(run.endedAt());
      if (begun != null || run.status() != RunStatus.SKIPPED || !end.isAfter(most)) {
        faults.add(
            "the run of %s began at %s and expired at %s, %s; its latest start was %s"
                .formatted(slot, begun, end, run.status(), most));
      }
    }
    return overdue;
  }

  /** Slots of one record have one deadline, and were later than it. */
  private void late(SkippedSlots skip, Slot slot) {
    boolean rightly =
        slot != null
            && slot.deadline(skip.at())
                .filter(most -> skip.reason().equals(NOT_MADE + most))
                .filter(most -> skip.at().isAfter(slot.fire().plus(most)))
                .isPresent();
    if (!rightly) {
      faults.add("the slot of %s was not later than its deadline: %s".formatted(slot, skip));
    }
  }
}
