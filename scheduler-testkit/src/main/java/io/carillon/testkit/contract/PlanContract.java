package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.CatchUp;
import io.carillon.Overlap;
import io.carillon.Policies;
import io.carillon.Run;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.SkippedSlots;
import io.carillon.StoredTask;
import io.carillon.TaskStatus;
import io.carillon.Trigger;
import io.carillon.spi.NodeId;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.RunStore.PlanRequest;
import io.carillon.spi.RunStore.Planned;
import io.carillon.spi.TaskStore.BackfillRequest;
import io.carillon.spi.TaskStore.Backfilled;
import io.carillon.spi.TaskStore.ResumeFrom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Slots in time: each is accounted for, once. */
public interface PlanContract extends StorePart {

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static Trigger everyMinute() {
    return Trigger.every(minutes(1));
  }

  private static Policies catchUp(CatchUp catchUp) {
    return Policies.standard().withCatchUp(catchUp).withOverlap(Overlap.allowAll());
  }

  private List<SkippedSlots> skips(String name) {
    return at().store().skips(at().stored(name).id(), 100);
  }

  private int skipped(String name) {
    return skips(name).stream().mapToInt(SkippedSlots::count).sum();
  }

  private List<Instant> nominal(String name) {
    return at().runs(name).stream()
        .map(run -> run.origin().occurrence().nominal().orElseThrow())
        .toList();
  }

  @Test
  default void aSlotBecomesARunWhenItsTimeHasComeAndNotBefore() {
    at().save(task("t").on(everyMinute()).build());
    Instant start = at().now();
    Planned early = at().plan();
    assertThat(early.runs()).isZero();
    assertThat(early.next()).contains(start.plusSeconds(60));
    at().later(minutes(1));
    Planned planned = at().plan();
    assertThat(planned.runs()).isEqualTo(1);
    assertThat(planned.next()).contains(start.plusSeconds(120));
    Run run = at().runs("t").get(0);
    assertThat(run.origin().cause()).isEqualTo(RunCause.SCHEDULE);
    assertThat(run.due()).isEqualTo(start.plusSeconds(60));
    assertThat(nominal("t")).containsExactly(start.plusSeconds(60));
    assertThat(at().stored("t").nextFire()).isEqualTo(start.plusSeconds(120));
  }

  @Test
  default void planningTwicePlansOnce() {
    at().save(task("t").on(everyMinute()).build());
    at().later(minutes(1));
    at().plan();
    assertThat(at().plan().runs()).isZero();
    assertThat(at().runs("t")).hasSize(1);
  }

  @Test
  default void triggersThatMeetAtOneInstantAreOneSlot() {
    at().save(
            task("t")
                .on(Trigger.every(minutes(2)))
                .on(Trigger.every(minutes(3)))
                .policies(Policies.standard().withOverlap(Overlap.allowAll()))
                .build());
    Instant start = at().now();
    for (int i = 0; i < 6; i++) {
      at().later(minutes(1));
      at().plan();
    }
    assertThat(nominal("t"))
        .containsExactly(
            start.plusSeconds(120),
            start.plusSeconds(180),
            start.plusSeconds(240),
            start.plusSeconds(360));
  }

  @Test
  default void noMoreTasksArePlannedThanAskedForAndTheRestIsStillDue() {
    at().save(task("a").on(everyMinute()).build());
    at().save(task("b").on(everyMinute()).build());
    at().later(minutes(1));
    Planned first = at().store().plan(new PlanRequest(1, at().now(), Duration.ZERO), at().now());
    assertThat(first.runs()).isEqualTo(1);
    assertThat(first.next().orElseThrow()).isEqualTo(at().now());
    assertThat(at().plan().runs()).isEqualTo(1);
  }

  @Test
  default void aSlotWithinItsGraceIsNotMissed() {
    Policies skip = catchUp(CatchUp.skip());
    at().save(task("t").on(Trigger.every(minutes(10))).policies(skip).build());
    at().later(minutes(10).plusSeconds(60));
    assertThat(at().plan().runs()).isEqualTo(1);
    at().later(minutes(10).plusSeconds(1));
    assertThat(at().plan().runs()).isZero();
    assertThat(skips("t").get(0).reason()).isEqualTo("missed, and the task skips missed slots");
  }

  @Test
  default void missedSlotsAreSkippedWithOneRecord() {
    at().save(task("t").on(everyMinute()).policies(catchUp(CatchUp.skip())).build());
    Instant start = at().now();
    at().later(minutes(10).plusSeconds(30));
    Planned planned = at().plan();
    assertThat(planned.runs()).isEqualTo(1);
    assertThat(planned.skipped()).isEqualTo(9);
    SkippedSlots record = skips("t").get(0);
    assertThat(record.count()).isEqualTo(9);
    assertThat(record.from()).isEqualTo(start.plusSeconds(60));
    assertThat(record.to()).isEqualTo(start.plusSeconds(540));
    assertThat(record.expired()).isFalse();
    assertThat(nominal("t")).containsExactly(start.plusSeconds(600));
  }

