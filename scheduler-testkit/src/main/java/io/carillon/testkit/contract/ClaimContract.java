package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.HANDLER;
import static io.carillon.testkit.contract.StoreFixture.LEASE;
import static io.carillon.testkit.contract.StoreFixture.ref;
import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.FailureKind;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.Submission;
import io.carillon.Task;
import io.carillon.spi.NodeId;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.ClaimRequest;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.RunStore.Recovery;
import io.carillon.spi.RunStore.Renewal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may take a run, in which order, and how it is taken away again. */
public interface ClaimContract extends StorePart {

  @Test
  default void aDueRunIsClaimedOnceAndShownAsRunning() {
    NodeId node = at().node("a");
    NodeId other = at().node("b");
    RunId run = at().runOfNew("t");
    Claimed claimed = at().claim(node);
    assertThat(claimed.id()).isEqualTo(run);
    assertThat(claimed.claim()).isEqualTo(1);
    assertThat(claimed.ready().startedAt()).isEqualTo(at().now());
    assertThat(at().claim(other, 10)).isEmpty();
    assertThat(at().run(run).status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  default void aRunIsNotClaimedBeforeItIsDue() {
    NodeId node = at().node("a");
    at().save(task("t").build());
    at().submit(Submission.of("t").withDue(at().now().plusSeconds(5)));
    assertThat(at().claim(node, 10)).isEmpty();
    at().later(Duration.ofSeconds(5));
    assertThat(at().claim(node, 10)).hasSize(1);
  }

  @Test
  default void aNodeThatNeverJoinedOrLeftClaimsNothing() {
    NodeId node = at().node("a");
    at().runOfNew("t");
    at().store().leave(node);
    assertThat(at().claim(node, 10)).isEmpty();
  }

  @Test
  default void aNodeDeclaredDeadClaimsNothingAndIsTold() {
    NodeId node = at().node("a");
    at().runOfNew("t");
    at().loseAllNodes();
    assertThat(at().claim(node, 10)).isEmpty();
    Renewal renewal = at().store().renew(node, at().now(), LEASE, 0);
    assertThat(renewal.alive()).isFalse();
  }

  @Test
  default void aRenewedLeaseKeepsTheNodeAlive() {
    NodeId node = at().node("a");
    at().later(Duration.ofSeconds(15));
    assertThat(at().store().renew(node, at().now(), LEASE, 7).alive()).isTrue();
    at().later(Duration.ofSeconds(15));
    assertThat(at().store().recover(at().now(), 10).dead()).isEmpty();
    assertThat(at().store().nodes()).hasSize(1);
    assertThat(at().store().nodes().get(0).clockOffsetMicros()).isEqualTo(7);
  }

  @Test
  default void joiningTwiceUnderOneEpochIsHarmless() {
    NodeId node = at().node("a");
    at().store().join(at().store().nodes().get(0));
    assertThat(at().store().nodes()).hasSize(1);
    at().store().leave(node);
    at().store().leave(node);
    assertThat(at().store().nodes()).isEmpty();
  }

  @Test
  default void onlyHandlersTheNodeHasAreClaimed() {
    NodeId node = at().node("a");
    at().save(Task.named("foreign").handler("elsewhere").build());
    RunId foreign = at().submit("foreign");
    RunId own = at().runOfNew("t");
    assertThat(at().claim(node, 10)).extracting(Claimed::id).containsExactly(own);
    assertThat(at().run(foreign).status()).isEqualTo(RunStatus.PENDING);
    assertThat(at().run(foreign).reason())
        .isEqualTo("no live node has the handler \"java/elsewhere\"");
    assertThat(at().store().nextDue(Set.of(HANDLER), Set.of())).isEmpty();
    assertThat(at().store().nextDue(Set.of("java/elsewhere"), Set.of())).contains(at().now());
  }

  @Test
  default void claimsComeInOrderOfDueAndAtMostSoMany() {
    NodeId node = at().node("a");
    at().save(task("t").build());
    RunId late = at().submit(Submission.of("t").withDue(at().now().plusSeconds(2)));
    RunId early = at().submit(Submission.of("t").withDue(at().now().plusSeconds(1)));
    RunId first = at().submit("t");
    at().later(Duration.ofSeconds(3));
    assertThat(at().claim(node, 2)).extracting(Claimed::id).containsExactly(first, early);
    assertThat(at().claim(node, 2)).extracting(Claimed::id).containsExactly(late);
  }

  @Test
  default void aHigherPriorityGoesFirstButOldWorkIsNotStarved() {
    NodeId node = at().node("a");
    at().save(task("t").build());
    RunId old = at().submit(Submission.of("t").withPriority(1));
    at().later(Duration.ofSeconds(30));
    RunId urgent = at().submit(Submission.of("t").withPriority(9));
    assertThat(at().claim(node).id()).isEqualTo(urgent);
    at().later(Duration.ofMinutes(10));
    at().submit(Submission.of("t").withPriority(9));
    assertThat(at().claim(node).id()).isEqualTo(old);
  }

  @Test
  default void aRunHandedBackIsFreeAndNothingIsCountedAgainstIt() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    Claimed claimed = at().claim(node);
    at().store().handBack(List.of(ref(claimed)), at().now());
    at().store().handBack(List.of(ref(claimed)), at().now());
    Run free = at().run(run);
    assertThat(free.status()).isEqualTo(RunStatus.PENDING);
    assertThat(free.counters().failures()).isZero();
    assertThat(free.counters().lost()).isZero();
    Claimed again = at().claim(node);
    assertThat(again.claim()).isGreaterThan(claimed.claim());
    assertThat(at().succeed(claimed).applied()).isEqualTo(Applied.REFUSED);
    at().store().handBack(List.of(ref(claimed)), at().now());
    assertThat(at().run(run).status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  default void aHandedBackRunWhoseCancelWasAskedForIsCancelled() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    Claimed claimed = at().claim(node);
    at().store().cancel(run, "bob", "no longer needed", at().now());
    at().store().handBack(List.of(ref(claimed)), at().now());
    at().claim(node, 10);
    assertThat(at().run(run).status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(at().run(run).reason()).isEqualTo("cancelled by bob: no longer needed");
  }

  @Test
  default void theRunOfALostNodeIsDueAgainAndCounted() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    Claimed lost = at().claim(node);
    at().later(LEASE);
    Recovery recovery = at().store().recover(at().now(), 10);
    assertThat(recovery.dead()).extracting(row -> row.name()).containsExactly("a");
    assertThat(recovery.runs()).hasSize(1);
    Run free = at().run(run);
    assertThat(free.state()).isEqualTo(RunState.PENDING);
    assertThat(free.counters().lost()).isEqualTo(1);
    assertThat(free.counters().failures()).isZero();
    assertThat(at().store().attempts(run)).hasSize(1);
    assertThat(at().store().attempts(run).get(0).failure()).isEqualTo(FailureKind.LOST);
    assertThat(at().store().recover(at().now(), 10).runs()).isEmpty();
    Claimed again = at().claim(at().node("b"));
    assertThat(again.claim()).isGreaterThan(lost.claim());
  }

  @Test
  default void theRunOfANodeThatLeftIsRecovered() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    at().claim(node);
    at().store().leave(node);
    assertThat(at().store().recover(at().now(), 10).runs()).hasSize(1);
    assertThat(at().run(run).counters().lost()).isEqualTo(1);
  }

  @Test
  default void aRunThatTakesItsNodesDownEndsAsLost() {
    RunId run = at().runOfNew("t");
    for (int i = 1; i <= 3; i++) {
      at().claim(at().node("n" + i));
      at().loseAllNodes();
      assertThat(at().run(run).counters().lost()).isEqualTo(i);
    }
    at().claim(at().node("last"));
    at().loseAllNodes();
    Run ended = at().run(run);
    assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
    assertThat(ended.result().failure()).isEqualTo(FailureKind.LOST);
    assertThat(ended.error())
        .contains("The node that ran it was lost 4 times; it is not started again.");
    assertThat(at().claim(at().node("later"), 10)).isEmpty();
  }

  @Test
  default void aRunThatWasLostIsClaimedAlone() {
    RunId lost = at().runOfNew("t");
    at().claim(at().node("a"));
    at().loseAllNodes();
    RunId second = at().submit("t");
    RunId third = at().submit("t");
    NodeId node = at().node("b");
    assertThat(at().claim(node, 10)).extracting(Claimed::id).containsExactly(lost);
    assertThat(at().claim(node, 10)).extracting(Claimed::id).containsExactly(second, third);
  }

  @Test
  default void theRunOfADeletedTaskIsSkippedWithTheReason() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    at().store().delete(at().stored("t").id(), null, "bob", at().now());
    assertThat(at().claim(node, 10)).isEmpty();
    assertThat(at().run(run).status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(at().run(run).reason()).isEqualTo("its task was deleted");
    assertThat(at().store().nextDue(Set.of(HANDLER), Set.of())).isEmpty();
  }

  @Test
  default void aClaimCarriesTheVersionTheRunPinned() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    at().save(task("t").description("edited").build());
    Claimed claimed = at().claim(node);
    assertThat(claimed.id()).isEqualTo(run);
    assertThat(claimed.task().description()).isEmpty();
    assertThat(claimed.run().taskVersion()).isEqualTo(1);
  }

  @Test
  default void aClaimForNothingIsEmpty() {
    NodeId node = at().node("a");
    assertThat(at().claim(node, 10)).isEmpty();
    at().runOfNew("t");
    assertThat(at().store().claim(new ClaimRequest(node, "a", Set.of(), 10), at().now())).isEmpty();
  }
}
