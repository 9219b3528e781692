package io.carillon.internal.time;

import io.carillon.time.DayInMonth;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** English. */
final class EnglishWording implements Wording {

  @Override
  public String sentence(Parts parts) {
    StringBuilder text = new StringBuilder(parts.time());
    if (!parts.days().isEmpty()) {
      text.append(' ').append(parts.days());
    }
    if (!parts.months().isEmpty()) {
      text.append(parts.days().isEmpty() ? " " : ", ").append(parts.months());
    }
    if (!parts.years().isEmpty()) {
      text.append(", ").append(parts.years());
    }
    return upperFirst(text.toString().strip());
  }

  private static String upperFirst(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  @Override
  public String amount(long n, Unit unit) {
    String name = unit.name().toLowerCase(Locale.ROOT);
    return n + " " + name + (n == 1 ? "" : "s");
  }

  @Override
  public String every(long n, Unit unit) {
    return n == 1 ? "every " + unit.name().toLowerCase(Locale.ROOT) : "every " + amount(n, unit);
  }

  @Override
  public String everySpan(String span) {
    return "every " + span;
  }

  @Override
  public String at(List<String> times) {
    return "at " + and(times);
  }

  @Override
  public String marksOf(List<Integer> marks, Unit mark, String every) {
    String unit = mark.name().toLowerCase(Locale.ROOT) + (marks.size() == 1 ? " " : "s ");
    String list = and(marks.stream().map(String::valueOf).toList());
    return every.startsWith("every")
        ? "at " + unit + list + " of " + every
        : every + " at " + unit + list;
  }

  @Override
  public String hours(String time, List<int[]> stretches) {
    List<String> parts = new ArrayList<>();
    for (int[] stretch : stretches) {
      parts.add(hour(stretch[0]) + ":00 to " + hour(stretch[1]) + ":59");
    }
    return time + " from " + and(parts);
  }

  private static String hour(int hour) {
    return hour < 10 ? "0" + hour : String.valueOf(hour);
  }

  @Override
  public String everyDay() {
    return "every day";
  }

  @Override
  public String weekdays(Set<DayOfWeek> days) {
    List<String> stretches = new ArrayList<>();
    DayOfWeek start = null;
    for (DayOfWeek day : days) {
      start = start == null ? day : start;
      boolean goesOn = day != DayOfWeek.SUNDAY && days.contains(day.plus(1));
      if (!goesOn) {
        stretches.add(stretch(start, day));
        start = null;
      }
    }
    return "on " + and(stretches);
  }

  private static String stretch(DayOfWeek first, DayOfWeek last) {
    int length = last.getValue() - first.getValue();
    if (length == 0) {
      return name(first);
    }
    return length == 1 ? name(first) + " and " + name(last) : name(first) + " to " + name(last);
  }

  private static String name(Enum<?> value) {
    return value.name().charAt(0) + value.name().substring(1).toLowerCase(Locale.ROOT);
  }

  @Override
  public String monthDays(List<String> days) {
    return "on " + and(days) + " of the month";
  }

  @Override
  public String monthDay(DayInMonth day) {
    String weekday = day.weekday().map(EnglishWording::name).orElse("");
    return switch (day.form()) {
      case NUMBER -> "day " + day.n();
      case BEFORE_LAST -> day.n() == 0 ? "the last day" : beforeLast(day.n());
      case NTH_WEEKDAY -> "the " + ordinal(day.n()) + " " + weekday;
      case LAST_WEEKDAY -> "the last " + weekday;
      case NTH_WORKDAY -> "the " + ordinal(day.n()) + " working day";
      case LAST_WORKDAY -> "the last working day";
    };
  }

  private String beforeLast(int days) {
    return "the day " + amount(days, Unit.DAY) + " before the last";
  }

  private static String ordinal(int n) {
    return switch (n) {
      case 1 -> "first";
      case 2 -> "second";
      case 3 -> "third";
      case 4 -> "fourth";
      case 5 -> "fifth";
      default -> n + (n == 21 ? "st" : n == 22 ? "nd" : n == 23 ? "rd" : "th");
    };
  }

  @Override
  public String nearestWorkday(String day) {
    return "the working day nearest to " + day;
  }

  @Override
  public String either(String first, String second) {
    return first + " or " + second;
  }

  @Override
  public String months(Set<Month> months) {
    List<String> stretches = new ArrayList<>();
    Month start = null;
    for (Month month : months) {
      start = start == null ? month : start;
      boolean goesOn = month != Month.DECEMBER && months.contains(month.plus(1));
      if (!goesOn) {
        stretches.add(start == month ? name(month) : name(start) + " to " + name(month));
        start = null;
      }
    }
    return "in " + and(stretches);
  }

  @Override
  public String years(String years) {
    return "in " + years;
  }

  @Override
  public String and(List<String> items) {
    int last = items.size() - 1;
    return last < 1
        ? String.join("", items)
        : items.subList(0, last).stream().collect(Collectors.joining(", "))
            + " and "
            + items.get(last);
  }

  @Override
  public String period(String every, String days) {
    return days.isEmpty() ? every : every + " " + days;
  }

  @Override
  public String once(String dateAndTime) {
    return "Once, on " + dateAndTime;
  }

  @Override
  public String date(LocalDate date) {
    return date.getDayOfMonth() + " " + name(date.getMonth()) + " " + date.getYear();
  }

  @Override
  public String onceAfter(String duration) {
    return "Once, " + duration + " after it is defined";
  }

  @Override
  public String afterEachRun(String duration) {
    return upperFirst(duration + " after each run has ended");
  }

  @Override
  public String onEvent(String topic) {
    return "On each event \"" + topic + "\"";
  }

  @Override
  public String byHand() {
    return "Only by hand";
  }

  @Override
  public String byRule(String rule) {
    return "By the rule " + rule;
  }

  @Override
  public String inZone(String zone) {
    return zone + " time";
  }

  @Override
  public String from(String when) {
    return "from " + when;
  }

  @Override
  public String until(String when) {
    return "until " + when;
  }

  @Override
  public String times(int most) {
    return most == 1 ? "once at most" : "at most " + most + " times";
  }

  @Override
  public String except(List<String> what) {
    return "except " + and(what);
  }

  @Override
  public String weekends() {
    return "weekends";
  }

  @Override
  public String calendar(String name) {
    return "the days of \"" + name + "\"";
  }

  @Override
  public String with(String sentence, List<String> additions) {
    return additions.isEmpty() ? sentence : sentence + ", " + String.join(", ", additions);
  }
}
