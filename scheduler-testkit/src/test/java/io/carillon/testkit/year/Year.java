package io.carillon.testkit.year;

import io.carillon.CatchUp;
import io.carillon.Overlap;
import io.carillon.RunStatus;
import io.carillon.spi.RunQuery;
import io.carillon.testkit.Invariants;
import io.carillon.testkit.year.YearCheck.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One year, told by its seed. */
final class Year {

  private static final List<Overlap> OVERLAPS =
      List.of(
          Overlap.skip(),
          Overlap.queueOne(),
          Overlap.queueAll(5),
          Overlap.allow(2),
          Overlap.allowAll(),
          Overlap.cancelPrevious(),
          Overlap.replace());

  private static final List<CatchUp.Mode> MODES =
      List.of(CatchUp.Mode.SKIP, CatchUp.Mode.RUN_ONCE, CatchUp.Mode.RUN_ALL);

  private static final List<Instant> STARTS =
      List.of(
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2011-01-01T00:00:00Z"),
          Instant.parse("2023-11-20T00:00:00Z"));

  private static final int TASKS = 7;

  private final YearWorld world;
  private final long seed;
  private final List<YearTask> tasks = new ArrayList<>();

  Year(long seed) {
    this.seed = seed;
    this.world = new YearWorld(seed, STARTS.get(Math.floorMod(seed + seed / 3, 3)));
  }

  /** Plays the year; a fault names the seed. */
  Tally play() {
    try {
      return lived();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "The year of seed %d fails at %s; play it with -Dcarillon.year.seed=%d: %s"
              .formatted(seed, world.now(), seed, e.getMessage()),
          e);
    } finally {
      world.store.close();
    }
  }

  private Tally lived() {
    world.nodes.add(new YearNode(world, "one"));
    world.nodes.add(new YearNode(world, "two"));
    for (int i = 0; i < TASKS; i++) {
      // Over three seeds each overlap policy meets each catch-up mode.
      CatchUp.Mode mode = MODES.get(Math.floorMod(i + seed, 3));
      tasks.add(new YearTask(world, "task-" + i, OVERLAPS.get(i % OVERLAPS.size()), mode));
    }
    nextOutage();
    world.advance(world.now().plus(Duration.ofDays(366)));
    while (!tasks.stream().allMatch(YearTask::endsNow)) {
      world.advance(world.now().plusSeconds(4));
    }
    world.calm = true;
    tasks.forEach(YearTask::end);
    world.nodes.stream().filter(node -> !node.isUp()).forEach(YearNode::start);
    rest();
    return verdict();
  }

  private Tally verdict() {
    List<String> faults = new ArrayList<>(world.faults);
    faults.addAll(Invariants.broken(world.store, world.tables));
    Tally tally = new Tally(0, 0, 0, 0, 0, 0);
    for (YearTask task : tasks) {
      YearCheck check = new YearCheck(world, task);
      tally = tally.plus(check.check());
      faults.addAll(check.faults());
    }
    if (!faults.isEmpty()) {
      throw new AssertionError(faults.size() + " faults\n- " + String.join("\n- ", faults));
    }
    return tally;
  }

  /** Lets everything come to its end. */
  private void rest() {
    Set<RunStatus> open = EnumSet.of(RunStatus.PENDING, RunStatus.RETRYING, RunStatus.RUNNING);
    Instant latest = world.now().plus(Duration.ofDays(90));
    while (!world.store.runs(RunQuery.newest(1).withStatuses(open)).isEmpty()) {
      if (world.now().isAfter(latest)) {
        throw new AssertionError(
            "it does not come to rest: " + world.store.runs(RunQuery.newest(5).withStatuses(open)));
      }
      world.advance(world.now().plus(Duration.ofHours(6)));
    }
  }

  // ---- outages

  private void nextOutage() {
    world.after(world.between(Duration.ofHours(3), Duration.ofDays(16)), this::outage);
  }

  /** One node or all of them are away, from minutes to days; some die, some leave. */
  private void outage() {
    if (world.calm) {
      return;
    }
    boolean all = world.random.nextInt(3) > 0;
    boolean dies = world.oneIn(2);
    List<YearNode> away =
        all ? world.nodes : List.of(world.nodes.get(world.random.nextInt(world.nodes.size())));
    for (YearNode node : away) {
      if (dies) {
        node.crash();
      } else {
        node.leave();
      }
    }
    Duration length =
        all
            ? world.between(Duration.ofMinutes(1), Duration.ofDays(4))
            : world.between(Duration.ofMinutes(1), Duration.ofHours(12));
    world.after(
        length,
        () -> {
          away.stream().filter(node -> !node.isUp()).forEach(YearNode::start);
          nextOutage();
        });
  }
}
