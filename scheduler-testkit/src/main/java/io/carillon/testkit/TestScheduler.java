package io.carillon.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.Definition;
import io.carillon.Delivery;
import io.carillon.Event;
import io.carillon.Handler;
import io.carillon.ManualScheduler;
import io.carillon.Run;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.Runs;
import io.carillon.Scheduler;
import io.carillon.SchedulerBuilder;
import io.carillon.SchedulerSettings;
import io.carillon.StoredTask;
import io.carillon.Submission;
import io.carillon.TaskKey;
import io.carillon.Tasks;
import io.carillon.UnknownTaskException;
import io.carillon.spi.Channel;
import io.carillon.spi.Executor;
import io.carillon.spi.RunQuery;
import io.carillon.spi.Store;
import io.carillon.spi.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A scheduler for tests of one's own tasks: its time moves only when told, everything runs on the
 * test's thread, nothing is kept. A year of a daily task is a moment.
 *
 * <pre>{@code
 * TestScheduler scheduler = TestScheduler.startingAt("2026-03-01T00:00:00Z")
 *     .handler("report", (payload, context) -> reports.write(context.nominal()));
 * scheduler.declare(Task.named("report").on(Trigger.cron("0 9 * * MON")).handler("report").build());
 * scheduler.advance(Duration.ofDays(28));
 * CarillonAssertions.assertThat(scheduler).completed("report", 4);
 * }</pre>
 *
 * <p>Timeouts do not apply, since the work is done on the test's own thread. Of ended runs the
 * newest 100,000 are kept. Not thread-safe.
 */
public final class TestScheduler {

  private static final int KEPT = 100_000;

  /** A scheduler that has this much to do at one instant will never be done with it. */
  private static final int MOST_ROUNDS_AT_ONCE = 100_000;

  private final VirtualClock clock;
  private final Store store;
  private final SchedulerBuilder builder;
  private Optional<ManualScheduler> built = Optional.empty();

  private TestScheduler(Instant start) {
    this.clock = VirtualClock.startingAt(start);
    SeededIds ids = new SeededIds(1);
    this.store = Store.over(Tables.inMemory(clock, KEPT), ids);
    SchedulerSettings settings =
        SchedulerSettings.standard()
            .withWorkers(1_000)
            .withNode("test")
            .withRetention(Duration.ofDays(36_500));
    this.builder = Scheduler.builder().store(store).ids(ids).settings(settings);
  }

  /** A scheduler at {@link VirtualClock#START}. */
  public static TestScheduler create() {
    return new TestScheduler(VirtualClock.START);
  }

  /** A scheduler whose time is {@code start}. */
  public static TestScheduler startingAt(Instant start) {
    return new TestScheduler(start);
  }

  /** A scheduler whose time is an instant in ISO form, such as {@code 2026-03-01T00:00:00Z}. */
  public static TestScheduler startingAt(String start) {
    return new TestScheduler(Instant.parse(start));
  }

  // ---- its parts: before the first task

  /**
   * Registers a handler that takes no payload.
   *
   * @throws IllegalStateException when tasks were declared already
   */
  public TestScheduler handler(String name, Handler<JsonNode> handler) {
    return with(parts -> parts.handler(name, handler));
  }

  /**
   * Registers a handler.
   *
   * @param type what the payload is decoded to
   * @throws IllegalStateException when tasks were declared already
   */
  public <T> TestScheduler handler(String name, Class<T> type, Handler<T> handler) {
    return with(parts -> parts.handler(name, type, handler));
  }

  /**
   * Registers a handler that always throws, with this message.
   *
   * @throws IllegalStateException when tasks were declared already
   */
  public TestScheduler failing(String name, String message) {
    return handler(
        name,
        (payload, context) -> {
          throw new IllegalStateException(message);
        });
  }

  /**
   * Registers a handler that throws the first {@code times} times and does its work from then on.
   *
   * @throws IllegalStateException when tasks were declared already
   */
  public TestScheduler failingFirst(int times, String name, Handler<JsonNode> then) {
    List<Boolean> failed = new ArrayList<>();
    return handler(
        name,
        (payload, context) -> {
          if (failed.size() < times) {
            failed.add(true);
            throw new IllegalStateException("Failure " + failed.size() + " of " + times + ".");
          }
          return then.handle(payload, context);
        });
  }

  public TestScheduler executor(Executor executor) {
    return with(parts -> parts.executor(executor));
  }

  public TestScheduler channel(Channel channel) {
    return with(parts -> parts.channel(channel));
  }

  /**
   * Sets whatever else a scheduler has: secrets, egress, listeners.
   *
   * @throws IllegalStateException when tasks were declared already
   */
  public TestScheduler with(Consumer<SchedulerBuilder> parts) {
    if (built.isPresent()) {
      throw new IllegalStateException(
          "The scheduler has begun: register handlers, executors and channels before the first"
              + " task.");
    }
    parts.accept(builder);
    return this;
  }

