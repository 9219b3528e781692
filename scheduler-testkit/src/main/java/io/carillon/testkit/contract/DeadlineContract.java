package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Event;
import io.carillon.Flow;
import io.carillon.Overlap;
import io.carillon.Policies;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.StoredTask;
import io.carillon.Trigger;
import io.carillon.spi.NodeId;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.TaskStore.BackfillRequest;
import io.carillon.spi.TaskStore.ResumeFrom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The latest start of a run: its own slot's, wherever it waits. */
public interface DeadlineContract extends StorePart {

  private NodeId longLived() {
    NodeId node = at().node("a");
    at().store().renew(node, at().now(), Duration.ofDays(9), 0);
    return node;
  }

  private static Duration minutes(int n) {
    return Duration.ofMinutes(n);
  }

  private static Policies queueing(int most) {
    return Policies.standard().withOverlap(Overlap.queueAll(most));
  }

  /** It fires in {@code minutes}, and every day after that. */
  private Trigger dailyIn(int minutes) {
    return Trigger.every(Duration.ofDays(1)).anchoredAt(at().now().plus(minutes(minutes)));
  }

  private void later(int minutes) {
    at().later(minutes(minutes));
    at().plan();
  }

  private void pause(String name) {
    at().store().pause(at().stored(name).id(), "quiet", "bob", at().now());
  }

  private void resume(String name) {
    at().store().resume(at().stored(name).id(), ResumeFrom.NOW, "bob", at().now());
  }

