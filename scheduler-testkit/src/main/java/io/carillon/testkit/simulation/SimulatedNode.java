package io.carillon.testkit.simulation;

import io.carillon.ManualScheduler;
import io.carillon.Scheduler;
import io.carillon.SchedulerSettings;
import io.carillon.spi.ClusterClock;
import io.carillon.spi.Launcher;
import io.carillon.spi.Store;
import io.carillon.spi.StoreUnavailableException;
import io.carillon.testkit.FlakyStore;
import io.carillon.testkit.FlakyStore.Fault;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One process of the cluster. It dies with what it works on, sleeps, and mishears its store. */
final class SimulatedNode {

  static final Duration LEASE = Duration.ofSeconds(20);

  private final World world;
  private final String name;
  private final Duration skew;
  private @Nullable ManualScheduler scheduler;
  private int life;
  private Instant asleepUntil = Instant.MIN;
  private Instant awayUntil = Instant.MIN;
  private final List<Runnable> whenAwake = new ArrayList<>();

  SimulatedNode(World world, String name) {
    this.world = world;
    this.name = name;
    this.skew = Duration.ofMillis(world.random.nextInt(1_000) - 500L);
    start();
  }

  private void start() {
    life++;
    SchedulerSettings settings =
        SchedulerSettings.standard().withNode(name).withLease(LEASE).withWorkers(8);
    scheduler =
        Scheduler.builder()
            .store(storeAsSeen(life))
            .ids(world.ids)
            .settings(settings)
            .executor(new SimulatedHandler(world, () -> crash(world.seconds(1, 60))))
            .channel(new SimulatedChannel(world))
            .buildManual(work -> launch(work, life));
    int mine = life;
    world.timeline.at(world.clock.now(), () -> round(mine));
  }

  // ---- the store as this node sees it

  private Store storeAsSeen(int mine) {
    Store flaky = FlakyStore.around(recording(world.store), method -> fault(mine));
    ClusterClock clock = () -> world.clock.now().plus(skew);
    return (Store)
        Proxy.newProxyInstance(
            SimulatedNode.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("clock")) {
                return clock;
              }
              if (method.getName().equals("isShared")) {
                return true;
              }
              try {
                return method.invoke(flaky, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  /** Everything the store did, whoever heard of it. */
  private Store recording(Store store) {
    return (Store)
        Proxy.newProxyInstance(
            SimulatedNode.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              Object answer;
              try {
                answer = method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
              if (arguments != null && answer != null) {
                world.ledger.did(method.getName(), arguments, answer);
              } else if (arguments != null && method.getName().equals("leave")) {
                world.ledger.did(method.getName(), arguments, "");
              }
              return answer;
            });
  }

  private Fault fault(int mine) {
    if (mine != life || world.clock.now().isBefore(awayUntil)) {
      return Fault.CALL_LOST;
    }
    if (world.oneIn(400)) {
      awayUntil = world.clock.now().plus(world.seconds(1, 40));
      return Fault.CALL_LOST;
    }
    if (world.oneIn(100)) {
      // Slow: by the time it is done, everybody's clocks have moved on.
      world.clock.advance(Duration.ofMillis(world.random.nextInt(300)));
    }
    return world.oneIn(60) ? Fault.ANSWER_LOST : world.oneIn(60) ? Fault.CALL_LOST : Fault.NONE;
  }

  // ---- its life

  private void round(int mine) {
    ManualScheduler running = scheduler;
    if (mine != life || running == null) {
      return;
    }
    Instant now = world.clock.now();
    if (now.isBefore(asleepUntil)) {
      world.timeline.at(asleepUntil, () -> round(mine));
      return;
    }
    wake();
    Instant next;
    try {
      next = running.step().minus(skew);
    } catch (StoreUnavailableException e) {
      next = now.plusMillis(500);
    }
    if (mine != life) {
      return;
    }
    // The safety poll of a shared store comes each second; a simulation need not see all of them.
    Instant least = world.clock.now().plusMillis(10);
    Instant poll = world.clock.now().plus(world.seconds(1, 4));
    Instant sooner = next.isBefore(poll) && world.random.nextBoolean() ? next : poll;
    world.timeline.at(sooner.isBefore(least) ? least : sooner, () -> round(mine));
    misfortune();
  }

  private void wake() {
    List<Runnable> late = List.copyOf(whenAwake);
    whenAwake.clear();
    late.forEach(Runnable::run);
  }

  private void misfortune() {
    if (world.oneIn(250)) {
      crash(world.seconds(0, 90));
    } else if (world.oneIn(150)) {
      asleepUntil = world.clock.now().plus(world.seconds(5, 70));
    }
  }

  /** The process dies: nothing of it is heard of again. */
  private void crash(Duration restartAfter) {
    life++;
    scheduler = null;
    whenAwake.clear();
    int mine = life;
    world.timeline.at(
        world.clock.now().plus(restartAfter),
        () -> {
          if (mine == life) {
            start();
          }
        });
  }

  private void launch(Launcher.Work work, int mine) {
    world.ledger.launched(work.claimed());
    Duration length =
        world.oneIn(20)
            ? world.seconds(20, 90)
            : world.between(Duration.ZERO, Duration.ofSeconds(12));
    world.timeline.at(world.clock.now().plus(length), () -> finish(work, mine));
  }

  private void finish(Launcher.Work work, int mine) {
    if (mine != life) {
      return;
    }
    boolean asleep = world.clock.now().isBefore(asleepUntil);
    if (asleep && world.random.nextInt(3) > 0) {
      whenAwake.add(() -> finish(work, mine));
      return;
    }
    work.run();
  }
}
