package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Flow;
import io.carillon.Outcome;
import io.carillon.Overlap;
import io.carillon.Policies;
import io.carillon.Retry;
import io.carillon.Run;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.Submission;
import io.carillon.Task;
import io.carillon.Trigger;
import io.carillon.spi.NodeId;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.RunStore.Unblock;
import io.carillon.spi.TaskStore.ResumeFrom;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tasks joined by dependencies. */
public interface FlowContract extends StorePart {

  private static Task once(String name) {
    return task(name).policies(Policies.standard().withRetry(Retry.never())).build();
  }

  private static Flow.Node node(String task, Flow.OnFailure onFailure, Flow.Edge... after) {
    return new Flow.Node(task, List.of(after), onFailure);
  }

  private static Flow.Edge on(String task, Flow.When when) {
    return new Flow.Edge(task, when);
  }

  /** A, B and C after A, D after B and C. */
  private static Flow.Builder diamond() {
    return Flow.named("f")
        .task(once("A"))
        .task(once("B"), "A")
        .task(once("C"), "A")
        .task(once("D"), "B", "C");
  }

  private RunId start(Flow flow) {
    at().save(flow);
    return at().submit(flow.key().name());
  }

  private NodeId worker() {
    NodeId node = at().node("worker");
    at().store().renew(node, at().now(), Duration.ofDays(9), 0);
    return node;
  }

  private Map<String, RunStatus> statuses(RunId flowRun) {
    Map<String, RunStatus> statuses = new LinkedHashMap<>();
    at().store()
        .members(flowRun)
        .forEach(member -> statuses.put(member.task(), member.run().status()));
    return statuses;
  }

  private Run member(RunId flowRun, String task) {
    return at().store().members(flowRun).stream()
        .filter(member -> member.task().equals(task))
        .findFirst()
        .orElseThrow()
        .run();
  }

  /** Claims all that is free and ends each as asked; names that are not given succeed. */
  private List<String> round(NodeId worker, String... failing) {
    List<Claimed> claimed = at().claim(worker, 10);
    for (Claimed one : claimed) {
      boolean fails = Arrays.asList(failing).contains(one.run().task().name());
      at().settle(one, fails ? StoreFixture.failure() : Outcome.success(one.run().task().name()));
    }
    return claimed.stream().map(one -> one.run().task().name()).sorted().toList();
  }

  @Test
  default void aDiamondRunsInOrderAndEachMemberOnce() {
    NodeId worker = worker();
    RunId flow = start(diamond().build());
    assertThat(at().run(flow).status()).isEqualTo(RunStatus.RUNNING);
    assertThat(statuses(flow).values())
        .containsExactly(
            RunStatus.PENDING, RunStatus.WAITING, RunStatus.WAITING, RunStatus.WAITING);
    assertThat(member(flow, "D").reason()).isEqualTo("waits for other tasks of its flow");
    assertThat(round(worker)).containsExactly("A");
    assertThat(round(worker)).containsExactly("B", "C");
    assertThat(round(worker)).containsExactly("D");
    assertThat(round(worker)).isEmpty();
    Run ended = at().run(flow);
    assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(ended.output().orElseThrow().path("D").asText()).isEqualTo("D");
    assertThat(ended.origin().flow()).isTrue();
    assertThat(member(flow, "D").origin().cause()).isEqualTo(RunCause.DEPENDENCY);
    assertThat(member(flow, "D").origin().flowRun()).isEqualTo(flow);
  }

