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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chinese (simplified). */
final class ChineseWording implements Wording {

  private static final String DIGITS = "一二三四五六日";
  private static final Pattern EVERY_YEARS = Pattern.compile("(每\\d+年)的(.*)");

  @Override
  public String sentence(Parts parts) {
    String days = parts.days();
    String months = parts.months();
    if (!months.isEmpty() && !days.isEmpty()) {
      days = days.startsWith("每月") ? days.substring(2) : days;
      days = months.endsWith("周") && days.startsWith("每周") ? days.substring(1) : days;
      months += "的";
    }
    String date = months + days;
    Matcher years = EVERY_YEARS.matcher(days);
    if (!months.isEmpty() && years.matches()) {
      date = years.group(1) + months.substring(2) + years.group(2);
    }
    if (!parts.years().isEmpty()) {
      date = parts.years() + (date.startsWith("每年") ? date.substring(2) : date);
    }
    boolean ends = date.isEmpty() || parts.time().isEmpty();
    return date + (ends ? "" : " ") + parts.time();
  }

  @Override
  public String amount(long n, Unit unit) {
    return n + name(unit);
  }

  private static String name(Unit unit) {
    return switch (unit) {
      case SECOND -> "秒";
      case MINUTE -> "分钟";
      case HOUR -> "小时";
      case DAY -> "天";
      case WEEK -> "周";
      case MONTH -> "个月";
      case YEAR -> "年";
    };
  }

  @Override
  public String every(long n, Unit unit) {
    if (n != 1) {
      return "每" + amount(n, unit);
    }
    return unit == Unit.MONTH ? "每月" : "每" + name(unit);
  }

  @Override
  public String everySpan(String span) {
    return "每" + span;
  }

  @Override
  public String at(List<String> times) {
    return and(times);
  }

  @Override
  public String marksOf(List<Integer> marks, Unit mark, String every) {
    return every + "的" + numbered(marks, mark);
  }

  private String numbered(List<Integer> marks, Unit mark) {
    String unit = mark == Unit.SECOND ? "秒" : "分";
    return and(marks.stream().map(value -> "第" + value + unit).toList());
  }

  @Override
  public String stepsOf(Steps steps, Unit mark, String every) {
    String unit = mark == Unit.SECOND ? "秒" : "分";
    return every
        + "的第"
        + steps.first()
        + unit
        + "至第"
        + steps.last()
        + unit
        + every(steps.step(), mark);
  }

  @Override
  public String inMinutes(String time, List<Integer> minutes) {
    String within = time.startsWith("每分钟的") ? "的" + time.substring(4) : "内" + time;
    return "每小时" + numbered(minutes, Unit.MINUTE) + within;
  }

  @Override
  public String during(String time, List<Stretch> stretches) {
    List<String> parts = new ArrayList<>();
    for (Stretch stretch : stretches) {
      boolean one = stretch.first().equals(stretch.last());
      parts.add(one ? stretch.first() : stretch.first() + "至" + stretch.last());
    }
    return and(parts) + time;
  }

  @Override
  public String everyDay() {
    return "每天";
  }

  @Override
  public String weekdays(Set<DayOfWeek> days) {
    return "每" + list(days);
  }

  private String list(Set<DayOfWeek> days) {
    List<String> names = new ArrayList<>();
    for (List<DayOfWeek> stretch : Stretches.of(days, DayOfWeek.class)) {
      String first = week(stretch.get(0));
      String last = week(stretch.get(stretch.size() - 1));
      if (stretch.size() > 2) {
        names.add(first + "至" + last);
      } else {
        stretch.forEach(day -> names.add(week(day)));
      }
    }
    return and(names);
  }

  private static String week(DayOfWeek day) {
    return "周" + DIGITS.charAt(day.getValue() - 1);
  }

  static String weekday(DayOfWeek day) {
    return "星期" + DIGITS.charAt(day.getValue() - 1);
  }

  @Override
  public String monthDays(List<String> days) {
    return "每月" + and(days);
  }

  @Override
  public String monthDay(DayInMonth day) {
    String weekday = day.weekday().map(ChineseWording::weekday).orElse("");
    return switch (day.form()) {
      case NUMBER -> day.n() + "日";
      case BEFORE_LAST -> day.n() == 0 ? "最后一天" : "倒数第" + (day.n() + 1) + "天";
      case NTH_WEEKDAY -> "第" + DIGITS.charAt(day.n() - 1) + "个" + weekday;
      case LAST_WEEKDAY -> last(day.n()) + weekday;
      case NTH_WORKDAY -> "第" + day.n() + "个工作日";
      case LAST_WORKDAY -> last(day.n()) + "工作日";
    };
  }

  private static String last(int before) {
    return before == 0 ? "最后一个" : "倒数第" + (before + 1) + "个";
  }

  @Override
  public String monthDays(Steps steps) {
    String span = steps.first() + "日至" + steps.last() + "日";
    return steps.step() == 1 ? span : span + "每" + steps.step() + "天";
  }

  @Override
  public String daysOf(List<String> days, Set<Month> months) {
    return (months.isEmpty() ? "每月" : months(months).substring(2) + "的") + and(days);
  }

  @Override
  public List<String> yearly(Collection<MonthDay> days) {
    return days.stream().map(ChineseWording::date).toList();
  }

