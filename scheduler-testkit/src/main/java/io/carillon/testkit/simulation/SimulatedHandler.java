package io.carillon.testkit.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.RunContext;
import io.carillon.spi.Executor;
import java.time.Duration;
import java.util.List;

/** Work of every kind: it journals, remembers, fails, throws, waits, and takes its process down. */
record SimulatedHandler(World world, Runnable crash) implements Executor {

  static final String NAME = "work";

  /** The signal that suspended runs wait for. */
  static final String SIGNAL = "go";

  @Override
  public String handler() {
    return "java/" + NAME;
  }

  @Override
  public List<Problem> check(ObjectNode config) {
    return List.of();
  }

  @Override
  public Outcome execute(RunContext context) throws Exception {
    for (int i = 1; i <= 2; i++) {
      if (Math.floorMod(context.runId().hashCode(), 3) >= i) {
        step(context, "step-" + i);
      }
    }
    if (context.isCancelled() && world.random.nextBoolean()) {
      return new Outcome.Cancelled("interrupted");
    }
    if (world.oneIn(6)) {
      return misbehave();
    }
    if (world.oneIn(4)) {
      context.state().put("last", context.runId().toString());
    }
    if (world.oneIn(3)) {
      context.log("done");
    }
    return Outcome.success("done");
  }

  private void step(RunContext context, String path) throws Exception {
    String answer =
        context.step(
            path,
            String.class,
            () -> {
              world.ledger.called(context.runId(), path);
              return path;
            });
    world.ledger.recorded(context.runId(), path);
    if (!answer.equals(path)) {
      world.ledger.fault("step " + path + " of " + context.runId() + " was answered " + answer);
    }
    if (world.oneIn(150)) {
      crash.run();
    }
  }

  private Outcome misbehave() {
    return switch (world.random.nextInt(9)) {
      case 0 -> throw new IllegalStateException("it threw");
      case 1 -> throw new AssertionError("it threw an error");
      case 2 -> new Outcome.Snooze(world.seconds(1, 30), "not now");
      case 3 -> new Outcome.Suspend(SIGNAL, world.seconds(10, 300), "waits for a word");
      case 4 -> new Outcome.Skipped("nothing to do");
      case 5 -> Outcome.failure(FailureKind.INVALID, "it cannot work");
      case 6 -> Outcome.failure(FailureKind.TIMEOUT, "it took too long");
      case 7 -> new Outcome.Failure(FailureKind.ERROR, "429", null, Duration.ofSeconds(20));
      default -> Outcome.failure(FailureKind.ERROR, "it failed");
    };
  }
}