  private ManualScheduler scheduler() {
    if (built.isEmpty()) {
      built = Optional.of(builder.buildManual());
    }
    return built.orElseThrow();
  }

  // ---- what is to be done

  /**
   * Saves definitions as the host's code would.
   *
   * @throws io.carillon.InvalidDefinitionException with every fault
   */
  public TestScheduler declare(Definition... definitions) {
    for (Definition definition : definitions) {
      scheduler().tasks().declare(definition);
    }
    return this;
  }

  /** Asks for a run of a task, as a person would; it starts with the next {@link #runDue()}. */
  public RunId submit(String task) {
    return submit(Submission.of(task).by(RunCause.MANUAL, "test"));
  }

  public RunId submit(Submission submission) {
    return scheduler().submit(submission);
  }

  /** Runs a task now and answers how it ended, or what it waits for. */
  public Run run(String task) {
    RunId run = submit(task);
    runDue();
    return store.run(run).orElseThrow();
  }

  /** Runs a task now with this payload and answers how it ended, or what it waits for. */
  public Run run(String task, JsonNode payload) {
    RunId run = submit(Submission.of(task).withPayload(payload).by(RunCause.MANUAL, "test"));
    runDue();
    return store.run(run).orElseThrow();
  }

  /** Publishes an event; the runs it makes start with the next {@link #runDue()}. */
  public TestScheduler publish(Event event) {
    scheduler().publish(event);
    return this;
  }

  // ---- time

  public Instant now() {
    return clock.now();
  }

  public VirtualClock clock() {
    return clock;
  }

  /** Moves time on; everything that is due meanwhile is done, in the order of its time. */
  public TestScheduler advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("Time cannot advance by " + by + ". Write zero or more.");
    }
    return advanceTo(clock.now().plus(by));
  }

  /**
   * Moves time on to an instant; everything that is due meanwhile is done, in the order of its
   * time.
   *
   * @throws IllegalArgumentException when that is in the past
   */
  public TestScheduler advanceTo(Instant to) {
    if (to.isBefore(clock.now())) {
      throw new IllegalArgumentException(
          "Time is " + clock.now() + " and cannot advance to " + to + ". Write a later instant.");
    }
    Instant next = runDueNow();
    while (!next.isAfter(to)) {
      clock.set(next);
      next = runDueNow();
    }
    clock.set(to);
    return this;
  }

  /** Does what is due now, and what that makes due. */
  public TestScheduler runDue() {
    runDueNow();
    return this;
  }

  /**
   * What is due after work was done may be due at once; nothing else can happen at one instant.
   *
   * @return when there is something to do next: later than now
   */
  private Instant runDueNow() {
    Instant now = clock.now();
    Instant next = scheduler().step();
    for (int i = 0; !next.isAfter(now); i++) {
      if (i == MOST_ROUNDS_AT_ONCE) {
        throw new IllegalStateException(
            "There is still work due at "
                + now
                + " after "
                + i
                + " rounds. Does a task run itself?");
      }
      next = scheduler().step();
    }
    return next;
  }

  // ---- what became of it

  /** All runs of a task of the default namespace, oldest first. */
  public List<Run> runs(String task) {
    List<Run> all = new ArrayList<>();
    RunId before = null;
    List<Run> page;
    do {
      page = store.runs(RunQuery.newest(1_000).ofTask(task(task).id()).olderThan(before));
      all.addAll(page);
      before = page.isEmpty() ? null : page.get(page.size() - 1).id();
    } while (page.size() == 1_000);
    Collections.reverse(all);
    return all;
  }

  /** How many runs of a task are shown as {@code status}. */
  public int count(String task, RunStatus status) {
    RunQuery query = RunQuery.newest(1).ofTask(task(task).id());
    return store.count(query).getOrDefault(status, 0L).intValue();
  }

  /** The newest run of a task. */
  public Optional<Run> lastRun(String task) {
    return store.runs(RunQuery.newest(1).ofTask(task(task).id())).stream().findFirst();
  }

  /**
   * A task of the default namespace as it stands.
   *
   * @throws UnknownTaskException when there is no such task
   */
  public StoredTask task(String name) {
    TaskKey key = TaskKey.of(name);
    return store.find(key).orElseThrow(() -> UnknownTaskException.named(key));
  }

  /** What was delivered to the channel {@code inbox}, oldest first, at most the newest 1,000. */
  public List<Delivery> inbox() {
    return delivered("inbox");
  }

  /** What was delivered to a channel, oldest first, at most the newest 1,000. */
  public List<Delivery> delivered(String channel) {
    List<Delivery> newest = new ArrayList<>(store.delivered(channel, null, null, 1_000));
    Collections.reverse(newest);
    return newest;
  }

  public Tasks tasks() {
    return scheduler().tasks();
  }

  public Runs runs() {
    return scheduler().runs();
  }
}
