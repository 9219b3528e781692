package io.carillon.testkit.year;

import io.carillon.CatchUp;
import io.carillon.InvalidDefinitionException;
import io.carillon.Overlap;
import io.carillon.Policies;
import io.carillon.Retry;
import io.carillon.RunId;
import io.carillon.StoredTask;
import io.carillon.Task;
import io.carillon.TaskId;
import io.carillon.TaskStatus;
import io.carillon.Trigger;
import io.carillon.spi.TaskStore.BackfillRequest;
import io.carillon.spi.TaskStore.Backfilled;
import io.carillon.spi.TaskStore.Change;
import io.carillon.spi.TaskStore.ResumeFrom;
import io.carillon.testkit.year.Rule.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One task and what its owner does to it in a year. */
final class YearTask {

  private static final Duration MARGIN = Duration.ofSeconds(3);

  /** Slots that fell due in it were skipped, by a resume from now. */
  record Pause(Instant from, Instant to) {}

  private final YearWorld world;
  private final Samples any;
  private final String name;
  private final Overlap overlap;
  private final CatchUp.Mode mode;

  final SlotOracle oracle;
  final List<Pause> pauses = new ArrayList<>();

  /** Backfilled runs, and whether their slots were accounted for before. */
  final Map<RunId, Boolean> backfilled = new HashMap<>();

  /** What was done to it, for the reader of a fault. */
  final List<String> trail = new ArrayList<>();

  final TaskId id;
  private List<Sample> samples = List.of();
  private ZoneId zone;
  private @Nullable Instant pausedAt;
  private boolean plannedBeforePause;

  YearTask(YearWorld world, String name, Overlap overlap, CatchUp.Mode mode) {
    this.world = world;
    this.any = new Samples(world.random);
    this.name = name;
    this.overlap = overlap;
    this.mode = mode;
    this.oracle = new SlotOracle(name);
    this.zone = any.zone();
    Optional<StoredTask> saved = Optional.empty();
    while (saved.isEmpty()) {
      saved = save(any.some(world.now(), true), zone, policies());
    }
    this.id = saved.get().id();
    nextDeed();
  }

  private Policies policies() {
    Duration expiry =
        world.oneIn(3)
            ? Duration.ofMinutes(10 + world.random.nextInt(3_000))
            : Duration.ofDays(3_650);
    CatchUp catchUp =
        switch (mode) {
          case SKIP -> CatchUp.skip();
          case RUN_ONCE -> CatchUp.runOnce();
          case RUN_ALL ->
              CatchUp.runAll(1 + world.random.nextInt(30))
                  .withPerMinute(1 + world.random.nextInt(30));
        };
    Duration grace =
        world.oneIn(2) ? Duration.ofSeconds(60) : Duration.ofSeconds(1 + world.random.nextInt(900));
    return Policies.standard()
        .withRetry(Retry.upTo(1).withFirst(Duration.ofSeconds(30)))
        .withCatchUp(catchUp.withExpiry(expiry))
        .withOverlap(overlap)
        .withGrace(grace);
  }

  // ---- deeds

  private void nextDeed() {
    Duration rest = world.between(Duration.ofMinutes(30), Duration.ofDays(20));
    world.after(rest.plusMillis(world.random.nextInt(1_000)), this::deed);
  }

  /** Not just when something is due: clocks differ a little, and either order would be right. */
  private void deed() {
    if (world.calm) {
      return;
    }
    if (oracle.isBusy(world.now(), MARGIN)) {
      world.after(MARGIN.multipliedBy(2), this::deed);
      return;
    }
    if (stored().status() == TaskStatus.PAUSED) {
      pausedDeed();
    } else {
      deedOfActive();
    }
    nextDeed();
  }

  private StoredTask stored() {
    return world.store.find(id).orElseThrow();
  }

  private void deedOfActive() {
    switch (world.random.nextInt(8)) {
      case 0, 1, 2 -> pause();
      case 3 -> edit();
      case 4 -> save(samples, zone, policies());
      case 5 -> moveToAnotherZone();
      default -> backfill();
    }
  }

  private void pausedDeed() {
    switch (world.random.nextInt(8)) {
      case 0 -> edit();
      case 1 -> moveToAnotherZone();
      case 2 -> backfill();
      default -> resume(world.oneIn(2) ? ResumeFrom.NOW : ResumeFrom.CATCH_UP);
    }
  }

  private void pause() {
    if (stored().status() != TaskStatus.ACTIVE) {
      return;
    }
    plannedBeforePause = world.oneIn(2);
    if (plannedBeforePause) {
      world.plan();
    }
    if (stored().status() == TaskStatus.ACTIVE) {
      pausedAt = world.now();
      trail.add(pausedAt + " pause" + (plannedBeforePause ? ", planned before" : ""));
      world.store.pause(id, "quiet", "owner", world.now());
    }
  }