  @Test
  default void theNewestMissedSlotRunsOnce() {
    Trigger hourly = Trigger.every(minutes(60));
    at().save(task("t").on(hourly).policies(catchUp(CatchUp.runOnce())).build());
    Instant start = at().now();
    at().later(minutes(60 * 5 + 10));
    at().plan();
    assertThat(nominal("t")).containsExactly(start.plusSeconds(5 * 3600));
    assertThat(skipped("t")).isEqualTo(4);
    assertThat(at().runs("t").get(0).due()).isEqualTo(at().now());
  }

  @Test
  default void allMissedSlotsRunUpToTheirNumberAtTheirPace() {
    Trigger hourly = Trigger.every(minutes(60));
    CatchUp all = CatchUp.runAll(3).withPerMinute(6);
    at().save(task("t").on(hourly).policies(catchUp(all)).build());
    Instant start = at().now();
    Instant now = at().later(minutes(60 * 5 + 10));
    at().plan();
    assertThat(nominal("t"))
        .containsExactly(
            start.plusSeconds(3 * 3600), start.plusSeconds(4 * 3600), start.plusSeconds(5 * 3600));
    assertThat(at().runs("t"))
        .extracting(Run::due)
        .containsExactly(now, now.plusSeconds(10), now.plusSeconds(20));
    assertThat(skipped("t")).isEqualTo(2);
    assertThat(skips("t").get(0).reason()).isEqualTo("missed, and only the newest 3 are caught up");
  }

  @Test
  default void catchUpOfSeveralTasksIsPacedTogether() {
    for (String name : List.of("a", "b", "c")) {
      Trigger once = Trigger.at(at().now().plusSeconds(1));
      at().save(task(name).on(once).policies(catchUp(CatchUp.runOnce())).build());
    }
    Instant now = at().later(minutes(30));
    Duration gap = Duration.ofSeconds(3);
    Planned first = at().store().plan(new PlanRequest(2, Instant.EPOCH, gap), now);
    at().store().plan(new PlanRequest(2, first.catchUpFrom(), gap), now);
    List<Instant> due =
        List.of("a", "b", "c").stream().map(name -> at().runs(name).get(0).due()).sorted().toList();
    assertThat(due).containsExactly(now, now.plusSeconds(3), now.plusSeconds(6));
  }

  @Test
  default void whatWasMissedForTooLongExpires() {
    Trigger hourly = Trigger.every(minutes(60));
    CatchUp fresh = CatchUp.runAll(100).withExpiry(minutes(130));
    at().save(task("t").on(hourly).policies(catchUp(fresh)).build());
    at().later(minutes(60 * 5 + 10));
    at().plan();
    assertThat(at().runs("t")).hasSize(3);
    assertThat(skips("t").get(0).expired()).isTrue();
    assertThat(skipped("t")).isEqualTo(2);
  }

  @Test
  default void aSlotPastItsDeadlineExpires() {
    Trigger prompt = Trigger.every(minutes(10)).withDeadline(Duration.ofSeconds(5));
    at().save(task("t").on(prompt).build());
    at().later(minutes(10).plusSeconds(6));
    at().plan();
    assertThat(at().runs("t")).isEmpty();
    assertThat(skips("t").get(0).expired()).isTrue();
  }

