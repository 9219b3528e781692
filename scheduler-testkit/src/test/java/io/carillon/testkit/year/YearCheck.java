package io.carillon.testkit.year;

import io.carillon.CatchUp;
import io.carillon.Policies;
import io.carillon.Run;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.SkippedSlots;
import io.carillon.spi.RunQuery;
import io.carillon.testkit.year.SlotOracle.Slot;
import io.carillon.testkit.year.YearTask.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Compares the slots that a task had with what its store says became of them. */
final class YearCheck {

  /**
   * What became of the slots.
   *
   * @param ran those that have a scheduled run
   * @param overdue of these, how many did not begin by their latest start
   */
  record Tally(int slots, int ran, int skipped, int expired, int backfilled, int overdue) {

    Tally plus(Tally other) {
      return new Tally(
          slots + other.slots,
          ran + other.ran,
          skipped + other.skipped,
          expired + other.expired,
          backfilled + other.backfilled,
          overdue + other.overdue);
    }
  }

  private static final Duration SLACK = Duration.ofSeconds(2);

  private final YearWorld world;
  private final YearTask task;
  private final List<String> faults = new ArrayList<>();
  private final Map<Instant, Run> scheduled = new TreeMap<>();
  private final Map<Instant, Run> backfilled = new TreeMap<>();

  YearCheck(YearWorld world, YearTask task) {
    this.world = world;
    this.task = task;
  }

  List<String> faults() {
    List<String> all = new ArrayList<>(faults.stream().map(fault -> task + ": " + fault).toList());
    if (!faults.isEmpty()) {
      all.add("what was done to " + task + ":\n    " + String.join("\n    ", task.trail));
    }
    return all;
  }

  Tally check() {
    for (Run run : runs()) {
      Instant nominal = run.origin().occurrence().nominal().orElseThrow();
      boolean byBackfill = run.origin().cause() == RunCause.BACKFILL;
      Run other = (byBackfill ? backfilled : scheduled).put(nominal, run);
      if (other != null || (scheduled.containsKey(nominal) && backfilled.containsKey(nominal))) {
        faults.add("the slot of " + nominal + " ran twice");
      }
      if (run.endedAt() == null) {
        faults.add("the run of " + nominal + " has not ended: " + run.status());
      }
    }
    List<Slot> slots = task.oracle.slots(scheduled::containsKey);
    nothingElseRan(slots);
    slots.forEach(this::policies);
    oneDecisionAtATime(slots);
    List<SkippedSlots> skips = world.store.skips(task.id, 1_000_000);
    skips.forEach(this::reasons);
    everySlotEndedOnce(slots, skips);
    int overdue = new DeadlineCheck(world, faults).check(slots, scheduled, backfilled, skips);
    int expired = skips.stream().filter(SkippedSlots::expired).mapToInt(SkippedSlots::count).sum();
    int skipped = skips.stream().mapToInt(SkippedSlots::count).sum() - expired;
    return new Tally(slots.size(), scheduled.size(), skipped, expired, backfilled.size(), overdue);
  }

  private List<Run> runs() {
    List<Run> all = new ArrayList<>();
    RunId before = null;
    List<Run> page;
    do {
      page = world.store.runs(RunQuery.newest(1_000).ofTask(task.id).olderThan(before));
      all.addAll(page);
      before = page.isEmpty() ? null : page.get(page.size() - 1).id();
    } while (page.size() == 1_000);
    return all;
  }

  private void nothingElseRan(List<Slot> slots) {
    Map<Instant, Run> others = new TreeMap<>(scheduled);
    slots.forEach(slot -> others.remove(slot.nominal()));
    others.forEach(
        (nominal, run) ->
            faults.add(
                "it ran at %s, where it has no slot (made at %s)"
                    .formatted(nominal, run.origin().createdAt())));
  }

  /** A scheduled run was allowed to be made when it was. */
  private void policies(Slot slot) {
    Run run = scheduled.get(slot.nominal());
    if (run == null) {
      return;
    }
    Instant made = run.origin().createdAt();
    Duration late = Duration.between(slot.fire(), made).minus(SLACK);
    boolean allowed =
        task.oracle.policiesAbout(made).stream()
            .anyMatch(
                policies -> {
                  CatchUp catchUp = policies.catchUp().orElseThrow();
                  return late.compareTo(policies.grace()) <= 0
                      || (catchUp.mode() != CatchUp.Mode.SKIP
                          && late.compareTo(catchUp.expiry()) <= 0);
                });
    if (!allowed) {
      faults.add("the slot of %s ran, made %s late".formatted(slot, late));
    }
    for (Pause pause : task.pauses) {
      if (slot.fire().isAfter(pause.from().plus(SLACK)) && !slot.fire().isAfter(pause.to())) {
        faults.add("the slot of %s ran although it was paused: %s".formatted(slot, pause));
      }
    }
  }