  private void resume(ResumeFrom from) {
    Instant since = pausedAt;
    trail.add(world.now() + " resume, " + from);
    world.store.resume(id, from, "owner", world.now());
    if (from == ResumeFrom.NOW && since != null) {
      pauses.add(new Pause(since, world.now()));
    }
    pausedAt = null;
  }

  private void edit() {
    List<Sample> changed = new ArrayList<>(any.some(world.now(), false));
    if (world.oneIn(2) && !samples.isEmpty()) {
      Sample kept = samples.get(world.random.nextInt(samples.size()));
      Trigger trigger = kept.trigger();
      boolean shifts = trigger.spread().isPresent() || trigger.jitter().isPresent();
      if (!shifts && changed.stream().noneMatch(one -> one.trigger().equals(trigger))) {
        changed.add(world.random.nextInt(changed.size() + 1), kept);
      }
    }
    save(changed, zone, policies()).ifPresent(this::checkNextFire);
  }

  private void moveToAnotherZone() {
    ZoneId other = any.zone();
    boolean shifts =
        samples.stream()
            .map(Sample::trigger)
            .anyMatch(one -> one.spread().isPresent() || one.jitter().isPresent());
    if (!shifts) {
      save(samples, other, policies()).ifPresent(this::checkNextFire);
    }
  }

  /** Empty when it was refused, and nothing changed. */
  private Optional<StoredTask> save(List<Sample> changed, ZoneId newZone, Policies policies) {
    Task.Builder task =
        Task.named(name)
            .handler(YearNode.HANDLER)
            .zone(newZone)
            .policies(policies)
            .description("v" + world.random.nextInt())
            .triggers(changed.stream().map(Sample::trigger).toList());
    Change change = new Change(null, "owner", StoredTask.Source.RUNTIME, newZone);
    StoredTask saved;
    try {
      saved = world.store.save(task.build(), change, world.now());
    } catch (InvalidDefinitionException e) {
      return Optional.empty();
    }
    trail.add(world.now() + " save in " + newZone + ": " + task.build().triggers());
    samples = changed;
    zone = newZone;
    oracle.saved(changed, newZone, policies, world.now());
    return Optional.of(saved);
  }

  /** The edit itself has computed the next fire. */
  private void checkNextFire(StoredTask saved) {
    if (saved.status() != TaskStatus.ACTIVE || oracle.isCounted()) {
      return;
    }
    Optional<Instant> expected = oracle.nextFire(world.now(), Duration.ofDays(40));
    Instant found = saved.nextFire();
    boolean later = found == null || found.isAfter(world.now().plus(Duration.ofDays(40)));
    if (expected.isPresent() ? !expected.get().equals(found) : !later) {
      world.faults.add(
          "%s was edited at %s; its next fire is %s and should be %s: %s"
              .formatted(name, world.now(), found, expected, samples));
    }
  }

  private void backfill() {
    boolean paused = stored().status() == TaskStatus.PAUSED;
    if (paused && !plannedBeforePause) {
      return;
    }
    if (!paused) {
      world.plan();
    }
    Instant now = world.now();
    Instant to = now.minus(Duration.ofHours(world.random.nextInt(48)));
    Instant from = to.minus(world.between(Duration.ofMinutes(10), Duration.ofDays(6)));
    Set<Instant> expected = oracle.slotsOfNow(from, to);
    BackfillRequest request = new BackfillRequest(id, from, to, 10_000, Duration.ofSeconds(20));
    Backfilled done = world.store.backfill(request, "owner", now);
    if (done.made().size() + done.known() != expected.size()) {
      world.faults.add(
          "%s has %s in %s to %s; a backfill found %d new and %d known ones: %s"
              .formatted(name, expected, from, to, done.made().size(), done.known(), samples));
    }
    Set<Instant> open = pausedAt == null ? Set.of() : oracle.openSlots(pausedAt, now);
    trail.add(now + " backfill of " + from + " to " + to + ": " + done.made().size());
    for (RunId run : done.made()) {
      Instant nominal =
          world.store.run(run).orElseThrow().origin().occurrence().nominal().orElseThrow();
      if (!expected.contains(nominal)) {
        world.faults.add("%s has no slot of %s to backfill".formatted(name, nominal));
      }
      backfilled.put(run, !open.contains(nominal));
    }
  }

  // ---- the end

  /** From now on nothing fires any more, and nothing is held. */
  void end() {
    if (stored().status() == TaskStatus.PAUSED) {
      resume(ResumeFrom.NOW);
    }
    if (world.oneIn(2)) {
      world.store.delete(id, null, "owner", world.now());
      oracle.deleted(world.now());
    } else {
      save(List.of(), zone, policies());
    }
  }

  boolean endsNow() {
    return !oracle.isBusy(world.now(), MARGIN);
  }

  @Override
  public String toString() {
    return name;
  }
}
