package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Excluded fires, compared with leaving out each of them one by one around clock changes. */
class ExclusionFiresTest {

  private static final int ROUNDS = 60;

  @ParameterizedTest
  @CsvSource({
    "Europe/Paris, 2026-03-27T00:00:00Z",
    "Europe/Paris, 2026-10-23T00:00:00Z",
    "Africa/Cairo, 2026-04-22T00:00:00Z",
    "Africa/Cairo, 2026-10-28T00:00:00Z",
    "Australia/Lord_Howe, 2026-04-03T00:00:00Z",
    "Australia/Lord_Howe, 2026-10-02T00:00:00Z",
    "America/Toronto, 1919-03-28T00:00:00Z",
    "Pacific/Apia, 2011-12-28T00:00:00Z",
  })
  void steppingOverExclusionsLosesAndAddsNothing(String zoneId, Instant from) {
    ZoneId zone = ZoneId.of(zoneId);
    Random random = new Random(zoneId.hashCode());
    for (int round = 0; round < ROUNDS; round++) {
      Exclusions exclusions = exclusions(random, LocalDate.ofInstant(from, zone));
      Trigger plain = Trigger.cron("*/5 * * * *");
      FireTimes all = FireTimes.of(plain, zone, from, "", Calendars.none());
      FireTimes some =
          FireTimes.of(plain.withExclusions(exclusions), zone, from, "", Calendars.none());
      List<Instant> left = new ArrayList<>();
      for (Instant at : until(all, from, from.plus(Duration.ofDays(5)))) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        boolean excluded =
            exclusions.weekly().stream().anyMatch(window -> window.contains(local))
                || exclusions.spans().stream().anyMatch(s -> s.contains(local.toLocalDate()));
        if (!excluded) {
          left.add(at);
        }
      }
      assertThat(until(some, from, from.plus(Duration.ofDays(5))))
          .as("%s %s", zoneId, exclusions)
          .isEqualTo(left);
      assertThat(backTo(some, from, from.plus(Duration.ofDays(5))))
          .as("back: %s %s", zoneId, exclusions)
          .isEqualTo(left);
    }
  }

  private static Exclusions exclusions(Random random, LocalDate first) {
    Exclusions exclusions = Exclusions.none();
    int windows = 1 + random.nextInt(3);
    for (int i = 0; i < windows; i++) {
      EnumSet<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
      days.add(DayOfWeek.of(1 + random.nextInt(7)));
      days.add(DayOfWeek.SUNDAY);
      exclusions = exclusions.weekly(new WeeklyWindow(days, time(random), time(random)));
    }
    LocalDate start = first.plusDays(random.nextInt(5));
    return random.nextBoolean() ? exclusions : exclusions.between(start, start.plusDays(1));
  }

  /** Mostly in the hours in which clocks change. */
  private static LocalTime time(Random random) {
    int hour = random.nextInt(3) == 0 ? random.nextInt(24) : random.nextInt(4);
    return LocalTime.of(hour, random.nextInt(4) * 15);
  }

  private static List<Instant> until(FireTimes fires, Instant from, Instant end) {
    List<Instant> list = new ArrayList<>();
    Optional<Instant> at = fires.next(from);
    while (at.isPresent() && at.get().isBefore(end)) {
      list.add(at.get());
      at = fires.next(at.get());
    }
    return list;
  }

  private static List<Instant> backTo(FireTimes fires, Instant from, Instant end) {
    List<Instant> list = new ArrayList<>();
    Optional<Instant> at = fires.previous(end);
    while (at.isPresent() && at.get().isAfter(from)) {
      list.add(0, at.get());
      at = fires.previous(at.get());
    }
    return list;
  }
}
