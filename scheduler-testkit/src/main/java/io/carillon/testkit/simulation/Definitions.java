package io.carillon.testkit.simulation;

import io.carillon.CatchUp;
import io.carillon.DeliveryTarget;
import io.carillon.Flow;
import io.carillon.Overlap;
import io.carillon.Policies;
import io.carillon.Retry;
import io.carillon.Task;
import io.carillon.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Random tasks and flows. */
final class Definitions {

  private static final List<Overlap> OVERLAPS =
      List.of(
          Overlap.skip(),
          Overlap.queueOne(),
          Overlap.queueAll(4),
          Overlap.allow(2),
          Overlap.allowAll(),
          Overlap.cancelPrevious(),
          Overlap.replace());

  private final World world;

  Definitions(World world) {
    this.world = world;
  }

  private <T> T any(List<T> of) {
    return of.get(world.random.nextInt(of.size()));
  }

  Policies policies() {
    Retry retry = Retry.upTo(world.random.nextInt(4)).withLongest(Duration.ofSeconds(40));
    CatchUp catchUp =
        switch (world.random.nextInt(4)) {
          case 0 -> CatchUp.skip();
          case 1 -> CatchUp.runAll(3).withPerMinute(60);
          case 2 -> CatchUp.runAll(50).withPerMinute(60).withExpiry(Duration.ofMinutes(2));
          default -> CatchUp.runOnce();
        };
    return Policies.standard()
        .withRetry(retry)
        .withCatchUp(catchUp)
        .withOverlap(any(OVERLAPS))
        .withGrace(world.seconds(2, 90))
        .withPriority(1 + world.random.nextInt(9));
  }

  /** A task that fires in time: its slots are audited. */
  Task timed(String name) {
    return task(name).triggers(times()).build();
  }

  List<Trigger> times() {
    List<Trigger> triggers = new ArrayList<>();
    int count = 1 + world.random.nextInt(2);
    for (int i = 0; i < count; i++) {
      triggers.add(
          switch (world.random.nextInt(3)) {
            case 0 -> Trigger.cron("* * * * *");
            case 1 -> Trigger.every(Duration.ofSeconds(15 + 5L * world.random.nextInt(12)));
            default -> Trigger.cron("*/2 * * * *");
          });
    }
    return triggers.stream().distinct().toList();
  }

  /** A task that counts from its own ends, or listens, or is only asked for. */
  Task other(String name, String topic) {
    Task.Builder task = task(name);
    return switch (world.random.nextInt(3)) {
      case 0 -> task.on(Trigger.afterEach(world.seconds(5, 60))).build();
      case 1 -> task.on(Trigger.onEvent(topic)).build();
      default -> task.build();
    };
  }

  private Task.Builder task(String name) {
    Task.Builder task =
        Task.named(name)
            .handler(SimulatedHandler.NAME)
            .policies(policies())
            .description("v" + world.random.nextInt());
    if (world.random.nextInt(3) == 0) {
      task.deliver(DeliveryTarget.to(SimulatedChannel.NAME));
    }
    return task;
  }

  /** A flow over stored tasks: a diamond with every kind of edge somewhere in it. */
  Flow flow(String name, List<String> members) {
    Flow.Builder flow =
        Flow.named(name).policies(policies()).description("v" + world.random.nextInt());
    for (int i = 0; i < members.size(); i++) {
      List<Flow.Edge> edges = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        if (j == i - 1 || world.random.nextBoolean()) {
          edges.add(new Flow.Edge(members.get(j), when()));
        }
      }
      if (i > 0 && i < members.size() - 1 && world.random.nextBoolean()) {
        edges = List.of(new Flow.Edge(members.get(0), when()));
      }
      flow.node(new Flow.Node(members.get(i), edges, any(List.of(Flow.OnFailure.values()))));
    }
    if (world.random.nextBoolean()) {
      flow.on(Trigger.every(world.seconds(30, 200)));
    }
    if (world.random.nextBoolean()) {
      flow.deliver(DeliveryTarget.to(SimulatedChannel.NAME));
    }
    return flow.build();
  }

  private Flow.When when() {
    return world.random.nextInt(3) > 0 ? Flow.When.SUCCESS : any(List.of(Flow.When.values()));
  }
}
