package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.carillon.InvalidDefinitionException;
import io.carillon.Trigger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarPeriodTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Instant ANCHOR = Instant.parse("2026-01-07T06:30:15Z");
  private static final LocalTime NINE = LocalTime.of(9, 0);

  private static FireTimes compile(CalendarPeriod period) {
    return FireTimes.of(Trigger.calendar(period), UTC, ANCHOR, "task", Calendars.none());
  }

  private static List<String> after(CalendarPeriod period, String from, int count) {
    FireTimes fires = compile(period);
    List<String> found = new ArrayList<>();
    Optional<Instant> at = fires.next(Instant.parse(from));
    while (at.isPresent() && found.size() < count) {
      assertThat(fires.previous(at.get().plusNanos(1))).isEqualTo(at);
      found.add(at.get().toString());
      Optional<Instant> next = fires.next(at.get());
      if (next.isPresent()) {
        assertThat(fires.previous(next.get())).isEqualTo(at);
      }
      at = next;
    }
    return found;
  }

  @Test
  void dailyFiresAtEachTime() {
    assertThat(after(CalendarPeriod.daily(LocalTime.of(13, 30), NINE), "2026-01-07T10:00:00Z", 3))
        .containsExactly("2026-01-07T13:30:00Z", "2026-01-08T09:00:00Z", "2026-01-08T13:30:00Z");
  }

  @Test
  void everyTwoDaysGoesOnOverTheEndOfAMonth() {
    CalendarPeriod period = CalendarPeriod.daily(NINE).every(2).from(LocalDate.parse("2026-01-29"));
    assertThat(after(period, "2026-01-01T00:00:00Z", 3))
        .containsExactly("2026-01-29T09:00:00Z", "2026-01-31T09:00:00Z", "2026-02-02T09:00:00Z");
  }

  @Test
  void everyOtherWeekCountsFromTheStatedWeek() {
    CalendarPeriod period =
        CalendarPeriod.weekly(Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), NINE)
            .every(2)
            .from(LocalDate.parse("2026-01-07"));
    assertThat(after(period, "2025-01-01T00:00:00Z", 4))
        .containsExactly(
            "2026-01-11T09:00:00Z",
            "2026-01-19T09:00:00Z",
            "2026-01-25T09:00:00Z",
            "2026-02-02T09:00:00Z");
  }

  @Test
  void whatIsLeftOutComesFromTheAnchor() {
    assertThat(after(CalendarPeriod.each(PeriodUnit.WEEKS), "2026-01-07T06:30:15Z", 1))
        .containsExactly("2026-01-14T06:30:15Z");
    assertThat(after(CalendarPeriod.each(PeriodUnit.MONTHS), "2026-01-07T06:30:15Z", 1))
        .containsExactly("2026-02-07T06:30:15Z");
    assertThat(after(CalendarPeriod.each(PeriodUnit.YEARS), "2026-01-07T06:30:15Z", 1))
        .containsExactly("2027-01-07T06:30:15Z");
  }

  @Test
  void day31IsTheLastDayOrIsSkippedAsStated() {
    CalendarPeriod quarterly =
        CalendarPeriod.monthly(List.of(DayInMonth.day(31)), NINE)
            .every(3)
            .from(LocalDate.parse("2026-01-01"));
    assertThat(after(quarterly, "2026-01-01T00:00:00Z", 3))
        .containsExactly("2026-01-31T09:00:00Z", "2026-04-30T09:00:00Z", "2026-07-31T09:00:00Z");
    assertThat(after(quarterly.withShortMonths(ShortMonths.SKIP), "2026-01-01T00:00:00Z", 3))
        .containsExactly("2026-01-31T09:00:00Z", "2026-07-31T09:00:00Z", "2026-10-31T09:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "last,2026-02-28T09:00:00Z",
    "last-2,2026-02-26T09:00:00Z",
    "2 FRI,2026-02-13T09:00:00Z",
    "last mon,2026-02-23T09:00:00Z",
    "5 thursday,2026-04-30T09:00:00Z",
    "1 workday,2026-02-02T09:00:00Z",
    "10 workday,2026-02-13T09:00:00Z",
    "last workday,2026-02-27T09:00:00Z",
    "last-1 FRI,2026-02-20T09:00:00Z",
    "last-4 thu,2026-04-02T09:00:00Z",
    "last-1 workday,2026-02-26T09:00:00Z",
    "last-22 workday,2026-07-01T09:00:00Z",
    "15,2026-02-15T09:00:00Z",
  })
  void daysOfAMonthAreNamedInWords(String day, String expected) {
    DayInMonth parsed = DayInMonth.parse(day);
    assertThat(after(CalendarPeriod.monthly(List.of(parsed), NINE), "2026-02-01T00:00:00Z", 1))
        .containsExactly(expected);
    assertThat(DayInMonth.parse(parsed.toString())).isEqualTo(parsed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "32",
        "last-31",
        "6 FRI",
        "0 MON",
        "24 workday",
        "last-5 FRI",
        "last-23 workday",
        "first",
        "FRI",
        ""
      })
  void otherDaysAreRefused(String day) {
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(() -> DayInMonth.parse(day))
        .withMessageContaining("Write 1 to 31, last, last-2");
  }

  /** Against walking over every day. */
  @Test
  void monthsAgreeWithWalkingOverTheDays() {
    CalendarPeriod period =
        CalendarPeriod.yearly(
                Set.of(Month.FEBRUARY, Month.MAY),
                List.of(DayInMonth.last(DayOfWeek.FRIDAY), DayInMonth.day(30)),
                NINE)
            .every(3)
            .from(LocalDate.parse("2024-05-02"));
    List<String> expected = new ArrayList<>();
    LocalDate day = LocalDate.parse("2024-05-02");
    while (day.getYear() < 2050) {
      boolean counts = ChronoUnit.YEARS.between(LocalDate.of(2024, 1, 1), day) % 3 == 0;
      boolean month = day.getMonth() == Month.FEBRUARY || day.getMonth() == Month.MAY;
      LocalDate lastFriday = day.with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY));
      int thirtieth = Math.min(30, day.lengthOfMonth());
      if (counts && month && (day.equals(lastFriday) || day.getDayOfMonth() == thirtieth)) {
        expected.add(day + "T09:00:00Z");
      }
      day = day.plusDays(1);
    }
    assertThat(after(period, "2020-01-01T00:00:00Z", expected.size())).isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThan(25);
  }

  @Test
  void periodThatNeverComesAgainEndsSoon() {
    CalendarPeriod period =
        CalendarPeriod.yearly(Set.of(Month.FEBRUARY), List.of(DayInMonth.day(29)), NINE)
            .withShortMonths(ShortMonths.SKIP)
            .every(4)
            .from(LocalDate.parse("2025-01-01"));
    assertThat(compile(period).next(ANCHOR)).isEmpty();
  }

  @Test
  void partsThatDoNotGoTogetherAreRefusedAllAtOnce() {
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(() -> CalendarPeriod.daily(NINE).every(0))
        .withMessageContaining("It repeats every 0 periods, not 1 to 1000.");
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(() -> CalendarPeriod.daily(NINE).onWeekdays(Set.of(DayOfWeek.MONDAY)))
        .withMessageContaining("Weekdays do not go with the unit days. Use the unit weeks.");
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(() -> CalendarPeriod.daily(NINE.plusNanos(1)))
        .withMessageContaining("finer than a second");
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(
            () ->
                CalendarPeriod.yearly(Set.of(Month.FEBRUARY), List.of(DayInMonth.day(30)), NINE)
                    .withShortMonths(ShortMonths.SKIP))
        .withMessageContaining("It never fires");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"daily\":{\"at\":[\"09:00\",\"09:30\"]}}|0,30 9 * * *",
        "{\"daily\":{\"at\":[\"09:00:15\"]}}|15 0 9 * * *",
        "{\"weekly\":{\"days\":[\"FRI\",\"MON\"],\"at\":\"07:05\"}}|5 7 * * MON,FRI",
        "{\"monthly\":{\"days\":[1,\"last\"],\"at\":\"07:05\"}}|5 7 1,L * *",
        "{\"monthly\":{\"days\":[\"2 FRI\",\"last MON\"],\"at\":\"07:05\"}}|5 7 * * FRI#2,MONL",
        "{\"monthly\":{\"days\":[\"1 workday\"],\"at\":\"07:05\"}}|5 7 1W * *",
        "{\"monthly\":{\"days\":[\"last workday\"],\"at\":\"07:05\"}}|5 7 LW * *",
        "{\"monthly\":{\"days\":[\"2 workday\"],\"at\":\"07:05\"}}|none",
        "{\"monthly\":{\"days\":[\"last-1 workday\"],\"at\":\"07:05\"}}|none",
        "{\"monthly\":{\"days\":[\"last-1 FRI\"],\"at\":\"07:05\"}}|none",
        "{\"monthly\":{\"days\":[31],\"at\":\"07:05\",\"shortMonths\":\"skip\"}}|5 7 31 * *",
        "{\"monthly\":{\"days\":[31],\"at\":\"07:05\"}}|none",
        "{\"daily\":{\"at\":[\"09:00\",\"13:30\"]}}|none",
        "{\"calendar\":{\"unit\":\"days\",\"every\":2,\"at\":\"09:00\"}}|none",
        "{\"yearly\":{\"months\":[\"MAR\"],\"days\":[\"last\"],\"at\":\"09:00\"}}|0 9 L MAR *",
        "{\"hourly\":{\"minute\":15}}|15 * * * *",
      })
  void derivedCronFiresAlikeWhereItExists(String json, String cron) throws Exception {
    Trigger trigger = Json.trigger(json);
    assertThat(trigger.derivedCron().map(CronExpression::text).orElse("none")).isEqualTo(cron);
    if (trigger.derivedCron().isPresent()) {
      FireTimes fires = FireTimes.of(trigger, UTC, ANCHOR, "t", Calendars.none());
      FireTimes derived = trigger.derivedCron().get().fireTimes(UTC);
      Instant at = ANCHOR;
      for (int i = 0; i < 100; i++) {
        assertThat(derived.next(at)).isEqualTo(fires.next(at));
        at = fires.next(at).orElseThrow();
      }
    }
  }
}
