package io.carillon.testkit.simulation;

import io.carillon.Delivery;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.spi.ClusterClock;
import io.carillon.spi.RunQuery;
import io.carillon.spi.Tables;
import io.carillon.testkit.Invariants;
import io.carillon.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One history of a cluster, told by its seed: nodes over one store that crash, sleep past their
 * leases, have wrong clocks and lose answers, while people edit, pause, cancel and delete. When it
 * has come to rest, the store must be consistent, nothing acknowledged may be lost, and nothing
 * that was recorded may have been done twice.
 *
 * @param seed the same seed gives the same history
 * @param nodes how many, 1 or more
 * @param length how long things go wrong
 */
public record Simulation(long seed, int nodes, Duration length) {

  private static final Duration LONGEST_REST = Duration.ofHours(12);

  /** A cluster of three for half an hour. */
  public static Simulation of(long seed) {
    return new Simulation(seed, 3, Duration.ofMinutes(30));
  }

  /**
   * What happened.
   *
   * @param runs how many runs there were
   * @param steps how often the body of a journaled step was done
   * @param skipped how many runs were skipped
   * @param failed how many runs failed
   */
  public record Report(int runs, int steps, int skipped, int failed) {}

  /**
   * Plays the history over new tables, which are closed in the end.
   *
   * @param newTables given the clock of the simulation
   * @throws AssertionError naming the seed, when something does not hold
   */
  public Report run(Function<ClusterClock, Tables> newTables) {
    VirtualClock clock = VirtualClock.create();
    World world = new World(seed, clock, newTables.apply(clock));
    try {
      return play(world);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "Seed "
              + seed
              + " fails at "
              + clock.now()
              + "; replay it with -Dcarillon.seed="
              + seed
              + ": "
              + e.getMessage(),
          e);
    } finally {
      world.store.close();
    }
  }

  private Report play(World world) {
    SlotAudit audit = new SlotAudit();
    People people = new People(world, audit);
    people.begin();
    for (int i = 0; i < nodes; i++) {
      new SimulatedNode(world, "node-" + i);
    }
    Instant end = world.clock.now().plus(length);
    deeds(world, people);
    advance(world, end);
    world.calm = true;
    people.end();
    rest(world, people);
    List<String> faults = new ArrayList<>(world.ledger.faults());
    faults.addAll(Invariants.broken(world.store, world.tables));
    faults.addAll(audit.faults(world.store));
    agree(world, faults);
    if (!faults.isEmpty()) {
      throw new AssertionError("\n- " + String.join("\n- ", faults));
    }
    return report(world);
  }

  private static void deeds(World world, People people) {
    world.timeline.at(
        world.clock.now().plus(world.seconds(1, 12)),
        () -> {
          if (!world.calm) {
            people.doSomething();
            deeds(world, people);
          }
        });
  }

  private static void advance(World world, Instant to) {
    Instant next = world.timeline.next();
    while (next != null && !next.isAfter(to)) {
      if (next.isAfter(world.clock.now())) {
        world.clock.set(next);
      }
      world.timeline.step();
      next = world.timeline.next();
    }
    if (to.isAfter(world.clock.now())) {
      world.clock.set(to);
    }
  }

  /** Lets everything come to its end. */
  private static void rest(World world, People people) {
    Instant latest = world.clock.now().plus(LONGEST_REST);
    while (!isAtRest(world)) {
      if (world.clock.now().isAfter(latest)) {
        throw new AssertionError("it does not come to rest: " + open(world));
      }
      people.signalAndUnblock();
      advance(world, world.clock.now().plusSeconds(30));
    }
  }

  private static Set<RunStatus> openStatuses() {
    return EnumSet.of(
        RunStatus.WAITING,
        RunStatus.PENDING,
        RunStatus.RETRYING,
        RunStatus.RUNNING,
        RunStatus.SUSPENDED,
        RunStatus.BLOCKED);
  }

  private static List<Run> open(World world) {
    return world.store.runs(RunQuery.newest(10).withStatuses(openStatuses()));
  }

  private static boolean isAtRest(World world) {
    return open(world).isEmpty()
        && world.store.nextDue(Set.of(), Set.of(SimulatedChannel.NAME)).isEmpty();
  }

  /** What was acknowledged is what the store says. */
  private static void agree(World world, List<String> faults) {
    for (RunId run : world.ledger.made()) {
      if (world.store.run(run).isEmpty()) {
        faults.add("run " + run + " was acknowledged and is gone");
      }
    }
    world
        .ledger
        .ends()
        .forEach(
            (run, status) -> {
              RunStatus stored = world.store.run(run).map(Run::status).orElse(null);
              if (stored != status) {
                faults.add("run " + run + " was acknowledged as " + status + " and is " + stored);
              }
              for (Delivery delivery : world.store.deliveries(run)) {
                if (delivery.state() == Delivery.State.PENDING) {
                  faults.add("delivery " + delivery.id() + " of run " + run + " is still pending");
                }
              }
            });
  }

  private static Report report(World world) {
    var counts = world.store.count(RunQuery.newest(1));
    return new Report(
        counts.values().stream().mapToInt(Long::intValue).sum(),
        world.ledger.calls(),
        counts.getOrDefault(RunStatus.SKIPPED, 0L).intValue(),
        counts.getOrDefault(RunStatus.FAILED, 0L).intValue());
  }
}
