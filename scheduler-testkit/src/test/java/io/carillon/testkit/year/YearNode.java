package io.carillon.testkit.year;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.FailureKind;
import io.carillon.ManualScheduler;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.Run;
import io.carillon.RunContext;
import io.carillon.RunStatus;
import io.carillon.Scheduler;
import io.carillon.SchedulerSettings;
import io.carillon.spi.ClusterClock;
import io.carillon.spi.Executor;
import io.carillon.spi.Launcher;
import io.carillon.spi.RunQuery;
import io.carillon.spi.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One process with a clock of its own; it dies with what it works on, and comes back. */
final class YearNode {

  static final String HANDLER = "work";
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final YearWorld world;
  private final String name;
  private final Duration skew;
  private @Nullable ManualScheduler scheduler;
  private int life;

  YearNode(YearWorld world, String name) {
    this.world = world;
    this.name = name;
    this.skew = Duration.ofMillis(world.random.nextInt(1_000) - 500L);
    start();
  }

  boolean isUp() {
    return scheduler != null;
  }

  void start() {
    life++;
    int mine = life;
    scheduler =
        Scheduler.builder()
            .store(skewed())
            .ids(world.ids)
            .settings(
                SchedulerSettings.standard()
                    .withNode(name)
                    .withLease(LEASE)
                    .withWorkers(200)
                    .withRetention(Duration.ofDays(3_650)))
            .executor(new Work())
            .buildManual(work -> launch(work, mine));
    round();
  }

  /** Ends in good order. */
  void leave() {
    ManualScheduler running = scheduler;
    if (running != null) {
      life++;
      scheduler = null;
      forget();
      running.leave();
    }
  }

  /** Dies: what it works on is lost. */
  void crash() {
    life++;
    scheduler = null;
    forget();
  }

  private void forget() {
    world.working.values().forEach(runs -> runs.values().removeIf(this::equals));
  }

  void round() {
    ManualScheduler running = scheduler;
    if (running != null) {
      running.step();
    }
  }

  private Store skewed() {
    ClusterClock clock = () -> world.clock.now().plus(skew);
    return (Store)
        Proxy.newProxyInstance(
            YearNode.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("clock")) {
                return clock;
              }
              if (method.getName().equals("isShared")) {
                return true;
              }
              try {
                return method.invoke(world.store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  // ---- its work

  private void launch(Launcher.Work work, int mine) {
    var run = work.claimed().run();
    world.working.computeIfAbsent(run.taskId(), id -> new HashMap<>()).put(run.id(), this);
    world.begun.putIfAbsent(run.id(), world.now());
    Duration length =
        switch (world.random.nextInt(10)) {
          case 0 -> world.between(Duration.ofMinutes(10), Duration.ofHours(9));
          case 1, 2 -> world.between(Duration.ofMinutes(1), Duration.ofMinutes(40));
          default -> world.between(Duration.ofSeconds(1), Duration.ofSeconds(60));
        };
    keepLease(mine, world.now().plus(length));
    world.after(
        length,
        () -> {
          if (mine == life) {
            world.working.getOrDefault(run.taskId(), new HashMap<>()).remove(run.id());
            work.run();
          }
        });
  }

  /** Between rounds that are due anyway, a node that works is heard of. */
  private void keepLease(int mine, Instant until) {
    Duration beat = LEASE.dividedBy(3);
    if (world.now().plus(beat).isBefore(until)) {
      world.after(
          beat,
          () -> {
            if (mine == life) {
              round();
              keepLease(mine, until);
            }
          });
    }
  }

  /** Succeeds mostly. */
  private final class Work implements Executor {

    @Override
    public String handler() {
      return "java/" + HANDLER;
    }

    @Override
    public List<Problem> check(ObjectNode config) {
      return List.of();
    }

    @Override
    public Outcome execute(RunContext context) {
      if (world.oneIn(100)) {
        checkPreviousSuccess(context);
      }
      if (context.isCancelled()) {
        return new Outcome.Cancelled("interrupted");
      }
      return switch (world.calm ? 0 : world.random.nextInt(30)) {
        case 1, 2 -> Outcome.failure(FailureKind.ERROR, "it failed");
        case 3 -> new Outcome.Snooze(Duration.ofMinutes(5), "not now");
        case 4 -> new Outcome.Skipped("nothing to do");
        default -> Outcome.success("done");
      };
    }

    /** Only a success moves it: no skip, no failure, no cancel. */
    private void checkPreviousSuccess(RunContext context) {
      Optional<Run> me = world.store.run(context.runId());
      Optional<Instant> last =
          world
              .store
              .runs(
                  RunQuery.newest(1_000)
                      .ofTask(me.orElseThrow().taskId())
                      .withStatuses(Set.of(RunStatus.COMPLETED)))
              .stream()
              .map(Run::endedAt)
              .filter(end -> end != null)
              .max(Instant::compareTo);
      Optional<Instant> seen = context.previousSuccess();
      boolean same =
          seen.isPresent() == last.isPresent()
              && seen.map(at -> isClose(at, last.orElseThrow())).orElse(true);
      if (!same) {
        world.faults.add(
            "run %s saw %s as the last success; it was %s".formatted(context.runId(), seen, last));
      }
    }

    /** Two nodes whose clocks differ may end runs in another order than they say. */
    private static boolean isClose(Instant one, Instant other) {
      return Duration.between(one, other).abs().compareTo(Duration.ofSeconds(1)) <= 0;
    }
  }
}
