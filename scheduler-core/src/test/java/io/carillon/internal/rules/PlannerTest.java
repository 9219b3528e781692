package io.carillon.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.CatchUp;
import io.carillon.Overlap;
import io.carillon.Policies;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.TaskId;
import io.carillon.Trigger;
import io.carillon.internal.rules.Planner.Decision;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.SkipRow;
import io.carillon.time.Calendars;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final TaskId TASK = new TaskId(new UUID(1, 1));
  private static final Duration GAP = Duration.ofSeconds(3);

  private static Decision plan(
      List<Trigger> triggers, Policies policies, List<ReadyRow> active, Instant now) {
    return plan(triggers, policies, active, now, ZoneOffset.UTC);
  }

  private static Decision plan(
      List<Trigger> triggers, Policies policies, List<ReadyRow> active, Instant now, ZoneId zone) {
    Cursor cursor = Cursor.start(zone, triggers, START);
    Timetable timetable = Timetable.of(triggers, cursor, "task", Calendars.none());
    return Planner.plan(
        new Planner.Input(
            TASK, triggers, policies, timetable, cursor, active, now, Instant.MIN, GAP));
  }

  private static ReadyRow running(int id) {
    return new ReadyRow(
        new RunId(new UUID(2, id)),
        TASK,
        RunState.RUNNING,
        START,
        0,
        "h",
        Hold.NONE,
        "",
        1,
        0,
        0,
        null,
        START,
        false,
        true,
        null);
  }

  private static final List<Trigger> HOURLY = List.of(Trigger.cron("0 * * * *"));

  @Test
  void aSlotOnTimeRunsOnceAndTheNextIsPlanned() {
    Decision decision = plan(HOURLY, Policies.standard(), List.of(), START.plusSeconds(3_601));
    assertThat(decision.slots())
        .extracting(slot -> slot.occurrence().value())
        .containsExactly("2026-03-01T01:00:00Z");
    assertThat(decision.next()).contains(Instant.parse("2026-03-01T02:00:00Z"));
    assertThat(decision.skips()).isEmpty();
  }

  @Test
  void triggersThatFireAtOneInstantAreOneSlot() {
    List<Trigger> both = List.of(Trigger.cron("0 * * * *"), Trigger.cron("*/30 * * * *"));
    Decision decision = plan(both, Policies.standard(), List.of(), START.plusSeconds(3_601));
    assertThat(decision.slots()).hasSize(1);
    assertThat(decision.skips()).hasSize(1);
    assertThat(decision.skips().get(0).from()).isEqualTo(Instant.parse("2026-03-01T00:30:00Z"));
  }

  @Test
  void afterAnOutageACalendarTimeRunsOnceAndTheRestIsOneRecordOfSkips() {
    Decision decision =
        plan(HOURLY, Policies.standard(), List.of(), START.plus(Duration.ofMinutes(330)));
    assertThat(decision.slots())
        .extracting(slot -> slot.occurrence().value())
        .containsExactly("2026-03-01T05:00:00Z");
    SkipRow skip = decision.skips().get(0);
    assertThat(decision.skips()).hasSize(1);
    assertThat(skip.count()).isEqualTo(4);
    assertThat(skip.to()).isEqualTo(Instant.parse("2026-03-01T04:00:00Z"));
  }

  @Test
  void missedIntervalsAreSkippedByDefault() {
    Decision decision =
        plan(
            List.of(Trigger.every(Duration.ofHours(1))),
            Policies.standard(),
            List.of(),
            START.plus(Duration.ofMinutes(330)));
    assertThat(decision.slots()).isEmpty();
    assertThat(decision.skips().stream().mapToInt(SkipRow::count).sum()).isEqualTo(5);
    assertThat(decision.next()).contains(START.plus(Duration.ofHours(6)));
  }

  @Test
  void catchUpOfAllRunsTheNewestAndPacesThem() {
    Policies policies =
        Policies.standard()
            .withCatchUp(CatchUp.runAll(3).withPerMinute(2))
            .withOverlap(Overlap.allowAll());
    Instant now = START.plus(Duration.ofMinutes(330));
    Decision decision = plan(HOURLY, policies, List.of(), now);
    assertThat(decision.slots())
        .extracting(slot -> slot.occurrence().value())
        .containsExactly("2026-03-01T03:00:00Z", "2026-03-01T04:00:00Z", "2026-03-01T05:00:00Z");
    assertThat(decision.slots())
        .extracting(Planner.Slot::due)
        .containsExactly(now, now.plusSeconds(30), now.plusSeconds(60));
    assertThat(decision.skips().get(0).count()).isEqualTo(2);
  }

  @Test
  void slotsOlderThanTheExpiryAreExpired() {
    Policies policies =
        Policies.standard()
            .withCatchUp(CatchUp.runAll(100).withExpiry(Duration.ofMinutes(100)))
            .withOverlap(Overlap.allowAll());
    Decision decision = plan(HOURLY, policies, List.of(), START.plus(Duration.ofMinutes(330)));
    assertThat(decision.slots()).hasSize(2);
    assertThat(decision.skips()).hasSize(1);
    assertThat(decision.skips().get(0).expired()).isTrue();
    assertThat(decision.skips().get(0).count()).isEqualTo(3);
  }

  @Test
  void anActiveRunSkipsTheSlotWithItsReason() {
    Decision decision =
        plan(HOURLY, Policies.standard(), List.of(running(7)), START.plusSeconds(3_601));
    assertThat(decision.slots()).isEmpty();
    assertThat(decision.skips().get(0).reason())
        .isEqualTo("overlap: run " + running(7).id() + " has not ended");
  }

  @Test
  void aQueueHoldsTheSlotAndSkipsWhenFull() {
    Policies policies =
        Policies.standard().withOverlap(Overlap.queueOne()).withCatchUp(CatchUp.runAll(10));
    Decision decision =
        plan(HOURLY, policies, List.of(running(7)), START.plus(Duration.ofMinutes(121)));
    assertThat(decision.slots()).extracting(Planner.Slot::hold).containsExactly(Hold.QUEUED);
    assertThat(decision.skips()).hasSize(1);
    assertThat(decision.skips().get(0).reason()).isEqualTo("overlap: 1 already waiting");
  }

  @Test
  void replaceFencesWhatRuns() {
    Policies policies = Policies.standard().withOverlap(Overlap.replace());
    Decision decision = plan(HOURLY, policies, List.of(running(7)), START.plusSeconds(3_601));
    assertThat(decision.fence()).containsExactly(running(7).id());
    assertThat(decision.slots()).extracting(Planner.Slot::hold).containsExactly(Hold.NONE);
  }

  @Test
  void aDeadlineThatHasPassedExpiresTheSlot() {
    Decision decision =
        plan(
            List.of(Trigger.cron("0 * * * *").withDeadline(Duration.ofMinutes(10))),
            Policies.standard(),
            List.of(),
            START.plus(Duration.ofMinutes(75)));
    assertThat(decision.slots()).isEmpty();
    assertThat(decision.skips().get(0).expired()).isTrue();
  }

  @Test
  void aOneOffThatHasFiredIsOver() {
    Decision decision =
        plan(
            List.of(Trigger.in(Duration.ofSeconds(30))),
            Policies.standard(),
            List.of(),
            START.plusSeconds(31));
    assertThat(decision.slots()).hasSize(1);
    assertThat(decision.over()).isTrue();
    assertThat(decision.next()).isEmpty();
  }

  @Test
  void aTriggerStopsAfterItsMaximumOfRuns() {
    List<Trigger> twice = List.of(Trigger.cron("0 * * * *").withMaxRuns(2));
    Policies policies =
        Policies.standard().withCatchUp(CatchUp.runAll(100)).withOverlap(Overlap.allowAll());
    Decision decision = plan(twice, policies, List.of(), START.plus(Duration.ofHours(9)));
    assertThat(decision.slots()).hasSize(2);
    assertThat(decision.over()).isTrue();
  }

  @Test
  void aFixedDelayFiresAtOnceAndThenWaitsForTheRunToEnd() {
    List<Trigger> triggers = List.of(Trigger.afterEach(Duration.ofMinutes(10)));
    Decision first = plan(triggers, Policies.standard(), List.of(), START);
    assertThat(first.slots()).hasSize(1);
    assertThat(first.next()).isEmpty();
    assertThat(first.over()).isFalse();
    RunId run = running(1).id();
    Cursor armed = first.cursor().ended(triggers, run, START.plusSeconds(60));
    assertThat(armed.marks().get(0).delayDue()).isEqualTo(START.plusSeconds(660));
    assertThat(armed.marks().get(0).previous()).isEqualTo(run);
  }

  @Test
  void workPerDecisionIsBoundedAndGoesOn() {
    Decision decision =
        plan(
            List.of(Trigger.every(Duration.ofSeconds(1))),
            Policies.standard(),
            List.of(),
            START.plus(Duration.ofDays(2)));
    assertThat(decision.skips().get(0).count()).isEqualTo(100_000);
    assertThat(decision.next()).contains(START.plusSeconds(100_001));
  }

  @Test
  void aFixedHourInAGapFiresOnceAtTheFirstValidInstant() {
    ZoneId paris = ZoneId.of("Europe/Paris");
    Decision decision =
        plan(
            List.of(Trigger.cron("30 2 29 3 *")),
            Policies.standard(),
            List.of(),
            Instant.parse("2026-03-29T01:00:30Z"),
            paris);
    assertThat(decision.slots())
        .extracting(slot -> slot.occurrence().value())
        .containsExactly("2026-03-29T01:00:00Z");
  }
}