  private void assertExpired(Run run, Instant latestStart) {
    assertThat(run.status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(run.reason()).isEqualTo("expired: not started by its deadline, " + latestStart);
    assertThat(run.startedAt()).isNull();
  }

  // ---- whose deadline

  @Test
  default void ofSeveralTriggersTheOneWhoseSlotItIsSetsTheLatestStart() {
    Instant start = at().now();
    at().save(
            task("t")
                .on(dailyIn(10).withDeadline(minutes(5)))
                .on(dailyIn(20).withDeadline(minutes(60)))
                .on(dailyIn(30))
                .policies(Policies.standard().withOverlap(Overlap.allowAll()))
                .build());
    later(10);
    later(10);
    later(10);
    List<Claimed> claimed = at().claim(longLived(), 10);
    List<Run> runs = at().runs("t");
    assertThat(claimed).extracting(Claimed::id).containsExactly(runs.get(1).id(), runs.get(2).id());
    assertExpired(at().runs("t").get(0), start.plus(minutes(15)));
  }

  @Test
  default void aRunMayStartAtItsDeadlineAndNoLater() {
    for (String name : List.of("at", "after")) {
      at().save(task(name).on(dailyIn(10).withDeadline(minutes(5))).build());
    }
    pause("after");
    later(10);
    at().later(minutes(5));
    NodeId node = longLived();
    assertThat(at().claim(node, 10)).hasSize(1);
    at().later(Duration.ofMillis(1));
    at().store().resume(at().stored("after").id(), ResumeFrom.CATCH_UP, "bob", at().now());
    at().plan();
    assertThat(at().claim(node, 10)).isEmpty();
  }

  @Test
  default void ofTriggersThatFireTogetherTheLongestDeadlineHolds() {
    at().save(
            task("t")
                .on(dailyIn(10).withDeadline(minutes(5)))
                .on(dailyIn(10).withDeadline(minutes(20)))
                .build());
    later(10);
    at().later(minutes(19));
    assertThat(at().claim(longLived(), 10)).hasSize(1);
  }

  @Test
  default void theTopicOfAnEventSetsTheLatestStart() {
    at().save(
            task("t")
                .on(Trigger.onEvent("hurried").withDeadline(minutes(5)))
                .on(Trigger.onEvent("patient"))
                .build());
    for (String topic : List.of("hurried", "patient")) {
      Event event = Event.of(topic, topic, StoreFixture.json("n", "1"));
      at().store().publish(List.of(event), at().now());
    }
    Instant latest = at().now().plus(minutes(5));
    at().later(minutes(6));
    assertThat(at().claim(longLived(), 10))
        .extracting(claimed -> claimed.run().occurrence().value())
        .containsExactly("patient");
    assertExpired(at().runs("t").get(0), latest);
  }

  @Test
  default void whatAPersonAsksForHasNoDeadline() {
    Instant start = at().now();
    NodeId node = longLived();
    StoredTask task =
        at().save(task("t").on(Trigger.every(minutes(10)).withDeadline(minutes(5))).build());
    later(10);
    at().later(minutes(6));
    assertThat(at().claim(node, 10)).isEmpty();
    Run expired = at().runs("t").get(0);
    assertExpired(expired, start.plus(minutes(15)));
    RunId again = at().store().rerun(expired.id(), "bob", at().now()).orElseThrow();
    BackfillRequest hour =
        new BackfillRequest(task.id(), start.minus(minutes(15)), start, 10, Duration.ZERO);
    at().store().backfill(hour, "bob", at().now());
    at().later(Duration.ofDays(1));
    assertThat(at().claim(node, 10)).extracting(Claimed::id).contains(again).hasSize(2);
  }

  // ---- in a queue

  @Test
  default void whatWaitsTooLongInAQueueMakesRoomForNewerSlots() {
    Instant start = at().now();
    NodeId node = longLived();
    at().save(
            task("t")
                .on(Trigger.every(minutes(10)).withDeadline(minutes(5)))
                .policies(queueing(1))
                .build());
    later(10);
    Claimed first = at().claim(node);
    later(10);
    later(10);
    assertExpired(at().runs("t").get(1), start.plus(minutes(25)));
    assertThat(at().store().skips(at().stored("t").id(), 10)).isEmpty();
    assertThat(at().runs("t").get(2).status()).isEqualTo(RunStatus.PENDING);
    at().succeed(first);
    assertThat(at().claim(node).id()).isEqualTo(at().runs("t").get(2).id());
  }

  @Test
  default void theTurnOfWhatWaitedTooLongGoesToTheNext() {
    Instant start = at().now();
    NodeId node = longLived();
    at().save(
            task("t")
                .on(dailyIn(10))
                .on(dailyIn(11).withDeadline(minutes(1)))
                .on(dailyIn(12).withDeadline(minutes(2)))
                .on(dailyIn(13).withDeadline(minutes(50)))
                .policies(queueing(5))
                .build());
    later(10);
    Claimed first = at().claim(node);
    later(1);
    later(1);
    later(1);
    at().later(minutes(10));
    at().succeed(first);
    List<Run> runs = at().runs("t");
    assertExpired(runs.get(1), start.plus(minutes(12)));
    assertExpired(runs.get(2), start.plus(minutes(14)));
    assertThat(at().claim(node).id()).isEqualTo(runs.get(3).id());
  }

  // ---- in a pause

  @Test
  default void aRunThatAPauseHeldTooLongExpires() {
    Instant start = at().now();
    at().save(task("t").on(dailyIn(10).withDeadline(minutes(5))).on(dailyIn(600)).build());
    later(10);
    pause("t");
    at().later(minutes(6));
    resume("t");
    assertThat(at().claim(longLived(), 10)).isEmpty();
    assertExpired(at().runs("t").get(0), start.plus(minutes(15)));
  }

  // ---- flows

  private void saveFlow(Policies policies, Trigger trigger) {
    at().save(
            Flow.named("f")
                .task(task("a").build())
                .task(task("b").build(), "a")
                .on(trigger)
                .policies(policies)
                .build());
  }

  private void assertMembersSkipped(RunId flow) {
    assertThat(at().store().members(flow))
        .extracting(member -> member.run().status())
        .containsExactly(RunStatus.SKIPPED, RunStatus.SKIPPED);
  }

  @Test
  default void aFlowRunThatWaitedTooLongForItsTurnExpires() {
    Instant start = at().now();
    NodeId node = longLived();
    saveFlow(queueing(5), Trigger.every(minutes(10)).withDeadline(minutes(12)));
    later(10);
    Claimed a = at().claim(node);
    later(10);
    later(10);
    at().later(minutes(3));
    at().succeed(a);
    at().succeed(at().claim(node, "b"));
    List<Run> flows = at().runs("f");
    assertThat(flows.get(0).status()).isEqualTo(RunStatus.COMPLETED);
    assertExpired(flows.get(1), start.plus(minutes(32)));
    assertMembersSkipped(flows.get(1).id());
    assertThat(at().claim(node).run().flowRun()).isEqualTo(flows.get(2).id());
  }

  @Test
  default void aFlowRunThatAPauseHeldTooLongExpires() {
    Instant start = at().now();
    NodeId node = longLived();
    saveFlow(queueing(5), Trigger.every(minutes(10)).withDeadline(minutes(5)));
    later(10);
    Claimed a = at().claim(node);
    later(10);
    pause("f");
    at().succeed(a);
    at().succeed(at().claim(node, "b"));
    at().later(minutes(6));
    resume("f");
    assertThat(at().claim(node, 10)).isEmpty();
    Run flow = at().runs("f").get(1);
    assertExpired(flow, start.plus(minutes(25)));
    assertMembersSkipped(flow.id());
  }

  @Test
  default void aFlowRunOfWhichNoMemberHasBegunExpiresAsAWhole() {
    Instant start = at().now();
    saveFlow(queueing(5), Trigger.every(minutes(60)).withDeadline(minutes(5)));
    later(60);
    at().later(minutes(6));
    assertThat(at().claim(longLived(), 10)).isEmpty();
    Run flow = at().runs("f").get(0);
    assertExpired(flow, start.plus(minutes(65)));
    assertMembersSkipped(flow.id());
    assertThat(at().store().members(flow.id()).get(0).run().reason()).isEqualTo(flow.reason());
  }

  @Test
  default void aFlowRunThatHasBegunHasKeptItsDeadline() {
    NodeId node = longLived();
    saveFlow(queueing(5), Trigger.every(minutes(60)).withDeadline(minutes(5)));
    later(60);
    Claimed a = at().claim(node);
    at().later(minutes(20));
    at().succeed(a);
    at().succeed(at().claim(node, "b"));
    assertThat(at().runs("f").get(0).status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  default void aMemberThatIsStillToBeClaimedBelongsToAFlowRunThatHasBegun() {
    NodeId node = longLived();
    at().save(
            Flow.named("f")
                .task(task("a").build())
                .task(task("b").build())
                .on(Trigger.every(minutes(60)).withDeadline(minutes(5)))
                .build());
    later(60);
    Claimed first = at().claim(node);
    at().later(minutes(6));
    Claimed second = at().claim(node);
    at().succeed(first);
    at().succeed(second);
    assertThat(at().runs("f").get(0).status()).isEqualTo(RunStatus.COMPLETED);
  }
}
