package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Overlap;
import io.carillon.Policies;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.SkippedSlots;
import io.carillon.Trigger;
import io.carillon.spi.NodeId;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.Claimed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slots that come while earlier runs of their task have not ended. */
public interface OverlapContract extends StorePart {

  /** A task with a slot each minute; the first is planned and claimed. */
  private Claimed firstOf(Overlap overlap) {
    at().save(
            task("t")
                .on(Trigger.every(Duration.ofMinutes(1)))
                .policies(Policies.standard().withOverlap(overlap))
                .build());
    next();
    NodeId node = at().node("a");
    at().store().renew(node, at().now(), Duration.ofDays(1), 0);
    return at().claim(node);
  }

  /** Plans the next slot. */
  private void next() {
    at().later(Duration.ofMinutes(1));
    at().plan();
  }

  private NodeId longLived(String name) {
    NodeId node = at().node(name);
    at().store().renew(node, at().now(), Duration.ofDays(1), 0);
    return node;
  }

  private List<RunStatus> statuses() {
    return at().runs("t").stream().map(Run::status).toList();
  }

  private List<SkippedSlots> skips() {
    return at().store().skips(at().stored("t").id(), 100);
  }

  @Test
  default void skipRecordsTheSlot() {
    Claimed first = firstOf(Overlap.skip());
    next();
    assertThat(at().runs("t")).hasSize(1);
    assertThat(skips().get(0).reason()).isEqualTo("overlap: run " + first.id() + " has not ended");
    at().succeed(first);
    next();
    assertThat(at().runs("t")).hasSize(2);
  }

  @Test
  default void queueOneLetsOneWait() {
    Claimed first = firstOf(Overlap.queueOne());
    next();
    next();
    assertThat(statuses()).containsExactly(RunStatus.RUNNING, RunStatus.PENDING);
    assertThat(at().runs("t").get(1).reason()).isEqualTo("waits for earlier runs of the task");
    assertThat(skips().get(0).reason()).isEqualTo("overlap: 1 already waiting");
    assertThat(at().claim(longLived("b"), 10)).isEmpty();
    at().succeed(first);
    assertThat(at().claim(longLived("c"), 10)).hasSize(1);
  }

  @Test
  default void queueAllRunsThemOneAfterTheOtherInTheirOrder() {
    Claimed running = firstOf(Overlap.queueAll(10));
    next();
    next();
    next();
    List<RunId> order = at().runs("t").stream().map(Run::id).toList();
    NodeId node = longLived("b");
    for (int i = 1; i < order.size(); i++) {
      assertThat(at().claim(node, 10)).isEmpty();
      if (i % 2 == 0) {
        at().settle(running, new io.carillon.Outcome.Skipped("nothing to do"));
      } else {
        at().succeed(running);
      }
      running = at().claim(node);
      assertThat(running.id()).isEqualTo(order.get(i));
    }
    at().succeed(running);
    assertThat(skips()).isEmpty();
  }

  @Test
  default void aRetryKeepsItsPlaceBeforeWhatIsQueued() {
    Claimed first = firstOf(Overlap.queueAll(10));
    next();
    at().fail(first);
    assertThat(statuses()).containsExactly(RunStatus.RETRYING, RunStatus.PENDING);
    at().later(Duration.ofSeconds(10));
    assertThat(at().claim(longLived("b"), 10)).extracting(Claimed::id).containsExactly(first.id());
  }

  @Test
  default void aCancelledRunLetsTheNextOneStart() {
    Claimed first = firstOf(Overlap.queueAll(10));
    next();
    next();
    at().store().cancel(at().runs("t").get(1).id(), "bob", "", at().now());
    at().store().cancel(first.id(), "bob", "", at().now());
    at().settle(first, new io.carillon.Outcome.Cancelled("stopped"));
    assertThat(at().claim(longLived("b"), 10))
        .extracting(Claimed::id)
        .containsExactly(at().runs("t").get(2).id());
  }

  @Test
  default void allowRunsSoManyBesideEachOther() {
    firstOf(Overlap.allow(2));
    next();
    next();
    assertThat(at().runs("t")).hasSize(2);
    assertThat(skips().get(0).reason()).isEqualTo("overlap: 2 already active");
    assertThat(at().claim(longLived("b"), 10)).hasSize(1);
  }

  @Test
  default void allowAllNeverRefuses() {
    firstOf(Overlap.allowAll());
    for (int i = 0; i < 5; i++) {
      next();
    }
    assertThat(at().runs("t")).hasSize(6);
    assertThat(at().claim(longLived("b"), 10)).hasSize(5);
  }

