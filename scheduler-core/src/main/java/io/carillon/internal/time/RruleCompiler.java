package io.carillon.internal.time;

import io.carillon.internal.time.RruleParts.Frequency;
import io.carillon.time.FireTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes fire times of a recurrence rule on the wall clock of a zone. */
final class RruleCompiler {

  private final RruleModel rule;
  private final ZoneId zone;
  private final LocalDateTime start;

  RruleCompiler(RruleModel rule, ZoneId zone, Instant anchor) {
    this.rule = rule;
    this.zone = zone;
    LocalDateTime anchored = LocalDateTime.ofInstant(anchor, zone).withNano(0);
    this.start = rule.start().map(given -> given.in(zone)).orElse(anchored);
  }

  FireTimes fires() {
    boolean elapsed =
        rule.parts().frequency().isSubDaily()
            && rule.parts().hasNoByParts()
            && rule.excluded().isEmpty()
            && rule.added().isEmpty();
    return elapsed ? elapsed() : onTheWallClock();
  }

  /** True elapsed time from the start, bounded by COUNT or UNTIL. */
  private FireTimes elapsed() {
    RruleParts parts = rule.parts();
    Instant first = start.atZone(zone).toInstant();
    Duration period = Duration.ofSeconds((long) parts.frequency().seconds() * parts.interval());
    Instant end = null;
    if (parts.count() != 0) {
      end = first.plus(period.multipliedBy(parts.count() - 1L)).plusNanos(1);
    } else if (parts.until().isPresent()) {
      end = parts.until().get().lastIn(zone).atZone(zone).toInstant().plusNanos(1);
    }
    return new WindowFires(new IntervalFires(first, period), first, end);
  }

  private FireTimes onTheWallClock() {
    RruleParts parts = rule.parts();
    long until =
        parts.until().map(time -> second(time.lastIn(zone))).orElse(LocalPattern.LAST_SECOND);
    LocalPattern pattern = new RrulePattern(parts, start, until);
    if (!rule.excluded().isEmpty() || !rule.added().isEmpty()) {
      pattern = withDates(pattern);
    }
    boolean cadence = parts.frequency().compareTo(Frequency.DAILY) < 0;
    return new WallFires(pattern, ZoneTable.of(zone), cadence);
  }

  private LocalPattern withDates(LocalPattern pattern) {
    TreeSet<Long> added = new TreeSet<>(seconds(rule.added()));
    for (RruleTime day : rule.added()) {
      if (day.form() == RruleTime.Form.DATE) {
        added.add(second(day.local().with(start.toLocalTime())));
      }
    }
    Set<Long> excluded = seconds(rule.excluded());
    Set<Long> excludedDays = new HashSet<>();
    for (RruleTime day : rule.excluded()) {
      if (day.form() == RruleTime.Form.DATE) {
        excludedDays.add(day.local().toLocalDate().toEpochDay());
      }
    }
    return new DatedPattern(pattern, added, excluded, excludedDays);
  }

  /** The readings of all times that are not whole dates. */
  private Set<Long> seconds(List<RruleTime> times) {
    Set<Long> seconds = new HashSet<>();
    for (RruleTime time : times) {
      if (time.form() != RruleTime.Form.DATE) {
        seconds.add(second(time.in(zone)));
      }
    }
    return seconds;
  }

  private static long second(LocalDateTime local) {
    return local.toEpochSecond(ZoneOffset.UTC);
  }
}
