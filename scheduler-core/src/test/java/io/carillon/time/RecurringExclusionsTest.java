package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.carillon.InvalidDefinitionException;
import io.carillon.Trigger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days that are left out every year or month, compared with looking at each day by itself. */
class RecurringExclusionsTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final LocalDate FIRST = LocalDate.of(2027, 11, 3);
  private static final LocalDate LAST = LocalDate.of(2033, 4, 1);
  private static final Instant FROM = FIRST.atStartOfDay(PARIS).toInstant();
  private static final int ROUNDS = 30;

  @Test
  void daysAreLeftOutOneByOne() {
    Random random = new Random(25_12);
    for (int round = 0; round < ROUNDS; round++) {
      Exclusions exclusions = exclusions(random);
      FireTimes fires = fires(Trigger.cron("30 7 * * *").withExclusions(exclusions));
      List<LocalDate> left =
          FIRST.datesUntil(LAST).filter(day -> !isExcluded(day, exclusions)).toList();
      assertThat(forward(fires)).as("%s", exclusions).isEqualTo(left);
      assertThat(back(fires)).as("back: %s", exclusions).isEqualTo(left);
    }
  }

  @Test
  void daysMoveToTheNextWorkingDayThatIsNotLeftOutItself() {
    Random random = new Random(26_12);
    for (int round = 0; round < ROUNDS; round++) {
      Exclusions exclusions =
          exclusions(random).weekly(WeeklyWindow.weekends()).then(WhenExcluded.NEXT_WORKING_DAY);
      FireTimes fires = fires(Trigger.cron("30 7 * * *").withExclusions(exclusions));
      Set<LocalDate> expected = new TreeSet<>();
      FIRST.minusDays(60).datesUntil(LAST).forEach(day -> expected.add(moved(day, exclusions)));
      expected.removeIf(day -> day.isBefore(FIRST) || !day.isBefore(LAST));
      assertThat(forward(fires)).as("%s", exclusions).containsExactlyElementsOf(expected);
      assertThat(back(fires)).as("back: %s", exclusions).containsExactlyElementsOf(expected);
    }
  }

  private static LocalDate moved(LocalDate from, Exclusions exclusions) {
    LocalDate day = from;
    while (day.getDayOfWeek().getValue() > 5 || isExcluded(day, exclusions)) {
      day = day.plusDays(1);
    }
    return day;
  }

  private static Exclusions exclusions(Random random) {
    Exclusions exclusions = Exclusions.none();
    for (int i = random.nextInt(3); i >= 0; i--) {
      LocalDate day = LocalDate.ofYearDay(2024, 1 + random.nextInt(366));
      MonthDay yearly = random.nextInt(4) == 0 ? MonthDay.of(2, 29) : MonthDay.from(day);
      exclusions = exclusions.yearly(Set.of(yearly));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      MonthlyDays days = MonthlyDays.of(day(random), day(random));
      boolean some = random.nextBoolean();
      Month month = Month.of(1 + random.nextInt(12));
      exclusions = exclusions.monthly(some ? days.in(List.of(month, Month.MAY)) : days);
    }
    return exclusions;
  }

  private static DayInMonth day(Random random) {
    DayOfWeek weekday = DayOfWeek.of(1 + random.nextInt(7));
    return switch (random.nextInt(6)) {
      case 0 -> DayInMonth.day(1 + random.nextInt(31));
      case 1 -> DayInMonth.beforeLast(random.nextInt(4));
      case 2 -> DayInMonth.nth(1 + random.nextInt(5), weekday);
      case 3 -> DayInMonth.beforeLast(random.nextInt(4), weekday);
      case 4 -> DayInMonth.nthWorkday(1 + random.nextInt(20));
      default -> DayInMonth.workdaysBeforeLast(random.nextInt(4));
    };
  }

  private static boolean isExcluded(LocalDate day, Exclusions exclusions) {
    return exclusions.yearly().contains(MonthDay.from(day))
        || exclusions.monthly().stream()
            .filter(one -> one.months().isEmpty() || one.months().contains(day.getMonth()))
            .flatMap(one -> one.days().stream())
            .anyMatch(one -> is(day, one));
  }

  /** With the calendar of the JDK alone. */
  private static boolean is(LocalDate day, DayInMonth one) {
    int before = day.lengthOfMonth() - day.getDayOfMonth();
    return switch (one.form()) {
      case NUMBER -> day.getDayOfMonth() == one.n();
      case BEFORE_LAST -> before == one.n();
      case NTH_WEEKDAY ->
          day.equals(
              day.with(TemporalAdjusters.dayOfWeekInMonth(one.n(), one.weekday().orElseThrow())));
      case LAST_WEEKDAY ->
          day.equals(
              day.with(
                  TemporalAdjusters.dayOfWeekInMonth(-1 - one.n(), one.weekday().orElseThrow())));
      case NTH_WORKDAY -> {
        List<LocalDate> days = workdays(day);
        yield one.n() <= days.size() && days.get(one.n() - 1).equals(day);
      }
      case LAST_WORKDAY -> {
        List<LocalDate> days = workdays(day);
        yield days.get(days.size() - 1 - one.n()).equals(day);
      }
    };
  }

  private static List<LocalDate> workdays(LocalDate of) {
    LocalDate first = of.withDayOfMonth(1);
    return first
        .datesUntil(first.plusMonths(1))
        .filter(day -> day.getDayOfWeek().getValue() < 6)
        .toList();
  }

  private static FireTimes fires(Trigger trigger) {
    return FireTimes.of(trigger, PARIS, FROM, "", Calendars.none());
  }

  private static List<LocalDate> forward(FireTimes fires) {
    List<LocalDate> days = new ArrayList<>();
    Optional<Instant> at = fires.next(FROM);
    while (at.isPresent() && day(at.get()).isBefore(LAST)) {
      days.add(day(at.get()));
      at = fires.next(at.get());
    }
    return days;
  }

  private static List<LocalDate> back(FireTimes fires) {
    List<LocalDate> days = new ArrayList<>();
    Optional<Instant> at = fires.previous(LAST.atStartOfDay(PARIS).toInstant());
    while (at.isPresent() && at.get().isAfter(FROM)) {
      days.add(0, day(at.get()));
      at = fires.previous(at.get());
    }
    return days;
  }

  private static LocalDate day(Instant at) {
    LocalDateTime local = LocalDateTime.ofInstant(at, PARIS);
    assertThat(local.toLocalTime()).hasToString("07:30");
    return local.toLocalDate();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"yearly\":[\"12-25\"]}|except on 25 December|12月25日除外",
        "{\"yearly\":[\"12-25\",\"1-1\"]}|except on 1 January and 25 December|1月1日和12月25日除外",
        "{\"monthly\":\"last FRI\"}|except on the last Friday of the month|每月最后一个星期五除外",
        "{\"monthly\":[15,\"last\"]}|except on the 15th and the last day of the month|每月15日和最后一天除外",
        "{\"monthly\":[\"last-1 MON\",\"last-2 workday\"]}|except on the second to last Monday and the third to last working day of the month|每月倒数第2个星期一和倒数第3个工作日除外",
        "{\"monthly\":[{\"days\":[\"1 MON\"],\"months\":[\"MAR\"]}]}|except on the first Monday of March|3月的第一个星期一除外",
        "{\"monthly\":[\"2 SUN\",{\"days\":[1],\"months\":[1,2,3,\"SEP\"]}]}|except on the second Sunday of the month and the 1st of January to March and September|每月第二个星期日和1月至3月和9月的1日除外",
        "{\"yearly\":[\"12-25\"],\"dates\":[\"2026-05-01\"]}|except on 25 December and 1 May 2026|12月25日和2026年5月1日除外",
        "{\"yearly\":[\"12-25\"],\"weekly\":[{\"days\":[\"SAT\",\"SUN\"]}]}|except weekends and 25 December|周末和12月25日除外",
        "{\"yearly\":[\"12-25\"],\"then\":\"nextWorkingDay\"}|moved to the next working day from 25 December|遇12月25日顺延至下一个工作日",
      })
  void theyAreSaidInWords(String exclude, String english, String chinese) throws Exception {
    Trigger trigger = Json.trigger("{\"cron\":\"0 9 * * *\",\"exclude\":" + exclude + "}");
    Preview preview = Preview.of(trigger, UTC, FROM, 0);
    assertThat(preview.description(Locale.ENGLISH)).endsWith("UTC time, " + english);
    assertThat(preview.description(Locale.CHINESE)).endsWith("UTC 时间，" + chinese);
  }

  @Test
  void daysOfTheSameMonthsStandTogether() throws Exception {
    Trigger trigger =
        Json.trigger(
            "{\"cron\":\"@daily\",\"exclude\":{\"monthly\":["
                + "\"last FRI\",{\"days\":[1],\"months\":[\"MAR\"]},15,\"last fri\"]}}");
    assertThat(trigger.exclusions().monthly())
        .containsExactly(
            MonthlyDays.of(DayInMonth.last(DayOfWeek.FRIDAY), DayInMonth.day(15)),
            MonthlyDays.of(DayInMonth.day(1)).in(Set.of(Month.MARCH)));
    assertThat(TriggerJson.write(trigger).get("exclude"))
        .isEqualTo(
            Json.node(
                "{\"monthly\":[\"last FRI\",\"15\",{\"days\":[\"1\"],\"months\":[\"MAR\"]}]}"));
  }

  @Test
  void allFaultsAreToldAtOnce() {
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(
            () ->
                Json.trigger(
                    "{\"cron\":\"@daily\",\"exclude\":{\"yearly\":[\"02-30\",\"Xmas\",\"2-29\"],"
                        + "\"monthly\":[\"last\",\"last BLU\",true,"
                        + "{\"days\":[30],\"months\":[\"FEB\"]},{\"months\":[\"MAY\"]},"
                        + "{\"days\":[40],\"months\":[\"Brumaire\"],\"day\":1}]}}"))
        .satisfies(
            refused ->
                assertThat(refused.problems())
                    .extracting(problem -> problem.where() + ": " + problem.what())
                    .containsExactlyInAnyOrder(
                        "exclude.yearly: \"02-30\" is not a day of the year (month, then day).",
                        "exclude.yearly: \"Xmas\" is not a day of the year (month, then day).",
                        "exclude.monthly[1]: \"last BLU\" is not a day of a month.",
                        "exclude.monthly[2]: It is true or false, not a text.",
                        "exclude.monthly[3].days: No month it names ever has the day \"30\".",
                        "exclude.monthly[4].days: It names no day.",
                        "exclude.monthly[5].day: \"day\" is not known here.",
                        "exclude.monthly[5].days: \"40\" is not a day of a month.",
                        "exclude.monthly[5].months: \"Brumaire\" is not a month."));
  }

  @Test
  void aScheduleWithoutADayLeftIsToldToNeverFire() throws Exception {
    for (String never :
        List.of(
            "{\"cron\":\"0 9 25 12 *\",\"exclude\":{\"yearly\":[\"12-25\"]}}",
            "{\"cron\":\"0 9 29 2 *\",\"exclude\":{\"yearly\":[\"02-29\"]}}",
            "{\"cron\":\"* * * * 5L\",\"exclude\":{\"monthly\":[\"last FRI\"]}}",
            "{\"rrule\":\"FREQ=MONTHLY;BYDAY=-2FR;BYHOUR=9;BYMINUTE=0;BYSECOND=0\","
                + "\"exclude\":{\"monthly\":[\"last-1 FRI\"]}}",
            "{\"at\":\"2030-12-25T18:00\",\"exclude\":{\"yearly\":[\"12-25\"]}}")) {
      Preview preview = Preview.of(Json.trigger(never), PARIS, FROM, 5);
      assertThat(preview.fires()).as(never).isEmpty();
      assertThat(preview.silent(trigger -> true)).as(never).hasSize(1);
      assertThat(preview.warnings())
          .as(never)
          .contains(
              "It never fires again: its time has passed, or its bounds and exceptions leave nothing.");
    }
  }

  @Test
  void whatNoExdateSaysIsNotExported() throws Exception {
    String weekly = "{\"weekly\":{\"days\":[\"MON\"],\"at\":\"09:00\"},\"exclude\":";
    for (String unsayable :
        List.of(
            "{\"yearly\":[\"12-25\"]}",
            "{\"monthly\":[\"last MON\"]}",
            "{\"weekly\":[{\"days\":[\"MON\"],\"from\":\"08:00\",\"to\":\"08:30\"}]}",
            "{\"dates\":[\"2027-12-06\"]},\"maxRuns\":5")) {
      Trigger trigger = Json.trigger(weekly + unsayable + "}");
      assertThat(trigger.toICalendar(UTC, FROM)).as(unsayable).isEmpty();
    }
    Trigger rule = Trigger.rrule("FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=0");
    Exclusions dates = Exclusions.none().onDates(Set.of(LocalDate.of(2027, 12, 6)));
    assertThat(rule.withExclusions(dates).toICalendar(UTC, FROM).orElseThrow())
        .endsWith("RRULE:FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=0\nEXDATE;VALUE=DATE:20271206");
    assertThat(
            rule.withExclusions(dates.yearly(Set.of(MonthDay.of(12, 25)))).toICalendar(UTC, FROM))
        .isEmpty();
  }
}
