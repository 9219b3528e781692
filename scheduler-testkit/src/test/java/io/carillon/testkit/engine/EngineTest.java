package io.carillon.testkit.engine;

import static io.carillon.testkit.engine.EngineFixture.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.Policies;
import io.carillon.Retry;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.SchedulerEvent;
import io.carillon.Submission;
import io.carillon.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What executors do to their own runs, and not to others. On threads, in real time. */
@Timeout(60)
class EngineTest {

  private static void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private static void hangWhateverHappens(CountDownLatch until) {
    boolean over = false;
    while (!over) {
      try {
        until.await();
        over = true;
      } catch (InterruptedException e) {
        // It is told to end, and does not listen.
      }
    }
  }

  @Test
  void aRunThatTakesTooLongIsInterrupted() throws Exception {
    try (EngineFixture at =
        new EngineFixture(
            parts ->
                parts.handler(
                    "slow",
                    (p, c) -> {
                      hang();
                      return null;
                    }))) {
      at.scheduler()
          .declare(
              Task.named("slow")
                  .handler("slow")
                  .policies(
                      Policies.standard()
                          .withRetry(Retry.never())
                          .withTimeout(Duration.ofMillis(50)))
                  .build());
      at.scheduler().start();
      Run run = at.await(at.scheduler().run("slow"), RunStatus.TIMEOUT);
      assertThat(run.result().failure()).isEqualTo(FailureKind.TIMEOUT);
      assertThat(run.error()).contains("It took longer than PT0.05S.");
    }
  }

