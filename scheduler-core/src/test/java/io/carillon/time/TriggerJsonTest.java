package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.Trigger;
import io.carillon.TriggerKind;
import io.carillon.TriggerSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerJsonTest {

  private static final List<String> SHAPES =
      List.of(
          "\"0 9 * * MON-FRI\"",
          "\"@every 90s\"",
          "\"@Daily Europe/Paris\"",
          "{\"cron\":\"0 9 * * MON-FRI\",\"zone\":\"Europe/Paris\"}",
          "{\"cron\":\"0 0 9 ? * 2-6\",\"dialect\":\"quartz\"}",
          "{\"cron\":\"*/10 * * * * *\",\"dialect\":\"seconds6\"}",
          "{\"every\":\"PT45M\"}",
          "{\"every\":\"45m\",\"anchor\":\"2026-01-01T00:00:00Z\"}",
          "{\"every\":{\"every\":90,\"unit\":\"minutes\"}}",
          "{\"every\":{\"every\":2,\"unit\":\"days\",\"at\":\"09:00\"}}",
          "{\"afterEach\":\"1h30m\"}",
          "{\"at\":\"2026-12-24T18:00\"}",
          "{\"at\":\"2026-12-24T18:00:00+01:00\",\"past\":\"runNow\"}",
          "{\"in\":\"20m\"}",
          "{\"event\":\"file.dropped\"}",
          "{\"manual\":true}",
          "{\"hourly\":{\"minute\":15}}",
          "{\"daily\":{\"at\":[\"09:00\",\"13:30:10\"]}}",
          "{\"weekly\":{\"days\":[\"MON\",\"Friday\"],\"at\":[\"9:00\"]}}",
          "{\"monthly\":{\"days\":[1,\"last\",\"2 FRI\",\"last workday\"],\"at\":\"09:00\"}}",
          "{\"monthly\":{\"days\":[31],\"at\":\"09:00\",\"shortMonths\":\"skip\",\"every\":3}}",
          "{\"yearly\":{\"months\":[1,\"JUL\"],\"days\":[4],\"at\":\"09:00\"}}",
          "{\"calendar\":{\"every\":2,\"unit\":\"weeks\",\"from\":\"2026-01-05\",\"days\":[\"MON\"]}}",
          "{\"rrule\":\"FREQ=WEEKLY;BYDAY=MO\"}",
          "{\"rrule\":\"DTSTART;TZID=Europe/Paris:20260105T090000\\nRRULE:FREQ=DAILY\"}",
          "{\"preset\":\"every_5h\"}",
          "{\"phrase\":\"every weekday at 9\",\"deadline\":\"2h\"}",
          "{\"preset\":\"4pm\"}",
          "{\"cron\":\"0 9 * * *\",\"start\":\"2026-01-01T00:00:00Z\",\"end\":\"2027-01-01T00:00:00Z\","
              + "\"maxRuns\":5,\"spread\":\"10m\",\"jitter\":\"30s\",\"deadline\":\"2h\",\"exclude\":{"
              + "\"dates\":[\"2026-12-25\"],\"spans\":[{\"from\":\"2026-08-01\",\"to\":\"2026-08-14\"}],"
              + "\"yearly\":[\"12-25\",\"02-29\"],\"monthly\":[\"last FRI\",15,"
              + "{\"days\":[\"1 MON\",\"last-1 workday\"],\"months\":[\"MAR\",9]}],"
              + "\"weekly\":[{\"days\":[\"SAT\",\"SUN\"]},"
              + "{\"days\":[\"MON\"],\"from\":\"22:00\",\"to\":\"06:00\"}],"
              + "\"calendars\":[\"de\"],\"then\":\"nextWorkingDay\"}}");

  @Test
  void everyShapeIsReadAndWrittenBackExactly() throws Exception {
    Set<TriggerKind> kinds = new HashSet<>();
    for (String shape : SHAPES) {
      Trigger trigger = Json.trigger(shape);
      kinds.add(trigger.kind());
      Trigger again = Json.trigger(TriggerJson.write(trigger).toString());
      assertThat(again).as(shape).isEqualTo(trigger);
      assertThat(again.hashCode()).isEqualTo(trigger.hashCode());
      assertThat(TriggerJson.write(again)).isEqualTo(TriggerJson.write(trigger));
    }
    assertThat(kinds).containsExactlyInAnyOrder(TriggerKind.values());
  }

  @Test
  void everyFormOfRuleIsCovered() throws Exception {
    Set<Class<?>> forms = new HashSet<>();
    for (String shape : SHAPES) {
      forms.add(Json.trigger(shape).spec().getClass());
    }
    assertThat(forms).containsExactlyInAnyOrder(TriggerSpec.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"@every 5m\"|{\"every\":\"PT5M\"}",
        "{\"every\":\"1h30m\"}|{\"every\":\"PT1H30M\"}",
        "\"0 9 * * * Europe/Paris\"|{\"cron\":\"0 9 * * *\",\"zone\":\"Europe/Paris\"}",
        "{\"hourly\":{\"minute\":5}}|{\"cron\":\"5 * * * *\"}",
        "{\"preset\":\"every_7d\"}|{\"every\":\"PT168H\"}",
        "{\"preset\":\"11pm\"}|{\"daily\":{\"at\":[\"23:00\"]}}",
        "{\"preset\":\"midnight\"}|{\"daily\":{\"at\":[\"00:00\"]}}",
        "{\"preset\":\"noon\"}|{\"daily\":{\"at\":[\"12:00\"]}}",
        "{\"calendar\":{\"unit\":\"week\",\"days\":\"MON\",\"at\":\"9:00\"}}|{\"weekly\":{\"days\":[\"MON\"],\"at\":[\"09:00\"]}}",
      })
  void oneFormIsWritten(String read, String written) throws Exception {
    assertThat(TriggerJson.write(Json.trigger(read))).isEqualTo(Json.node(written));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12|A trigger is a number, not an object or a text.",
        "\"0 60 * * *\"|Hour 60 is not in 0-23 (field 2 of 5).",
        "\"every day at 9\"|\"every day at 9\" is not a cron expression. For a schedule in words write",
        "{\"phrase\":\" \"}|phrase: The phrase has 0 characters, not 1 to 1000.",
        "{\"phrase\":\"every day at 9\",\"dialect\":\"unix5\"}|dialect: \"dialect\" is not known here.",
        "{}|The trigger has no kind.",
        "{\"cron\":\"@daily\",\"every\":\"5m\"}|The trigger has several kinds: cron, every.",
        "{\"corn\":\"@daily\"}|corn: \"corn\" is not known here. Did you mean cron?",
        "{\"cron\":\"@daily\",\"timezone\":\"UTC\"}|timezone: \"timezone\" is not known here.",
        "{\"cron\":\"@daily\",\"zone\":\"Europa/Paris\"}|zone: \"Europa/Paris\" is not a time zone. Did you mean Europe/Paris?",
        "{\"cron\":\"@daily\",\"dialect\":\"vixie\"}|dialect: \"vixie\" is not a dialect.",
        "{\"cron\":5}|cron: It is a number, not a text.",
        "{\"every\":\"soon\"}|every: \"soon\" is not a duration.",
        "{\"every\":\"PT0S\"}|every: The duration PT0S is not in 1 millisecond to 36,525 days.",
        "{\"every\":{\"every\":2,\"unit\":\"moons\"}}|every.unit: \"moons\" is not a unit.",
        "{\"at\":\"Christmas\"}|at: \"Christmas\" is not a time.",
        "{\"manual\":false}|manual: It is not true.",
        "{\"event\":\"two words\"}|event: The topic \"two words\" is not 1-200 letters",
        "{\"weekly\":{\"days\":[\"MON\",\"Blursday\"]}}|weekly.days: \"Blursday\" is not a weekday.",
        "{\"daily\":{\"at\":\"25:00\"}}|daily.at: \"25:00\" is not a time of day.",
        "{\"daily\":{\"days\":[\"MON\"]}}|daily.days: \"days\" is not known here.",
        "{\"monthly\":{\"days\":[32]}}|monthly.days: \"32\" is not a day of a month.",
        "{\"preset\":\"every_3m\"}|preset: \"every_3m\" is not a preset. Did you mean",
        "{\"rrule\":\"FREQ=OFTEN\"}|rrule.FREQ: \"OFTEN\" is not a frequency.",
        "{\"cron\":\"@daily\",\"maxRuns\":0}|maxRuns: maxRuns is 0, not at least 1.",
        "{\"cron\":\"@daily\",\"start\":\"2026-01-01\"}|start: \"2026-01-01\" is not an instant.",
        "{\"cron\":\"@daily\",\"end\":\"2026-01-01T00:00:00Z\",\"start\":\"2026-01-02T00:00:00Z\"}|end: The end 2026-01-01T00:00:00Z is not after the start",
        "{\"every\":\"5m\",\"exclude\":{\"then\":\"nextWorkingDay\"}}|exclude.then: Only fires at fixed times of day",
        "{\"every\":\"5m\",\"exclude\":{\"spans\":[{\"from\":\"2026-01-02\"}]}}|exclude.spans[0]: A span needs from and to.",
        "{\"every\":\"5m\",\"exclude\":{\"dates\":[\"1.1.\"]}}|exclude.dates: \"1.1.\" is not a date.",
      })
  void faultIsToldWithItsPath(String json, String message) {
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(() -> Json.trigger(json))
        .withMessageContaining(message)
        .satisfies(
            refused -> assertThat(refused.getMessage()).doesNotContain("java", "io.carillon"));
  }

  @Test
  void allFaultsOfAListAreToldWithTheirPaths() throws Exception {
    List<Problem> problems = new ArrayList<>();
    List<Trigger> triggers =
        TriggerJson.readAll(
            Json.node(
                "[\"@daily\",{\"cron\":\"61 25 * * *\",\"zone\":\"Nowhere\",\"maxRuns\":\"x\"},7]"),
            "triggers",
            problems);
    assertThat(triggers).containsExactly(Trigger.cron("@daily"));
    assertThat(problems)
        .extracting(Problem::where)
        .containsExactlyInAnyOrder(
            "triggers[1].cron",
            "triggers[1].cron",
            "triggers[1].zone",
            "triggers[1].maxRuns",
            "triggers[2]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1m", "2m", "5m", "10m", "30m", "1h", "2h", "5h", "12h", "1d", "2d", "7d"})
  void huginnsNamesAreTrueIntervals(String period) throws Exception {
    Trigger trigger = Json.trigger("{\"preset\":\"every_" + period + "\"}");
    assertThat(trigger.spec()).isInstanceOf(TriggerSpec.Interval.class);
  }

  @Test
  void durationsAreReadInBothForms() throws Exception {
    assertThat(Json.trigger("{\"every\":\"P1W\"}")).isEqualTo(Trigger.every(Duration.ofDays(7)));
    assertThat(Json.trigger("{\"every\":\"1d 2h\"}"))
        .isEqualTo(Trigger.every(Duration.ofHours(26)));
    assertThat(Json.trigger("{\"every\":\"250ms\"}"))
        .isEqualTo(Trigger.every(Duration.ofMillis(250)));
  }
}