  private static String date(MonthDay day) {
    return day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
  }

  @Override
  public String onlyOn(String days, Set<DayOfWeek> weekdays) {
    return days + "（仅限" + list(weekdays) + "）";
  }

  @Override
  public String yearDays(List<Integer> days) {
    List<String> texts = new ArrayList<>();
    for (int day : days) {
      boolean last = day == -1;
      texts.add(last ? "最后一天" : (day > 0 ? "第" : "倒数第") + Math.abs(day) + "天");
    }
    return "每年" + and(texts);
  }

  @Override
  public String weeks(List<int[]> rows) {
    List<String> texts = new ArrayList<>();
    for (int[] row : rows) {
      texts.add("第" + row[0] + "周" + (row[0] == row[1] ? "" : "至第" + row[1] + "周"));
    }
    return "每年" + and(texts);
  }

  @Override
  public String orLast(String day) {
    return day + "（没有则为最后一天）";
  }

  @Override
  public String dates(String every, List<MonthDay> dates) {
    List<String> texts = dates.stream().map(ChineseWording::date).toList();
    return (every.isEmpty() || every.equals("每年") ? every : every + "的") + and(texts);
  }

  @Override
  public String nearestWorkday(String day) {
    return "距" + day + "最近的工作日";
  }

  @Override
  public String either(String first, String second) {
    return first + "以及" + second;
  }

  @Override
  public String months(Set<Month> months) {
    List<String> names = new ArrayList<>();
    for (List<Month> stretch : Stretches.of(months, Month.class)) {
      int first = stretch.get(0).getValue();
      int last = stretch.get(stretch.size() - 1).getValue();
      if (stretch.size() > 2) {
        names.add(first + "月至" + (last < first ? "次年" : "") + last + "月");
      } else {
        stretch.forEach(month -> names.add(month.getValue() + "月"));
      }
    }
    return "每年" + and(names);
  }

  @Override
  public String years(List<int[]> stretches, boolean more) {
    List<String> texts = new ArrayList<>();
    for (int[] stretch : stretches) {
      boolean one = stretch[0] == stretch[1];
      texts.add(one ? stretch[0] + "年" : stretch[0] + "年至" + stretch[1] + "年");
    }
    return more ? String.join("、", texts) + "等年份" : and(texts);
  }

  @Override
  public String and(List<String> items) {
    int last = items.size() - 1;
    return last < 1
        ? String.join("", items)
        : String.join("、", items.subList(0, last)) + "和" + items.get(last);
  }

  @Override
  public String together(List<String> amounts) {
    return String.join("", amounts);
  }

  @Override
  public String seconds(String number) {
    return number + "秒";
  }

  @Override
  public String period(String every, Set<DayOfWeek> days) {
    return every + "的" + list(days);
  }

  @Override
  public String period(String every, String days) {
    return days.isEmpty() ? every : every + "的" + days.replaceFirst("^每[月年]?", "");
  }

  @Override
  public String once(String dateAndTime) {
    return dateAndTime + "，仅一次";
  }

  @Override
  public String date(LocalDate date) {
    return date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
  }

  @Override
  public String dates(LocalDate first, LocalDate last) {
    return date(first) + "至" + date(last);
  }

  @Override
  public String dateAndTime(LocalDate date, LocalTime time) {
    return date(date) + " " + time;
  }

  @Override
  public String onceAfter(String duration) {
    return "定义后" + duration + "，仅一次";
  }

  @Override
  public String afterEachRun(String duration) {
    return "每次运行结束" + duration + "后";
  }

  @Override
  public String onEvent(String topic) {
    return "每当发生事件“" + topic + "”";
  }

  @Override
  public String byHand() {
    return "仅手动";
  }

  @Override
  public String byRule(String rule) {
    return "按规则 " + rule;
  }

  @Override
  public String inZone(String zone) {
    return zone + " 时间";
  }

  @Override
  public String from(String when) {
    return "自" + when + "起";
  }

  @Override
  public String until(String when) {
    return "至" + when + "止";
  }

  @Override
  public String times(int most) {
    return "最多" + most + "次";
  }

  @Override
  public String except(List<String> what) {
    return and(what) + "除外";
  }

  @Override
  public String exceptOn(List<String> days) {
    return except(days);
  }

  @Override
  public String moved(List<String> what) {
    return "遇" + and(what) + "顺延至下一个工作日";
  }

  @Override
  public String added(List<String> dates) {
    return "另加" + and(dates);
  }

  @Override
  public String later(String most) {
    return "每次最多推迟" + most;
  }

  @Override
  public String startsWithin(String most) {
    return "须在" + most + "内开始，否则不再执行";
  }

  @Override
  public String window(WeeklyWindow window) {
    String days = weekdays(window.days());
    return window.from().equals(window.to())
        ? days
        : days + " " + window.from() + "-" + Wording.last(window.to());
  }

  @Override
  public String weekends() {
    return "周末";
  }

  @Override
  public String calendar(String name) {
    return "“" + name + "”中的日子";
  }

  @Override
  public String with(String sentence, List<String> additions) {
    return additions.isEmpty() ? sentence : sentence + "，" + String.join("，", additions);
  }
}