  /** One decision catches up one slot, or the newest so many at their pace. */
  private void oneDecisionAtATime(List<Slot> slots) {
    Map<Instant, List<Run>> caughtUp = new TreeMap<>();
    for (Slot slot : slots) {
      Run run = scheduled.get(slot.nominal());
      if (run != null
          && run.origin().createdAt().isAfter(slot.fire().plus(Duration.ofMinutes(16)))) {
        caughtUp.computeIfAbsent(run.origin().createdAt(), at -> new ArrayList<>()).add(run);
      }
    }
    caughtUp.forEach(
        (made, runs) -> {
          boolean allowed =
              task.oracle.policiesAbout(made).stream().anyMatch(one -> fits(one, runs));
          if (!allowed) {
            faults.add("%d missed slots were caught up at %s".formatted(runs.size(), made));
          }
        });
  }

  private static boolean fits(Policies policies, List<Run> runs) {
    CatchUp catchUp = policies.catchUp().orElseThrow();
    return runs.size() <= (catchUp.mode() == CatchUp.Mode.RUN_ALL ? catchUp.max() : 1);
  }

  private void reasons(SkippedSlots skip) {
    boolean known =
        List.of(
                "expired: ",
                "missed, ",
                "overlap: ",
                "paused: quiet",
                "its task was deleted",
                "replaced by ",
                "cancelled for ")
            .stream()
            .anyMatch(skip.reason()::startsWith);
    if (!known || skip.expired() != skip.reason().startsWith("expired: ") || skip.count() < 1) {
      faults.add("a skip without a proper reason: " + skip);
    }
  }

  /**
   * A slot without a scheduled run is in one record of skips, unless a backfill ran it before it
   * was accounted for; and no record has others. Slots that fell due first take the record that
   * ends first, which finds a way to share them out if there is one.
   */
  private void everySlotEndedOnce(List<Slot> slots, List<SkippedSlots> skips) {
    TreeMap<Instant, Slot> open = new TreeMap<>();
    for (Slot slot : slots) {
      Run filled = backfilled.get(slot.nominal());
      boolean before = filled == null || task.backfilled.getOrDefault(filled.id(), true);
      if (!scheduled.containsKey(slot.nominal()) && before) {
        open.put(slot.nominal(), slot);
      }
    }
    List<SkippedSlots> byStart =
        skips.stream().sorted(Comparator.comparing(SkippedSlots::from)).toList();
    Map<SkippedSlots, Integer> room = new HashMap<>();
    PriorityQueue<SkippedSlots> begun = new PriorityQueue<>(Comparator.comparing(SkippedSlots::to));
    int next = 0;
    for (Instant nominal : open.keySet()) {
      while (next < byStart.size() && !byStart.get(next).from().isAfter(nominal)) {
        room.put(byStart.get(next), byStart.get(next).count());
        begun.add(byStart.get(next++));
      }
      while (!begun.isEmpty()
          && (begun.peek().to().isBefore(nominal) || room.get(begun.peek()) == 0)) {
        SkippedSlots over = begun.remove();
        if (room.get(over) > 0) {
          faults.add("%d slots too many are skipped in %s".formatted(room.get(over), over));
        }
      }
      if (begun.isEmpty()) {
        faults.add("nothing says what became of the slot of " + open.get(nominal));
      } else {
        room.merge(begun.peek(), -1, Integer::sum);
      }
    }
    for (SkippedSlots rest : byStart.subList(next, byStart.size())) {
      room.put(rest, rest.count());
      begun.add(rest);
    }
    begun.stream()
        .filter(rest -> room.get(rest) > 0)
        .forEach(
            rest ->
                faults.add("%d slots too many are skipped in %s".formatted(room.get(rest), rest)));
    for (SkippedSlots skip : skips) {
      if (!open.containsKey(skip.from()) || !open.containsKey(skip.to())) {
        faults.add("no slot to skip at the ends of " + skip);
      }
    }
  }
}
