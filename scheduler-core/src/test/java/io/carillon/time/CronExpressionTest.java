package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.carillon.InvalidDefinitionException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {

  private static final ZoneId UTC = ZoneId.of("UTC");

  private static List<String> fires(CronExpression cron, String from, int count) {
    List<String> fires = new ArrayList<>();
    Optional<ZonedDateTime> at = cron.next(LocalDateTime.parse(from).atZone(UTC));
    while (at.isPresent() && fires.size() < count) {
      fires.add(at.get().toLocalDateTime().toString());
      at = cron.next(at.get());
    }
    return fires;
  }

  static Stream<Arguments> unixExpressions() {
    return Stream.of(
        arguments("25 6 * * *", List.of("2026-03-01T06:25", "2026-03-02T06:25")),
        arguments("*/20 8 * * *", List.of("2026-03-01T08:00", "2026-03-01T08:20")),
        arguments("7/25 8 * * *", List.of("2026-03-01T08:07", "2026-03-01T08:32")),
        arguments("*/45 * * * *", List.of("2026-03-01T00:45", "2026-03-01T01:00")),
        arguments("10 22-2 * * *", List.of("2026-03-01T00:10", "2026-03-01T01:10")),
        arguments("0 7 * * FRI-MON", List.of("2026-03-01T07:00", "2026-03-02T07:00")),
        arguments("0 7 * * 5-7", List.of("2026-03-01T07:00", "2026-03-06T07:00")),
        arguments("0 7 * * 7", List.of("2026-03-01T07:00", "2026-03-08T07:00")),
        arguments("0 7 * * sunday", List.of("2026-03-01T07:00", "2026-03-08T07:00")),
        arguments("0 7 * * 6-7/1", List.of("2026-03-01T07:00", "2026-03-07T07:00")),
        arguments("0 7 * * THU-TUE/2", List.of("2026-03-02T07:00", "2026-03-05T07:00")),
        arguments("0 7 1 NOV-FEB *", List.of("2026-11-01T07:00", "2026-12-01T07:00")),
        arguments("0 7 L * *", List.of("2026-03-31T07:00", "2026-04-30T07:00")),
        arguments("0 7 L-3 * *", List.of("2026-03-28T07:00", "2026-04-27T07:00")),
        arguments("0 7 LW * *", List.of("2026-03-31T07:00", "2026-04-30T07:00")),
        arguments("0 7 LW 5 *", List.of("2026-05-29T07:00", "2027-05-31T07:00")),
        arguments("0 7 15W * *", List.of("2026-03-16T07:00", "2026-04-15T07:00")),
        arguments("0 7 1W 8 *", List.of("2026-08-03T07:00", "2027-08-02T07:00")),
        arguments("0 7 31W * *", List.of("2026-03-31T07:00", "2026-05-29T07:00")),
        arguments("0 7 * * FRI#2", List.of("2026-03-13T07:00", "2026-04-10T07:00")),
        arguments("0 7 * * 5#5", List.of("2026-05-29T07:00", "2026-07-31T07:00")),
        arguments("0 7 * * 5L", List.of("2026-03-27T07:00", "2026-04-24T07:00")),
        arguments("0 7 * * TUEL,THUL", List.of("2026-03-26T07:00", "2026-03-31T07:00")),
        arguments("0 7 13 * 5", List.of("2026-03-06T07:00", "2026-03-13T07:00")),
        arguments("0 7 */10 * MON", List.of("2026-03-01T07:00", "2026-03-02T07:00")),
        arguments("0 7 ? * WED", List.of("2026-03-04T07:00", "2026-03-11T07:00")),
        arguments("0 7 31 * *", List.of("2026-03-31T07:00", "2026-05-31T07:00")),
        arguments("0 7 29 2 *", List.of("2028-02-29T07:00", "2032-02-29T07:00")),
        arguments("0 7 * 2 MON#5", List.of("2044-02-29T07:00", "2072-02-29T07:00")),
        arguments("@yearly", List.of("2027-01-01T00:00", "2028-01-01T00:00")),
        arguments("@Noon", List.of("2026-03-01T12:00", "2026-03-02T12:00")),
        arguments("@WEEKLY", List.of("2026-03-08T00:00", "2026-03-15T00:00")));
  }

  @ParameterizedTest
  @MethodSource("unixExpressions")
  void unixExpressionFires(String expression, List<String> expected) {
    assertThat(fires(CronExpression.parse(expression), "2026-03-01T00:00", 2)).isEqualTo(expected);
  }

  static Stream<Arguments> otherDialects() {
    return Stream.of(
        arguments(
            CronDialect.SECONDS6,
            "*/40 30 9 * * *",
            List.of("2026-03-01T09:30", "2026-03-01T09:30:40")),
        arguments(
            CronDialect.SECONDS6,
            "5 0 0 * * MON",
            List.of("2026-03-02T00:00:05", "2026-03-09T00:00:05")),
        arguments(
            CronDialect.SECONDS7,
            "0 0 0 29 2 * 2027-2033",
            List.of("2028-02-29T00:00", "2032-02-29T00:00")),
        arguments(
            CronDialect.SECONDS7,
            "0 0 0 1 1 * 2020/9",
            List.of("2029-01-01T00:00", "2038-01-01T00:00")),
        arguments(CronDialect.SECONDS7, "0 0 0 1 1 * 2025", List.of()),
        arguments(
            CronDialect.QUARTZ, "0 0 7 ? * 1", List.of("2026-03-01T07:00", "2026-03-08T07:00")),
        arguments(
            CronDialect.QUARTZ, "0 0 7 ? * 2-6", List.of("2026-03-02T07:00", "2026-03-03T07:00")),
        arguments(
            CronDialect.QUARTZ, "0 0 7 ? * L", List.of("2026-03-07T07:00", "2026-03-14T07:00")),
        arguments(
            CronDialect.QUARTZ, "0 0 7 ? * 6L", List.of("2026-03-27T07:00", "2026-04-24T07:00")),
        arguments(
            CronDialect.QUARTZ, "0 0 7 2W,16 * ?", List.of("2026-03-02T07:00", "2026-03-16T07:00")),
        arguments(
            CronDialect.QUARTZ, "0 0 7 L-5W * ?", List.of("2026-03-26T07:00", "2026-04-24T07:00")),
        arguments(
            CronDialect.QUARTZ,
            "0 /20 7 1 * ? 2027",
            List.of("2027-01-01T07:00", "2027-01-01T07:20")));
  }

  @ParameterizedTest
  @MethodSource("otherDialects")
  void namedDialectFires(CronDialect dialect, String expression, List<String> expected) {
    CronExpression cron = CronExpression.parse(expression, dialect);
    assertThat(fires(cron, "2026-03-01T00:00", 2)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0 60 * * *|Hour 60 is not in 0-23 (field 2 of 5). Midnight is hour 0.",
        "61 5 * * *|Minute 61 is not in 0-59 (field 1 of 5). The first minute is 0, the last is 59.",
        "0 0 0 * *|Day of month 0 is not in 1-31 (field 3 of 5). For the last day of every month write L.",
        "0 0 1 13 *|Month 13 is not in 1-12 (field 4 of 5). Write 1-12 or JAN-DEC.",
        "0 0 * * 8|Day of week 8 is not in 0-7 (field 5 of 5). Write 0-7 (0 and 7 are Sunday) or SUN-SAT.",
        "0 9 * * blursday|\"blursday\" is not a day of week (field 5 of 5). Write a number in 0-7 or a name from SUN to SAT.",
        "*/0 * * * *|The step of the minute field is \"0\", not a number from 1 (field 1 of 5). Write a step as in */15.",
        "*/90 * * * *|A step of 90 does not fit into the minute field, which has 60 values (field 1 of 5). For every 90 minutes use an interval: \"@every 90m\".",
        "/15 * * * *|\"/15\" has a step and nothing to step over (field 1 of 5). Write \"*/15\".",
        "1,,2 * * * *|The minute field has an empty list item (field 1 of 5). Remove the comma too many.",
        "? * * * *|\"?\" stands in the minute field (field 1 of 5). Only the two day fields may be \"?\".",
        "0 9 * * 1#6|\"1#6\" is not an nth weekday: after # comes a number from 1 to 5 (field 5 of 5). Write FRI#2 for the second Friday of the month, FRIL for the last.",
        "0 9 * * L|\"L\" alone is not a day of the week here (field 5 of 5). For the last Friday of the month write 5L, for Saturdays SAT.",
        "0 9 LL * *|\"LL\" is not a last day (field 3 of 5). Write L, L-1 to L-30 (days before the last), LW, or L-3W.",
        "0 9 1,15W * *|In unix5, \"W\" days cannot be listed with plain days (field 3 of 5). Use two triggers, or the dialect quartz.",
        "0 9 30 2 *|It never fires: no such day exists in the months it names. For the last day of a month write L as the day of month.",
        "* * * *|It has 4 fields; unix5 has 5 fields. Write minute hour day-of-month month day-of-week, as in \"0 9 * * MON-FRI\".",
        "@dayly|\"@dayly\" is not a nickname. Did you mean @daily? There are @yearly, @monthly, @weekly, @daily, @midnight, @noon, @hourly, @every 5m.",
        "0 9 * * MON Europe/Pari|\"Europe/Pari\" is not a time zone. Did you mean Europe/Paris? Write an IANA name as in Europe/Paris, or UTC.",
      })
  void refusalSaysWhereWhatAndWhatToWrite(String expression, String message) {
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(() -> CronExpression.parse(expression))
        .withMessage("Cron \"" + expression + "\" is not valid. " + message);
  }

  @Test
  void allFaultsAreToldAtOnce() {
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(() -> CronExpression.parse("60 24 * 0 *"))
        .satisfies(refused -> assertThat(refused.problems()).hasSize(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "* * * * * *",
        "0-60 * * * *",
        "5-1-2 * * * *",
        "*/5/5 * * * *",
        "5/ * * * *",
        "-5 * * * *",
        "5- * * * *",
        "* * 1. * *",
        "* * L/2 * *",
        "* * 15W-20 * *",
        "* * W * *",
        "* * 0W * *",
        "* * 32W * *",
        "* * * JANU *",
        "* * * * MON-",
        "* * * * 1#",
        "* * * * #1",
        "* * * * 8L",
        "* * * * LL",
        "* * * * L5",
        "* * * * 5#L",
        "* * * * MON-FRI#2",
        "* * L-31 * *",
        "@",
        "@reboot",
        "@every 5m",
        "0 0 * * MON\u0663",
        "\u0661 * * * *",
        "* * 29,30 2,1x *"
      })
  void nonsenseIsRefused(String expression) {
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(() -> CronExpression.parse(expression))
        .satisfies(
            refused ->
                assertThat(refused.problems()).allSatisfy(p -> assertThat(p.fix()).isNotBlank()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 9 * * *", "0 0 9 ? * ?", "0 0 9 1 * MON", "0 9 * * ?"})
  void quartzNeedsExactlyOneQuestionMark(String expression) {
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(() -> CronExpression.parse(expression, CronDialect.QUARTZ));
  }

  @Test
  void zoneFollowsTheFields() {
    CronExpression cron = CronExpression.parse("0 9 * * MON-FRI  America/Argentina/Buenos_Aires");
    assertThat(cron.zone()).contains(ZoneId.of("America/Argentina/Buenos_Aires"));
    assertThat(cron.text()).isEqualTo("0 9 * * MON-FRI");
    assertThat(CronExpression.parse(cron.toString())).isEqualTo(cron);
    assertThat(CronExpression.parse("@daily UTC").zone()).contains(UTC);
    assertThat(CronExpression.parse("0 9 * * * +05:45").zone()).contains(ZoneId.of("+05:45"));
  }

  @Test
  void whiteSpaceDoesNotMatter() {
    assertThat(CronExpression.parse(" 0\t9  * *\tMON "))
        .isEqualTo(CronExpression.parse("0 9 * * MON"));
  }

  @Test
  void previousGoesBackTheSameWay() {
    CronExpression cron = CronExpression.parse("15 10 L * *");
    Instant at = Instant.parse("2026-03-31T10:15:00Z");
    assertThat(cron.previous(at, UTC)).contains(Instant.parse("2026-02-28T10:15:00Z"));
    assertThat(cron.previous(at.plusNanos(1), UTC)).contains(at);
    assertThat(cron.next(at.minusNanos(1), UTC)).contains(at);
    assertThat(cron.next(at, UTC)).contains(Instant.parse("2026-04-30T10:15:00Z"));
  }

  @Test
  void answersStayWithinTheYears() {
    CronExpression cron = CronExpression.parse("0 0 1 1 *");
    assertThat(cron.next(Instant.parse("9999-01-01T00:00:00Z"), UTC)).isEmpty();
    assertThat(cron.next(Instant.MAX, UTC)).isEmpty();
    assertThat(cron.previous(Instant.MIN, UTC)).isEmpty();
    assertThat(cron.next(Instant.MIN, UTC)).isPresent();
    assertThat(cron.previous(Instant.MAX, UTC)).contains(Instant.parse("9999-01-01T00:00:00Z"));
  }

  @Test
  void farYearsKeepTheirClockChanges() {
    CronExpression cron = CronExpression.parse("30 2 * 3 SUNL");
    ZoneId paris = ZoneId.of("Europe/Paris");
    Instant at = cron.next(Instant.parse("4000-01-01T00:00:00Z"), paris).orElseThrow();
    assertThat(at).isEqualTo(Instant.parse("4000-03-26T01:00:00Z"));
  }

  @Test
  void matchesTheReadingOfTheClock() {
    CronExpression cron = CronExpression.parse("30 2 * * *");
    ZoneId paris = ZoneId.of("Europe/Paris");
    assertThat(cron.matches(Instant.parse("2026-10-25T00:30:00Z"), paris)).isTrue();
    assertThat(cron.matches(Instant.parse("2026-10-25T01:30:00Z"), paris)).isTrue();
    assertThat(cron.matches(Instant.parse("2026-10-25T01:30:01Z"), paris)).isFalse();
  }

  static Stream<Arguments> clockChanges() {
    return Stream.of(
        // A fixed hour in the gap: once, at the first valid instant.
        arguments("30 2 * * *", "Europe/Paris", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z"),
        arguments("*/15 2 * * *", "Europe/Paris", "2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"),
        // In the repeated hour: once, the first time.
        arguments("30 2 * * *", "Europe/Paris", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z"),
        arguments("30 2 * * *", "Europe/Paris", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
        // A wildcard hour goes on in both passes.
        arguments("30 * * * *", "Europe/Paris", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
        arguments("30 * * * *", "Europe/Paris", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"),
        arguments("0 */2 * * *", "Europe/Paris", "2026-03-28T23:00:00Z", "2026-03-29T02:00:00Z"),
        // A step that gives one hour is a fixed hour.
        arguments(
            "0 */24 * * *", "America/Sao_Paulo", "2017-10-14T12:00:00Z", "2017-10-15T03:00:00Z"),
        // Midnight does not exist in Cairo on 24 April 2026.
        arguments("0 0 * * *", "Africa/Cairo", "2026-04-23T12:00:00Z", "2026-04-23T22:00:00Z"),
        // Half an hour at Lord Howe, two hours at Troll.
        arguments(
            "*/10 * * * *", "Australia/Lord_Howe", "2026-04-04T14:59:00Z", "2026-04-04T15:00:00Z"),
        arguments(
            "45 1 * * *", "Australia/Lord_Howe", "2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z"),
        arguments("30 1 * * *", "Antarctica/Troll", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z"),
        // Samoa had no 30 December 2011.
        arguments("0 12 * * *", "Pacific/Apia", "2011-12-29T22:00:00Z", "2011-12-30T22:00:00Z"),
        arguments("0 0 30 * *", "Pacific/Apia", "2011-12-01T00:00:00Z", "2012-01-29T10:00:00Z"),
        arguments("15 10 * * *", "Asia/Kathmandu", "2026-01-01T00:00:00Z", "2026-01-01T04:30:00Z"));
  }

  @ParameterizedTest
  @MethodSource("clockChanges")
  void clockChangesFollowTheOneRule(String expression, String zone, String from, String expected) {
    CronExpression cron = CronExpression.parse(expression);
    Instant next = Instant.parse(expected);
    assertThat(cron.next(Instant.parse(from), ZoneId.of(zone))).contains(next);
    assertThat(cron.previous(next.plusNanos(1), ZoneId.of(zone))).contains(next);
  }

  @Test
  void timesPerDayAndCadenceAreKnown() {
    assertThat(CronExpression.parse("*/15 9-17 * * *").timesPerDay()).isEqualTo(36);
    assertThat(CronExpression.parse("*/15 9-17 * * *").keepsCadence()).isFalse();
    assertThat(CronExpression.parse("0 */3 * * *").keepsCadence()).isTrue();
    assertThat(CronExpression.parse("0 0-23 * * *").keepsCadence()).isTrue();
  }

  @Test
  void rangeFromAValueToItselfIsThatValue() {
    Instant from = Instant.parse("2026-03-24T00:00:00Z");
    for (String sunday : List.of("0-0", "7-7", "SUN-SUN")) {
      assertThat(CronExpression.parse("0 9 * * " + sunday).next(from, UTC))
          .isEqualTo(CronExpression.parse("0 9 * * SUN").next(from, UTC));
      assertThat(CronExpression.parse("0 9 * * " + sunday).timesPerDay()).isEqualTo(1);
    }
    assertThat(CronExpression.parse("0 9 * * 0-7").matches(from.plusSeconds(9 * 3600), UTC))
        .isTrue();
  }
}
