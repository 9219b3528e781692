package io.carillon.testkit.engine;

import io.carillon.Policies;
import io.carillon.Retry;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.Scheduler;
import io.carillon.SchedulerBuilder;
import io.carillon.SchedulerEvent;
import io.carillon.SchedulerSettings;
import io.carillon.Task;
import io.carillon.spi.ClusterClock;
import io.carillon.spi.IdSource;
import io.carillon.spi.Store;
import io.carillon.testkit.Invariants;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;

/** A scheduler on real threads and real time, over tables that are looked at afterwards. */
final class EngineFixture implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 25;

  private final ProbedTables tables;
  private final Store store;
  private final Scheduler scheduler;
  private final BlockingQueue<SchedulerEvent> events = new LinkedBlockingQueue<>();

  EngineFixture(Consumer<SchedulerBuilder> parts) {
    this(settings(), parts);
  }

  EngineFixture(SchedulerSettings settings, Consumer<SchedulerBuilder> parts) {
    Clock system = Clock.systemUTC();
    ClusterClock clock = () -> system.instant().truncatedTo(ChronoUnit.MICROS);
    IdSource ids = IdSource.timeOrdered();
    this.tables = new ProbedTables(clock);
    this.store = Store.over(tables, ids);
    SchedulerBuilder builder =
        Scheduler.builder().store(store).ids(ids).settings(settings).listener(events::add);
    parts.accept(builder);
    this.scheduler = builder.build();
  }

  static SchedulerSettings settings() {
    return SchedulerSettings.standard().withWorkers(4).withDrain(Duration.ofSeconds(5));
  }

  /** A task whose first failure is the last. */
  static Task.Builder once(String name) {
    return Task.named(name).handler(name).policies(Policies.standard().withRetry(Retry.never()));
  }

  Scheduler scheduler() {
    return scheduler;
  }

  ProbedTables tables() {
    return tables;
  }

  Run run(RunId id) {
    return store.run(id).orElseThrow();
  }

  /** Waits until a run is shown as {@code status}. */
  Run await(RunId id, RunStatus status) throws InterruptedException {
    await(event -> run(id).status() == status, "run " + id + " to be " + status);
    return run(id);
  }

  /** Waits for something that is true at once or after an event. */
  void await(Predicate<SchedulerEvent> condition, String what) throws InterruptedException {
    SchedulerEvent none =
        new SchedulerEvent(
            SchedulerEvent.Kind.NODE, tables.clock().now(), null, null, null, "none yet");
    SchedulerEvent event = none;
    while (!condition.test(event)) {
      event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        Assertions.fail("Nothing more happened, waiting for " + what + ".");
        return;
      }
    }
  }

  @Override
  public void close() {
    tables.failWith(null);
    scheduler.close();
    Invariants.check(store, tables);
  }
}