  @Test
  default void aTaskWhoseTriggersAreSpentIsCompleted() {
    at().save(task("once").on(Trigger.in(minutes(1))).build());
    at().save(task("twice").on(everyMinute().withMaxRuns(2)).build());
    NodeId node = at().node("a");
    at().later(minutes(1));
    at().plan();
    assertThat(at().stored("once").status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(at().stored("once").nextFire()).isNull();
    assertThat(at().stored("twice").status()).isEqualTo(TaskStatus.ACTIVE);
    List<Claimed> claimed = at().claim(node, 10);
    assertThat(claimed).hasSize(2);
    claimed.forEach(at()::succeed);
    at().later(minutes(1));
    at().plan();
    assertThat(at().stored("twice").status()).isEqualTo(TaskStatus.COMPLETED);
    at().later(minutes(5));
    assertThat(at().plan().runs()).isZero();
  }

  @Test
  default void aFixedDelayCountsFromTheEndOfTheRunBefore() {
    at().save(task("t").on(Trigger.afterEach(minutes(5))).build());
    NodeId node = at().node("a");
    at().plan();
    assertThat(at().runs("t")).hasSize(1);
    Claimed first = at().claim(node);
    at().later(Duration.ofSeconds(15));
    at().plan();
    assertThat(at().runs("t")).hasSize(1);
    at().succeed(first);
    assertThat(at().stored("t").nextFire()).isEqualTo(at().now().plus(minutes(5)));
    at().later(minutes(5));
    at().plan();
    at().plan();
    assertThat(at().runs("t")).hasSize(2);
    assertThat(at().runs("t").get(1).origin().occurrence())
        .isEqualTo(io.carillon.Occurrence.after(first.id()));
  }

  @Test
  default void aFixedDelayGoesOnAfterAFailureACancelAndALostNode() {
    at().save(
            task("t")
                .on(Trigger.afterEach(minutes(5)))
                .policies(Policies.standard().withRetry(io.carillon.Retry.never()))
                .build());
    at().plan();
    at().fail(at().claim(at().node("a")));
    at().later(minutes(5));
    at().plan();
    at().store().cancel(at().runs("t").get(1).id(), "bob", "", at().now());
    at().later(minutes(5));
    at().plan();
    assertThat(at().runs("t")).hasSize(3);
    for (int i = 0; i <= 3; i++) {
      at().claim(at().node("n" + i));
      at().loseAllNodes();
    }
    assertThat(at().runs("t").get(2).status()).isEqualTo(RunStatus.FAILED);
    at().later(minutes(5));
    at().plan();
    assertThat(at().runs("t")).hasSize(4);
  }

  // ---- pauses

  @Test
  default void slotsOfAPauseAreSkippedByAResumeFromNow() {
    StoredTask task = at().save(task("t").on(everyMinute()).build());
    at().store().pause(task.id(), "quiet", "bob", at().now());
    at().later(minutes(10).plusSeconds(30));
    assertThat(at().plan().runs()).isZero();
    StoredTask resumed = at().store().resume(task.id(), ResumeFrom.NOW, "bob", at().now());
    assertThat(resumed.nextFire()).isEqualTo(at().now().plusSeconds(30));
    assertThat(skipped("t")).isEqualTo(10);
    assertThat(skips("t").get(0).reason()).isEqualTo("paused: quiet");
    assertThat(at().plan().runs()).isZero();
  }

  @Test
  default void slotsOfAPauseFollowTheCatchUpPolicyWhenAskedTo() {
    Trigger hourly = Trigger.every(minutes(60));
    StoredTask task =
        at().save(task("t").on(hourly).policies(catchUp(CatchUp.runAll(100))).build());
    at().store().pause(task.id(), "quiet", "bob", at().now());
    at().later(minutes(60 * 3 + 5));
    at().store().resume(task.id(), ResumeFrom.CATCH_UP, "bob", at().now());
    at().plan();
    assertThat(at().runs("t")).hasSize(3);
    assertThat(skips("t")).isEmpty();
  }

  @Test
  default void slotsOfATriggerThatIsDroppedDuringAPauseAreAccountedFor() {
    StoredTask task = at().save(task("t").on(everyMinute()).build());
    at().store().pause(task.id(), "quiet", "bob", at().now());
    at().later(minutes(10));
    at().save(task("t").on(Trigger.every(minutes(7))).build());
    assertThat(skipped("t")).isEqualTo(10);
    at().store().resume(task.id(), ResumeFrom.NOW, "bob", at().now());
    assertThat(skipped("t")).isEqualTo(10);
  }

  @Test
  default void anEditAccountsForWhatWasDueBefore() {
    at().save(task("t").on(everyMinute()).build());
    at().later(minutes(1));
    at().save(task("t").on(Trigger.every(minutes(7))).build());
    assertThat(at().runs("t")).hasSize(1);
    assertThat(at().runs("t").get(0).origin().taskVersion()).isEqualTo(1);
  }

  // ---- backfill

  @Test
  default void aBackfillMakesTheRunsThatDidNotRun() {
    StoredTask task =
        at().save(
                task("t")
                    .on(Trigger.every(minutes(60)))
                    .policies(catchUp(CatchUp.runOnce()))
                    .build());
    Instant start = at().now();
    Instant now = at().later(minutes(60 * 5 + 10));
    at().plan();
    BackfillRequest request =
        new BackfillRequest(task.id(), start, now, 100, Duration.ofSeconds(1));
    Backfilled done = at().store().backfill(request, "bob", now);
    assertThat(done.made()).hasSize(5);
    assertThat(done.known()).isEqualTo(1);
    assertThat(at().store().backfill(request, "bob", now).made()).isEmpty();
    Set<Instant> distinct = Set.copyOf(nominal("t"));
    assertThat(distinct).hasSize(6);
    assertThat(at().run(done.made().get(0)).origin().cause()).isEqualTo(RunCause.BACKFILL);
    BackfillRequest future =
        new BackfillRequest(task.id(), start, now.plusSeconds(1), 100, Duration.ZERO);
    assertThatThrownBy(() -> at().store().backfill(future, "bob", now))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void aSlotThatWasBackfilledBeforeItWasPlannedHoldsNothingUp() {
    StoredTask task =
        at().save(
                task("t")
                    .on(Trigger.every(minutes(60)))
                    .policies(
                        Policies.standard()
                            .withCatchUp(CatchUp.runAll(100))
                            .withOverlap(Overlap.queueAll(100)))
                    .build());
    Instant start = at().now();
    at().later(minutes(60 * 2 + 10));
    Instant middle = start.plus(minutes(90));
    BackfillRequest request =
        new BackfillRequest(task.id(), start.plusSeconds(1), middle, 100, Duration.ZERO);
    RunId made = at().store().backfill(request, "bob", at().now()).made().get(0);
    at().succeed(at().claim(at().node("a")));
    at().plan();
    assertThat(at().run(made).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(at().runs("t")).hasSize(2);
    at().later(minutes(1));
    assertThat(at().claim(at().node("b"), 10)).hasSize(1);
  }
}