  @Test
  default void cancelPreviousWaitsForItsEnd() {
    Claimed first = firstOf(Overlap.cancelPrevious());
    next();
    NodeId node = longLived("b");
    assertThat(at().claim(node, 10)).isEmpty();
    next();
    assertThat(statuses())
        .containsExactly(RunStatus.RUNNING, RunStatus.CANCELLED, RunStatus.PENDING);
    at().settle(first, new io.carillon.Outcome.Cancelled("interrupted"));
    assertThat(at().run(first.id()).reason()).isEqualTo("cancelled for a newer slot");
    assertThat(at().claim(node).id()).isEqualTo(at().runs("t").get(2).id());
  }

  @Test
  default void cancelPreviousOfWhatNobodyRunsStartsAtOnce() {
    at().save(
            task("t")
                .on(Trigger.every(Duration.ofMinutes(1)))
                .policies(Policies.standard().withOverlap(Overlap.cancelPrevious()))
                .build());
    next();
    next();
    assertThat(statuses()).containsExactly(RunStatus.CANCELLED, RunStatus.PENDING);
    assertThat(at().claim(longLived("a"), 10)).hasSize(1);
  }

  @Test
  default void replaceFencesThePreviousAndStartsAtOnce() {
    Claimed first = firstOf(Overlap.replace());
    next();
    assertThat(statuses()).containsExactly(RunStatus.CANCELLED, RunStatus.PENDING);
    assertThat(at().run(first.id()).reason()).isEqualTo("replaced by a newer slot");
    Claimed second = at().claim(longLived("b"));
    assertThat(at().succeed(first).applied()).isEqualTo(Applied.REFUSED);
    assertThat(at().succeed(second).applied()).isEqualTo(Applied.APPLIED);
  }

  @Test
  default void suspendedRunsCount() {
    Claimed first = firstOf(Overlap.skip());
    at().settle(first, new io.carillon.Outcome.Suspend("go", Duration.ofDays(1), "waits"));
    next();
    assertThat(at().runs("t")).hasSize(1);
  }

  @Test
  default void runsThatWereOutWhenAnEditMadeTheirTaskQueueLetTheQueueMoveOn() {
    at().save(
            task("t")
                .on(Trigger.every(Duration.ofMinutes(1)))
                .policies(Policies.standard().withOverlap(Overlap.allowAll()))
                .build());
    next();
    Claimed first = at().claim(longLived("a"));
    at().save(
            task("t")
                .on(Trigger.every(Duration.ofMinutes(1)))
                .policies(Policies.standard().withOverlap(Overlap.queueAll(10)))
                .build());
    next();
    NodeId node = longLived("b");
    assertThat(at().claim(node, 10)).isEmpty();
    at().succeed(first);
    assertThat(at().claim(node, 10)).hasSize(1);
  }

  @Test
  default void aQueueIsFreeOnceAnEditLetsRunsGoBesideEachOther() {
    firstOf(Overlap.queueAll(10));
    next();
    NodeId node = longLived("b");
    assertThat(at().claim(node, 10)).isEmpty();
    at().save(
            task("t")
                .on(Trigger.every(Duration.ofMinutes(1)))
                .policies(Policies.standard().withOverlap(Overlap.allowAll()))
                .build());
    assertThat(at().claim(node, 10)).hasSize(1);
  }

  @Test
  default void aPausedQueueMovesOnAfterTheResume() {
    Claimed first = firstOf(Overlap.queueAll(10));
    next();
    at().store().pause(at().stored("t").id(), "quiet", "bob", at().now());
    at().succeed(first);
    NodeId node = longLived("b");
    assertThat(at().claim(node, 10)).isEmpty();
    at().store()
        .resume(at().stored("t").id(), io.carillon.spi.TaskStore.ResumeFrom.NOW, "bob", at().now());
    assertThat(at().claim(node, 10)).hasSize(1);
  }

  @Test
  default void theRunsOfALostNodeKeepTheQueueWaitingUntilTheyEnd() {
    at().save(
            task("t")
                .on(Trigger.every(Duration.ofMinutes(1)))
                .policies(Policies.standard().withOverlap(Overlap.queueAll(10)))
                .build());
    next();
    at().claim(at().node("a"));
    next();
    at().loseAllNodes();
    NodeId node = longLived("b");
    Claimed again = at().claim(node);
    assertThat(again.id()).isEqualTo(at().runs("t").get(0).id());
    assertThat(at().claim(node, 10)).isEmpty();
    at().succeed(again);
    assertThat(at().claim(node, 10)).hasSize(1);
  }
}