  @Test
  default void twoParentsThatEndTogetherReleaseTheirChildOnce() {
    for (int i = 0; i < 2; i++) {
      NodeId one = worker();
      NodeId two = worker();
      RunId flow = start(diamond().build());
      round(one);
      Claimed first = at().claim(one);
      Claimed second = at().claim(two);
      if (i == 0) {
        at().store()
            .settle(
                List.of(
                    StoreFixture.settlement(first, Outcome.success()),
                    StoreFixture.settlement(second, Outcome.success())),
                at().now());
      } else {
        at().succeed(second);
        at().succeed(first);
        at().succeed(second);
      }
      assertThat(round(one)).containsExactly("D");
      assertThat(round(two)).isEmpty();
      assertThat(at().run(flow).status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  @Test
  default void aMemberSeesTheOutputsOfWhatItWaitedFor() {
    NodeId worker = worker();
    start(diamond().build());
    round(worker);
    round(worker);
    Claimed last = at().claim(worker);
    assertThat(at().store().background(last.run()).parents())
        .containsExactlyInAnyOrderEntriesOf(Map.of("B", "\"B\"", "C", "\"C\""));
  }

  @Test
  default void whatDependsOnAFailureIsSkippedAndSaysOnWhat() {
    NodeId worker = worker();
    RunId flow = start(diamond().build());
    round(worker, "A");
    assertThat(statuses(flow).values())
        .containsExactly(RunStatus.FAILED, RunStatus.SKIPPED, RunStatus.SKIPPED, RunStatus.SKIPPED);
    for (String name : List.of("B", "C", "D")) {
      assertThat(member(flow, name).reason()).isEqualTo("skipped due to failure of Task A");
    }
    assertThat(at().run(flow).status()).isEqualTo(RunStatus.FAILED);
    assertThat(at().run(flow).error()).contains("Failed in it: A.");
  }

  @Test
  default void oneFailedBranchSkipsWhatIsBehindItOnly() {
    NodeId worker = worker();
    RunId flow = start(diamond().build());
    round(worker);
    round(worker, "B");
    assertThat(statuses(flow).values())
        .containsExactly(
            RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.COMPLETED, RunStatus.SKIPPED);
    assertThat(member(flow, "D").reason()).isEqualTo("skipped due to failure of Task B");
  }

  @Test
  default void aRetryingMemberHasNotFailedYet() {
    NodeId worker = worker();
    at().save(task("A").build());
    RunId flow = start(Flow.named("f").task("A").task(once("B"), "A").build());
    round(worker, "A");
    assertThat(statuses(flow).values()).containsExactly(RunStatus.RETRYING, RunStatus.WAITING);
    at().later(Duration.ofSeconds(10));
    round(worker);
    round(worker);
    assertThat(at().run(flow).status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  default void edgesAskHowTheTaskBeforeEnded() {
    NodeId worker = worker();
    Flow flow =
        Flow.named("f")
            .task(once("A"))
            .members(List.of(once("alarm"), once("after"), once("next")))
            .node(node("alarm", Flow.OnFailure.SKIP, on("A", Flow.When.FAILED)))
            .node(node("after", Flow.OnFailure.SKIP, on("A", Flow.When.FINISHED)))
            .node(node("next", Flow.OnFailure.SKIP, on("A", Flow.When.SUCCESS)))
            .build();
    RunId failed = start(flow);
    round(worker, "A");
    assertThat(round(worker)).containsExactly("after", "alarm");
    assertThat(member(failed, "next").reason()).isEqualTo("skipped due to failure of Task A");
    RunId good = at().submit("f");
    round(worker);
    assertThat(round(worker)).containsExactly("after", "next");
    assertThat(member(good, "alarm").reason()).isEqualTo("skipped because Task A did not fail");
    assertThat(at().run(good).status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  default void aMemberMayRunAnywayOnceEverythingBeforeItHasEnded() {
    NodeId worker = worker();
    Flow flow =
        Flow.named("f")
            .task(once("A"))
            .task(once("B"))
            .members(List.of(once("report")))
            .node(
                node(
                    "report",
                    Flow.OnFailure.RUN,
                    on("A", Flow.When.SUCCESS),
                    on("B", Flow.When.SUCCESS)))
            .build();
    start(flow);
    List<Claimed> both = at().claim(worker, 10);
    at().fail(both.get(0));
    assertThat(at().claim(worker, 10)).isEmpty();
    at().succeed(both.get(1));
    assertThat(round(worker)).containsExactly("report");
  }

  @Test
  default void aBlockedMemberWaitsForAPerson() {
    NodeId worker = worker();
    Flow flow =
        Flow.named("f")
            .task(once("A"))
            .members(List.of(once("B"), once("C")))
            .node(node("B", Flow.OnFailure.BLOCK, on("A", Flow.When.SUCCESS)))
            .node(node("C", Flow.OnFailure.SKIP, on("B", Flow.When.SUCCESS)))
            .build();
    RunId released = start(flow);
    round(worker, "A");
    Run blocked = member(released, "B");
    assertThat(blocked.status()).isEqualTo(RunStatus.BLOCKED);
    assertThat(at().run(released).status()).isEqualTo(RunStatus.RUNNING);
    assertThat(at().store().unblock(blocked.id(), Unblock.RELEASE, "bob", at().now()))
        .contains(true);
    assertThat(at().store().unblock(blocked.id(), Unblock.RELEASE, "bob", at().now()))
        .contains(false);
    assertThat(round(worker)).containsExactly("B");
    assertThat(round(worker)).containsExactly("C");
    assertThat(at().run(released).status()).isEqualTo(RunStatus.FAILED);
    RunId skipped = at().submit("f");
    round(worker, "A");
    Run again = member(skipped, "B");
    at().store().unblock(again.id(), Unblock.SKIP, "bob", at().now());
    assertThat(member(skipped, "B").reason()).isEqualTo("skipped by bob");
    assertThat(member(skipped, "C").status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(at().run(skipped).state().isFinal()).isTrue();
  }

  @Test
  default void cancelOfAFlowRunEndsItsMembersAndAsksTheRunningOnes() {
    NodeId worker = worker();
    RunId flow = start(diamond().build());
    round(worker);
    Claimed running = at().claim(worker);
    assertThat(at().store().cancel(flow, "bob", "enough", at().now())).contains(true);
    assertThat(statuses(flow).get("D")).isEqualTo(RunStatus.CANCELLED);
    assertThat(at().run(flow).status()).isEqualTo(RunStatus.RUNNING);
    assertThat(at().claim(worker, 10)).isEmpty();
    at().settle(running, new Outcome.Cancelled("stopped"));
    assertThat(at().run(flow).status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(at().run(flow).reason()).isEqualTo("cancelled by bob: enough");
    assertThat(at().store().cancel(flow, "bob", "again", at().now())).contains(false);
  }

  @Test
  default void cancelOfAWaitingMemberSkipsWhatIsBehindIt() {
    NodeId worker = worker();
    RunId flow = start(diamond().build());
    at().store().cancel(member(flow, "B").id(), "bob", "", at().now());
    assertThat(member(flow, "D").reason()).isEqualTo("skipped because Task B was cancelled");
    round(worker);
    round(worker);
    assertThat(at().run(flow).status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  default void aSuspendedMemberHoldsItsFlowUpUntilItsSignal() {
    NodeId worker = worker();
    RunId flow = start(diamond().build());
    at().settle(at().claim(worker), new Outcome.Suspend("go", Duration.ofDays(1), "asks"));
    assertThat(round(worker)).isEmpty();
    at().store().signal(member(flow, "A").id(), "go", "1", at().now());
    assertThat(round(worker)).containsExactly("A");
    assertThat(round(worker)).containsExactly("B", "C");
  }

  @Test
  default void theLostMemberOfAFlowRunsAgain() {
    RunId flow = start(diamond().build());
    at().claim(at().node("a"));
    at().loseAllNodes();
    NodeId worker = worker();
    round(worker);
    round(worker);
    round(worker);
    assertThat(at().run(flow).status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  default void theFlowsOverlapPolicyHoldsForItsRuns() {
    NodeId worker = worker();
    at().save(
            diamond()
                .on(Trigger.every(Duration.ofMinutes(1)))
                .policies(Policies.standard().withOverlap(Overlap.queueOne()))
                .build());
    for (int i = 0; i < 3; i++) {
      at().later(Duration.ofMinutes(1));
      at().plan();
    }
    List<Run> runs = at().runs("f");
    assertThat(runs).extracting(Run::status).containsExactly(RunStatus.RUNNING, RunStatus.PENDING);
    assertThat(round(worker)).containsExactly("A");
    round(worker);
    round(worker);
    assertThat(at().run(runs.get(1).id()).status()).isEqualTo(RunStatus.RUNNING);
    assertThat(round(worker)).containsExactly("A");
  }

  @Test
  default void aReplacedFlowRunTakesItsMembersWithIt() {
    NodeId worker = worker();
    at().save(
            diamond()
                .on(Trigger.every(Duration.ofMinutes(1)))
                .policies(Policies.standard().withOverlap(Overlap.replace()))
                .build());
    at().later(Duration.ofMinutes(1));
    at().plan();
    Claimed running = at().claim(worker);
    at().later(Duration.ofMinutes(1));
    at().plan();
    List<Run> runs = at().runs("f");
    assertThat(runs)
        .extracting(Run::status)
        .containsExactly(RunStatus.CANCELLED, RunStatus.RUNNING);
    assertThat(statuses(runs.get(0).id()).values()).containsOnly(RunStatus.CANCELLED);
    assertThat(at().succeed(running).applied()).isEqualTo(io.carillon.spi.RunStore.Applied.REFUSED);
    assertThat(round(worker)).containsExactly("A");
  }

  @Test
  default void aCancelledFlowRunLetsQueuedRunsOfItsMembersTasksStart() {
    NodeId worker = worker();
    Task member =
        task("A")
            .on(Trigger.every(Duration.ofMinutes(1)))
            .policies(Policies.standard().withOverlap(Overlap.queueAll(5)))
            .build();
    RunId flow = start(Flow.named("f").task(member).task(once("B"), "A").build());
    at().later(Duration.ofMinutes(1));
    at().plan();
    assertThat(at().runs("A").get(1).reason()).isEqualTo("waits for earlier runs of the task");
    at().store().cancel(flow, "bob", "", at().now());
    assertThat(at().claim(worker, 10)).hasSize(1);
  }

  @Test
  default void aPausedFlowHoldsItsRunsAndAResumeStartsThem() {
    NodeId worker = worker();
    at().save(diamond().build());
    at().store().pause(at().stored("f").id(), "quiet", "bob", at().now());
    RunId flow = at().submit("f");
    assertThat(at().claim(worker, 10)).isEmpty();
    at().store().resume(at().stored("f").id(), ResumeFrom.NOW, "bob", at().now());
    assertThat(at().run(flow).status()).isEqualTo(RunStatus.RUNNING);
    assertThat(round(worker)).containsExactly("A");
  }

  @Test
  default void cancelOfAMemberOfAHeldFlowRunDoesNotStartTheOthers() {
    NodeId worker = worker();
    at().save(diamond().build());
    at().store().pause(at().stored("f").id(), "quiet", "bob", at().now());
    RunId flow = at().submit("f");
    at().store().cancel(member(flow, "B").id(), "bob", "", at().now());
    assertThat(at().claim(worker, 10)).isEmpty();
    at().store().resume(at().stored("f").id(), ResumeFrom.NOW, "bob", at().now());
    assertThat(round(worker)).containsExactly("A");
    assertThat(round(worker)).containsExactly("C");
    assertThat(member(flow, "D").status()).isEqualTo(RunStatus.SKIPPED);
  }

  @Test
  default void aPausedMemberHoldsItsFlowUp() {
    NodeId worker = worker();
    RunId flow = start(diamond().build());
    at().store().pause(at().stored("B").id(), "quiet", "bob", at().now());
    round(worker);
    assertThat(round(worker)).containsExactly("C");
    assertThat(member(flow, "B").reason()).isEqualTo("its task is paused");
    at().store().resume(at().stored("B").id(), ResumeFrom.NOW, "bob", at().now());
    assertThat(round(worker)).containsExactly("B");
    assertThat(round(worker)).containsExactly("D");
  }

  @Test
  default void aDeletedMemberIsSkippedInRunsThatAreOut() {
    NodeId worker = worker();
    RunId flow = start(diamond().build());
    at().store().delete(at().stored("B").id(), null, "bob", at().now());
    round(worker);
    round(worker);
    assertThat(member(flow, "B").reason()).isEqualTo("its task was deleted");
    assertThat(member(flow, "D").status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(at().run(flow).state().isFinal()).isTrue();
  }

  @Test
  default void theRunsOfADeletedFlowEnd() {
    NodeId worker = worker();
    at().save(diamond().build());
    at().store().pause(at().stored("f").id(), "quiet", "bob", at().now());
    RunId held = at().submit("f");
    at().store().delete(at().stored("f").id(), null, "bob", at().now());
    at().claim(worker, 10);
    assertThat(at().run(held).state().isFinal()).isTrue();
  }

  @Test
  default void aFlowWhoseMemberIsGoneIsParkedAndStopsNoOther() {
    Trigger everyMinute = Trigger.every(Duration.ofMinutes(1));
    at().save(diamond().on(everyMinute).build());
    at().save(task("other").on(everyMinute).build());
    at().store().delete(at().stored("C").id(), null, "bob", at().now());
    at().later(Duration.ofMinutes(1));
    assertThat(at().plan().parked()).containsExactly("f");
    assertThat(at().runs("other")).hasSize(1);
    assertThat(at().stored("f").status()).isEqualTo(io.carillon.TaskStatus.PARKED);
    assertThat(at().stored("f").reason()).contains("there is no task \"C\"");
    assertThat(at().runs("f")).isEmpty();
  }

  @Test
  default void aFlowRunMayBeRepeated() {
    NodeId worker = worker();
    RunId flow = start(Flow.named("f").task(once("A")).build());
    round(worker, "A");
    RunId again = at().store().rerun(flow, "bob", at().now()).orElseThrow();
    round(worker);
    assertThat(at().run(again).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(at().run(flow).status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  default void aFlowRunsPayloadIsItsMembers() {
    at().save(diamond().build());
    at().submit(Submission.of("f").withPayload(StoreFixture.json("page", "7")));
    Claimed claimed = at().claim(worker());
    assertThat(claimed.run().payload()).isEqualTo("{\"page\":\"7\"}");
  }
}
