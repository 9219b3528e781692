package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.CatchUp;
import io.carillon.Event;
import io.carillon.Overlap;
import io.carillon.Policies;
import io.carillon.Run;
import io.carillon.RunCause;
import io.carillon.RunStatus;
import io.carillon.SkippedSlots;
import io.carillon.StoredTask;
import io.carillon.TaskStatus;
import io.carillon.Trigger;
import io.carillon.spi.NodeId;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.TaskStore.BackfillRequest;
import io.carillon.spi.TaskStore.ResumeFrom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where policies meet: edits, pauses and backfills, waits and deadlines, counts and events. */
public interface PolicyContract extends StorePart {

  private int skipped(String name) {
    return at().store().skips(at().stored(name).id(), 100).stream()
        .mapToInt(SkippedSlots::count)
        .sum();
  }

  private static Policies missed(CatchUp catchUp, Overlap overlap) {
    return Policies.standard().withCatchUp(catchUp).withOverlap(overlap);
  }

  private void publish(String topic, String id) {
    Event event = Event.of(topic, id, StoreFixture.json("id", id));
    at().store().publish(List.of(event), at().now());
  }

  // ---- edits

  @Test
  default void anotherZoneHasNothingToMakeUpFor() {
    // 09:00 in New York is an hour ago, when the clock in London shows 15:00.
    at().save(task("t").on(Trigger.cron("0 9 * * *")).zone(ZoneId.of("Europe/London")).build());
    at().later(Duration.ofHours(9));
    at().plan();
    assertThat(at().runs("t")).hasSize(1);
    at().later(Duration.ofHours(6));
    ZoneId york = ZoneId.of("America/New_York");
    StoredTask moved = at().save(task("t").on(Trigger.cron("0 9 * * *")).zone(york).build());
    assertThat(moved.nextFire()).isEqualTo(at().now().plus(Duration.ofHours(23)));
    at().plan();
    assertThat(at().runs("t")).hasSize(1);
    assertThat(skipped("t")).isZero();
  }

  @Test
  default void aMoveToAnotherZoneInAPauseSkipsTheSlotsOfTheOldOne() {
    StoredTask task = at().save(task("t").on(Trigger.cron("0 9 * * *")).build());
    at().store().pause(task.id(), "quiet", "bob", at().now());
    at().later(Duration.ofHours(33).plusMinutes(30));
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    at().save(task("t").on(Trigger.cron("0 9 * * *")).zone(tokyo).build());
    assertThat(skipped("t")).isEqualTo(2);
    at().store().resume(task.id(), ResumeFrom.CATCH_UP, "bob", at().now());
    at().plan();
    assertThat(at().runs("t")).isEmpty();
  }

  @Test
  default void anEditLeavesNoSlotBehindHoweverManyThereAre() {
    at().save(task("t").on(Trigger.every(Duration.ofSeconds(1))).build());
    at().later(Duration.ofDays(2));
    at().save(task("t").on(Trigger.every(Duration.ofHours(1))).build());
    assertThat(skipped("t") + at().runs("t").size()).isEqualTo(2 * 86_400);
  }

  // ---- backfills

  @Test
  default void aSlotBackfilledInAPauseIsNotSkippedByTheResume() {
    StoredTask task = at().save(task("t").on(Trigger.every(Duration.ofHours(1))).build());
    Instant start = at().now();
    at().store().pause(task.id(), "quiet", "bob", start);
    Instant now = at().later(Duration.ofHours(5).plusMinutes(10));
    BackfillRequest two =
        new BackfillRequest(
            task.id(),
            start.plus(Duration.ofHours(2)),
            start.plus(Duration.ofHours(4)),
            10,
            Duration.ZERO);
    assertThat(at().store().backfill(two, "bob", now).made()).hasSize(2);
    at().store().resume(task.id(), ResumeFrom.NOW, "bob", now);
    assertThat(skipped("t")).isEqualTo(3);
    assertThat(at().runs("t"))
        .extracting(run -> run.origin().cause())
        .containsOnly(RunCause.BACKFILL);
  }

  @Test
  default void aSlotBackfilledInAPauseIsNotCaughtUpAgain() {
    StoredTask task =
        at().save(
                task("t")
                    .on(Trigger.every(Duration.ofHours(1)))
                    .policies(missed(CatchUp.runOnce(), Overlap.allowAll()))
                    .build());
    Instant start = at().now();
    at().store().pause(task.id(), "quiet", "bob", start);
    Instant now = at().later(Duration.ofHours(5).plusMinutes(10));
    BackfillRequest early =
        new BackfillRequest(
            task.id(), start.plusSeconds(1), start.plus(Duration.ofHours(3)), 10, Duration.ZERO);
    assertThat(at().store().backfill(early, "bob", now).made()).hasSize(2);
    at().store().resume(task.id(), ResumeFrom.CATCH_UP, "bob", now);
    at().plan();
    assertThat(at().runs("t")).hasSize(3);
    assertThat(skipped("t")).isEqualTo(2);
  }

  // ---- waits

