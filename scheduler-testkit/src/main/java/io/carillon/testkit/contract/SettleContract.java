package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.failure;
import static io.carillon.testkit.contract.StoreFixture.ref;
import static io.carillon.testkit.contract.StoreFixture.settlement;
import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.Policies;
import io.carillon.Retry;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.Usage;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.StateRow;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.RunStore.Settled;
import io.carillon.spi.RunStore.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How attempts end, and which ends count. */
public interface SettleContract extends StorePart {

  private static Policies retries(int retries) {
    return Policies.standard()
        .withRetry(
            Retry.upTo(retries)
                .withFirst(Duration.ofSeconds(10))
                .withFactor(3)
                .withLongest(Duration.ofSeconds(60))
                .withJitter(Retry.Jitter.NONE));
  }

  private RunId runOf(Policies policies) {
    at().save(task("t").policies(policies).build());
    return at().submit("t");
  }

  @Test
  default void aSuccessEndsTheRunWithItsOutput() {
    RunId run = at().runOfNew("t");
    Claimed claimed = at().claim(at().node("a"));
    Instant started = at().now();
    Instant ended = at().later(Duration.ofSeconds(3));
    Settled settled = at().succeed(claimed);
    assertThat(settled).isEqualTo(new Settled(run, Applied.APPLIED, RunStatus.COMPLETED, null));
    Run done = at().run(run);
    assertThat(done.state()).isEqualTo(RunState.COMPLETED);
    assertThat(done.output().orElseThrow().asText()).isEqualTo("done");
    assertThat(done.startedAt()).isEqualTo(started);
    assertThat(done.endedAt()).isEqualTo(ended);
    assertThat(done.node()).isEqualTo("node");
    assertThat(at().claim(at().node("b"), 10)).isEmpty();
  }

  @Test
  default void theSameEndSentTwiceIsKnown() {
    at().runOfNew("t");
    Claimed claimed = at().claim(at().node("a"));
    assertThat(at().succeed(claimed).applied()).isEqualTo(Applied.APPLIED);
    Settled again = at().succeed(claimed);
    assertThat(again.applied()).isEqualTo(Applied.REPEATED);
    assertThat(again.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(at().store().attempts(claimed.id())).hasSize(1);
  }

  @Test
  default void theSameFailureSentTwiceIsCountedOnce() {
    RunId run = runOf(retries(3));
    Claimed claimed = at().claim(at().node("a"));
    Settled first = at().fail(claimed);
    Settled again = at().fail(claimed);
    assertThat(again.applied()).isEqualTo(Applied.REPEATED);
    assertThat(again.due()).isEqualTo(first.due());
    assertThat(at().run(run).counters().failures()).isEqualTo(1);
  }

  @Test
  default void oneEndTwiceInOneBatchIsCountedOnce() {
    RunId run = runOf(retries(3));
    Settlement end = settlement(at().claim(at().node("a")), failure());
    List<Settled> settled = at().store().settle(List.of(end, end), at().now());
    assertThat(settled).extracting(Settled::applied).contains(Applied.APPLIED);
    assertThat(at().run(run).counters().failures()).isEqualTo(1);
    assertThat(at().store().attempts(run)).hasSize(1);
  }

  @Test
  default void aBatchIsAppliedOrRefusedItemByItemInItsOrder() {
    NodeId node = at().node("a");
    at().save(task("t").build());
    RunId one = at().submit("t");
    RunId two = at().submit("t");
    RunId three = at().submit("t");
    List<Claimed> claimed = at().claim(node, 3);
    at().store().handBack(List.of(ref(claimed.get(1))), at().now());
    List<Settled> settled =
        at().store()
            .settle(
                List.of(
                    settlement(claimed.get(2), Outcome.success("3")),
                    settlement(claimed.get(1), Outcome.success("2")),
                    settlement(claimed.get(0), Outcome.success("1"))),
                at().now());
    assertThat(settled).extracting(Settled::run).containsExactly(three, two, one);
    assertThat(settled)
        .extracting(Settled::applied)
        .containsExactly(Applied.APPLIED, Applied.REFUSED, Applied.APPLIED);
    assertThat(at().run(two).status()).isEqualTo(RunStatus.PENDING);
    assertThat(at().store().settle(List.of(), at().now())).isEmpty();
  }

  @Test
  default void anEndUnderAnotherClaimIsRefused() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    Claimed first = at().claim(node);
    at().store().handBack(List.of(ref(first)), at().now());
    Claimed second = at().claim(node);
    assertThat(at().succeed(first).applied()).isEqualTo(Applied.REFUSED);
    assertThat(at().fail(first).applied()).isEqualTo(Applied.REFUSED);
    assertThat(at().run(run).status()).isEqualTo(RunStatus.RUNNING);
    assertThat(at().succeed(second).applied()).isEqualTo(Applied.APPLIED);
  }

