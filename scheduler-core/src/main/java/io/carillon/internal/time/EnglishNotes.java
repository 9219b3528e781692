package io.carillon.internal.time;

import io.carillon.time.ShortMonths;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** English. */
final class EnglishNotes implements NoteWording {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final List<String> NUMBERS =
      List.of("no", "one", "two", "three", "four", "five", "six", "seven");

  @Override
  public String skipped(LocalTime time, LocalDate date, LocalTime firesAt) {
    return time.format(TIME)
        + " does not exist on "
        + day(date)
        + ": fires at "
        + firesAt.format(TIME)
        + ".";
  }

  @Override
  public String repeated(LocalTime time, LocalDate date, boolean first, boolean only) {
    return time.format(TIME)
        + " occurs twice on "
        + day(date)
        + ": this is the "
        + (first ? "first" : "second")
        + (only ? ", and the only one that fires." : ".");
  }

  private static String day(LocalDate date) {
    return date.getDayOfMonth()
        + " "
        + date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  @Override
  public String eitherDay() {
    return "Day and weekday together mean either: it fires on each of the days and on each of the"
        + " weekdays.";
  }

  @Override
  public String fifth(DayOfWeek day) {
    String name = day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return "Most months have only four " + name + "s: those are left out.";
  }

  @Override
  public String noNearestWorkday() {
    return "A month without that day has no working day nearest to it: it is left out.";
  }

  @Override
  public String dayStep(String written, int step) {
    return "\""
        + written
        + "\" starts again on day 1 of each month. For true "
        + step
        + "-day steps use a calendar period of days.";
  }

  @Override
  public String unevenStep(String written, CronField field, Selected at, Instead instead) {
    String values =
        at.more() ? String.join(", ", at.values()) + "..." : new EnglishWording().and(at.values());
    String whole = field == CronField.HOUR ? "day" : field == CronField.MINUTE ? "hour" : "minute";
    return "\""
        + written
        + "\" fires at "
        + values
        + " and starts again each "
        + whole
        + ". For every "
        + instead.step()
        + " "
        + field.label()
        + "s use the interval "
        + instead.interval()
        + ".";
  }

  @Override
  public String missingDay(int day, int months) {
    String many = months == 1 ? "one month" : number(months) + " months";
    return "Day " + day + " skips " + many + ". For the last day of the month write L.";
  }

  private static String number(int n) {
    return n < NUMBERS.size() ? NUMBERS.get(n) : String.valueOf(n);
  }

  @Override
  public String leapDay() {
    return "Day 29 exists in February only in leap years.";
  }

  @Override
  public String shorterMonths(int day, ShortMonths rule) {
    String what =
        rule == ShortMonths.SKIP
            ? "months without it are skipped."
            : "shorter months fire on their last day.";
    return "Day " + day + ": " + what;
  }

  @Override
  public String wholeDays() {
    return "An interval of whole days is true elapsed time: when clocks change, its time of day"
        + " shifts. For a fixed time of day use daily.";
  }

  @Override
  public String neverFires() {
    return "It never fires again: its time has passed, or its bounds and exceptions leave nothing.";
  }
}
