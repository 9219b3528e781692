package io.carillon.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A second, slow and simple reading of unix cron, written apart from the engine: it looks at every
 * minute. Plain fields only (star, lists, ranges, steps).
 */
final class OracleCron {

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean anyDay;
  private final boolean anyWeekday;
  private final boolean cadence;

  OracleCron(String expression) {
    String[] fields = expression.split(" ", -1);
    minutes = set(fields[0], 0, 59);
    hours = set(fields[1], 0, 23);
    days = set(fields[2], 1, 31);
    months = set(fields[3], 1, 12);
    weekdays = set(fields[4], 0, 6);
    anyDay = fields[2].equals("*");
    anyWeekday = fields[4].equals("*");
    cadence = hours.cardinality() == 24 || (fields[1].contains("/") && hours.cardinality() > 1);
  }

  private static BitSet set(String field, int min, int max) {
    BitSet set = new BitSet();
    for (String item : field.split(",", -1)) {
      String[] halves = item.split("/", -1);
      int step = halves.length == 1 ? 1 : Integer.parseInt(halves[1]);
      int low = min;
      int high = max;
      if (!halves[0].equals("*")) {
        String[] ends = halves[0].split("-", -1);
        low = Integer.parseInt(ends[0]);
        high = ends.length == 2 ? Integer.parseInt(ends[1]) : halves.length == 2 ? max : low;
      }
      for (int value = low; value <= high; value += step) {
        set.set(value);
      }
    }
    return set;
  }

  boolean matches(LocalDateTime reading) {
    return minutes.get(reading.getMinute())
        && hours.get(reading.getHour())
        && matchesDay(reading.toLocalDate());
  }

  private boolean matchesDay(LocalDate date) {
    boolean day = days.get(date.getDayOfMonth());
    boolean weekday = weekdays.get(date.getDayOfWeek().getValue() % 7);
    boolean dayFits = (anyDay || anyWeekday) ? day && weekday : day || weekday;
    return months.get(date.getMonthValue()) && dayFits;
  }

  /** All fires from one instant to another, both epoch seconds of whole minutes, inclusive. */
  Set<Long> fires(ZoneRules rules, long from, long to) {
    return cadence ? readingsShown(rules, from, to) : readingsOnce(rules, from, to);
  }

  private Set<Long> readingsShown(ZoneRules rules, long from, long to) {
    Set<Long> fires = new TreeSet<>();
    for (long second = from; second <= to; second += 60) {
      ZoneOffset offset = rules.getOffset(Instant.ofEpochSecond(second));
      if (matches(LocalDateTime.ofEpochSecond(second, 0, offset))) {
        fires.add(second);
      }
    }
    return fires;
  }

  private Set<Long> readingsOnce(ZoneRules rules, long from, long to) {
    Set<Long> fires = new TreeSet<>();
    LocalDateTime last = LocalDateTime.ofEpochSecond(to + 2 * 86_400, 0, ZoneOffset.UTC);
    LocalDateTime reading = LocalDateTime.ofEpochSecond(from - 2 * 86_400, 0, ZoneOffset.UTC);
    for (; reading.isBefore(last); reading = reading.plusMinutes(1)) {
      if (matches(reading)) {
        long fire = instantOf(rules, reading);
        if (fire >= from && fire <= to) {
          fires.add(fire);
        }
      }
    }
    return fires;
  }

  private static long instantOf(ZoneRules rules, LocalDateTime reading) {
    List<ZoneOffset> offsets = rules.getValidOffsets(reading);
    if (!offsets.isEmpty()) {
      return reading.toEpochSecond(offsets.get(0));
    }
    ZoneOffsetTransition gap = rules.getTransition(reading);
    LocalDate date = reading.toLocalDate();
    boolean noSuchDate =
        !gap.getDateTimeBefore().isAfter(date.atStartOfDay())
            && !gap.getDateTimeAfter().isBefore(date.plusDays(1).atStartOfDay());
    return noSuchDate ? Long.MIN_VALUE : gap.toEpochSecond();
  }
}
