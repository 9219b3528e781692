package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The rule for clock changes, over every change of every zone from 2000 to 2050, against an oracle
 * that looks at every minute. Changes that look alike (same instant, same offsets, same neighbours)
 * are checked once.
 */
class ClockChangesTest {

  private static final long HOUR = 3_600;
  private static final Instant FROM = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2051-01-01T00:00:00Z");

  private static final List<String> EVERYWHERE =
      List.of(
          "*/7 * * * *",
          "0 * * * *",
          "30 */2 * * *",
          "15 1/3 * * *",
          "0 0 * * *",
          "30 0-4 * * *",
          "*/20 1,2,3 * * *",
          "0 12 * * *",
          "59 23 * * 6");

  private record Change(long at, int before, int after, long previous, long next) {}

  @Test
  void everyChangeOfEveryZoneFollowsTheRule() {
    Set<Change> seen = new HashSet<>();
    List<String> faults = new ArrayList<>();
    for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
      ZoneId zone = ZoneId.of(id);
      ZoneRules rules = zone.getRules();
      ZoneOffsetTransition change = rules.nextTransition(FROM);
      while (change != null && change.getInstant().isBefore(TO)) {
        if (seen.add(keyOf(rules, change))) {
          check(zone, change, seen.size(), faults);
        }
        change = rules.nextTransition(change.getInstant());
      }
    }
    assertThat(seen).hasSizeGreaterThan(2_000);
    assertThat(faults).isEmpty();
  }

  private static Change keyOf(ZoneRules rules, ZoneOffsetTransition change) {
    Instant at = change.getInstant();
    return new Change(
        at.getEpochSecond(),
        change.getOffsetBefore().getTotalSeconds(),
        change.getOffsetAfter().getTotalSeconds(),
        near(at, rules.previousTransition(at)),
        near(at, rules.nextTransition(at)));
  }

  private static long near(Instant at, ZoneOffsetTransition other) {
    long distance = other == null ? 0 : other.toEpochSecond() - at.getEpochSecond();
    return Math.abs(distance) > 96 * HOUR ? 0 : distance;
  }

  private static void check(
      ZoneId zone, ZoneOffsetTransition change, int count, List<String> faults) {
    long at = change.toEpochSecond();
    LocalDateTime gapOrFold = LocalDateTime.ofEpochSecond(at, 0, change.getOffsetBefore());
    List<String> expressions = new ArrayList<>();
    expressions.add(EVERYWHERE.get(count % EVERYWHERE.size()));
    expressions.add(EVERYWHERE.get((count / 7 + 3) % EVERYWHERE.size()));
    int hour = gapOrFold.getHour();
    int earlier = (hour + 23) % 24;
    expressions.add("0,30 " + hour + " * * *");
    expressions.add(
        (count % 60)
            + " "
            + Math.min(hour, earlier)
            + "-"
            + Math.max(hour, earlier)
            + " "
            + gapOrFold.getDayOfMonth()
            + " * *");
    for (String expression : expressions) {
      check(expression, zone, at - 30 * HOUR, at + 30 * HOUR, faults);
    }
  }

  private static void check(
      String expression, ZoneId zone, long from, long to, List<String> faults) {
    Set<Long> expected =
        new OracleCron(expression).fires(zone.getRules(), from - from % 60, to - to % 60);
    FireTimes fires = CronExpression.parse(expression).fireTimes(zone);
    Set<Long> forward = new TreeSet<>();
    Instant end = Instant.ofEpochSecond(to - to % 60 + 1);
    Optional<Instant> next = fires.next(Instant.ofEpochSecond(from - from % 60 - 1));
    while (next.isPresent() && next.get().isBefore(end)) {
      forward.add(next.get().getEpochSecond());
      Optional<Instant> later = fires.next(next.get());
      assertThat(later).as("%s in %s after %s", expression, zone, next).isPresent();
      assertThat(later.get()).isAfter(next.get());
      assertThat(fires.previous(later.get())).as("%s %s", expression, zone).isEqualTo(next);
      next = later;
    }
    if (!forward.equals(expected)) {
      faults.add(
          expression + " in " + zone + ": expected " + text(expected) + " found " + text(forward));
    }
  }

  private static String text(Set<Long> seconds) {
    StringBuilder text = new StringBuilder();
    seconds.forEach(
        second -> text.append(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC)).append(' '));
    return text.toString();
  }
}
