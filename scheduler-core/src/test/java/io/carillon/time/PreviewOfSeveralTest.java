package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.InvalidDefinitionException;
import io.carillon.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Previews of a task with several triggers: zones, limits and clock changes of each its own. */
class PreviewOfSeveralTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Instant FROM = Instant.parse("2026-03-27T12:00:00Z");

  private static Preview preview(Instant from, int n, Trigger... triggers) {
    FireTimes.Setting setting = new FireTimes.Setting(UTC, from, "task", Calendars.none());
    return Preview.of(List.of(triggers), setting, from, n);
  }

  private static List<String> locals(Preview preview) {
    return preview.fires().stream()
        .map(fire -> fire.local().toOffsetDateTime() + fire.note().map(n -> " " + n).orElse(""))
        .toList();
  }

  @Test
  void theZoneOfAllIsShownElseTheTasks() {
    Trigger paris = Trigger.cron("0 9 * * *").withZone(PARIS);
    Trigger again = Trigger.cron("0 18 * * *").withZone(PARIS);
    Trigger newYork = Trigger.cron("0 9 * * *").withZone(NEW_YORK);

    assertThat(preview(FROM, 0, paris, again).zone()).isEqualTo(PARIS);
    assertThat(preview(FROM, 0, paris, Trigger.onEvent("x")).zone()).isEqualTo(PARIS);
    assertThat(preview(FROM, 0, paris, newYork).zone()).isEqualTo(UTC);
    assertThat(preview(FROM, 0, paris, newYork).description(Locale.ENGLISH))
        .isEqualTo(
            "At 09:00 every day, Europe/Paris time; At 09:00 every day, America/New_York time");
  }

  @Test
  void aClockChangeIsNotedOnTheClockOfTheTriggerThatFires() {
    Trigger paris = Trigger.cron("30 2 * * *").withZone(PARIS);
    Trigger hourly = Trigger.cron("15 0 * * *").withZone(NEW_YORK);

    assertThat(locals(preview(Instant.parse("2026-03-29T00:00:00Z"), 3, paris, hourly)))
        .containsExactly(
            "2026-03-29T01:00Z Europe/Paris: 02:30 does not exist on 29 March: fires at 03:00.",
            "2026-03-29T04:15Z",
            "2026-03-30T00:30Z");
  }

  @Test
  void aTriggerThatDoesNotFireThenLendsNoNote() {
    // 02:30 is skipped, but it is the other trigger that fires at 03:00 on purpose.
    Trigger skipped = Trigger.cron("30 2 * * MON").withZone(PARIS);
    Trigger meant = Trigger.cron("0 3 * * *").withZone(PARIS);

    assertThat(locals(preview(Instant.parse("2026-03-29T00:00:00Z"), 1, skipped, meant)))
        .containsExactly("2026-03-29T03:00+02:00");
  }

  @Test
  void eachTriggerHasItsOwnNumberOfRuns() {
    Trigger twice = Trigger.cron("0 9 * * *").withMaxRuns(2);
    Trigger monday = Trigger.cron("0 10 * * MON");

    assertThat(locals(preview(FROM, 4, twice, monday)))
        .containsExactly(
            "2026-03-28T09:00Z", "2026-03-29T09:00Z", "2026-03-30T10:00Z", "2026-04-06T10:00Z");
    assertThat(preview(FROM, 9, twice).fires()).hasSize(2);
  }

  @Test
  void oneRunHasNoGapAndOneInstantIsOneFire() {
    Trigger once = Trigger.every(Duration.ofSeconds(1)).withMaxRuns(1);
    Trigger nine = Trigger.cron("0 9 * * *");

    assertThat(preview(FROM, 0, once).gaps().shortest()).isEmpty();
    assertThat(preview(FROM, 0, once).gaps().mostPerDay()).isEqualTo(1);
    assertThat(locals(preview(FROM, 2, nine, Trigger.cron("0 9 * * SAT"))))
        .containsExactly("2026-03-28T09:00Z", "2026-03-29T09:00Z");
  }

  @Test
  void theShortestGapLooksAtTheClockChangesOfAllZones() {
    Trigger often = Trigger.cron("*/10 * * * *");
    Trigger newYork = Trigger.cron("5 2 8 3 *").withZone(NEW_YORK);

    // 02:05 does not exist in New York on 8 March 2026: it fires at 03:00, with the other.
    assertThat(preview(Instant.parse("2026-01-01T00:00:00Z"), 0, often, newYork).gaps().shortest())
        .contains(Duration.ofMinutes(10));
    assertThat(
            preview(
                    Instant.parse("2026-01-01T00:00:00Z"),
                    0,
                    often,
                    Trigger.cron("5 3 8 3 *").withZone(NEW_YORK))
                .gaps()
                .shortest())
        .contains(Duration.ofMinutes(5));
  }

  @Test
  void aFixedDelayListsNoFiresAndCountsAsAGap() {
    Preview preview = preview(FROM, 5, Trigger.afterEach(Duration.ofMinutes(1)));

    assertThat(preview.fires()).isEmpty();
    assertThat(preview.gaps().shortest()).contains(Duration.ofMinutes(1));
    assertThat(preview.silent(trigger -> true)).isEmpty();
  }

  @Test
  void withoutTriggersItRunsByHand() {
    Preview none = preview(FROM, 5);

    assertThat(none.description(Locale.ENGLISH)).isEqualTo("Only by hand");
    assertThat(none.description(Locale.CHINESE)).isEqualTo("仅手动");
    assertThat(none.fires()).isEmpty();
    assertThat(none.gaps().shortest()).isEmpty();
    assertThat(none.monthAsSvg(YearMonth.of(2026, 4), Locale.ENGLISH)).doesNotContain("circle");
  }

  @Test
  void theMonthHasTheDaysOfAllTriggers() {
    Preview preview = preview(FROM, 0, Trigger.cron("0 9 1 * *"), Trigger.cron("0 9 2,1 * *"));
    String svg = preview.monthAsSvg(YearMonth.of(2026, 4), Locale.ENGLISH);

    assertThat(svg.split("<circle", -1)).hasSize(3);
    assertThat(svg).contains("2026-04-01: 09:00").doesNotContain("×");
  }

  @Test
  void triggersThatNeverFireAreTold() {
    Preview preview =
        preview(
            FROM,
            1,
            Trigger.cron("@daily"),
            Trigger.at(FROM),
            Trigger.cron("@daily").endingAt(FROM.minusSeconds(1)),
            Trigger.manual());

    assertThat(preview.silent(trigger -> true))
        .extracting(Object::toString)
        .containsExactly(
            "triggers[1]: its time has passed already. Give a time in the future, or ask for"
                + " \"past\": \"runNow\".",
            "triggers[2]: it never fires from now on. Check its start, its end and its dates.");
  }

  @Test
  void everyTriggerWithAnUnknownCalendarIsNamed() {
    Trigger moon = Trigger.cron("@daily").withExclusions(Exclusions.none().onCalendar("moon"));

    assertThatThrownBy(() -> preview(FROM, 1, moon, Trigger.cron("@daily"), moon))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("triggers[0].exclude.calendars")
        .hasMessageContaining("triggers[2].exclude.calendars");
  }
}
