package io.carillon.internal.time;

import io.carillon.Trigger;
import io.carillon.TriggerSpec;
import io.carillon.time.CalendarPeriod;
import io.carillon.time.CronDialect;
import io.carillon.time.CronExpression;
import io.carillon.time.DayInMonth;
import io.carillon.time.ShortMonths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tells what a trigger is often mistaken for. */
public final class TriggerWarnings {

  private TriggerWarnings() {}

  /** What may surprise, most important first. */
  public static List<String> of(Trigger trigger) {
    List<String> warnings = new ArrayList<>();
    TriggerSpec spec = trigger.spec();
    if (spec instanceof TriggerSpec.Cron cron) {
      cron(cron.expression(), warnings);
    } else if (spec instanceof TriggerSpec.Calendar calendar) {
      period(calendar.period(), warnings);
    } else if (spec instanceof TriggerSpec.Interval interval) {
      Duration day = Duration.ofDays(1);
      if (interval.period().toSeconds() % day.toSeconds() == 0) {
        warnings.add(
            "An interval of whole days is true elapsed time: when clocks change, its time of day"
                + " shifts. For a fixed time of day use daily.");
      }
    }
    return warnings;
  }

  private static void cron(CronExpression cron, List<String> warnings) {
    CronFields fields = CronCalculator.parse(cron.text(), cron.dialect()).fields();
    String text = cron.dialect() == CronDialect.NICKNAME ? "" : cron.text();
    if (!fields.anyMonthDay && !fields.anyWeekday) {
      warnings.add(
          "Day and weekday together mean either: it fires on each of the days and on each of the"
              + " weekdays.");
    }
    unevenSteps(text, cron.dialect(), fields, warnings);
    int months = fields.months;
    for (int day = 29; day <= 31; day++) {
      if (fields.monthDays == 1 << day && fields.anyWeekday) {
        shortMonths(day, months, warnings);
      }
    }
    if (fields.nearestWorking < 0 || (fields.nearestWorking >> 29 & 3) != 0) {
      warnings.add("A month without that day has no working day nearest to it: it is left out.");
    }
    for (int n = 0; n < 7; n++) {
      if ((fields.nthWeekdays >> (n * 5 + 4) & 1) != 0) {
        warnings.add(
            "Most months have only four " + CronField.weekdayName(n) + "s: those are left out.");
      }
    }
  }

  private static void unevenSteps(
      String text, CronDialect dialect, CronFields fields, List<String> warnings) {
    String[] parts = text.split(" ", -1);
    int first = dialect.startsWithSeconds() ? 0 : 1;
    for (int i = 0; i < parts.length && first + i < 4; i++) {
      CronField field = CronField.at(first + i);
      int slash = parts[i].indexOf("*/");
      String digits = slash == 0 ? parts[i].substring(2) : "";
      if (!digits.isEmpty() && digits.chars().allMatch(Character::isDigit)) {
        uneven(parts[i], Integer.parseInt(digits), field, fields, warnings);
      }
    }
  }

  private static void uneven(
      String written, int step, CronField field, CronFields fields, List<String> warnings) {
    if (field == CronField.DAY_OF_MONTH) {
      if (step > 1) {
        warnings.add(
            "\""
                + written
                + "\" starts again on day 1 of each month. For true "
                + step
                + "-day steps use a calendar period of days.");
      }
      return;
    }
    if (field.size() % step != 0) {
      long bits =
          switch (field) {
            case SECOND -> fields.seconds;
            case MINUTE -> fields.minutes;
            default -> fields.hours;
          };
      String unit = field.label().substring(0, 1);
      warnings.add(
          "\""
              + written
              + "\" fires at "
              + values(bits, field)
              + " and starts again"
              + " each "
              + (field == CronField.HOUR ? "day" : field == CronField.MINUTE ? "hour" : "minute")
              + ". For every "
              + step
              + " "
              + field.label()
              + "s use the interval "
              + step
              + unit
              + ".");
    }
  }

  private static String values(long bits, CronField field) {
    List<String> values = new ArrayList<>();
    for (long rest = bits; rest != 0 && values.size() < 8; rest &= rest - 1) {
      int value = Long.numberOfTrailingZeros(rest);
      String two = value < 10 ? "0" + value : String.valueOf(value);
      values.add(field == CronField.HOUR ? two + ":00" : ":" + two);
    }
    String list = new EnglishWording().and(values);
    return Long.bitCount(bits) > 8 ? String.join(", ", values) + "..." : list;
  }

  private static void shortMonths(int day, int months, List<String> warnings) {
    int skipped = 0;
    for (int month = 1; month <= 12; month++) {
      boolean named = (months >> month & 1) != 0;
      if (named && CivilDays.monthLength(2023, month) < day) {
        skipped++;
      }
    }
    if (skipped > 0 && day > 29) {
      String many = skipped == 1 ? "one month" : EnglishNumbers.word(skipped) + " months";
      warnings.add("Day " + day + " skips " + many + ". For the last day of the month write L.");
    } else if (skipped > 0) {
      warnings.add("Day 29 exists in February only in leap years.");
    }
  }

  private static void period(CalendarPeriod period, List<String> warnings) {
    for (DayInMonth day : period.monthDays()) {
      boolean number = day.form() == DayInMonth.Form.NUMBER;
      if (number && day.n() > 28) {
        String rule =
            period.shortMonths() == ShortMonths.SKIP
                ? "months without it are skipped."
                : "shorter months fire on their last day.";
        warnings.add("Day " + day.n() + ": " + rule);
      }
    }
  }

  /** Small numbers as words. */
  private static final class EnglishNumbers {
    private static final List<String> WORDS =
        List.of("no", "one", "two", "three", "four", "five", "six", "seven");

    static String word(int n) {
      return n < WORDS.size() ? WORDS.get(n) : String.valueOf(n);
    }
  }
}
