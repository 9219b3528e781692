package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Attempt;
import io.carillon.DeliveryTarget;
import io.carillon.FailureKind;
import io.carillon.Flow;
import io.carillon.Outcome;
import io.carillon.Policies;
import io.carillon.Retry;
import io.carillon.Run;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.Submission;
import io.carillon.Task;
import io.carillon.spi.NodeId;
import io.carillon.spi.RunQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was and is, for people; and how it is forgotten. */
public interface HistoryContract extends StorePart {

  private NodeId worker() {
    NodeId node = at().node("worker");
    at().store().renew(node, at().now(), Duration.ofDays(400), 0);
    return node;
  }

  private static Task once(String name) {
    return task(name).policies(Policies.standard().withRetry(Retry.never())).build();
  }

  /** One run of every shown status but those of flows. */
  private void oneOfEach(NodeId node) {
    at().save(task("t").build());
    at().save(once("once").toBuilder().owner("carol").build());
    at().submit("t");
    at().succeed(at().claim(node));
    at().submit("t");
    at().fail(at().claim(node));
    at().submit("t");
    at().settle(at().claim(node), new Outcome.Suspend("go", Duration.ofDays(1), "asks"));
    at().submit("once");
    at().fail(at().claim(node));
    at().submit("once");
    at().settle(at().claim(node), Outcome.failure(FailureKind.TIMEOUT, "slow"));
    at().submit("once");
    at().settle(at().claim(node), new Outcome.Skipped("nothing"));
    RunId cancelled = at().submit("once");
    at().store().cancel(cancelled, "bob", "", at().now());
    at().submit("t");
    at().claim(node);
    at().submit("t");
  }

  @Test
  default void runsAreFilteredAndCountedByWhatTheyAreShownAs() {
    oneOfEach(worker());
    Set<RunStatus> all =
        Set.of(
            RunStatus.COMPLETED,
            RunStatus.RETRYING,
            RunStatus.SUSPENDED,
            RunStatus.FAILED,
            RunStatus.TIMEOUT,
            RunStatus.SKIPPED,
            RunStatus.CANCELLED,
            RunStatus.RUNNING,
            RunStatus.PENDING);
    Map<RunStatus, Long> counts = at().store().count(RunQuery.newest(1));
    for (RunStatus status : all) {
      List<Run> found = at().store().runs(RunQuery.newest(10).withStatuses(Set.of(status)));
      assertThat(found).as("runs shown as %s", status).hasSize(1);
      assertThat(found.get(0).status()).isEqualTo(status);
      assertThat(counts).containsEntry(status, 1L);
    }
    assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(9);
    assertThat(at().store().runs(RunQuery.newest(10).withStatuses(all))).hasSize(9);
    RunQuery carols = RunQuery.newest(10).ofOwner("carol");
    assertThat(at().store().count(carols))
        .isEqualTo(
            Map.of(
                RunStatus.FAILED,
                1L,
                RunStatus.TIMEOUT,
                1L,
                RunStatus.SKIPPED,
                1L,
                RunStatus.CANCELLED,
                1L));
  }

  @Test
  default void theMembersOfAFlowAreFilteredByWhatTheyAreShownAs() {
    NodeId node = worker();
    Flow flow =
        Flow.named("f")
            .task(once("A"))
            .task(once("W"), "A")
            .members(List.of(once("B")))
            .node(
                new Flow.Node(
                    "B", List.of(new Flow.Edge("A", Flow.When.SUCCESS)), Flow.OnFailure.BLOCK))
            .build();
    at().save(flow);
    RunId run = at().submit("f");
    RunQuery members = RunQuery.newest(10).ofFlowRun(run);
    assertThat(at().store().count(members))
        .isEqualTo(Map.of(RunStatus.PENDING, 1L, RunStatus.WAITING, 2L));
    at().fail(at().claim(node));
    assertThat(at().store().count(members))
        .isEqualTo(Map.of(RunStatus.FAILED, 1L, RunStatus.SKIPPED, 1L, RunStatus.BLOCKED, 1L));
    assertThat(at().store().runs(members.withStatuses(Set.of(RunStatus.BLOCKED))))
        .extracting(found -> found.task().name())
        .containsExactly("B");
    assertThat(at().store().count(RunQuery.newest(1)).get(RunStatus.RUNNING)).isEqualTo(1);
  }

