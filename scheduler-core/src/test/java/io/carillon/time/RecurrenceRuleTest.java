package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.carillon.InvalidDefinitionException;
import io.carillon.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceRuleTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Instant ANCHOR = Instant.parse("2026-01-07T09:00:00Z");

  private static FireTimes compile(String rule) {
    return FireTimes.of(Trigger.rrule(rule), UTC, ANCHOR, "t", Calendars.none());
  }

  private static List<String> all(FireTimes fires, String from, int most) {
    List<String> found = new ArrayList<>();
    Optional<Instant> at = fires.next(Instant.parse(from));
    while (at.isPresent() && found.size() < most) {
      found.add(at.get().toString().replace("T09:00:00Z", ""));
      assertThat(fires.previous(at.get().plusNanos(1))).isEqualTo(at);
      Optional<Instant> next = fires.next(at.get());
      if (next.isPresent()) {
        assertThat(fires.previous(next.get())).isEqualTo(at);
      }
      at = next;
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FREQ=DAILY;INTERVAL=10;COUNT=3|2026-01-07 2026-01-17 2026-01-27",
        "FREQ=DAILY;UNTIL=20260109|2026-01-07 2026-01-08 2026-01-09",
        "FREQ=DAILY;UNTIL=20260109T080000Z|2026-01-07 2026-01-08",
        "FREQ=DAILY;BYMONTH=2;BYDAY=MO;COUNT=2|2026-02-02 2026-02-09",
        "FREQ=WEEKLY;COUNT=2|2026-01-07 2026-01-14",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE;COUNT=4|2026-01-07 2026-01-11 2026-01-21 2026-01-25",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,WE;COUNT=4|2026-01-07 2026-01-18 2026-01-21 2026-02-01",
        "FREQ=MONTHLY;COUNT=2|2026-01-07 2026-02-07",
        "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3|2026-01-31 2026-02-28 2026-03-31",
        "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3|2026-01-31 2026-03-31 2026-05-31",
        "FREQ=MONTHLY;BYDAY=2FR,-1MO;COUNT=3|2026-01-09 2026-01-26 2026-02-13",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3|2026-02-13 2026-03-13 2026-11-13",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2|2026-01-30 2026-02-27",
        "FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10;COUNT=2|2026-01-10 2027-07-10",
        "FREQ=YEARLY;COUNT=2|2026-01-07 2027-01-07",
        "FREQ=YEARLY;BYMONTH=3,6;COUNT=3|2026-03-07 2026-06-07 2027-03-07",
        "FREQ=YEARLY;BYYEARDAY=1,-1;COUNT=3|2026-12-31 2027-01-01 2027-12-31",
        "FREQ=YEARLY;BYDAY=20MO;COUNT=2|2026-05-18 2027-05-17",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;INTERVAL=4;COUNT=2|2026-11-03 2030-11-05",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=2|2026-05-11 2027-05-17",
        "FREQ=YEARLY;BYWEEKNO=53;COUNT=2|2026-12-30 2032-12-29",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=2|2028-02-29 2032-02-29",
      })
  void ruleFiresOnTheDaysItNames(String rule, String days) {
    assertThat(all(compile(rule), "2026-01-01T00:00:00Z", 4))
        .containsExactlyElementsOf(List.of(days.split(" ", -1)));
  }

  @Test
  void timesAreExpandedAndPositionsChosenAmongThem() {
    assertThat(
            all(compile("FREQ=DAILY;BYHOUR=8,17;BYMINUTE=0,30;COUNT=5"), "2026-01-01T00:00:00Z", 9))
        .containsExactly(
            "2026-01-07T17:00:00Z",
            "2026-01-07T17:30:00Z",
            "2026-01-08T08:00:00Z",
            "2026-01-08T08:30:00Z",
            "2026-01-08T17:00:00Z");
    assertThat(
            all(compile("FREQ=DAILY;BYHOUR=8,17;BYSETPOS=-1;COUNT=2"), "2026-01-01T00:00:00Z", 9))
        .containsExactly("2026-01-07T17:00:00Z", "2026-01-08T17:00:00Z");
  }

  @Test
  void shortFrequenciesFollowTheirByParts() {
    assertThat(
            all(
                compile("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10;BYDAY=FR;COUNT=7"),
                "2026-01-01T00:00:00Z",
                9))
        .containsExactly(
            "2026-01-09",
            "2026-01-09T09:20:00Z",
            "2026-01-09T09:40:00Z",
            "2026-01-09T10:00:00Z",
            "2026-01-09T10:20:00Z",
            "2026-01-09T10:40:00Z",
            "2026-01-16");
    assertThat(
            all(compile("FREQ=HOURLY;INTERVAL=6;BYMINUTE=5,50;COUNT=4"), "2026-01-01T00:00:00Z", 9))
        .containsExactly(
            "2026-01-07T09:05:00Z",
            "2026-01-07T09:50:00Z",
            "2026-01-07T15:05:00Z",
            "2026-01-07T15:50:00Z");
  }

  @Test
  void shortFrequenciesWithoutByPartsAreTrueElapsedTime() {
    String rule = "DTSTART;TZID=Europe/Paris:20260328T230000\nRRULE:FREQ=HOURLY;INTERVAL=3;COUNT=4";
    FireTimes fires = FireTimes.of(Trigger.rrule(rule), UTC, ANCHOR, "t", Calendars.none());
    Instant first = Instant.parse("2026-03-28T22:00:00Z");
    assertThat(fires.next(ANCHOR)).contains(first);
    for (int i = 0; i < 3; i++) {
      Instant next = fires.next(first).orElseThrow();
      assertThat(Duration.between(first, next)).isEqualTo(Duration.ofHours(3));
      first = next;
    }
    assertThat(fires.next(first)).isEmpty();
  }

  @Test
  void datesAreAddedAndExcluded() {
    String rule =
        """
        DTSTART:20260105T090000
        RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=4
        EXDATE:20260112T090000
        EXDATE;VALUE=DATE:20260119
        RDATE:20260113T110000,
         20260114T110000
        """;
    assertThat(all(compile(rule), "2026-01-01T00:00:00Z", 9))
        .containsExactly(
            "2026-01-05", "2026-01-13T11:00:00Z", "2026-01-14T11:00:00Z", "2026-01-26");
  }

  @Test
  void startNamesTheZone() {
    Trigger trigger =
        Trigger.rrule("DTSTART;TZID=America/New_York:20260301T023000\nRRULE:FREQ=DAILY");
    assertThat(trigger.zone()).contains(ZoneId.of("America/New_York"));
    FireTimes fires = FireTimes.of(trigger, UTC, ANCHOR, "t", Calendars.none());
    assertThat(fires.next(Instant.parse("2026-03-08T00:00:00Z")))
        .contains(Instant.parse("2026-03-08T07:00:00Z"));
    assertThat(fires.next(ANCHOR)).contains(Instant.parse("2026-03-01T07:30:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=MONTHLY;INTERVAL=2;COUNT=9;BYDAY=MO,2FR,-1SU;WKST=SU",
        "FREQ=YEARLY;UNTIL=20301231T235959Z;BYMONTH=1,2;BYMONTHDAY=-1,15;BYHOUR=9;BYMINUTE=30",
        "DTSTART:20260105T090000\nRRULE:FREQ=DAILY\nRDATE:20260113T110000\nEXDATE:20260107T090000",
        "DTSTART:20260105T090000Z\nRRULE:FREQ=DAILY",
      })
  void textIsReadBackAsWritten(String rule) {
    RecurrenceRule parsed = RecurrenceRule.parse(rule);
    assertThat(RecurrenceRule.parse(parsed.toString())).isEqualTo(parsed);
    assertThat(parsed.withoutZone().text()).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FREQ=FORTNIGHTLY|FREQ: \"FORTNIGHTLY\" is not a frequency.",
        "INTERVAL=2|It has no FREQ.",
        "FREQ=DAILY;INTERVAL=0|INTERVAL: INTERVAL is \"0\", not 1 to 100000.",
        "FREQ=DAILY;COUNT=2;UNTIL=20270101|UNTIL: COUNT and UNTIL exclude each other.",
        "FREQ=DAILY;UNTIL=tomorrow|UNTIL: UNTIL is \"TOMORROW\", not a time.",
        "FREQ=WEEKLY;BYDAY=XX|BYDAY: BYDAY has \"XX\", which is not a weekday.",
        "FREQ=WEEKLY;BYDAY=2MO|BYDAY: A numbered weekday goes with MONTHLY and YEARLY only.",
        "FREQ=MONTHLY;BYMONTHDAY=32|BYMONTHDAY: BYMONTHDAY has \"32\", not 1 to 31 or -31 to -1.",
        "FREQ=DAILY;BYHOUR=24|BYHOUR: BYHOUR has \"24\", not 0 to 23.",
        "FREQ=DAILY;FREQ=WEEKLY|FREQ: FREQ is given twice.",
        "FREQ=DAILY;BYNIGHT=1|BYNIGHT: \"BYNIGHT\" is not a part of a rule.",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30|It never fires: no such day exists.",
        "hello|The line \"hello\" is not DTSTART, RRULE, EXDATE or RDATE.",
      })
  void faultsAreToldWithTheirPart(String rule, String message) {
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(() -> RecurrenceRule.parse(rule))
        .withMessageContaining(message);
  }

  @Test
  void allFaultsOfARuleAreToldAtOnce() {
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(
            () ->
                RecurrenceRule.parse(
                    "DTSTART;TZID=Mars/Base:2026\nRRULE:FREQ=DAILY;BYHOUR=25;INTERVAL=x"))
        .satisfies(refused -> assertThat(refused.problems()).hasSize(4));
  }

  /** Against walking over every day of thirty years. */
  @Test
  void rulesAgreeWithWalkingOverTheDays() {
    assertDays("FREQ=YEARLY;BYMONTH=1,12;BYDAY=-1SU,1MO", RecurrenceRuleTest::edgeOfMonth);
    assertDays(
        "FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=TU",
        day -> {
          int week = day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
          long last = IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(day).getMaximum();
          return day.getDayOfWeek().getValue() == 2 && (week == 1 || week == last);
        });
    assertDays(
        "FREQ=MONTHLY;BYMONTHDAY=-2,14;BYMONTH=2,7",
        day ->
            (day.getMonthValue() == 2 || day.getMonthValue() == 7)
                && (day.getDayOfMonth() == 14 || day.getDayOfMonth() == day.lengthOfMonth() - 1));
  }

  private static boolean edgeOfMonth(LocalDate day) {
    boolean month = day.getMonthValue() == 1 || day.getMonthValue() == 12;
    boolean lastSunday =
        day.getDayOfWeek().getValue() == 7 && day.getDayOfMonth() > day.lengthOfMonth() - 7;
    boolean firstMonday = day.getDayOfWeek().getValue() == 1 && day.getDayOfMonth() <= 7;
    return month && (lastSunday || firstMonday);
  }

  private static void assertDays(String rule, Predicate<LocalDate> selects) {
    List<String> expected = new ArrayList<>();
    LocalDate day = LocalDate.parse("2026-01-07");
    for (; day.getYear() < 2056; day = day.plusDays(1)) {
      if (selects.test(day)) {
        expected.add(day.toString());
      }
    }
    assertThat(expected).hasSizeGreaterThan(50);
    assertThat(all(compile(rule), "2026-01-01T00:00:00Z", expected.size())).isEqualTo(expected);
  }

  @Test
  void calendarPeriodsAreExportedAsRules() throws Exception {
    Trigger trigger =
        Json.trigger(
            "{\"calendar\":{\"unit\":\"weeks\",\"every\":2,\"from\":\"2026-01-05\","
                + "\"days\":[\"MON\",\"THU\"],\"at\":[\"09:00\"]},"
                + "\"exclude\":{\"dates\":[\"2026-01-19\"]},\"zone\":\"Europe/Paris\"}");
    FireTimes fires = FireTimes.of(trigger, UTC, ANCHOR, "t", Calendars.none());
    Instant first = Instant.parse("2026-01-05T08:00:00Z");
    String exported = trigger.toICalendar(UTC, first).orElseThrow();
    assertThat(exported)
        .isEqualTo(
            """
            DTSTART;TZID=Europe/Paris:20260105T090000
            RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;BYHOUR=9;BYMINUTE=0;BYSECOND=0
            EXDATE;VALUE=DATE:20260119\
            """);
    FireTimes imported = FireTimes.of(Trigger.rrule(exported), UTC, ANCHOR, "t", Calendars.none());
    Instant at = first.minusSeconds(1);
    for (int i = 0; i < 60; i++) {
      assertThat(imported.next(at)).isEqualTo(fires.next(at));
      at = fires.next(at).orElseThrow();
    }
  }

  @Test
  void intervalsAreExportedAndWorkingDaysAreNot() throws Exception {
    assertThat(Trigger.every(Duration.ofMinutes(45)).toICalendar(UTC, ANCHOR))
        .contains("DTSTART;TZID=UTC:20260107T090000\nRRULE:FREQ=MINUTELY;INTERVAL=45");
    assertThat(
            Json.trigger("{\"monthly\":{\"days\":[\"2 workday\"],\"at\":\"09:00\"}}")
                .toICalendar(UTC, ANCHOR))
        .isEmpty();
  }
}
