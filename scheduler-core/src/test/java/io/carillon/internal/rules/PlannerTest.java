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
import io.carillon.time.Exclusions;
import io.carillon.time.WeeklyWindow;
import io.carillon.time.WhenExcluded;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
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
            TASK,
            triggers,
            policies,
            timetable,
            cursor,
            active,
            Set.of(),
            now,
            new Planner.Pace(Instant.MIN, GAP, Instant.MIN)));
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

  // ---- several missed slots of one decision

  private static final Policies ALL =
      Policies.standard().withCatchUp(CatchUp.runAll(10).withPerMinute(60));

  private static final Instant FIVE_MISSED = START.plus(Duration.ofMinutes(330));

  private static List<String> values(Decision decision) {
    return decision.slots().stream().map(slot -> slot.occurrence().value()).toList();
  }

  private static int skipped(Decision decision, String reason) {
    return decision.skips().stream()
        .filter(skip -> skip.reason().equals(reason))
        .mapToInt(SkipRow::count)
        .sum();
  }

  @Test
  void missedSlotsThatAreAllToRunQueueUnlessToldOtherwise() {
    Decision decision = plan(HOURLY, ALL, List.of(), FIVE_MISSED);
    assertThat(decision.slots()).hasSize(5);
    assertThat(decision.slots())
        .extracting(Planner.Slot::hold)
        .containsExactly(Hold.NONE, Hold.QUEUED, Hold.QUEUED, Hold.QUEUED, Hold.QUEUED);
    assertThat(decision.skips()).isEmpty();
  }

  @Test
  void missedSlotsThatOverlapByTheirOwnCatchUpSaySo() {
    Decision decision = plan(HOURLY, ALL.withOverlap(Overlap.skip()), List.of(), FIVE_MISSED);
    assertThat(decision.slots()).hasSize(1);
    assertThat(skipped(decision, "overlap: an earlier missed slot runs")).isEqualTo(4);
  }

  @Test
  void cancelPreviousLeavesTheNewestOfSeveralMissedSlots() {
    Policies cancel = ALL.withOverlap(Overlap.cancelPrevious());
    Decision free = plan(HOURLY, cancel, List.of(), FIVE_MISSED);
    assertThat(values(free)).containsExactly("2026-03-01T05:00:00Z");
    assertThat(free.slots().get(0).hold()).isEqualTo(Hold.NONE);
    assertThat(skipped(free, "cancelled for a newer slot")).isEqualTo(4);
    Decision busy = plan(HOURLY, cancel, List.of(running(7)), FIVE_MISSED);
    assertThat(values(busy)).containsExactly("2026-03-01T05:00:00Z");
    assertThat(busy.slots().get(0).hold()).isEqualTo(Hold.QUEUED);
    assertThat(busy.cancel()).containsExactly(running(7).id());
  }

  @Test
  void aSlotThatIsReplacedBeforeItRanDoesNotCount() {
    List<Trigger> twice = List.of(Trigger.cron("0 * * * *").withMaxRuns(2));
    Decision decision = plan(twice, ALL.withOverlap(Overlap.replace()), List.of(), FIVE_MISSED);
    assertThat(values(decision)).containsExactly("2026-03-01T05:00:00Z");
    assertThat(skipped(decision, "replaced by a newer slot")).isEqualTo(4);
    assertThat(decision.cursor().marks().get(0).fired()).isEqualTo(1);
    assertThat(decision.over()).isFalse();
  }

  @Test
  void aTasksSlowPaceDoesNotHoldUpOtherTasks() {
    Policies slow =
        Policies.standard()
            .withCatchUp(CatchUp.runAll(10).withPerMinute(1))
            .withOverlap(Overlap.allowAll());
    Decision decision = plan(HOURLY, slow, List.of(), FIVE_MISSED);
    assertThat(decision.slots().get(4).due()).isEqualTo(FIVE_MISSED.plusSeconds(240));
    assertThat(decision.catchUpFrom()).isEqualTo(FIVE_MISSED.plus(GAP.multipliedBy(5)));
  }

  @Test
  void aPaceThatDoesNotDivideAMinuteGivesWholeMicroseconds() {
    Policies odd =
        Policies.standard()
            .withCatchUp(CatchUp.runAll(10).withPerMinute(19))
            .withOverlap(Overlap.allowAll());
    for (Planner.Slot slot : plan(HOURLY, odd, List.of(), FIVE_MISSED).slots()) {
      assertThat(slot.due()).isEqualTo(slot.due().truncatedTo(ChronoUnit.MICROS));
    }
  }

  @Test
  void spentTriggersDoNotCountAmongTheNewestThatAreCaughtUp() {
    Trigger spent = Trigger.cron("*/5 * * * *").withMaxRuns(1);
    Policies newest =
        Policies.standard().withCatchUp(CatchUp.runAll(3)).withOverlap(Overlap.allowAll());
    List<Trigger> triggers = List.of(spent, Trigger.cron("0 * * * *"));
    Cursor cursor = Cursor.start(ZoneOffset.UTC, triggers, START);
    cursor = cursor.with(0, cursor.marks().get(0).firedOnce());
    Decision decision = Planner.plan(input(triggers, newest, cursor, FIVE_MISSED, Set.of()));
    assertThat(decision.slots()).hasSize(3);
  }

  // ---- what is one slot

  @Test
  void triggersThatFallDueTogetherAreOneSlotWhateverTheirRulesSay() {
    // Its 1st is a Sunday, and moves to where the other one fires.
    Trigger moved =
        Trigger.cron("0 9 1 * *")
            .withExclusions(
                Exclusions.none()
                    .weekly(WeeklyWindow.weekends())
                    .then(WhenExcluded.NEXT_WORKING_DAY));
    List<Trigger> both = List.of(moved, Trigger.cron("0 9 * * MON"));
    Instant monday = Instant.parse("2026-03-02T09:00:00Z");
    Decision decision = plan(both, Policies.standard(), List.of(), monday);
    assertThat(values(decision)).containsExactly("2026-03-02T09:00:00Z");
    assertThat(decision.skips()).isEmpty();
  }

  @Test
  void triggersWhoseRulesHaveOneInstantAreOneSlotHoweverTheyAreShifted() {
    Trigger shifted = Trigger.cron("0 * * * *").withSpread(Duration.ofMinutes(50));
    Decision decision =
        plan(
            List.of(shifted, Trigger.cron("0 * * * *")),
            Policies.standard().withCatchUp(CatchUp.runAll(100)),
            List.of(),
            FIVE_MISSED);
    // That of midnight is the shifted one's alone: the other was defined too late for it.
    assertThat(decision.slots()).hasSize(6);
    assertThat(values(decision)).doesNotHaveDuplicates().startsWith("2026-03-01T00:00:00Z");
    assertThat(decision.next()).contains(Instant.parse("2026-03-01T06:00:00Z"));
  }

  @Test
  void aDeadlineIsCountedFromWhereTheSlotFellDue() {
    Trigger spread =
        Trigger.cron("0 * * * *")
            .withSpread(Duration.ofMinutes(50))
            .withDeadline(Duration.ofSeconds(30));
    Cursor cursor = Cursor.start(ZoneOffset.UTC, List.of(spread), START);
    Instant fire =
        Timetable.of(List.of(spread), cursor, "task", Calendars.none())
            .nextFire(cursor)
            .orElseThrow();
    assertThat(fire).isAfter(Instant.parse("2026-03-01T00:01:00Z"));
    Decision inTime = plan(List.of(spread), Policies.standard(), List.of(), fire.plusSeconds(30));
    assertThat(inTime.slots()).hasSize(1);
    Decision late = plan(List.of(spread), Policies.standard(), List.of(), fire.plusSeconds(31));
    assertThat(late.slots()).isEmpty();
  }

  // ---- pauses, edits, backfills

  private static Planner.Input input(
      List<Trigger> triggers, Policies policies, Cursor cursor, Instant now, Set<Instant> ran) {
    Timetable timetable = Timetable.of(triggers, cursor, "task", Calendars.none());
    Planner.Pace pace = new Planner.Pace(Instant.MIN, GAP, Instant.MIN);
    return new Planner.Input(
        TASK, triggers, policies, timetable, cursor, List.of(), ran, now, pace);
  }

  @Test
  void aFixedDelayThatIsDueKeepsNoSlotFromBeingSkipped() {
    List<Trigger> both = List.of(Trigger.afterEach(Duration.ofHours(1)), Trigger.cron("0 * * * *"));
    Cursor cursor = Cursor.start(ZoneOffset.UTC, both, START);
    Decision decision =
        Planner.skipAll(
            input(both, Policies.standard(), cursor, FIVE_MISSED, Set.of()), "paused: quiet");
    assertThat(skipped(decision, "paused: quiet")).isEqualTo(5);
    assertThat(decision.cursor().marks().get(0).delayDue()).isEqualTo(START);
  }

  @Test
  void aSlotThatABackfillRanIsNotSkippedAsWell() {
    Cursor cursor = Cursor.start(ZoneOffset.UTC, HOURLY, START);
    Set<Instant> ran = Set.of(Instant.parse("2026-03-01T02:00:00Z"));
    Planner.Input input = input(HOURLY, Policies.standard(), cursor, FIVE_MISSED, ran);
    assertThat(skipped(Planner.skipAll(input, "paused: quiet"), "paused: quiet")).isEqualTo(4);
    Decision decision = Planner.plan(input);
    assertThat(values(decision)).containsExactly("2026-03-01T05:00:00Z");
    assertThat(skipped(decision, "missed, and a newer slot runs instead")).isEqualTo(3);
  }

  @Test
  void anotherZoneHasNothingToMakeUpFor() {
    List<Trigger> daily = List.of(Trigger.cron("0 9 * * *"), Trigger.every(Duration.ofHours(7)));
    Cursor cursor = Cursor.start(ZoneOffset.UTC, daily, START);
    Instant now = Instant.parse("2026-03-01T15:00:00Z");
    Cursor edited = cursor.edited(ZoneId.of("America/New_York"), daily, daily, now);
    Timetable timetable = Timetable.of(daily, edited, "task", Calendars.none());
    assertThat(timetable.upcoming(edited, 3).get(0)).isEqualTo(START.plus(Duration.ofHours(7)));
    assertThat(edited.marks().get(0).after()).isEqualTo(now);
  }
}
