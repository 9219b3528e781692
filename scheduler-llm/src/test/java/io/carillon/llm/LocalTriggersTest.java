package io.carillon.llm;

import static java.time.DayOfWeek.FRIDAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Trigger;
import io.carillon.phrase.PhraseContext;
import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Proposal;
import io.carillon.time.CalendarPeriod;
import io.carillon.time.Calendars;
import io.carillon.time.DayInMonth;
import io.carillon.time.Exclusions;
import io.carillon.time.MonthlyDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the rules of an answer. */
class LocalTriggersTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** A Wednesday, 10:00 in Paris. */
  private static final Instant NOW = Instant.parse("2026-03-04T09:00:00Z");

  private static Proposal read(ObjectNode answer) {
    PhraseContext context = PhraseContext.at(LocalDateTime.ofInstant(NOW, PARIS), PARIS);
    PhraseAnswer reader =
        new PhraseAnswer(
            Answers.WORDS, context.withChannels(List.of("inbox")).withTools(List.of("search")));
    Optional<PhraseResult> result = reader.read(answer);
    assertThat(reader.problems()).isEmpty();
    return (Proposal) result.orElseThrow();
  }

  private static Proposal made(String rule) {
    return read(Answers.withRule(rule));
  }

  @Test
  void delaysAndIntervalsCountFromNowWhichTheModelDoesNotCompute() {
    assertThat(made("{'in':'PT20M'}").triggers())
        .containsExactly(Trigger.at(NOW.plus(Duration.ofMinutes(20))).withZone(PARIS));
    assertThat(made("{'every':'PT45M','anchor':null}").triggers())
        .containsExactly(Trigger.every(Duration.ofMinutes(45)).anchoredAt(NOW).withZone(PARIS));
    assertThat(made("{'every':'PT5H','anchor':'2026-03-29T02:30'}").triggers())
        .containsExactly(
            Trigger.every(Duration.ofHours(5))
                .anchoredAt(Instant.parse("2026-03-29T01:00:00Z"))
                .withZone(PARIS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {'at':'2026-03-29T02:30'} | 2026-03-29T03:00
          {'daily':{'at':['08:00'],'every':3,'from':null}} | 2026-03-07T08:00 2026-03-10T08:00
          {'monthly':{'days':['31'],'at':['09:00'],'every':null,'from':null}} | 2026-03-31T09:00 2026-05-31T09:00
          {'monthly':{'days':['last FRI'],'at':['09:00'],'every':null,'from':null}} | 2026-03-27T09:00 2026-04-24T09:00
          {'yearly':{'months':['MAY'],'days':['1'],'at':['09:00'],'every':null,'from':null}} | 2026-05-01T09:00 2027-05-01T09:00
          {'rrule':'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;BYHOUR=9;BYMINUTE=0','from':null} | 2026-03-13T09:00 2026-11-13T09:00
          {'rrule':'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;BYHOUR=9;BYMINUTE=0','from':'2026-03-16'} | 2026-03-16T09:00 2026-03-30T09:00
          {'window':{'days':['THU'],'from':'09:00','to':'10:30','everyMinutes':30}} | 2026-03-05T09:00 2026-03-05T09:30 2026-03-05T10:00 2026-03-05T10:30 2026-03-12T09:00
          {'window':{'days':[],'from':'09:00','to':'11:00','everyMinutes':60}} | 2026-03-04T11:00 2026-03-05T09:00
          {'window':{'days':[],'from':'09:00','to':'12:00','everyMinutes':50}} | 2026-03-04T10:40 2026-03-04T11:30 2026-03-05T09:00
          """)
  void everyShapeFiresInLocalTime(String rule, String fires) {
    Proposal proposal = made(rule);

    List<String> expected = List.of(fires.split(" "));
    assertThat(proposal.preview(NOW, expected.size(), io.carillon.time.Calendars.none()).fires())
        .extracting(fire -> fire.local().toLocalDateTime().toString())
        .containsExactlyElementsOf(expected);
  }

  @Test
  void aWindowIsTheCronThatAPersonWouldWrite() {
    String window =
        "{'window':{'days':['MON','TUE','WED','THU','FRI'],'from':'09:00','to':'17:00','everyMinutes':15}}";

    assertThat(made(window).triggers())
        .containsExactly(
            Trigger.cron("*/15 9-16 * * MON-FRI").withZone(PARIS),
            Trigger.cron("0 17 * * MON-FRI").withZone(PARIS));
  }

  @Test
  void boundsAndExclusionsAreLocalToo() {
    Proposal proposal =
        read(
            Answers.with(
                "triggers",
                "[{'rule':{'window':{'days':[],'from':'09:00','to':'17:00','everyMinutes':15}},"
                    + "'start':'2026-03-10T00:00','end':'2026-04-01T00:00','maxRuns':50,"
                    + "'exclude':{'dates':['2026-03-12'],'spans':[],'yearly':[],'monthly':[],"
                    + "'weekly':[{'days':['SAT','SUN'],"
                    + "'from':null,'to':null}],'then':'skip'}}]"));

    Trigger trigger = proposal.triggers().get(0);
    assertThat(proposal.triggers()).hasSize(1); // a number of runs is not shared by two
    assertThat(trigger.start()).contains(Instant.parse("2026-03-09T23:00:00Z"));
    assertThat(trigger.end()).contains(Instant.parse("2026-03-31T22:00:00Z"));
    assertThat(trigger.maxRuns()).hasValue(50);
    assertThat(trigger.exclusions().dates()).hasSize(1);
    assertThat(trigger.exclusions().weekly()).hasSize(1);
  }

  private static String excluding(String yearly, String monthly) {
    return "[{'rule':{'daily':{'at':['09:00'],'every':null,'from':null}},"
        + "'start':null,'end':null,'maxRuns':null,'exclude':{'dates':[],'spans':[],'yearly':"
        + yearly
        + ",'monthly':"
        + monthly
        + ",'weekly':[],'then':'skip'}}]";
  }

  @Test
  void daysThatComeAgainAreLeftOutEveryYearOrMonth() {
    String days = "[{'days':['5','last FRI'],'months':[]},{'days':['last'],'months':['MAR']}]";
    Proposal proposal = read(Answers.with("triggers", excluding("['03-06']", days)));

    assertThat(proposal.triggers())
        .containsExactly(
            Trigger.calendar(CalendarPeriod.daily(LocalTime.of(9, 0)))
                .withExclusions(
                    Exclusions.none()
                        .yearly(List.of(MonthDay.of(3, 6)))
                        .monthly(MonthlyDays.of(DayInMonth.day(5), DayInMonth.last(FRIDAY)))
                        .monthly(MonthlyDays.of(DayInMonth.last()).in(List.of(Month.MARCH))))
                .withZone(PARIS));
    assertThat(proposal.preview(NOW, 30, Calendars.none()).fires())
        .extracting(fire -> fire.local().toLocalDate().toString())
        .startsWith("2026-03-07")
        .doesNotContain("2026-03-27", "2026-03-31", "2026-04-05")
        .contains("2026-03-30");
  }

  @Test
  void aDayThatComesAgainIsToldWhereItCannotBeRead() {
    PhraseContext context = PhraseContext.at(LocalDateTime.ofInstant(NOW, PARIS), PARIS);
    PhraseAnswer reader = new PhraseAnswer(Answers.WORDS, context);
    ObjectNode answer =
        Answers.with("triggers", excluding("['2026-03-06']", "[{'days':[],'months':['MAR']}]"));
    answer.remove(List.of("channels", "tools"));

    assertThat(reader.read(answer)).isEmpty();
    assertThat(reader.problems())
        .extracting(problem -> problem.where())
        .containsExactlyInAnyOrder(
            "triggers[0].exclude.yearly", "triggers[0].exclude.monthly[0].days");
  }
}
