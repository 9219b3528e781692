package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.carillon.InvalidDefinitionException;
import io.carillon.PastOnce;
import io.carillon.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FireTimesTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant ANCHOR = Instant.parse("2026-03-01T10:00:00Z");

  private static FireTimes compile(Trigger trigger, ZoneId zone) {
    return FireTimes.of(trigger, zone, ANCHOR, "tenant/task", Calendars.none());
  }

  private static List<String> after(FireTimes fires, String from, int count) {
    List<String> found = new ArrayList<>();
    Optional<Instant> at = fires.next(Instant.parse(from));
    while (at.isPresent() && found.size() < count) {
      found.add(at.get().toString());
      at = fires.next(at.get());
    }
    return found;
  }

  /** For every answer: forward, and back again. */
  private static void assertLaws(FireTimes fires, Instant from, int count) {
    Instant at = from;
    for (int i = 0; i < count; i++) {
      Optional<Instant> next = fires.next(at);
      if (next.isEmpty()) {
        return;
      }
      assertThat(next.get()).isAfter(at);
      assertThat(fires.previous(next.get().plusNanos(1))).isEqualTo(next);
      Optional<Instant> back = fires.previous(next.get());
      assertThat(back.orElse(Instant.MIN)).isBeforeOrEqualTo(at);
      if (i > 0) {
        assertThat(back).contains(at);
      }
      at = next.get();
    }
  }

  @Test
  void intervalIsTrueElapsedTimeFromItsAnchor() {
    FireTimes fires = compile(Trigger.every(Duration.ofMinutes(45)), PARIS);
    assertThat(after(fires, "2026-03-01T10:00:00Z", 2))
        .containsExactly("2026-03-01T10:45:00Z", "2026-03-01T11:30:00Z");
    assertThat(after(fires, "2026-03-29T00:00:00Z", 2))
        .containsExactly("2026-03-29T00:15:00Z", "2026-03-29T01:00:00Z");
    assertThat(fires.previous(ANCHOR)).contains(Instant.parse("2026-03-01T09:15:00Z"));
    assertLaws(fires, ANCHOR, 50);
  }

  @Test
  void intervalTakesItsOwnAnchorAndFinePeriods() {
    Instant own = Instant.parse("2026-03-01T00:00:00.250Z");
    FireTimes fires = compile(Trigger.every(Duration.ofMillis(700)).anchoredAt(own), UTC);
    assertThat(after(fires, "2026-03-01T00:00:00Z", 2))
        .containsExactly("2026-03-01T00:00:00.250Z", "2026-03-01T00:00:00.950Z");
    assertLaws(fires, Instant.parse("1999-12-31T23:59:59.999999999Z"), 50);
  }

  @Test
  void everyTwoDaysDoesNotJumpAtTheEndOfAMonth() {
    FireTimes fires = compile(Trigger.every(Duration.ofDays(2)), UTC);
    assertThat(after(fires, "2026-03-30T00:00:00Z", 2))
        .containsExactly("2026-03-31T10:00:00Z", "2026-04-02T10:00:00Z");
  }

  @Test
  void fixedDelayCountsFromTheEndOfThePreviousRun() {
    FireTimes fires = compile(Trigger.afterEach(Duration.ofHours(1)), UTC);
    assertThat(fires.next(Instant.parse("2026-03-01T10:17:00Z")))
        .contains(Instant.parse("2026-03-01T11:17:00Z"));
    assertThat(fires.previous(ANCHOR)).isEmpty();
  }

  @Test
  void onceFiresOnce() {
    FireTimes fires = compile(Trigger.at(LocalDateTime.parse("2026-12-24T18:00")), PARIS);
    Instant at = Instant.parse("2026-12-24T17:00:00Z");
    assertThat(fires.next(ANCHOR)).contains(at);
    assertThat(fires.next(at)).isEmpty();
    assertThat(fires.previous(at)).isEmpty();
    assertThat(fires.previous(at.plusNanos(1))).contains(at);
    assertThat(compile(Trigger.in(Duration.ofMinutes(20)), UTC).next(ANCHOR))
        .contains(ANCHOR.plusSeconds(1_200));
  }

  @Test
  void onceInAGapFiresAtTheFirstValidInstant() {
    FireTimes fires = compile(Trigger.at(LocalDateTime.parse("2026-03-29T02:30")), PARIS);
    assertThat(fires.next(ANCHOR)).contains(Instant.parse("2026-03-29T01:00:00Z"));
  }

  @Test
  void passedOnceRunsAtOnceOnlyIfToldSo() {
    Trigger passed = Trigger.at(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(compile(passed, UTC).next(ANCHOR)).isEmpty();
    assertThat(compile(passed.whenPast(PastOnce.RUN_NOW), UTC).next(ANCHOR))
        .contains(ANCHOR.plusMillis(1));
    assertThat(passed.pastProblem(UTC, ANCHOR)).isPresent();
    assertThat(passed.whenPast(PastOnce.RUN_NOW).pastProblem(UTC, ANCHOR)).isEmpty();
    assertThat(Trigger.at(ANCHOR.plusSeconds(1)).pastProblem(UTC, ANCHOR)).isEmpty();
  }

  @Test
  void eventsAndManualTriggersHaveNoFireTimes() {
    assertThat(compile(Trigger.onEvent("file.dropped"), UTC).next(ANCHOR)).isEmpty();
    assertThat(compile(Trigger.manual(), UTC).previous(ANCHOR)).isEmpty();
  }

  @Test
  void startIsInclusiveAndEndExclusive() {
    FireTimes fires =
        compile(
            Trigger.cron("0 * * * *")
                .startingAt(Instant.parse("2026-03-02T05:00:00Z"))
                .endingAt(Instant.parse("2026-03-02T07:00:00Z")),
            UTC);
    assertThat(after(fires, "2026-03-01T00:00:00Z", 9))
        .containsExactly("2026-03-02T05:00:00Z", "2026-03-02T06:00:00Z");
    assertThat(fires.previous(Instant.MAX)).contains(Instant.parse("2026-03-02T06:00:00Z"));
    assertThat(fires.previous(Instant.parse("2026-03-02T05:00:00Z"))).isEmpty();
  }

  @Test
  void unionFiresOncePerInstant() {
    FireTimes fires =
        FireTimes.union(
            List.of(
                compile(Trigger.cron("0 9 * * *"), UTC),
                compile(Trigger.cron("0 9 * * MON"), UTC),
                compile(Trigger.cron("30 9 * * MON"), UTC)));
    assertThat(after(fires, "2026-03-01T10:00:00Z", 3))
        .containsExactly("2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z", "2026-03-03T09:00:00Z");
    assertLaws(fires, ANCHOR, 30);
  }

  @Test
  void spreadLandsAtTheSameOffsetForOneTaskAndElsewhereForOthers() {
    Trigger trigger = Trigger.cron("0 * * * *").withSpread(Duration.ofMinutes(30));
    Set<Duration> offsets = new TreeSet<>();
    for (int task = 0; task < 40; task++) {
      FireTimes fires = FireTimes.of(trigger, UTC, ANCHOR, "task-" + task, Calendars.none());
      Instant first = fires.next(ANCHOR).orElseThrow();
      Instant second = fires.next(first).orElseThrow();
      assertThat(Duration.between(first, second)).isEqualTo(Duration.ofHours(1));
      Duration offset = Duration.between(fires.nominal(first), first);
      assertThat(offset).isBetween(Duration.ZERO, Duration.ofMinutes(30));
      assertThat(fires.nominal(first).toString()).endsWith(":00:00Z");
      offsets.add(offset);
      assertLaws(fires, ANCHOR, 20);
    }
    assertThat(offsets).hasSizeGreaterThan(35);
  }

  @Test
  void jitterDiffersForEachFireAndNeverReachesTheNext() {
    Trigger trigger = Trigger.cron("*/10 * * * *").withJitter(Duration.ofHours(2));
    FireTimes fires = compile(trigger, UTC);
    Set<Duration> offsets = new TreeSet<>();
    Instant at = ANCHOR;
    for (int i = 0; i < 60; i++) {
      at = fires.next(at).orElseThrow();
      Duration offset = Duration.between(fires.nominal(at), at);
      assertThat(offset).isLessThan(Duration.ofMinutes(10));
      offsets.add(offset);
    }
    assertThat(offsets).hasSizeGreaterThan(50);
    assertThat(compile(trigger, UTC).previous(at.plusNanos(1))).contains(at);
    assertLaws(fires, ANCHOR, 60);
  }

  @Test
  void excludedDatesSpansAndWeeklyWindowsAreSkipped() {
    Exclusions excluded =
        Exclusions.none()
            .onDates(List.of(LocalDate.parse("2026-03-03")))
            .between(LocalDate.parse("2026-03-05"), LocalDate.parse("2026-03-06"))
            .weekly(WeeklyWindow.weekends())
            .weekly(
                new WeeklyWindow(
                    Set.of(DayOfWeek.MONDAY), LocalTime.parse("22:00"), LocalTime.parse("10:00")));
    FireTimes fires = compile(Trigger.cron("0 9,23 * * *").withExclusions(excluded), UTC);
    assertThat(after(fires, "2026-03-01T10:00:00Z", 4))
        .containsExactly(
            "2026-03-02T09:00:00Z",
            "2026-03-04T09:00:00Z",
            "2026-03-04T23:00:00Z",
            "2026-03-09T09:00:00Z");
    assertLaws(fires, ANCHOR, 100);
  }

  @Test
  void excludedFireMovesToTheNextWorkingDay() {
    HolidayCalendar holidays =
        HolidayCalendar.of(List.of(LocalDate.parse("2026-06-01"), LocalDate.parse("2026-06-02")));
    Exclusions excluded =
        Exclusions.none()
            .weekly(WeeklyWindow.weekends())
            .onCalendar("holidays")
            .then(WhenExcluded.NEXT_WORKING_DAY);
    Trigger trigger = Trigger.cron("0 9 1 * *").withExclusions(excluded);
    FireTimes fires = FireTimes.of(trigger, UTC, ANCHOR, "t", Calendars.of("holidays", holidays));
    assertThat(after(fires, "2026-03-01T10:00:00Z", 5))
        .containsExactly(
            "2026-03-02T09:00:00Z",
            "2026-04-01T09:00:00Z",
            "2026-05-01T09:00:00Z",
            "2026-06-03T09:00:00Z",
            "2026-07-01T09:00:00Z");
    assertThat(fires.nominal(Instant.parse("2026-06-03T09:00:00Z")))
        .isEqualTo(Instant.parse("2026-06-03T09:00:00Z"));
    assertLaws(fires, ANCHOR, 100);
  }

  @Test
  void movedFiresMeetOthersAsOneFire() {
    Exclusions excluded =
        Exclusions.none().weekly(WeeklyWindow.weekends()).then(WhenExcluded.NEXT_WORKING_DAY);
    FireTimes fires = compile(Trigger.cron("0 9 * * *").withExclusions(excluded), UTC);
    assertThat(after(fires, "2026-03-06T00:00:00Z", 3))
        .containsExactly("2026-03-06T09:00:00Z", "2026-03-09T09:00:00Z", "2026-03-10T09:00:00Z");
  }

  /** Weekly windows at some hours move fires over working days too. */
  @Test
  void movedFiresAgreeWithMovingThemOneByOne() {
    Exclusions excluded =
        Exclusions.none()
            .weekly(WeeklyWindow.weekends())
            .weekly(
                new WeeklyWindow(
                    Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.THURSDAY),
                    LocalTime.parse("12:00"),
                    LocalTime.parse("13:00")))
            .onDates(List.of(LocalDate.parse("2026-03-11"), LocalDate.parse("2026-03-13")))
            .then(WhenExcluded.NEXT_WORKING_DAY);
    String times = "30 8,12,18 * * *";
    FireTimes fires = compile(Trigger.cron(times).withExclusions(excluded), UTC);
    Set<String> expected = new TreeSet<>();
    LocalDateTime at = LocalDateTime.parse("2026-02-20T00:30");
    for (; at.isBefore(LocalDateTime.parse("2026-04-10T00:00")); at = at.plusHours(1)) {
      if (Set.of(8, 12, 18).contains(at.getHour())) {
        expected.add(moved(at, excluded).atZone(UTC).toInstant().toString());
      }
    }
    expected.removeIf(
        time -> time.compareTo("2026-03-01") < 0 || time.compareTo("2026-04-01") >= 0);
    assertThat(after(fires, "2026-02-28T23:59:59Z", expected.size()))
        .containsExactlyElementsOf(expected);
    assertLaws(fires, ANCHOR, 200);
  }

  private static LocalDateTime moved(LocalDateTime from, Exclusions excluded) {
    LocalDateTime at = from;
    while (isExcluded(at, excluded) || (!at.equals(from) && at.getDayOfWeek().getValue() > 5)) {
      at = at.plusDays(1);
    }
    return at;
  }

  private static boolean isExcluded(LocalDateTime at, Exclusions excluded) {
    return excluded.dates().contains(at.toLocalDate())
        || excluded.weekly().stream().anyMatch(window -> window.contains(at));
  }

  @Test
  void everythingExcludedIsNeverAndEndsSoon() {
    Exclusions all = Exclusions.none().weekly(WeeklyWindow.wholeDays(DayOfWeek.MONDAY));
    FireTimes fires = compile(Trigger.cron("* * * * MON").withExclusions(all), UTC);
    assertThat(fires.next(ANCHOR)).isEmpty();
    assertThat(fires.previous(ANCHOR)).isEmpty();
    Exclusions moving = all.then(WhenExcluded.NEXT_WORKING_DAY);
    FireTimes moved = compile(Trigger.cron("0 7 * * MON").withExclusions(moving), UTC);
    assertThat(moved.next(ANCHOR)).contains(Instant.parse("2026-03-03T07:00:00Z"));
  }

  @Test
  void unknownCalendarIsRefusedWithTheNamesThereAre() {
    Trigger trigger =
        Trigger.cron("@daily").withExclusions(Exclusions.none().onCalendar("holidays-de"));
    Calendars calendars = Calendars.of("holidays-fr", HolidayCalendar.of(List.of()));
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(() -> FireTimes.of(trigger, UTC, ANCHOR, "t", calendars))
        .withMessageContaining(
            "exclude.calendars: There is no calendar \"holidays-de\"; there are holidays-fr.");
  }

  @Test
  void replacedCalendarCountsFromTheNextQuestionOn() {
    Calendars calendars = Calendars.of("closed", HolidayCalendar.of(List.of()));
    Trigger trigger =
        Trigger.cron("0 9 * * *").withExclusions(Exclusions.none().onCalendar("closed"));
    FireTimes fires = FireTimes.of(trigger, UTC, ANCHOR, "t", calendars);
    assertThat(fires.next(ANCHOR)).contains(Instant.parse("2026-03-02T09:00:00Z"));
    calendars.put("closed", HolidayCalendar.of(List.of(LocalDate.parse("2026-03-02"))));
    assertThat(fires.next(ANCHOR)).contains(Instant.parse("2026-03-03T09:00:00Z"));
  }

  @Test
  void triggersOwnZoneComesFirst() {
    FireTimes fires = compile(Trigger.cron("0 9 * * * Asia/Tokyo"), PARIS);
    assertThat(fires.next(ANCHOR)).contains(Instant.parse("2026-03-02T00:00:00Z"));
  }

  @Test
  void aSkippedReadingFiresAlsoWhenAskedWithinTheSecondBeforeIt() {
    FireTimes times =
        FireTimes.of(
            Trigger.cron("30 2 * * *"),
            ZoneId.of("Europe/Paris"),
            Instant.parse("2026-01-01T00:00:00Z"),
            "default/t",
            Calendars.none());
    Instant fire = Instant.parse("2026-03-29T01:00:00Z");
    assertThat(times.next(fire.minusNanos(1_000))).contains(fire);
    assertThat(times.next(fire.minusSeconds(1))).contains(fire);
    assertThat(times.next(fire)).contains(Instant.parse("2026-03-30T00:30:00Z"));
  }
}
