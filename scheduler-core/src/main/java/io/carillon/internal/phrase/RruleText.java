package io.carillon.internal.phrase;

import io.carillon.Trigger;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a day rule with its times as an RFC 5545 recurrence. */
final class RruleText {

  private static final String[] WEEKDAYS = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

  private RruleText() {}

  /**
   * The trigger without a zone; null where a recurrence has no way to say it.
   *
   * @param left single moments that are left out
   */
  static @Nullable Trigger trigger(DayRule days, ClockSet times, List<LocalDateTime> left) {
    String rule = days(days);
    if (rule == null || !days.yearly().years().isEmpty() || !days.nearestTo().isEmpty()) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    text.append("DTSTART:").append(TIME.format(days.step().anchor().atStartOfDay())).append('\n');
    text.append("RRULE:").append(rule);
    text.append(numbers("BYHOUR", bits(times.hours(), 0)));
    text.append(numbers("BYMINUTE", bits(times.minutes(), 0)));
    text.append(numbers("BYSECOND", bits(times.seconds(), 0)));
    if (!left.isEmpty()) {
      text.append("\nEXDATE:").append(String.join(",", left.stream().map(TIME::format).toList()));
    }
    return Trigger.rrule(text.toString());
  }

  private static @Nullable String days(DayRule rule) {
    boolean kinds = rule.nth().stream().anyMatch(nth -> Integer.bitCount(nth.days()) > 1);
    boolean narrowed =
        !rule.nth().isEmpty() && (rule.weekdays() != 0 || !rule.monthDays().isEmpty());
    if (kinds || narrowed) {
      return null;
    }
    StringBuilder text = new StringBuilder("FREQ=").append(frequency(rule));
    if (rule.step().n() > 1) {
      text.append(";INTERVAL=").append(rule.step().n());
    }
    text.append(numbers("BYMONTH", bits(rule.months(), 1)));
    text.append(numbers("BYMONTHDAY", rule.monthDays()));
    text.append(numbers("BYWEEKNO", rule.yearly().weeks()));
    text.append(numbers("BYYEARDAY", rule.yearly().yearDays()));
    String weekdays = weekdays(rule);
    text.append(weekdays.isEmpty() ? "" : ";BYDAY=" + weekdays);
    return text.toString();
  }

  private static String frequency(DayRule rule) {
    boolean yearly = !rule.yearly().weeks().isEmpty() || !rule.yearly().yearDays().isEmpty();
    if (yearly || (rule.step().n() > 1 && rule.step().unit() == Unit.YEAR)) {
      return "YEARLY";
    }
    if (rule.step().n() > 1) {
      return switch (rule.step().unit()) {
        case WEEK -> "WEEKLY";
        case MONTH -> "MONTHLY";
        default -> "DAILY";
      };
    }
    return rule.nth().isEmpty() ? "DAILY" : "MONTHLY";
  }

  private static String weekdays(DayRule rule) {
    if (rule.nth().isEmpty()) {
      return names(rule.weekdays());
    }
    List<String> parts = new ArrayList<>();
    rule.nth().forEach(nth -> parts.add(nth.n() + names(nth.days())));
    return String.join(",", parts);
  }

  private static String names(int mask) {
    List<String> parts = new ArrayList<>();
    bits(mask, 0).forEach(day -> parts.add(WEEKDAYS[day]));
    return String.join(",", parts);
  }

  private static String numbers(String part, List<Integer> values) {
    return values.isEmpty()
        ? ""
        : ";" + part + "=" + String.join(",", values.stream().map(String::valueOf).toList());
  }

  private static List<Integer> bits(long mask, int base) {
    List<Integer> values = new ArrayList<>();
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      values.add(Long.numberOfTrailingZeros(rest) + base);
    }
    return values;
  }
}