  @Test
  default void aLateSuccessIsKeptWhileNobodyHasTakenTheRunAgain() {
    RunId run = at().runOfNew("t");
    Claimed lost = at().claim(at().node("a"));
    at().loseAllNodes();
    assertThat(at().succeed(lost).applied()).isEqualTo(Applied.APPLIED);
    assertThat(at().run(run).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(at().claim(at().node("b"), 10)).isEmpty();
  }

  @Test
  default void aLateSuccessSentTwiceIsKnown() {
    at().runOfNew("t");
    Claimed lost = at().claim(at().node("a"));
    at().loseAllNodes();
    at().succeed(lost);
    assertThat(at().succeed(lost).applied()).isEqualTo(Applied.REPEATED);
  }

  @Test
  default void aLateSuccessIsRefusedOnceTheRunWasTakenAgain() {
    RunId run = at().runOfNew("t");
    Claimed lost = at().claim(at().node("a"));
    at().loseAllNodes();
    Claimed again = at().claim(at().node("b"));
    assertThat(at().succeed(lost).applied()).isEqualTo(Applied.REFUSED);
    assertThat(at().fail(again).applied()).isEqualTo(Applied.APPLIED);
    assertThat(at().succeed(lost).applied()).isEqualTo(Applied.REFUSED);
    assertThat(at().run(run).status()).isEqualTo(RunStatus.RETRYING);
  }

  @Test
  default void aLateFailureIsIgnored() {
    RunId run = at().runOfNew("t");
    Claimed lost = at().claim(at().node("a"));
    at().loseAllNodes();
    assertThat(at().fail(lost).applied()).isEqualTo(Applied.REFUSED);
    assertThat(at().run(run).counters().failures()).isZero();
    assertThat(at().run(run).status()).isEqualTo(RunStatus.PENDING);
  }

  @Test
  default void aFailedRunIsTriedAgainAfterAGrowingWait() {
    RunId run = runOf(retries(3));
    NodeId node = at().node("a");
    for (int wait : List.of(10, 30, 60)) {
      Settled settled = at().fail(at().claim(node));
      assertThat(settled.status()).isEqualTo(RunStatus.RETRYING);
      assertThat(settled.due()).isEqualTo(at().now().plusSeconds(wait));
      assertThat(at().run(run).status()).isEqualTo(RunStatus.RETRYING);
      assertThat(at().claim(node, 10)).isEmpty();
      at().later(Duration.ofSeconds(wait));
      at().store().renew(node, at().now(), Duration.ofMinutes(5), 0);
    }
    Settled last = at().fail(at().claim(node));
    assertThat(last).isEqualTo(new Settled(run, Applied.APPLIED, RunStatus.FAILED, null));
    Run failed = at().run(run);
    assertThat(failed.counters().failures()).isEqualTo(4);
    assertThat(failed.result().failure()).isEqualTo(FailureKind.ERROR);
    assertThat(failed.error()).contains("It broke.");
    assertThat(at().store().attempts(run)).hasSize(4);
  }

  @Test
  default void aDrawnWaitIsTheSameForTheSameRunAndWithinItsBound() {
    Policies policies = Policies.standard().withRetry(Retry.upTo(3));
    runOf(policies);
    Settled settled = at().fail(at().claim(at().node("a")));
    assertThat(settled.due()).isBetween(at().now(), at().now().plusSeconds(5));
  }

  @Test
  default void aFailureThatNamesAWaitIsNotTriedBefore() {
    runOf(retries(3));
    Outcome limited = new Outcome.Failure(FailureKind.ERROR, "429", null, Duration.ofMinutes(2));
    Settled settled = at().settle(at().claim(at().node("a")), limited);
    assertThat(settled.due()).isEqualTo(at().now().plusSeconds(120));
  }

  @Test
  default void whatCannotWorkIsNotTriedAgain() {
    RunId run = runOf(retries(3));
    at().settle(at().claim(at().node("a")), Outcome.failure(FailureKind.INVALID, "bad payload"));
    assertThat(at().run(run).status()).isEqualTo(RunStatus.FAILED);
    assertThat(at().run(run).result().failure()).isEqualTo(FailureKind.INVALID);
  }

  @Test
  default void aTimeoutIsRetriedAndShownAsSuchInTheEnd() {
    RunId run = runOf(retries(1));
    NodeId node = at().node("a");
    Outcome timeout = Outcome.failure(FailureKind.TIMEOUT, "too slow");
    assertThat(at().settle(at().claim(node), timeout).status()).isEqualTo(RunStatus.RETRYING);
    at().later(Duration.ofSeconds(10));
    assertThat(at().settle(at().claim(node), timeout).status()).isEqualTo(RunStatus.TIMEOUT);
    assertThat(at().run(run).state()).isEqualTo(RunState.FAILED);
    assertThat(at().run(run).status()).isEqualTo(RunStatus.TIMEOUT);
  }

  @Test
  default void aSnoozeCountsNothing() {
    RunId run = runOf(retries(0));
    NodeId node = at().node("a");
    for (int i = 1; i <= 5; i++) {
      Outcome snooze = new Outcome.Snooze(Duration.ofSeconds(2), "limit reached");
      Settled settled = at().settle(at().claim(node), snooze);
      assertThat(settled.due()).isEqualTo(at().now().plusSeconds(2));
      Run waiting = at().run(run);
      assertThat(waiting.status()).isEqualTo(RunStatus.PENDING);
      assertThat(waiting.reason()).isEqualTo("limit reached");
      assertThat(waiting.counters()).isEqualTo(new Run.Counters(i, 0, 0));
      at().later(Duration.ofSeconds(2));
    }
    at().succeed(at().claim(node));
    assertThat(at().run(run).status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  default void anOutcomeMaySkipOrCancelItsRun() {
    NodeId node = at().node("a");
    RunId skipped = at().runOfNew("t");
    at().settle(at().claim(node), new Outcome.Skipped("nothing new"));
    assertThat(at().run(skipped).status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(at().run(skipped).reason()).isEqualTo("nothing new");
    RunId cancelled = at().submit("t");
    at().settle(at().claim(node), new Outcome.Cancelled("not today"));
    assertThat(at().run(cancelled).status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(at().run(cancelled).reason()).isEqualTo("not today");
  }

  @Test
  default void theTasksStateIsKeptWithASuccessAndDroppedWithAFailure() {
    NodeId node = at().node("a");
    at().runOfNew("t");
    at().submit("t");
    Claimed good = at().claim(node);
    at().store().settle(List.of(withState(good, Outcome.success(), "{\"n\":1}", 1)), at().now());
    assertThat(at().store().state(good.run().taskId())).contains("{\"n\":1}");
    Claimed bad = at().claim(node);
    at().store().settle(List.of(withState(bad, failure(), "{\"n\":2}", 2)), at().now());
    assertThat(at().store().state(good.run().taskId())).contains("{\"n\":1}");
  }

  @Test
  default void aStateThatAnotherRunChangedMeanwhileFailsTheRun() {
    NodeId node = at().node("a");
    at().runOfNew("t");
    RunId slow = at().submit("t");
    List<Claimed> both = at().claim(node, 2);
    Settlement fast = withState(both.get(0), Outcome.success(), "{\"n\":1}", 1);
    Settlement late = withState(both.get(1), Outcome.success(), "{\"n\":7}", 1);
    List<Settled> settled = at().store().settle(List.of(fast, late), at().now());
    assertThat(settled)
        .extracting(Settled::status)
        .containsExactly(RunStatus.COMPLETED, RunStatus.RETRYING);
    assertThat(at().store().state(both.get(0).run().taskId())).contains("{\"n\":1}");
    assertThat(at().store().attempts(slow).get(0).error())
        .isEqualTo(
            "Another run of the task changed its state meanwhile; nothing of this one's state was"
                + " kept.");
  }

  private static Settlement withState(Claimed claimed, Outcome outcome, String json, int version) {
    Settlement plain = settlement(claimed, outcome);
    return new Settlement(
        plain.claim(),
        plain.node(),
        plain.startedAt(),
        outcome,
        Usage.NONE,
        new StateRow(claimed.run().taskId(), json, version));
  }

  @Test
  default void theUsageOfAllAttemptsIsTheRuns() {
    RunId run = runOf(retries(1));
    NodeId node = at().node("a");
    for (Outcome outcome : List.of(failure(), Outcome.success())) {
      Settlement end = settlement(at().claim(node), outcome);
      Settlement paid =
          new Settlement(
              end.claim(), end.node(), end.startedAt(), outcome, Usage.tokens(100, 10), null);
      at().store().settle(List.of(paid), at().now());
      at().later(Duration.ofSeconds(10));
    }
    assertThat(at().run(run).usage()).isEqualTo(Usage.tokens(200, 20));
  }

  @Test
  default void theBackgroundKnowsTheLastSuccess() {
    NodeId node = at().node("a");
    at().runOfNew("t");
    Claimed first = at().claim(node);
    assertThat(at().store().background(first.run()).previousSuccess()).isEmpty();
    at().succeed(first);
    Instant end = at().now();
    at().later(Duration.ofSeconds(1));
    at().submit("t");
    assertThat(at().store().background(at().claim(node).run()).previousSuccess()).contains(end);
  }
}