  @Test
  default void aRunThatWaitsPastItsDeadlineExpires() {
    Instant start = at().now();
    Trigger prompt = Trigger.every(Duration.ofMinutes(10)).withDeadline(Duration.ofMinutes(12));
    at().save(
            task("t")
                .on(prompt)
                .policies(Policies.standard().withOverlap(Overlap.queueAll(5)))
                .build());
    NodeId node = at().node("a");
    at().store().renew(node, at().now(), Duration.ofDays(1), 0);
    at().later(Duration.ofMinutes(10));
    at().plan();
    Claimed first = at().claim(node);
    at().later(Duration.ofMinutes(10));
    at().plan();
    at().later(Duration.ofMinutes(10));
    at().plan();
    // The second has waited for 13 minutes then, the third for 3.
    at().later(Duration.ofMinutes(3));
    at().succeed(first);
    Run expired = at().runs("t").get(1);
    assertThat(expired.status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(expired.reason())
        .isEqualTo("expired: not started by its deadline, " + start.plus(Duration.ofMinutes(32)));
    assertThat(at().claim(node).id()).isEqualTo(at().runs("t").get(2).id());
  }

  @Test
  default void aRunThatHasBegunHasKeptItsDeadline() {
    Trigger prompt = Trigger.every(Duration.ofHours(1)).withDeadline(Duration.ofSeconds(30));
    at().save(task("t").on(prompt).build());
    at().later(Duration.ofHours(1));
    at().plan();
    at().fail(at().claim(at().node("a")));
    at().later(Duration.ofMinutes(30));
    assertThat(at().claim(at().node("b"), 10)).hasSize(1);
  }

  @Test
  default void aCatchUpThatGoesOnKeepsItsPace() {
    at().save(
            task("t")
                .on(Trigger.every(Duration.ofMinutes(10)))
                .policies(missed(CatchUp.runAll(100).withPerMinute(1), Overlap.allowAll()))
                .build());
    Instant first = at().later(Duration.ofMinutes(60 * 5 + 12));
    at().plan();
    assertThat(at().runs("t")).hasSize(31);
    assertThat(at().runs("t").get(30).due()).isEqualTo(first.plus(Duration.ofMinutes(30)));
    StoredTask task = at().stored("t");
    at().store().pause(task.id(), "", "bob", at().now());
    at().later(Duration.ofMinutes(12));
    at().store().resume(task.id(), ResumeFrom.CATCH_UP, "bob", at().now());
    at().plan();
    assertThat(at().runs("t").get(31).due()).isEqualTo(first.plus(Duration.ofMinutes(31)));
  }

  // ---- what a skip leaves alone

  @Test
  default void aSkipDoesNotMoveTheLastSuccess() {
    at().save(
            task("t")
                .on(Trigger.every(Duration.ofMinutes(10)))
                .policies(missed(CatchUp.skip(), Overlap.skip()))
                .build());
    at().later(Duration.ofMinutes(10));
    at().plan();
    Claimed first = at().claim(at().node("a"));
    at().succeed(first);
    Instant end = at().now();
    at().later(Duration.ofMinutes(95));
    at().plan();
    assertThat(skipped("t")).isEqualTo(9);
    assertThat(at().store().background(first.run()).previousSuccess()).contains(end);
    assertThat(at().run(first.id()).endedAt()).isEqualTo(end);
    assertThat(at().runs("t")).hasSize(1);
  }

  // ---- events

  @Test
  default void anEventTriggerIsHeardAsOftenAsItMayBe() {
    at().save(task("t").on(Trigger.onEvent("x").withMaxRuns(2)).build());
    at().save(
            task("more")
                .on(Trigger.onEvent("x").withMaxRuns(1))
                .on(Trigger.every(Duration.ofDays(1)))
                .policies(Policies.standard().withOverlap(Overlap.allowAll()))
                .build());
    for (int i = 0; i < 4; i++) {
      publish("x", "e" + i);
    }
    assertThat(at().runs("t")).hasSize(2);
    assertThat(at().stored("t").status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(at().runs("more")).hasSize(1);
    assertThat(at().stored("more").status()).isEqualTo(TaskStatus.ACTIVE);
    assertThat(at().stored("more").nextFire()).isEqualTo(at().now().plus(Duration.ofDays(1)));
  }

  @Test
  default void anEventThatIsSkippedDoesNotCount() {
    at().save(
            task("t")
                .on(Trigger.onEvent("x").withMaxRuns(2))
                .policies(Policies.standard().withOverlap(Overlap.skip()))
                .build());
    NodeId node = at().node("a");
    publish("x", "1");
    publish("x", "2");
    at().succeed(at().claim(node));
    publish("x", "3");
    publish("x", "4");
    assertThat(at().runs("t")).hasSize(2);
    assertThat(skipped("t")).isEqualTo(1);
  }

  @Test
  default void anEventTriggerHearsNothingBeforeItsStartAndFromItsEndOn() {
    Instant now = at().now();
    Trigger bounded =
        Trigger.onEvent("x").startingAt(now.plusSeconds(60)).endingAt(now.plusSeconds(120));
    at().save(task("t").on(bounded).build());
    publish("x", "early");
    at().later(Duration.ofSeconds(60));
    publish("x", "in time");
    at().later(Duration.ofSeconds(60));
    publish("x", "late");
    assertThat(at().runs("t"))
        .extracting(run -> run.origin().occurrence().value())
        .containsExactly("in time");
  }

  @Test
  default void aRunForAnEventExpiresWhenItWaitsTooLong() {
    at().save(task("t").on(Trigger.onEvent("x").withDeadline(Duration.ofMinutes(5))).build());
    publish("x", "1");
    at().later(Duration.ofMinutes(6));
    assertThat(at().claim(at().node("a"), 10)).isEmpty();
    assertThat(at().runs("t").get(0).status()).isEqualTo(RunStatus.SKIPPED);
  }
}
