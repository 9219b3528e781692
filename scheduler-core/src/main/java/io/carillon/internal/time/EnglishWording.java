package io.carillon.internal.time;

import io.carillon.time.DayInMonth;
import io.carillon.time.WeeklyWindow;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** English. */
final class EnglishWording implements Wording {

  @Override
  public String sentence(Parts parts) {
    StringBuilder text = new StringBuilder(parts.time());
    if (!parts.days().isEmpty()) {
      boolean joined = Character.isLowerCase(parts.days().charAt(0));
      text.append(joined || text.isEmpty() ? " " : ", ").append(parts.days());
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
    return "at " + numbered(marks, mark) + " of " + every;
  }

  private String numbered(List<Integer> marks, Unit mark) {
    String unit = mark.name().toLowerCase(Locale.ROOT) + (marks.size() == 1 ? " " : "s ");
    return unit + and(marks.stream().map(String::valueOf).toList());
  }

  @Override
  public String stepsOf(Steps steps, Unit mark, String every) {
    String unit = " " + mark.name().toLowerCase(Locale.ROOT) + " ";
    return every(steps.step(), mark)
        + " from"
        + unit
        + steps.first()
        + " to"
        + unit
        + steps.last()
        + " of "
        + every;
  }

  @Override
  public String inMinutes(String time, List<Integer> minutes) {
    String of = " of every minute";
    String within = time.endsWith(of) ? time.substring(0, time.length() - of.length()) : time;
    return within + " in " + numbered(minutes, Unit.MINUTE) + " of every hour";
  }

  @Override
  public String during(String time, List<Stretch> stretches) {
    List<String> parts = new ArrayList<>();
    for (Stretch stretch : stretches) {
      boolean one = stretch.first().equals(stretch.last());
      parts.add(
          one ? "at " + stretch.first() : "from " + stretch.first() + " to " + stretch.last());
    }
    return time + " " + and(parts);
  }

  @Override
  public String everyDay() {
    return "every day";
  }

  @Override
  public String weekdays(Set<DayOfWeek> days) {
    String list = list(days);
    return list.contains(" to ") ? list : "every " + list;
  }

  /** Monday and Wednesday; Monday to Friday. */
  private String list(Set<DayOfWeek> days) {
    List<String> names = new ArrayList<>();
    for (List<DayOfWeek> stretch : Stretches.of(days, DayOfWeek.class)) {
      names.addAll(names(stretch));
    }
    return and(names);
  }

  private static List<String> names(List<? extends Enum<?>> stretch) {
    String first = name(stretch.get(0));
    String last = name(stretch.get(stretch.size() - 1));
    return switch (stretch.size()) {
      case 1 -> List.of(first);
      case 2 -> List.of(first, last);
      default -> List.of(first + " to " + last);
    };
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
      case NUMBER -> "the " + number(day.n());
      case BEFORE_LAST -> day.n() == 0 ? "the last day" : beforeLast(day.n());
      case NTH_WEEKDAY -> "the " + ordinal(day.n()) + " " + weekday;
      case LAST_WEEKDAY -> "the " + toLast(day.n()) + " " + weekday;
      case NTH_WORKDAY -> "the " + ordinal(day.n()) + " working day";
      case LAST_WORKDAY -> "the " + toLast(day.n()) + " working day";
    };
  }

  /** Last, second to last. */
  private static String toLast(int before) {
    return before == 0 ? "last" : ordinal(before + 1) + " to last";
  }

  private String beforeLast(int days) {
    return "the " + ordinal(days) + " day before the last";
  }

  @Override
  public String monthDays(Steps steps) {
    String span = "the " + number(steps.first()) + " to the " + number(steps.last());
    return steps.step() == 1 ? span : "every " + number(steps.step()) + " day from " + span;
  }

  @Override
  public String daysOf(List<String> days, Set<Month> months) {
    return and(days) + " of " + (months.isEmpty() ? "the month" : and(names(months)));
  }

  @Override
  public List<String> yearly(Collection<MonthDay> days) {
    return days.stream().map(EnglishWording::date).toList();
  }

  private static String date(MonthDay day) {
    return day.getDayOfMonth() + " " + name(day.getMonth());
  }

