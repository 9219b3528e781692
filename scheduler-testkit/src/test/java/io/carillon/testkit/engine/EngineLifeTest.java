package io.carillon.testkit.engine;

import static io.carillon.testkit.engine.EngineFixture.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Health;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.Task;
import io.carillon.Trigger;
import io.carillon.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a node starts, idles, survives its store and ends. On threads, in real time. */
@Timeout(60)
class EngineLifeTest {

  /** Waits until the node has made no transaction for a while. */
  private static void awaitIdle(EngineFixture at) throws InterruptedException {
    int transactions = 0;
    while (at.tables().awaitOne(700)) {
      transactions++;
      assertThat(transactions).as("transactions of a node that has nothing to do").isLessThan(200);
    }
  }

  @Test
  void anIdleNodeMakesNoTransactionsAndASubmitWakesItAtOnce() throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    try (EngineFixture at =
        new EngineFixture(
            parts ->
                parts.handler(
                    "work",
                    (p, c) -> {
                      ran.countDown();
                      return null;
                    }))) {
      at.scheduler()
          .declare(
              once("work").build(),
              Task.named("later").handler("work").on(Trigger.every(Duration.ofHours(1))).build());
      at.scheduler().start();
      awaitIdle(at);
      at.scheduler().run("work");
      assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void closeLetsRunsEndAndKeepsTheirResults() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    EngineFixture at =
        new EngineFixture(
            parts ->
                parts.handler(
                    "work",
                    (p, c) -> {
                      started.countDown();
                      release.await();
                      return "kept";
                    }));
    at.scheduler().declare(once("work").build());
    at.scheduler().start();
    RunId run = at.scheduler().run("work");
    assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
    Thread closer = new Thread(at::close);
    closer.start();
    RunId late = at.scheduler().run("work");
    release.countDown();
    closer.join(20_000);
    assertThat(at.run(run).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(at.run(late).status()).isIn(RunStatus.PENDING, RunStatus.COMPLETED);
    assertThat(at.scheduler().health().state()).isEqualTo(Health.State.DOWN);
  }

  @Test
  void closeFreesWhatDoesNotEndInTimeAndCountsNothingAgainstIt() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    EngineFixture at =
        new EngineFixture(
            EngineFixture.settings().withDrain(Duration.ofMillis(10)),
            parts ->
                parts.handler(
                    "work",
                    (p, c) -> {
                      started.countDown();
                      new CountDownLatch(1).await();
                      return null;
                    }));
    at.scheduler().declare(once("work").build());
    at.scheduler().start();
    RunId id = at.scheduler().run("work");
    assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
    at.close();
    Run run = at.run(id);
    assertThat(run.status()).isEqualTo(RunStatus.PENDING);
    assertThat(run.counters().failures()).isZero();
    assertThat(run.counters().lost()).isZero();
  }

  @Test
  void aPlannerThatDiesIsStartedAgainAndHealthSaysSo() throws Exception {
    try (EngineFixture at = new EngineFixture(parts -> parts.handler("work", (p, c) -> "fine"))) {
      at.scheduler().declare(once("work").build());
      AtomicInteger faults = new AtomicInteger();
      at.tables()
          .failWith(
              () -> {
                faults.incrementAndGet();
                return new IllegalStateException("a bug in the planner");
              });
      at.scheduler().start();
      while (faults.get() == 0) {
        assertThat(at.tables().awaitOne(20_000)).isTrue();
      }
      at.tables().failWith(null);
      at.await(at.scheduler().run("work"), RunStatus.COMPLETED);
      Health health = at.scheduler().health();
      assertThat(health.restarts()).isPositive();
      assertThat(health.problems()).anyMatch(problem -> problem.startsWith("the planner died"));
      assertThat(health.state()).isEqualTo(Health.State.DEGRADED);
    }
  }

  @Test
  void aStoreThatIsAwayIsWaitedForAndNoResultIsLost() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    try (EngineFixture at =
        new EngineFixture(
            parts ->
                parts.handler(
                    "work",
                    (p, c) -> {
                      calls.incrementAndGet();
                      started.countDown();
                      release.await();
                      return "kept";
                    }))) {
      at.scheduler().declare(once("work").build());
      at.scheduler().start();
      RunId run = at.scheduler().run("work");
      assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
      awaitIdle(at);
      at.tables().failWith(() -> new StoreUnavailableException("away", new Exception("away")));
      release.countDown();
      assertThat(at.tables().awaitOne(20_000)).isTrue();
      assertThat(at.tables().awaitOne(20_000)).isTrue();
      at.tables().failWith(null);
      at.await(run, RunStatus.COMPLETED);
      assertThat(calls).hasValue(1);
      awaitIdle(at);
      assertThat(at.scheduler().health().state()).isEqualTo(Health.State.UP);
    }
  }

  @Test
  void aNodeThatIsDisabledServesAndRunsNothing() throws Exception {
    try (EngineFixture at =
        new EngineFixture(
            EngineFixture.settings().disabled(),
            parts -> parts.handler("work", (p, c) -> "fine"))) {
      at.scheduler().declare(once("work").build());
      at.scheduler().start();
      RunId run = at.scheduler().run("work");
      awaitIdle(at);
      assertThat(at.run(run).status()).isEqualTo(RunStatus.PENDING);
      assertThat(at.scheduler().health().state()).isEqualTo(Health.State.DISABLED);
    }
  }
}
