package io.carillon.internal.time;

import io.carillon.time.ShortMonths;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Chinese (simplified). */
final class ChineseNotes implements NoteWording {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  @Override
  public String skipped(LocalTime time, LocalDate date, LocalTime firesAt) {
    return day(date) + "时钟拨快，没有 " + time.format(TIME) + "：改在 " + firesAt.format(TIME) + " 触发。";
  }

  @Override
  public String repeated(LocalTime time, LocalDate date, boolean first, boolean only) {
    return day(date)
        + "时钟拨慢，"
        + time.format(TIME)
        + " 会出现两次：这是第"
        + (first ? "一" : "二")
        + (only ? "次，也只在这一次触发。" : "次。");
  }

  private static String day(LocalDate date) {
    return date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
  }

  @Override
  public String eitherDay() {
    return "同时限定日期和星期时，满足其中之一就会触发。";
  }

  @Override
  public String fifth(DayOfWeek day) {
    return "多数月份只有四个" + ChineseWording.weekday(day) + "，这些月份不会触发。";
  }

  @Override
  public String noNearestWorkday() {
    return "没有这一天的月份不会触发，也不会改到邻近的工作日。";
  }

  @Override
  public String dayStep(String written, int step) {
    return "“" + written + "”每月从1日重新算起。如需始终相隔" + step + "天，请使用以天为单位的日历周期。";
  }

  @Override
  public String unevenStep(String written, CronField field, Selected at, Instead instead) {
    String values =
        at.more() ? String.join("、", at.values()) + "……" : new ChineseWording().and(at.values());
    String whole = field == CronField.HOUR ? "每天" : field == CronField.MINUTE ? "每小时" : "每分钟";
    String unit = field == CronField.HOUR ? "小时" : field == CronField.MINUTE ? "分钟" : "秒";
    return "“"
        + written
        + "”在"
        + whole
        + "的 "
        + values
        + " 触发，之后重新算起。如需始终相隔"
        + instead.step()
        + unit
        + "，请使用间隔 "
        + instead.interval()
        + "。";
  }

  @Override
  public String missingDay(int day, int months) {
    return "有" + months + "个月没有" + day + "日，这些月份不会触发。如需每月最后一天，请写 L。";
  }

  @Override
  public String leapDay() {
    return "2月只有闰年才有29日。";
  }

  @Override
  public String shorterMonths(int day, ShortMonths rule) {
    return rule == ShortMonths.SKIP ? "没有" + day + "日的月份不会触发。" : "没有" + day + "日的月份改在当月最后一天触发。";
  }

  @Override
  public String wholeDays() {
    return "以整天为单位的间隔按实际经过的时间计算：时钟调整后，触发时刻会随之改变。如需固定时刻，请用 daily。";
  }

  @Override
  public String neverFires() {
    return "不会再触发：时间已过，或按照起止时间和例外，已没有可触发的时刻。";
  }
}
