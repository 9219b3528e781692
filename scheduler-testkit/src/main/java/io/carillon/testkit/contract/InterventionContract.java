package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.HANDLER;
import static io.carillon.testkit.contract.StoreFixture.LEASE;
import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Outcome;
import io.carillon.Run;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.Submission;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.SignalRow;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.RunStore.Settled;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people do to runs: cancel, signal, run again. */
public interface InterventionContract extends StorePart {

  private void cancel(RunId run) {
    assertThat(at().store().cancel(run, "bob", "wrong one", at().now())).contains(true);
  }

  private Outcome suspend(String signal) {
    return new Outcome.Suspend(signal, Duration.ofHours(1), "asks a person");
  }

  // ---- cancel

  @Test
  default void cancelEndsAPendingRun() {
    RunId run = at().runOfNew("t");
    cancel(run);
    assertThat(at().run(run).status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(at().run(run).reason()).isEqualTo("cancelled by bob: wrong one");
    assertThat(at().claim(at().node("a"), 10)).isEmpty();
  }

  @Test
  default void cancelOfARunningRunIsARequestThatItsNodeHears() {
    NodeId node = at().node("a");
    NodeId other = at().node("b");
    RunId run = at().runOfNew("t");
    Claimed claimed = at().claim(node);
    cancel(run);
    assertThat(at().run(run).status()).isEqualTo(RunStatus.RUNNING);
    assertThat(at().store().renew(node, at().now(), LEASE, 0).cancelled()).containsExactly(run);
    assertThat(at().store().renew(other, at().now(), LEASE, 0).cancelled()).isEmpty();
    at().settle(claimed, new Outcome.Cancelled("interrupted"));
    assertThat(at().run(run).status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(at().run(run).reason()).isEqualTo("cancelled by bob: wrong one");
    assertThat(at().store().renew(node, at().now(), LEASE, 0).cancelled()).isEmpty();
  }

  @Test
  default void theOutcomeThatSettlesFirstWinsOverACancel() {
    NodeId node = at().node("a");
    RunId done = at().runOfNew("t");
    Claimed success = at().claim(node);
    cancel(done);
    at().succeed(success);
    assertThat(at().run(done).status()).isEqualTo(RunStatus.COMPLETED);
    for (Outcome outcome :
        List.of(
            StoreFixture.failure(), new Outcome.Snooze(Duration.ZERO, "later"), suspend("go"))) {
      RunId run = at().submit("t");
      Claimed claimed = at().claim(node);
      cancel(run);
      at().settle(claimed, outcome);
      assertThat(at().run(run).status()).as("after %s", outcome).isEqualTo(RunStatus.CANCELLED);
    }
  }

  @Test
  default void aLostRunThatWasToStopIsNotStartedAgain() {
    RunId run = at().runOfNew("t");
    Claimed claimed = at().claim(at().node("a"));
    cancel(run);
    at().loseAllNodes();
    assertThat(at().run(run).status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(at().succeed(claimed).applied()).isEqualTo(Applied.REFUSED);
  }

  @Test
  default void cancelEndsASuspendedAndARetryingRun() {
    NodeId node = at().node("a");
    RunId suspended = at().runOfNew("t");
    at().settle(at().claim(node), suspend("go"));
    RunId retrying = at().submit("t");
    at().fail(at().claim(node));
    cancel(suspended);
    cancel(retrying);
    assertThat(at().run(suspended).status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(at().run(retrying).status()).isEqualTo(RunStatus.CANCELLED);
    at().later(Duration.ofHours(2));
    assertThat(at().claim(at().node("b"), 10)).isEmpty();
  }

  @Test
  default void cancelOfAnEndedOrUnknownRunSaysSo() {
    RunId run = at().runOfNew("t");
    cancel(run);
    assertThat(at().store().cancel(run, "bob", "", at().now())).contains(false);
    RunId unknown = new RunId(new UUID(1, 2));
    assertThat(at().store().cancel(unknown, "bob", "", at().now())).isEmpty();
    assertThat(at().store().signal(unknown, "go", "null", at().now())).isEmpty();
    assertThat(at().store().rerun(unknown, "bob", at().now())).isEmpty();
    assertThat(at().store().run(unknown)).isEmpty();
  }

  // ---- signals

  @Test
  default void aSignalWakesTheRunThatWaitsForIt() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    Settled settled = at().settle(at().claim(node), suspend("approved"));
    assertThat(settled.status()).isEqualTo(RunStatus.SUSPENDED);
    assertThat(at().run(run).reason()).isEqualTo("asks a person");
    assertThat(at().claim(node, 10)).isEmpty();
    assertThat(at().store().signal(run, "other", "1", at().now())).contains(true);
    assertThat(at().run(run).status()).isEqualTo(RunStatus.SUSPENDED);
    assertThat(at().store().signal(run, "approved", "\"yes\"", at().now())).contains(true);
    assertThat(at().run(run).status()).isEqualTo(RunStatus.PENDING);
    Claimed again = at().claim(node);
    assertThat(at().store().background(again.run()).signals())
        .extracting(SignalRow::name, SignalRow::payload)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("other", "1"),
            org.assertj.core.groups.Tuple.tuple("approved", "\"yes\""));
    assertThat(at().run(run).counters()).isEqualTo(new Run.Counters(2, 0, 0));
  }

  @Test
  default void aSignalSentBeforeTheWaitIsFoundByIt() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    at().store().signal(run, "approved", "1", at().now());
    Settled settled = at().settle(at().claim(node), suspend("approved"));
    assertThat(settled.status()).isEqualTo(RunStatus.PENDING);
    assertThat(at().claim(node).id()).isEqualTo(run);
  }

  @Test
  default void aRunTakesEachSignalOnce() {
    RunId run = at().runOfNew("t");
    at().store().signal(run, "go", "1", at().now());
    at().store().signal(run, "go", "2", at().now());
    Claimed claimed = at().claim(at().node("a"));
    assertThat(at().store().background(claimed.run()).signals())
        .extracting(SignalRow::payload)
        .containsExactly("1");
  }

  @Test
  default void aSuspendedRunIsTriedAgainAtItsDeadline() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    at().settle(at().claim(node), suspend("approved"));
    assertThat(at().store().nextDue(Set.of(HANDLER), Set.of()))
        .contains(at().now().plus(Duration.ofHours(1)));
    at().later(Duration.ofHours(1));
    assertThat(at().claim(at().node("b")).id()).isEqualTo(run);
  }

