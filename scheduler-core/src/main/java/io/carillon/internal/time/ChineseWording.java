package io.carillon.internal.time;

import io.carillon.time.DayInMonth;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Chinese (simplified). */
final class ChineseWording implements Wording {

  private static final String DIGITS = "一二三四五六日";

  @Override
  public String sentence(Parts parts) {
    String days = parts.days();
    String months = parts.months();
    if (!months.isEmpty() && days.startsWith("每月")) {
      days = days.substring(2);
      months += "的";
    } else if (!months.isEmpty()) {
      months += days.isEmpty() ? "" : "的";
    }
    String date = parts.years() + months + days;
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
    List<String> texts = marks.stream().map(String::valueOf).toList();
    return every + "的第" + and(texts) + (mark == Unit.SECOND ? "秒" : "分");
  }

  @Override
  public String hours(String time, List<int[]> stretches) {
    List<String> parts = new ArrayList<>();
    for (int[] stretch : stretches) {
      parts.add(stretch[0] + "点至" + stretch[1] + "点59分");
    }
    return and(parts) + time;
  }

  @Override
  public String everyDay() {
    return "每天";
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
    return "每" + and(stretches);
  }

  private static String stretch(DayOfWeek first, DayOfWeek last) {
    int length = last.getValue() - first.getValue();
    if (length == 0) {
      return week(first);
    }
    return length == 1 ? week(first) + "和" + week(last) : week(first) + "至" + week(last);
  }

  private static String week(DayOfWeek day) {
    return "周" + DIGITS.charAt(day.getValue() - 1);
  }

  @Override
  public String monthDays(List<String> days) {
    return "每月" + and(days);
  }

  @Override
  public String monthDay(DayInMonth day) {
    String weekday = day.weekday().map(d -> "星期" + DIGITS.charAt(d.getValue() - 1)).orElse("");
    return switch (day.form()) {
      case NUMBER -> day.n() + "日";
      case BEFORE_LAST -> day.n() == 0 ? "最后一天" : "最后一天之前" + day.n() + "天";
      case NTH_WEEKDAY -> "第" + DIGITS.charAt(day.n() - 1) + "个" + weekday;
      case LAST_WEEKDAY -> "最后一个" + weekday;
      case NTH_WORKDAY -> "第" + day.n() + "个工作日";
      case LAST_WORKDAY -> "最后一个工作日";
    };
  }

  @Override
  public String nearestWorkday(String day) {
    return "距" + day + "最近的工作日";
  }

  @Override
  public String either(String first, String second) {
    return first + "或" + second;
  }

  @Override
  public String months(Set<Month> months) {
    return "每年" + and(months.stream().map(month -> month.getValue() + "月").toList());
  }

  @Override
  public String years(String years) {
    return years + "年";
  }

  @Override
  public String and(List<String> items) {
    int last = items.size() - 1;
    return last < 1
        ? String.join("", items)
        : String.join("、", items.subList(0, last)) + "和" + items.get(last);
  }

  @Override
  public String period(String every, String days) {
    return days.isEmpty() ? every : every + "的" + days.replaceFirst("^每月?", "");
  }

  @Override
  public String once(String dateAndTime) {
    return "一次，" + dateAndTime;
  }

  @Override
  public String date(LocalDate date) {
    return date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
  }

  @Override
  public String onceAfter(String duration) {
    return "定义" + duration + "后一次";
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
