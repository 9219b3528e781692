package io.carillon.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.Trigger;
import io.carillon.time.Calendars;
import io.carillon.time.Exclusions;
import io.carillon.time.HolidayCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredPhraseTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant NOON = Instant.parse("2027-01-01T12:00:00Z");

  private static List<Trigger> read(String phrase) {
    return DeclaredPhrase.triggers(phrase, PARIS, Calendars.none());
  }

  private static List<Trigger> read(Trigger trigger) {
    List<Problem> problems = new ArrayList<>();
    List<Trigger> read =
        DeclaredPhrase.triggers(List.of(trigger), PARIS, Calendars.none(), problems);
    assertThat(problems).isEmpty();
    return read;
  }

  private static List<String> faults(Trigger... triggers) {
    List<Problem> problems = new ArrayList<>();
    DeclaredPhrase.triggers(List.of(triggers), PARIS, Calendars.none(), problems);
    return problems.stream().map(Problem::toString).toList();
  }

  // ---- what it gives

  @Test
  void aScheduleNamesNoZoneOfItsOwnSoThatItMovesWithItsTask() {
    assertThat(read("every weekday at 9")).containsExactly(Trigger.cron("0 9 * * MON-FRI"));
  }

  @Test
  void aZoneThatIsSaidStaysEvenWhereItIsTheTasks() {
    assertThat(read("every weekday at 9am Berlin time"))
        .containsExactly(Trigger.cron("0 9 * * MON-FRI").withZone(ZoneId.of("Europe/Berlin")));
    assertThat(read("every weekday at 9am Paris time"))
        .containsExactly(Trigger.cron("0 9 * * MON-FRI").withZone(PARIS));
  }

  @Test
  void anIntervalCountsFromTheDefinitionAsInCode() {
    assertThat(read("every 45 minutes")).containsExactly(Trigger.every(Duration.ofMinutes(45)));
  }

  @Test
  void onePhraseMayBeSeveralTriggers() {
    assertThat(read("weekdays at 9am and weekends at 11am"))
        .containsExactly(Trigger.cron("0 9 * * MON-FRI"), Trigger.cron("0 11 * * SAT,SUN"));
  }

  @Test
  void datesWithTheirYearAreCertain() {
    assertThat(read("on December 24th 2027 at 18:00"))
        .containsExactly(Trigger.at(LocalDateTime.parse("2027-12-24T18:00")));
    assertThat(read("every day at 9am until June 5th 2027"))
        .containsExactly(Trigger.cron("0 9 * * *").endingAt(Instant.parse("2027-06-05T22:00:00Z")));
    assertThat(read("every other Friday at 9am starting January 8th 2027")).hasSize(1);
  }

  @Test
  void holidaysAreThoseOfTheCalendars() {
    Calendars calendars = Calendars.of("holidays", HolidayCalendar.of(List.of()));

    List<Trigger> read =
        DeclaredPhrase.triggers("every day at 9am except holidays", PARIS, calendars);

    assertThat(read)
        .singleElement()
        .satisfies(
            trigger -> assertThat(trigger.exclusions().calendars()).containsExactly("holidays"));
    assertThatThrownBy(() -> read("every day at 9am except holidays"))
        .hasMessageContaining("is not understood. No calendar with \"holidays\" is registered.");
  }

  @Test
  void boundsBesideTheWordsHoldForAllItsTriggers() {
    Exclusions summer = Exclusions.none().onDates(Set.of(java.time.LocalDate.parse("2027-08-15")));
    Trigger phrase =
        Trigger.phrase("weekdays at 9am and weekends at 11am")
            .startingAt(NOON)
            .withExclusions(summer)
            .withSpread(Duration.ofMinutes(5))
            .withDeadline(Duration.ofHours(2));

    assertThat(read(phrase))
        .hasSize(2)
        .allSatisfy(
            trigger -> {
              assertThat(trigger.start()).contains(NOON);
              assertThat(trigger.exclusions()).isEqualTo(summer);
              assertThat(trigger.spread()).contains(Duration.ofMinutes(5));
              assertThat(trigger.deadline()).contains(Duration.ofHours(2));
              assertThat(trigger.zone()).isEmpty();
            });
  }

  @Test
  void aZoneBesideTheWordsIsTheZoneTheyAreReadIn() {
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");

    assertThat(read(Trigger.phrase("every day at 9am until June 5th 2027").withZone(tokyo)))
        .containsExactly(
            Trigger.cron("0 9 * * *")
                .withZone(tokyo)
                .endingAt(Instant.parse("2027-06-05T15:00:00Z")));
  }

  @Test
  void otherTriggersStayAsTheyAre() {
    assertThat(read(Trigger.cron("0 9 * * *"))).containsExactly(Trigger.cron("0 9 * * *"));
  }

  // ---- what it refuses

  @ParameterizedTest
  @ValueSource(
      strings = {
        "in 20 minutes",
        "tomorrow at 9am",
        "every other friday at 9am",
        "every 3 days at 9am",
        "on December 24th at 6pm",
        "every day at 9am until November",
      })
  void whatDependsOnWhenItIsReadIsRefused(String phrase) {
    assertThatThrownBy(() -> read(phrase))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("depending on when it is read. Name the date it counts from");
  }

  @Test
  void whatMustBeAskedIsRefusedWithItsReadings() {
    assertThat(faults(Trigger.phrase("every day at 3")))
        .containsExactly(
            "triggers[0].phrase: \"every day at 3\" can be read in different ways. Is \"3:00\""
                + " before or after noon? Say which it is: 03:00 (At 03:00 every day, Europe/Paris"
                + " time); 15:00 (At 15:00 every day, Europe/Paris time).");
  }

  @Test
  void anInstructionDoesNotBelongInASchedule() {
    assertThatThrownBy(() -> read("every monday at 9am water the plants"))
        .hasMessageContaining("says more than a schedule: \"water the plants\".");
  }

  @Test
  void whatIsAssumedWhereAPersonConfirmsIsRefusedWhereNobodyDoes() {
    assertThatThrownBy(() -> read("every friday"))
        .hasMessageContaining("\"every friday\" is not certain. No time of day was said")
        .hasMessageContaining(
            "Correct it: nobody is there to confirm that \"At 09:00 every Friday, Europe/Paris time\" is");
    assertThatThrownBy(() -> read("evry weekday at 9"))
        .hasMessageContaining("\"evry\" was taken for a misspelt");
  }

  @Test
  void everyFaultOfEveryPhraseIsToldWithItsPlace() {
    assertThat(
            faults(
                Trigger.phrase("sometimes"),
                Trigger.cron("@daily"),
                Trigger.phrase("every weekday check sales")))
        .satisfiesExactly(
            fault -> assertThat(fault).startsWith("triggers[0].phrase: \"sometimes\" is not under"),
            fault ->
                assertThat(fault)
                    .startsWith("triggers[2].phrase: \"every weekday check sales\" says"),
            fault -> assertThat(fault).contains("triggers[2].phrase").contains("is not certain."));
  }

  @Test
  void aBoundThatTheWordsSayTooIsRefused() {
    Trigger twice =
        Trigger.phrase("every day at 9am Berlin time until June 5th 2027")
            .withZone(PARIS)
            .endingAt(NOON);

    assertThat(faults(twice))
        .containsExactly(
            "triggers[0].zone: The phrase says this too. Say it in one place.",
            "triggers[0].end: The phrase says this too. Say it in one place.");
  }
}
