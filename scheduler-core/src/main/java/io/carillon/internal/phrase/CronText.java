package io.carillon.internal.phrase;

import io.carillon.Trigger;
import io.carillon.time.CronDialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a day rule with its times as cron, where cron can say it. */
final class CronText {

  private CronText() {}

  /** The trigger without a zone; null where cron has no way to say it. */
  static @Nullable Trigger trigger(DayRule days, ClockSet times) {
    if (days.step().n() != 1
        || !days.yearly().weeks().isEmpty()
        || !days.yearly().yearDays().isEmpty()) {
      return null;
    }
    String month = monthField(days);
    String week = isWorkday(days) ? "*" : weekdays(days);
    if (week == null || (!month.equals("*") && !week.equals("*"))) {
      return null;
    }
    String clock = minutes(times.minutes()) + " " + hours(times.hours());
    String rest = month + " " + list(days.months(), 1, 12) + " " + week;
    String seconds = step(times.seconds(), 60);
    if (!days.yearly().years().isEmpty()) {
      String years = String.join(",", days.yearly().years().stream().map(String::valueOf).toList());
      return Trigger.cron(seconds + " " + clock + " " + rest + " " + years, CronDialect.SECONDS7);
    }
    return times.seconds() == 1
        ? Trigger.cron(clock + " " + rest, CronDialect.UNIX5)
        : Trigger.cron(seconds + " " + clock + " " + rest, CronDialect.SECONDS6);
  }

  private static String monthField(DayRule days) {
    if (isWorkday(days)) {
      return days.nth().get(0).n() == 1 ? "1W" : "LW";
    }
    return days.monthDays().isEmpty() && days.nearestTo().isEmpty() ? "*" : monthDays(days);
  }

  /** The first or the last working day of the month, and nothing else. */
  private static boolean isWorkday(DayRule days) {
    return days.nth().size() == 1
        && days.nth().get(0).days() == DayMatcher.WORKING_DAYS
        && Math.abs(days.nth().get(0).n()) == 1
        && days.weekdays() == 0
        && days.monthDays().isEmpty()
        && days.nearestTo().isEmpty();
  }

  private static String monthDays(DayRule days) {
    List<String> parts = new ArrayList<>();
    if (isRun(days.monthDays())) {
      parts.add(days.monthDays().get(0) + "-" + days.monthDays().get(days.monthDays().size() - 1));
    } else {
      for (int day : days.monthDays()) {
        parts.add(day > 0 ? String.valueOf(day) : day == -1 ? "L" : "L-" + (-day - 1));
      }
    }
    days.nearestTo().forEach(day -> parts.add(day + "W"));
    return String.join(",", parts);
  }

  private static boolean isRun(List<Integer> days) {
    boolean run = days.size() > 2 && days.get(0) > 0;
    for (int k = 1; run && k < days.size(); k++) {
      run = days.get(k) == days.get(k - 1) + 1;
    }
    return run;
  }

  /** The weekday field; null when places in the month are not of single weekdays. */
  private static @Nullable String weekdays(DayRule days) {
    if (days.nth().isEmpty()) {
      return days.weekdays() == 0 ? "*" : weekdayNames(days.weekdays());
    }
    if (days.weekdays() != 0 || !days.monthDays().isEmpty() || !days.nearestTo().isEmpty()) {
      return null;
    }
    List<String> parts = new ArrayList<>();
    for (Nth nth : days.nth()) {
      boolean sayable = Integer.bitCount(nth.days()) == 1 && nth.n() >= -1;
      if (!sayable) {
        return null;
      }
      String name = weekdayNames(nth.days());
      parts.add(nth.n() < 0 ? number(nth.days()) + "L" : name + "#" + nth.n());
    }
    return String.join(",", parts);
  }

  private static String number(int mask) {
    return String.valueOf(Integer.numberOfTrailingZeros(mask) + 1);
  }

  private static String weekdayNames(int mask) {
    if (mask == DayMatcher.WORKING_DAYS) {
      return "MON-FRI";
    }
    String[] names = {"MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"};
    List<String> parts = new ArrayList<>();
    for (int day = 0; day < 7; day++) {
      if ((mask >> day & 1) == 1) {
        parts.add(names[day]);
      }
    }
    return String.join(",", parts);
  }

  private static String minutes(long mask) {
    return step(mask, 60);
  }

  private static String hours(long mask) {
    return step(mask, 24);
  }

  /** "*", a step through the whole range, or ranges and values. */
  private static String step(long mask, int size) {
    if (Long.bitCount(mask) == size) {
      return "*";
    }
    int first = Long.numberOfTrailingZeros(mask);
    int gap = Long.numberOfTrailingZeros(mask & ~(1L << first)) - first;
    if (Long.bitCount(mask) > 1 && gap > 1 && first < gap) {
      long steps = 0;
      for (int value = first; value < size; value += gap) {
        steps |= 1L << value;
      }
      if (steps == mask) {
        return first == 0 ? "*/" + gap : first + "/" + gap;
      }
    }
    return list(mask, 0, size);
  }

  private static String list(long mask, int base, int size) {
    if (mask == 0) {
      return "*";
    }
    List<String> parts = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      if ((mask >> k & 1) == 0) {
        continue;
      }
      int last = k;
      while (last + 1 < size && (mask >> (last + 1) & 1) == 1) {
        last++;
      }
      if (last - k >= 2) {
        parts.add((k + base) + "-" + (last + base));
        k = last;
      } else {
        parts.add(String.valueOf(k + base));
      }
    }
    return String.join(",", parts);
  }
}
