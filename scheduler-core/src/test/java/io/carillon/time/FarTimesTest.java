package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.carillon.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates far away, and rules that leave nothing: an answer comes, and soon. */
class FarTimesTest {

  private static final ZoneId ZONE = ZoneId.of("UTC");
  private static final Instant FROM = Instant.parse("2026-03-27T12:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
  private static final Duration SOON = Duration.ofSeconds(10);

  private static FireTimes fires(Trigger trigger) {
    return FireTimes.of(trigger, ZONE, FROM, "task", Calendars.none());
  }

  @Test
  void intervalsGoOnAfterTheYear2262() {
    FireTimes hourly = fires(Trigger.every(Duration.ofHours(7)));
    for (String far :
        List.of("2262-04-12T00:00:00Z", "2500-01-01T00:00:00Z", "9998-01-01T00:00:00Z")) {
      Instant after = Instant.parse(far);
      Instant next = hourly.next(after).orElseThrow();
      assertThat(next).isAfter(after).isBeforeOrEqualTo(after.plus(Duration.ofHours(7)));
      assertThat(Duration.between(FROM, next).toHours() % 7).isZero();
      assertThat(hourly.previous(next.plusNanos(1))).contains(next);
      assertThat(hourly.previous(next)).contains(next.minus(Duration.ofHours(7)));
    }
  }

  @Test
  void intervalsGoBackToTheYear1() {
    FireTimes daily = fires(Trigger.every(Duration.ofDays(36_525)));
    Instant early = Instant.parse("0101-06-01T00:00:00Z");
    Instant before = daily.previous(early).orElseThrow();
    assertThat(before).isBefore(early).isAfter(early.minus(Duration.ofDays(36_526)));
    assertThat(daily.next(before)).contains(before.plus(Duration.ofDays(36_525)));
    assertThat(daily.previous(Instant.parse("0001-01-01T00:00:00Z"))).isEmpty();
    assertThat(daily.previous(Instant.MIN)).isEmpty();
    assertThat(daily.next(Instant.MIN)).isPresent();
    assertThat(daily.next(Instant.MAX)).isEmpty();
    assertThat(daily.previous(Instant.MAX)).isPresent();
  }

  @Test
  void intervalsOfMicrosecondsKeepThem() {
    Duration odd = Duration.ofSeconds(1).plusNanos(3_000);
    FireTimes fires = fires(Trigger.every(odd));
    Instant after = Instant.parse("2400-01-01T00:00:00.000001500Z");
    Instant next = fires.next(after).orElseThrow();
    assertThat(next).isAfter(after);
    assertThat(fires.next(next)).contains(next.plus(odd));
    assertThat(fires.previous(next)).contains(next.minus(odd));
  }

  @ParameterizedTest
  @ValueSource(strings = {"* * * * *", "0 0 29 2 *", "0 9 * * FRI#5", "30 2 * * *", "0 0 31 12 *"})
  void cronEndsWithTheYear9999(String cron) {
    FireTimes fires = fires(Trigger.cron(cron));
    assertThat(fires.next(LAST)).isEmpty();
    assertThat(fires.next(Instant.MAX)).isEmpty();
    Instant last = fires.previous(Instant.MAX).orElseThrow();
    assertThat(last).isBeforeOrEqualTo(LAST).isAfter(Instant.parse("9980-01-01T00:00:00Z"));
    assertThat(fires.next(last)).isEmpty();
    Instant next = fires.next(Instant.parse("9970-03-01T00:00:00Z")).orElseThrow();
    assertThat(fires.previous(next.plusSeconds(1))).contains(next);
  }

  @Test
  void exclusionsDoNotHideAFireThatIsMoreThanTwentyYearsAway() {
    Exclusions weekends = Exclusions.none().weekly(WeeklyWindow.weekends());
    Instant far = Instant.parse("2060-03-03T08:00:00Z");
    FireTimes once = fires(Trigger.at(far).withExclusions(weekends));
    assertThat(once.next(FROM)).contains(far);
    assertThat(once.previous(Instant.parse("2099-01-01T00:00:00Z"))).contains(far);
    FireTimes moved =
        fires(Trigger.at(far).withExclusions(weekends.then(WhenExcluded.NEXT_WORKING_DAY)));
    assertThat(moved.next(FROM)).contains(far);
    assertThat(moved.previous(Instant.parse("2099-01-01T00:00:00Z"))).contains(far);
  }

  @Test
  void scheduleThatExcludesEveryDayEndsSoon() {
    DayOfWeek[] rest = {
      DayOfWeek.TUESDAY,
      DayOfWeek.WEDNESDAY,
      DayOfWeek.THURSDAY,
      DayOfWeek.FRIDAY,
      DayOfWeek.SATURDAY,
      DayOfWeek.SUNDAY
    };
    Exclusions everyDay = Exclusions.none().weekly(WeeklyWindow.wholeDays(DayOfWeek.MONDAY, rest));
    Exclusions allDates =
        Exclusions.none().between(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31));
    for (Exclusions nothing : List.of(everyDay, allDates)) {
      for (Trigger trigger :
          List.of(
              Trigger.cron("0 9 * * *"),
              Trigger.cron("* * * * * *", CronDialect.SECONDS6),
              Trigger.every(Duration.ofMillis(1)),
              Trigger.rrule("FREQ=SECONDLY"))) {
        assertTimeoutPreemptively(SOON, () -> neverFires(trigger.withExclusions(nothing)));
      }
      Exclusions moving = nothing.then(WhenExcluded.NEXT_WORKING_DAY);
      assertTimeoutPreemptively(
          SOON, () -> neverFires(Trigger.cron("0,30 9 * * *").withExclusions(moving)));
    }
  }

  private static void neverFires(Trigger trigger) {
    FireTimes fires = fires(trigger);
    assertThat(fires.next(FROM)).isEmpty();
    assertThat(fires.previous(FROM)).isEmpty();
    Preview preview = Preview.of(trigger, ZONE, FROM, 5);
    assertThat(preview.fires()).isEmpty();
    assertThat(preview.description(Locale.ENGLISH)).isNotEmpty();
    assertThat(preview.warnings()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=SECONDLY;COUNT=100000",
        "FREQ=SECONDLY;COUNT=100000;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;COUNT=100000;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
        "FREQ=MINUTELY;INTERVAL=7;COUNT=100000;BYHOUR=3;BYDAY=SU",
        "FREQ=HOURLY;INTERVAL=999;BYHOUR=23;BYDAY=MO;BYMONTH=1",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA;COUNT=100000",
        "FREQ=DAILY;UNTIL=20200101T000000Z",
        "FREQ=SECONDLY;INTERVAL=1000;BYSECOND=7;BYMINUTE=11;BYHOUR=13;BYMONTHDAY=31;BYMONTH=12",
      })
  void recurrencesAnswerSoon(String rule) {
    assertTimeoutPreemptively(
        SOON,
        () -> {
          FireTimes fires = fires(Trigger.rrule(rule));
          Optional<Instant> next = fires.next(FROM);
          next.ifPresent(at -> assertThat(fires.previous(at.plusSeconds(1))).contains(at));
          assertThat(fires.next(LAST)).isEmpty();
          fires.previous(Instant.MAX).ifPresent(at -> assertThat(fires.next(at)).isEmpty());
        });
  }

  @Test
  void recurrenceThatEndsBeforeItStartsNeverFires() {
    FireTimes fires = fires(Trigger.rrule("FREQ=DAILY;UNTIL=20200101T000000Z"));
    assertThat(fires.next(Instant.MIN)).isEmpty();
    assertThat(fires.previous(Instant.MAX)).isEmpty();
  }
}
