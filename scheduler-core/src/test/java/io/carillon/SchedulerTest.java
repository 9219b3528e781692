package io.carillon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.internal.json.Json;
import io.carillon.spi.Executor;
import io.carillon.spi.RunQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SchedulerTest {

  private interface Body {
    Outcome run(RunContext context) throws Exception;
  }

  private static Executor handler(String name, Body body) {
    return new Executor() {
      @Override
      public String handler() {
        return "java/" + name;
      }

      @Override
      public List<Problem> check(ObjectNode config) {
        return List.of();
      }

      @Override
      public Outcome execute(RunContext context) throws Exception {
        return body.run(context);
      }
    };
  }

  @Test
  void anIntervalTaskRunsAndItsHistoryIsKept() throws Exception {
    CountDownLatch ran = new CountDownLatch(3);
    try (Scheduler scheduler =
        Scheduler.builder()
            .executor(
                handler(
                    "tick",
                    context -> {
                      context.log("tick " + context.nominal().orElseThrow());
                      String answer = context.step("answer", String.class, () -> "hello");
                      context.state().put("last", answer);
                      ran.countDown();
                      return Outcome.success(answer);
                    }))
            .build()) {
      scheduler.declare(
          Task.named("tick").on(Trigger.every(Duration.ofMillis(200))).handler("tick").build());
      scheduler.start();
      assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
      List<Run> runs = scheduler.runs().list(RunQuery.newest(10));
      assertThat(runs).hasSizeGreaterThanOrEqualTo(3);
      Run first = runs.get(runs.size() - 1);
      assertThat(scheduler.runs().steps(first.id())).hasSize(1);
      assertThat(scheduler.health().state()).isEqualTo(Health.State.UP);
    }
  }

  @Test
  void nothingIsDeclaredWhenOneOfThemNeverFires() {
    try (Scheduler scheduler = Scheduler.builder().build()) {
      Task sound = Task.named("sound").action(Action.notification("x")).build();
      Task past =
          Task.named("past")
              .action(Action.notification("x"))
              .on(Trigger.at(Instant.parse("2020-01-01T00:00:00Z")))
              .build();

      assertThatThrownBy(() -> scheduler.declare(sound, past))
          .hasMessageContaining("\"past\".triggers[0]: its time has passed already.");
      assertThat(scheduler.tasks().find("sound")).isEmpty();
    }
  }

  @Test
  void aFlowRunsItsTasksInOrderAndSkipsWhatDependsOnAFailure() throws Exception {
    AtomicInteger order = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(1);
    Policies once = Policies.standard().withRetry(Retry.never());
    try (Scheduler scheduler =
        Scheduler.builder()
            .executor(
                handler(
                    "ok",
                    context -> Outcome.success(Json.object().put("n", order.incrementAndGet()))))
            .executor(handler("bad", context -> Outcome.failure(FailureKind.ERROR, "no")))
            .listener(
                event -> {
                  if (event.kind() == SchedulerEvent.Kind.RUN_ENDED
                      && "C".equals(event.task() == null ? "" : event.task().name())) {
                    ended.countDown();
                  }
                })
            .build()) {
      Task a = Task.named("A").handler("bad").policies(once).build();
      Task b = Task.named("B").handler("ok").build();
      Task c = Task.named("C").handler("ok").build();
      Task d = Task.named("D").handler("ok").build();
      scheduler.declare(Flow.named("f").task(a).task(b, "A").task(c).task(d, "B", "C").build());
      scheduler.start();
      RunId run = scheduler.run("f");
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      Run flow = await(scheduler, run);
      assertThat(flow.status()).isEqualTo(RunStatus.FAILED);
      var members = scheduler.runs().members(run);
      assertThat(members.get(1).run().reason()).isEqualTo("skipped due to failure of Task A");
      assertThat(members.get(3).run().reason()).isEqualTo("skipped due to failure of Task A");
      assertThat(members.get(2).run().status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  private static Run await(Scheduler scheduler, RunId id) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Runnable off =
        scheduler.listen(
            event -> {
              if (scheduler.runs().find(id).orElseThrow().state().isFinal()) {
                done.countDown();
              }
            });
    if (!scheduler.runs().find(id).orElseThrow().state().isFinal()) {
      done.await(10, TimeUnit.SECONDS);
    }
    off.run();
    return scheduler.runs().find(id).orElseThrow();
  }
}