  @Test
  @Tag("slow")
  void aRunThatIgnoresItsInterruptIsLeftBehindAndHarmsNoOther() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (EngineFixture at =
        new EngineFixture(
            parts ->
                parts
                    .handler(
                        "hung",
                        (p, c) -> {
                          hangWhateverHappens(release);
                          return "too late";
                        })
                    .handler("good", (p, c) -> "fine"))) {
      Policies short_ =
          Policies.standard().withRetry(Retry.never()).withTimeout(Duration.ofMillis(50));
      at.scheduler()
          .declare(
              Task.named("hung").handler("hung").policies(short_).build(), once("good").build());
      at.scheduler().start();
      RunId hung = at.scheduler().run("hung");
      at.await(hung, RunStatus.RUNNING);
      at.await(at.scheduler().run("good"), RunStatus.COMPLETED);
      at.await(hung, RunStatus.TIMEOUT);
      assertThat(at.scheduler().health().running()).isZero();
      release.countDown();
      at.await(at.scheduler().run("good"), RunStatus.COMPLETED);
      assertThat(at.run(hung).status()).isEqualTo(RunStatus.TIMEOUT);
    } finally {
      release.countDown();
    }
  }

  @Test
  void whatAnExecutorThrowsOrReturnsFailsItsOwnRunAlone() throws Exception {
    try (EngineFixture at =
        new EngineFixture(
            parts ->
                parts
                    .handler(
                        "throws",
                        (p, c) -> {
                          throw new java.io.IOException("disk full");
                        })
                    .handler(
                        "error",
                        (p, c) -> {
                          throw new StackOverflowError("too deep");
                        })
                    .handler("huge", (p, c) -> "x".repeat(2 * 1024 * 1024))
                    .executor(new NullExecutor())
                    .handler("good", (p, c) -> "fine"))) {
      at.scheduler()
          .declare(
              once("throws").build(),
              once("error").build(),
              once("huge").build(),
              once("good").build(),
              Task.named("null")
                  .action(
                      io.carillon.Action.of(
                          "null",
                          com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                              .objectNode()))
                  .policies(Policies.standard().withRetry(Retry.never()))
                  .build());
      at.scheduler().start();
      Run thrown = at.await(at.scheduler().run("throws"), RunStatus.FAILED);
      assertThat(thrown.error()).contains("IOException: disk full");
      Run error = at.await(at.scheduler().run("error"), RunStatus.FAILED);
      assertThat(error.error()).contains("StackOverflowError: too deep");
      Run huge = at.await(at.scheduler().run("huge"), RunStatus.FAILED);
      assertThat(huge.error().orElseThrow()).startsWith("The output has 2097154 characters");
      Run nothing = at.await(at.scheduler().run("null"), RunStatus.FAILED);
      assertThat(nothing.error())
          .contains("The executor returned no outcome (null). Return Outcome.success().");
      at.await(at.scheduler().run("good"), RunStatus.COMPLETED);
    }
  }

  @Test
  void aMegabyteOfLogIsCutAndTheRunCompletes() throws Exception {
    try (EngineFixture at =
        new EngineFixture(
            parts ->
                parts.handler(
                    "loud",
                    (p, c) -> {
                      c.log("x".repeat(1024 * 1024));
                      for (int i = 0; i < 20_000; i++) {
                        c.log("line " + i);
                      }
                      return "done";
                    }))) {
      at.scheduler().declare(once("loud").build());
      at.scheduler().start();
      RunId run = at.scheduler().run("loud");
      at.await(run, RunStatus.COMPLETED);
      var lines = at.scheduler().runs().log(run, 100_000);
      assertThat(lines).hasSize(10_000);
      assertThat(lines.get(0).text()).hasSizeLessThan(10_000).endsWith("… (cut)");
      assertThat(lines.get(9_999).text()).isEqualTo("… more lines were not kept");
    }
  }

  @Test
  void cancelInterruptsTheRunAndSaysWhoAndWhy() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    try (EngineFixture at =
        new EngineFixture(
            parts ->
                parts.handler(
                    "slow",
                    (p, c) -> {
                      started.countDown();
                      hang();
                      return null;
                    }))) {
      at.scheduler().declare(once("slow").build());
      at.scheduler().start();
      RunId run = at.scheduler().run("slow");
      assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
      at.scheduler().runs().cancel(run, "wrong file", "bob");
      Run cancelled = at.await(run, RunStatus.CANCELLED);
      assertThat(cancelled.reason()).isEqualTo("cancelled by bob: wrong file");
    }
  }

  @Test
  void aStepIsAnsweredFromTheJournalWhenTheRunIsTriedAgain() throws Exception {
    List<String> calls = Collections.synchronizedList(new ArrayList<>());
    try (EngineFixture at =
        new EngineFixture(
            parts ->
                parts.handler(
                    "paid",
                    (p, c) -> {
                      String answer =
                          c.step(
                              "model",
                              String.class,
                              () -> {
                                calls.add("call");
                                return "answer";
                              });
                      return c.attempt() == 1
                          ? Outcome.failure(FailureKind.ERROR, "after the call")
                          : answer;
                    }))) {
      at.scheduler()
          .declare(
              Task.named("paid")
                  .handler("paid")
                  .policies(Policies.standard().withRetry(Retry.upTo(1).withFirst(Duration.ZERO)))
                  .build());
      at.scheduler().start();
      Run run = at.await(at.scheduler().run("paid"), RunStatus.COMPLETED);
      assertThat(run.output().orElseThrow().asText()).isEqualTo("answer");
      assertThat(calls).hasSize(1);
    }
  }

  @Test
  void aHigherPriorityStartsFirstWhenThereIsNoRoom() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch blocked = new CountDownLatch(1);
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    try (EngineFixture at =
        new EngineFixture(
            EngineFixture.settings().withWorkers(1),
            parts ->
                parts
                    .handler(
                        "blocker",
                        (p, c) -> {
                          blocked.countDown();
                          release.await();
                          return null;
                        })
                    .handler("work", (p, c) -> order.add(p.asInt())))) {
      at.scheduler().declare(once("blocker").build(), once("work").build());
      at.scheduler().start();
      at.scheduler().run("blocker");
      assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
      RunId last = at.scheduler().submit(priority(1));
      at.scheduler().submit(priority(5));
      at.scheduler().submit(priority(9));
      release.countDown();
      at.await(last, RunStatus.COMPLETED);
      assertThat(order).containsExactly(9, 5, 1);
    }
  }

  private static Submission priority(int priority) {
    return Submission.of("work")
        .withPriority(priority)
        .withPayload(
            com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.numberNode(priority));
  }

  @Test
  void listenersAreToldAfterTheCommitAndHurtNobody() throws Exception {
    List<RunStatus> seen = Collections.synchronizedList(new ArrayList<>());
    try (EngineFixture at = new EngineFixture(parts -> parts.handler("work", (p, c) -> "fine"))) {
      at.scheduler()
          .listen(
              event -> {
                throw new AssertionError("a listener that breaks");
              });
      at.scheduler()
          .listen(
              event -> {
                if (event.kind() == SchedulerEvent.Kind.RUN_ENDED && event.run() != null) {
                  seen.add(at.run(event.run()).status());
                }
              });
      at.scheduler().declare(once("work").build());
      at.scheduler().start();
      at.await(at.scheduler().run("work"), RunStatus.COMPLETED);
      at.await(at.scheduler().run("work"), RunStatus.COMPLETED);
      assertThat(seen).isNotEmpty().containsOnly(RunStatus.COMPLETED);
    }
  }
}
