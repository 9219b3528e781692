package io.carillon;

import io.carillon.internal.engine.Engine;
import io.carillon.internal.engine.Registry;
import io.carillon.internal.engine.Stepper;
import io.carillon.spi.IdSource;
import io.carillon.spi.Launcher;
import io.carillon.spi.RunStore.Published;
import io.carillon.spi.Store;
import java.time.Instant;
import java.util.List;

/**
 * A scheduler without threads, for tests and simulations: nothing happens but within {@link
 * #step()}. Timeouts do not apply, since the work is done on the caller's thread. Not thread-safe.
 */
public final class ManualScheduler {

  private final Store store;
  private final Stepper stepper;
  private final Tasks tasks;
  private final Runs runs;

  ManualScheduler(
      Store store, Registry registry, Launcher launcher, IdSource ids, Engine.NodeParts parts) {
    this.store = store;
    this.stepper = new Stepper(store, registry, launcher, ids, parts);
    this.tasks =
        new Tasks(
            store,
            parts.zones(),
            definition -> registry.check(definition, java.util.Set::of),
            parts.events(),
            Limits.NONE);
    this.runs = new Runs(store, parts.events(), () -> {}, stepper::cancel);
  }

  /**
   * One round: plans what is due, claims what there is room for, launches it, hands out deliveries.
   *
   * @return when the next round is due if nothing happens before
   * @throws io.carillon.spi.StoreUnavailableException when the store does not answer
   */
  public Instant step() {
    return stepper.step();
  }

  /** Runs that were launched and have not ended. */
  public int running() {
    return stepper.running();
  }

  public Tasks tasks() {
    return tasks;
  }

  public Runs runs() {
    return runs;
  }

  /**
   * Makes one run; it starts in a later step.
   *
   * @throws UnknownTaskException when there is no such task
   */
  public RunId submit(Submission submission) {
    RunId run = store.submit(List.of(submission), store.clock().now()).get(0).run();
    if (run == null) {
      throw UnknownTaskException.named(submission.task());
    }
    return run;
  }

  /** Publishes an event; every task that listens to its topic gets a run. */
  public Published publish(Event event) {
    return store.publish(List.of(event), store.clock().now()).get(0);
  }

  public Store store() {
    return store;
  }

  /** Gives back what has not ended, and leaves the cluster. The store stays open. */
  public void leave() {
    stepper.leave();
  }
}