  @Test
  default void anEndedRunTakesNoSignal() {
    RunId run = at().runOfNew("t");
    cancel(run);
    assertThat(at().store().signal(run, "go", "1", at().now())).contains(false);
  }

  // ---- rerun

  @Test
  default void aRerunRepeatsAnEndedRunWithTheNewestVersion() {
    at().save(task("t").build());
    RunId run = at().submit(Submission.of("t").withPayload(StoreFixture.json("page", "7")));
    at().succeed(at().claim(at().node("a")));
    at().save(task("t").description("newer").build());
    RunId again = at().store().rerun(run, "bob", at().now()).orElseThrow();
    Run made = at().run(again);
    assertThat(made.origin().rerunOf()).isEqualTo(run);
    assertThat(made.origin().cause()).isEqualTo(RunCause.RERUN);
    assertThat(made.origin().actor()).isEqualTo("bob");
    assertThat(made.origin().taskVersion()).isEqualTo(2);
    assertThat(made.origin().payload().path("page").asText()).isEqualTo("7");
    assertThat(made.origin().occurrence()).isEqualTo(at().run(run).origin().occurrence().again(1));
    at().succeed(at().claim(at().node("b")));
    RunId third = at().store().rerun(run, "bob", at().now()).orElseThrow();
    assertThat(at().run(third).origin().occurrence().rerun()).isEqualTo(2);
    assertThat(at().run(run).status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  default void aRunThatHasNotEndedOrWhoseTaskIsGoneIsNotRepeated() {
    RunId run = at().runOfNew("t");
    assertThat(at().store().rerun(run, "bob", at().now())).isEmpty();
    at().succeed(at().claim(at().node("a")));
    at().store().delete(at().stored("t").id(), null, "bob", at().now());
    assertThat(at().store().rerun(run, "bob", at().now())).isEmpty();
  }

  // ---- submissions

  @Test
  default void aSubmissionCarriesItsPayloadDuePriorityAndCause() {
    at().save(task("t").build());
    RunId id =
        at().submit(
                Submission.of("t")
                    .withPayload(StoreFixture.json("k", "v"))
                    .withDue(at().now().plusSeconds(60))
                    .withPriority(8)
                    .by(RunCause.MANUAL, "carol"));
    Run run = at().run(id);
    assertThat(run.due()).isEqualTo(at().now().plusSeconds(60));
    assertThat(run.origin().priority()).isEqualTo(8);
    assertThat(run.origin().payload().path("k").asText()).isEqualTo("v");
    assertThat(run.origin().cause()).isEqualTo(RunCause.MANUAL);
    assertThat(run.origin().actor()).isEqualTo("carol");
  }

  @Test
  default void oneKeyIsOneRunHoweverOftenItIsSubmitted() {
    at().save(task("t").build());
    at().save(task("u").build());
    Submission keyed = Submission.of("t").withKey("order-7");
    var first = at().store().submit(List.of(keyed, keyed), at().now());
    assertThat(first).extracting(answer -> answer.made()).containsExactly(true, false);
    assertThat(first.get(1).run()).isEqualTo(first.get(0).run());
    var again =
        at().store().submit(List.of(keyed, Submission.of("u").withKey("order-7")), at().now());
    assertThat(again).extracting(answer -> answer.made()).containsExactly(false, true);
    assertThat(again.get(0).run()).isEqualTo(first.get(0).run());
    assertThat(at().runs("t")).hasSize(1);
  }

  @Test
  default void anUnknownTaskIsAnsweredSoAndHarmsNoOtherSubmission() {
    at().save(task("t").build());
    var answers =
        at().store()
            .submit(
                List.of(Submission.of("nobody"), Submission.of("t"), Submission.of("never")),
                at().now());
    assertThat(answers)
        .extracting(answer -> answer.run() != null)
        .containsExactly(false, true, false);
    assertThat(at().store().submit(List.of(), at().now())).isEmpty();
  }

  @Test
  default void aSubmissionInTheCallersTransactionGoesWithItsRollback() {
    at().save(task("t").build());
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                at().tables()
                    .inTransaction(
                        tx -> {
                          at().store().submit(tx, List.of(Submission.of("t")), at().now());
                          throw new IllegalArgumentException("the caller's own fault");
                        }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(at().runs("t")).isEmpty();
    at().tables()
        .inTransaction(tx -> at().store().submit(tx, List.of(Submission.of("t")), at().now()));
    assertThat(at().runs("t")).hasSize(1);
  }
}
