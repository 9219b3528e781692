package io.carillon.testkit.year;

import io.carillon.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * When a trigger's rule fires, found out the slow way: by looking at every day or every minute of
 * the wall clock with {@code java.time} alone.
 */
interface Rule {

  /** All instants of the rule in (from, to], ascending; exclusions, shifts and bounds not seen. */
  Set<Instant> fires(ZoneId zone, Instant definedAt, Instant from, Instant to);

  /** Fixed times of day on some days: once each, also when the clock skips or repeats them. */
  static Rule fixed(Predicate<LocalDate> day, List<LocalTime> times) {
    return (zone, definedAt, from, to) -> {
      Set<Instant> fires = new TreeSet<>();
      LocalDate last = LocalDate.ofInstant(to, zone).plusDays(2);
      for (LocalDate date = LocalDate.ofInstant(from, zone).minusDays(2);
          date.isBefore(last);
          date = date.plusDays(1)) {
        if (day.test(date) && exists(date, zone)) {
          for (LocalTime time : times) {
            fires.add(instant(date.atTime(time), zone));
          }
        }
      }
      return within(fires, from, to);
    };
  }

  /** Whenever the clock shows one of these minutes of one of these hours. */
  static Rule shown(BiPredicate<Integer, Integer> hourAndMinute) {
    return (zone, definedAt, from, to) -> {
      Set<Instant> fires = new TreeSet<>();
      ZoneRules rules = zone.getRules();
      Instant at = from.truncatedTo(ChronoUnit.MINUTES);
      while (!at.isAfter(to)) {
        long second = at.getEpochSecond() + rules.getOffset(at).getTotalSeconds();
        int minute = Math.floorMod(Math.floorDiv(second, 60), 60);
        int hour = Math.floorMod(Math.floorDiv(second, 3600), 24);
        if (Math.floorMod(second, 60) == 0 && hourAndMinute.test(hour, minute)) {
          fires.add(at);
        }
        at = at.plusSeconds(60);
      }
      return within(fires, from, to);
    };
  }

  /** An anchor and whole multiples of a period of elapsed time. */
  static Rule every(Duration period, Instant anchor) {
    return (zone, definedAt, from, to) -> {
      Set<Instant> fires = new TreeSet<>();
      Instant at = anchor;
      while (at.isAfter(from)) {
        at = at.minus(period);
      }
      while (!at.isAfter(to)) {
        fires.add(at);
        at = at.plus(period);
      }
      return within(fires, from, to);
    };
  }

  /** A period of elapsed time, counted from the trigger's definition. */
  static Rule everySinceDefined(Duration period) {
    return (zone, definedAt, from, to) -> every(period, definedAt).fires(zone, definedAt, from, to);
  }

  /** The same from the trigger's definition on, which is where a recurrence rule begins. */
  static Rule sinceDefined(Rule rule) {
    return (zone, definedAt, from, to) ->
        within(rule.fires(zone, definedAt, from, to), definedAt.minusNanos(1_000), to);
  }

  /** One fire, a while after the definition. */
  static Rule onceAfter(Duration delay) {
    return (zone, definedAt, from, to) -> within(Set.of(definedAt.plus(delay)), from, to);
  }

  /** One fire, when the clock shows a time. */
  static Rule onceAt(LocalDateTime time) {
    return (zone, definedAt, from, to) -> within(Set.of(instant(time, zone)), from, to);
  }

  private static Set<Instant> within(Set<Instant> fires, Instant from, Instant to) {
    Set<Instant> inside = new TreeSet<>(fires);
    inside.removeIf(at -> !at.isAfter(from) || at.isAfter(to));
    return inside;
  }

  /** The first instant at which the clock shows the time, or has passed it without showing it. */
  static Instant instant(LocalDateTime time, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    if (offsets.isEmpty()) {
      return zone.getRules().getTransition(time).getInstant();
    }
    return time.toInstant(offsets.get(0));
  }

  /** False for the date that Samoa left out. */
  private static boolean exists(LocalDate date, ZoneId zone) {
    ZoneOffsetTransition gap = zone.getRules().getTransition(date.atTime(12, 0));
    return gap == null
        || !gap.isGap()
        || gap.getDateTimeBefore().isAfter(date.atStartOfDay())
        || gap.getDateTimeAfter().isBefore(date.plusDays(1).atStartOfDay());
  }

  /**
   * A trigger and what it means.
   *
   * @param zoned whether its fires depend on the zone in effect
   * @param excluded readings at which it does not fire
   * @param moves whether excluded fires move to the next working day
   */
  record Sample(
      Trigger trigger, Rule rule, boolean zoned, Predicate<LocalDateTime> excluded, boolean moves) {

    static Sample of(Trigger trigger, Rule rule, boolean zoned) {
      return new Sample(trigger, rule, zoned, reading -> false, false);
    }

    Sample with(Trigger changed) {
      return new Sample(changed, rule, zoned, excluded, moves);
    }

    ZoneId zone(ZoneId ofTask) {
      return trigger.zone().orElse(ofTask);
    }

    /** The rule's instants in (from, to]: moved where excluded, or left out; not yet shifted. */
    List<Fire> fires(ZoneId ofTask, Instant definedAt, Instant from, Instant to) {
      ZoneId zone = zone(ofTask);
      List<Fire> fires = new ArrayList<>();
      Instant earliest = moves ? from.minus(Duration.ofDays(30)) : from;
      for (Instant nominal : rule.fires(zone, definedAt, earliest, to)) {
        LocalDateTime reading = LocalDateTime.ofInstant(nominal, zone);
        Instant fire = nominal;
        if (excluded.test(reading)) {
          if (!moves) {
            continue;
          }
          LocalDateTime later = reading.plusDays(1);
          while (excluded.test(later) || isWeekend(later)) {
            later = later.plusDays(1);
          }
          fire = instant(later, zone);
        }
        if (fire.isAfter(from) && !fire.isAfter(to)) {
          fires.add(new Fire(fire, fire));
        }
      }
      return fires;
    }

    private static boolean isWeekend(LocalDateTime day) {
      return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
  }

  /** The instant of rule and exclusions, and the instant it is due at. */
  record Fire(Instant nominal, Instant fire) {}
}