  @Override
  public String onlyOn(String days, Set<DayOfWeek> weekdays) {
    List<String> names = new ArrayList<>();
    for (List<DayOfWeek> stretch : Stretches.of(weekdays, DayOfWeek.class)) {
      names.addAll(names(stretch));
    }
    String article = names.get(0).contains(" to ") ? "" : "a ";
    return days + " if it is " + article + joined(names, " or ");
  }

  @Override
  public String yearDays(List<Integer> days) {
    List<String> texts = new ArrayList<>();
    for (int day : days) {
      texts.add("the " + (day > 0 ? number(day) : toLast(-day - 1)));
    }
    return "on " + and(texts) + " day of the year";
  }

  @Override
  public String weeks(List<int[]> rows) {
    List<String> texts = new ArrayList<>();
    boolean one = rows.size() == 1 && rows.get(0)[0] == rows.get(0)[1];
    for (int[] row : rows) {
      texts.add(row[0] == row[1] ? String.valueOf(row[0]) : row[0] + " to " + row[1]);
    }
    return (one ? "in week " : "in weeks ") + and(texts) + " of the year";
  }

  @Override
  public String orLast(String day) {
    return day + " or else the last day";
  }

  @Override
  public String dates(String every, List<MonthDay> dates) {
    return (every + " on " + and(yearly(dates))).strip();
  }

  private static String ordinal(int n) {
    return switch (n) {
      case 1 -> "first";
      case 2 -> "second";
      case 3 -> "third";
      case 4 -> "fourth";
      case 5 -> "fifth";
      default -> number(n);
    };
  }

  /** 1st, 2nd, 23rd. */
  private static String number(int n) {
    boolean teen = n >= 11 && n <= 13;
    return n + (teen ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th");
  }

  @Override
  public String nearestWorkday(String day) {
    return "the working day nearest to " + day;
  }

  @Override
  public String either(String first, String second) {
    return first + " and also " + second;
  }

  @Override
  public String months(Set<Month> months) {
    List<String> names = names(months);
    String list = and(names);
    return (names.size() == 1 && list.contains(" to ") ? "from " : "in ") + list;
  }

  private static List<String> names(Set<Month> months) {
    List<String> names = new ArrayList<>();
    for (List<Month> stretch : Stretches.of(months, Month.class)) {
      names.addAll(names(stretch));
    }
    return names;
  }

  @Override
  public String years(List<int[]> stretches, boolean more) {
    List<String> texts = new ArrayList<>();
    for (int[] stretch : stretches) {
      boolean one = stretch[0] == stretch[1];
      texts.add(one ? String.valueOf(stretch[0]) : stretch[0] + " to " + stretch[1]);
    }
    return "in " + (more ? String.join(", ", texts) + " and so on" : and(texts));
  }

  @Override
  public String and(List<String> items) {
    return joined(items, " and ");
  }

  private static String joined(List<String> items, String beforeLast) {
    int last = items.size() - 1;
    return last < 1
        ? String.join("", items)
        : String.join(", ", items.subList(0, last)) + beforeLast + items.get(last);
  }

  @Override
  public String together(List<String> amounts) {
    return and(amounts);
  }

  @Override
  public String seconds(String number) {
    return number + " seconds";
  }

  @Override
  public String period(String every, Set<DayOfWeek> days) {
    return every + " on " + list(days);
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
  public String dates(LocalDate first, LocalDate last) {
    return date(first) + " to " + date(last);
  }

  @Override
  public String dateAndTime(LocalDate date, LocalTime time) {
    return date(date) + " at " + time;
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
  public String exceptOn(List<String> days) {
    return "except on " + and(days);
  }

  @Override
  public String moved(List<String> what) {
    return "moved to the next working day from " + and(what);
  }

  @Override
  public String added(List<String> dates) {
    return "also on " + and(dates);
  }

  @Override
  public String later(String most) {
    return "each up to " + most + " later";
  }

  @Override
  public String startsWithin(String most) {
    return "started within " + most + " or not at all";
  }

  @Override
  public String window(WeeklyWindow window) {
    String days = list(window.days());
    return window.from().equals(window.to())
        ? days
        : days + " " + window.from() + "-" + Wording.last(window.to());
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
