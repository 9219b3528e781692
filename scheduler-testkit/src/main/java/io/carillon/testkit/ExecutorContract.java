package io.carillon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Action;
import io.carillon.InvalidDefinitionException;
import io.carillon.Policies;
import io.carillon.Problem;
import io.carillon.Retry;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.Scheduler;
import io.carillon.SchedulerEvent;
import io.carillon.SchedulerSettings;
import io.carillon.Task;
import io.carillon.spi.Executor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What an executor owes its scheduler: faults told when the task is defined, an outcome for every
 * attempt, an ear for its interrupt. Extend it with an executor of one's own.
 */
@Timeout(120)
public abstract class ExecutorContract {

  private static final int PATIENCE_SECONDS = 30;

  /** For the executors that are put to it. */
  protected ExecutorContract() {}

  /** The executor under test; asked once for each test. */
  protected abstract Executor executor();

  /** An action of its type that works. */
  protected abstract Action working();

  /** An action of its type whose settings are wrong; empty when none can be. */
  protected Optional<Action> misconfigured() {
    return Optional.empty();
  }

  /** An action of its type that fails when it is done; empty when none can. */
  protected Optional<Action> failing() {
    return Optional.empty();
  }

  /** An action of its type that takes a minute or more; empty when none does. */
  protected Optional<Action> slow() {
    return Optional.empty();
  }

  private static Task task(Action action) {
    return Task.named("task")
        .action(action)
        .policies(Policies.standard().withRetry(Retry.never()))
        .build();
  }

  @Test
  final void itsHandlerIsTheOneItsActionsAskFor() {
    assertThat(executor().handler()).isEqualTo(working().handler());
  }

  @Test
  final void settingsThatWorkHaveNoFaults() {
    assertThat(executor().check(working().config())).isEmpty();
  }

  @Test
  final void wrongSettingsAreRefusedWhenTheTaskIsDefined() {
    assumeThat(misconfigured()).as("a misconfigured action").isPresent();
    Action action = misconfigured().orElseThrow();
    List<Problem> problems = executor().check(action.config());
    assertThat(problems).isNotEmpty();
    assertThat(problems).allSatisfy(problem -> assertThat(problem.what()).isNotBlank());
    TestScheduler scheduler = TestScheduler.create().executor(executor());
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> scheduler.declare(task(action)))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("action");
  }

  @Test
  final void checkingEmptySettingsThrowsNothing() {
    ObjectNode empty = JsonNodeFactory.instance.objectNode();
    assertThat(executor().check(empty)).isNotNull();
  }

  @Test
  final void checkingLeavesTheSettingsAsTheyAre() {
    ObjectNode config = working().config();
    executor().check(config);
    assertThat(config).isEqualTo(working().config());
  }

  @Test
  final void aWorkingActionCompletesEveryTime() {
    TestScheduler scheduler = TestScheduler.create().executor(executor());
    scheduler.declare(task(working()));
    for (int i = 0; i < 3; i++) {
      CarillonAssertions.assertThat(scheduler.run("task")).completed();
    }
  }

  @Test
  final void aFailureIsAnOutcomeWithAMessage() {
    assumeThat(failing()).as("a failing action").isPresent();
    TestScheduler scheduler = TestScheduler.create().executor(executor());
    scheduler.declare(task(failing().orElseThrow()));
    Run run = scheduler.run("task");
    CarillonAssertions.assertThat(run).is(RunStatus.FAILED);
    assertThat(run.error().orElse("")).isNotBlank();
  }

  @Test
  final void anInterruptEndsItSoon() throws Exception {
    assumeThat(slow()).as("a slow action").isPresent();
    BlockingQueue<SchedulerEvent> events = new LinkedBlockingQueue<>();
    try (Scheduler scheduler =
        Scheduler.builder()
            .executor(executor())
            .settings(SchedulerSettings.standard().withDrain(Duration.ofSeconds(1)))
            .listener(events::add)
            .build()) {
      scheduler.declare(task(slow().orElseThrow()));
      scheduler.start();
      RunId run = scheduler.run("task");
      await(events, SchedulerEvent.Kind.RUN_STARTED);
      scheduler.runs().cancel(run, "the contract asks", "test");
      await(events, SchedulerEvent.Kind.RUN_ENDED);
      Run ended = scheduler.runs().find(run).orElseThrow();
      assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
      // Left behind after 10 s, it would be cancelled too, and its thread lost.
      assertThat(ended.duration().orElseThrow()).isLessThan(Duration.ofSeconds(9));
    }
  }

  private static void await(BlockingQueue<SchedulerEvent> events, SchedulerEvent.Kind kind)
      throws InterruptedException {
    SchedulerEvent event = null;
    while (event == null || event.kind() != kind) {
      event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(event).as("an event %s", kind).isNotNull();
    }
  }
}