  @Test
  default void runsAreListedNewestFirstAPageAtATime() {
    at().save(task("t").build());
    List<RunId> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(at().submit("t"));
      at().later(Duration.ofMillis(i));
    }
    List<RunId> listed = new ArrayList<>();
    RunQuery query = RunQuery.newest(3);
    List<Run> page = at().store().runs(query);
    while (!page.isEmpty()) {
      page.forEach(run -> listed.add(0, run.id()));
      page = at().store().runs(query.olderThan(listed.get(0)));
    }
    assertThat(listed).containsExactlyElementsOf(made);
  }

  @Test
  default void runsAreFilteredByTaskNamespaceCauseAndTime() {
    at().save(task("t").build());
    at().save(task("u").namespace("other").build());
    RunId first = at().submit("t");
    Instant later = at().later(Duration.ofMinutes(1));
    RunId second = at().submit(Submission.of("t").by(RunCause.MANUAL, "bob"));
    RunId third = at().submit(Submission.of(new io.carillon.TaskKey("other", "u")));
    assertThat(ids(RunQuery.newest(9).in("other"))).containsExactly(third);
    assertThat(ids(RunQuery.newest(9).ofTask(at().stored("t").id())))
        .containsExactly(second, first);
    assertThat(ids(RunQuery.newest(9).withCauses(Set.of(RunCause.MANUAL)))).containsExactly(second);
    assertThat(ids(RunQuery.newest(9).createdIn(later, null))).containsExactly(third, second);
    assertThat(ids(RunQuery.newest(9).createdIn(null, later))).containsExactly(first);
  }

  private List<RunId> ids(RunQuery query) {
    return at().store().runs(query).stream().map(Run::id).toList();
  }

  @Test
  default void everyAttemptIsTold() {
    NodeId node = worker();
    RunId run = at().runOfNew("t");
    Instant start = at().now();
    at().fail(at().claim(node));
    at().later(Duration.ofSeconds(10));
    at().succeed(at().claim(node));
    List<Attempt> attempts = at().store().attempts(run);
    assertThat(attempts)
        .extracting(Attempt::status)
        .containsExactly(RunStatus.RETRYING, RunStatus.COMPLETED);
    assertThat(attempts.get(0).startedAt()).isEqualTo(start);
    assertThat(attempts.get(0).error()).isEqualTo("It broke.");
    assertThat(attempts.get(0).retryAt()).isNotNull();
    assertThat(attempts.get(1).endedAt()).isEqualTo(at().now());
    assertThat(at().run(run).counters()).isEqualTo(new Run.Counters(2, 1, 0));
  }

  @Test
  default void endedRunsAreRemovedWhenTheyAreOldAndOthersAreNot() {
    NodeId node = worker();
    at().save(task("t").deliver(DeliveryTarget.to("inbox")).build());
    RunId old = at().submit("t");
    at().succeed(at().claim(node));
    RunId open = at().submit(Submission.of("t").withDue(at().now().plus(Duration.ofDays(99))));
    Instant cut = at().later(Duration.ofDays(1));
    RunId fresh = at().submit("t");
    at().succeed(at().claim(node));
    assertThat(at().store().deleteRunsBefore(cut, 100)).isEqualTo(1);
    assertThat(at().store().deleteRunsBefore(cut, 100)).isZero();
    assertThat(at().store().run(old)).isEmpty();
    assertThat(at().store().attempts(old)).isEmpty();
    assertThat(at().store().deliveries(old)).isEmpty();
    assertThat(at().run(open).status()).isEqualTo(RunStatus.PENDING);
    assertThat(at().run(fresh).status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  default void atMostSoManyRunsAreRemovedAtOnceOldestFirst() {
    NodeId node = worker();
    at().save(task("t").build());
    List<RunId> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(at().submit("t"));
      at().succeed(at().claim(node));
      at().later(Duration.ofSeconds(1));
    }
    assertThat(at().store().deleteRunsBefore(at().now(), 3)).isEqualTo(3);
    assertThat(ids(RunQuery.newest(9))).containsExactly(made.get(4), made.get(3));
  }

  @Test
  default void theMembersOfAFlowRunThatIsOutAreKept() {
    NodeId node = worker();
    at().save(Flow.named("f").task(once("A")).task(once("B"), "A").build());
    RunId flow = at().submit("f");
    at().succeed(at().claim(node));
    Instant cut = at().later(Duration.ofDays(40));
    at().store().deleteRunsBefore(cut, 100);
    assertThat(at().store().members(flow)).hasSize(2);
    at().succeed(at().claim(node));
    assertThat(at().run(flow).status()).isEqualTo(RunStatus.COMPLETED);
    at().later(Duration.ofSeconds(1));
    assertThat(at().store().deleteRunsBefore(at().now(), 100)).isPositive();
    at().store().deleteRunsBefore(at().now(), 100);
    assertThat(at().store().members(flow)).isEmpty();
    assertThat(at().store().runs(RunQuery.newest(9))).isEmpty();
  }

  @Test
  default void aTaskWhoseRunsWereRemovedRunsOn() {
    NodeId node = worker();
    at().runOfNew("t");
    Instant end = at().now();
    at().succeed(at().claim(node));
    at().later(Duration.ofDays(40));
    at().store().deleteRunsBefore(at().now(), 100);
    at().submit("t");
    assertThat(at().store().background(at().claim(node).run()).previousSuccess())
        .isIn(java.util.Optional.empty(), java.util.Optional.of(end));
  }
}
