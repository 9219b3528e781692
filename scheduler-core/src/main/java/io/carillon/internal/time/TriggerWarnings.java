package io.carillon.internal.time;

import io.carillon.Trigger;
import io.carillon.TriggerSpec;
import io.carillon.time.CalendarPeriod;
import io.carillon.time.CronDialect;
import io.carillon.time.CronExpression;
import io.carillon.time.DayInMonth;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells what a trigger is often mistaken for. */
public final class TriggerWarnings {

  private static final int MOST_VALUES = 8;

  private final NoteWording words;
  private final List<String> warnings = new ArrayList<>();

  private TriggerWarnings(Locale language) {
    this.words = NoteWording.of(language);
  }

  /** What may surprise, most important first; English where the language has no words here. */
  public static List<String> of(Trigger trigger, Locale language) {
    TriggerWarnings told = new TriggerWarnings(language);
    TriggerSpec spec = trigger.spec();
    if (spec instanceof TriggerSpec.Cron cron) {
      told.cron(cron.expression());
    } else if (spec instanceof TriggerSpec.Calendar calendar) {
      told.period(calendar.period());
    } else if (spec instanceof TriggerSpec.Interval interval) {
      told.interval(interval.period());
    }
    return told.warnings;
  }

  /** Says that nothing is left of a schedule. */
  public static String neverFires(Locale language) {
    return NoteWording.of(language).neverFires();
  }

  private void interval(Duration period) {
    if (period.toSeconds() % Duration.ofDays(1).toSeconds() == 0) {
      warnings.add(words.wholeDays());
    }
  }

  private void cron(CronExpression cron) {
    CronFields fields = CronCalculator.parse(cron.text(), cron.dialect()).fields();
    if (!fields.anyMonthDay && !fields.anyWeekday) {
      warnings.add(words.eitherDay());
    }
    if (cron.dialect() != CronDialect.NICKNAME) {
      steps(cron, fields);
    }
    for (int day = 29; day <= 31; day++) {
      if (fields.monthDays == 1 << day && fields.anyWeekday) {
        missingDay(day, fields.months);
      }
    }
    if (fields.nearestWorking < 0 || (fields.nearestWorking >> 29 & 3) != 0) {
      warnings.add(words.noNearestWorkday());
    }
    for (int n = 0; n < 7; n++) {
      if ((fields.nthWeekdays >> (n * 5 + 4) & 1) != 0) {
        warnings.add(words.fifth(DayOfWeek.of(n == 0 ? 7 : n)));
      }
    }
  }

  private void steps(CronExpression cron, CronFields fields) {
    String[] parts = cron.text().split(" ", -1);
    int first = cron.dialect().startsWithSeconds() ? 0 : 1;
    for (int i = 0; i < parts.length && first + i < 4; i++) {
      boolean step = parts[i].startsWith("*/");
      String digits = step ? parts[i].substring(2) : "";
      if (!digits.isEmpty() && digits.chars().allMatch(Character::isDigit)) {
        step(parts[i], Integer.parseInt(digits), CronField.at(first + i), fields);
      }
    }
  }

  private void step(String written, int step, CronField field, CronFields fields) {
    if (field == CronField.DAY_OF_MONTH) {
      if (step > 1) {
        warnings.add(words.dayStep(written, step));
      }
    } else if (field.size() % step != 0) {
      long bits =
          switch (field) {
            case SECOND -> fields.seconds;
            case MINUTE -> fields.minutes;
            default -> fields.hours;
          };
      String interval = step + field.label().substring(0, 1);
      warnings.add(
          words.unevenStep(
              written, field, selected(bits, field), new NoteWording.Instead(step, interval)));
    }
  }

  private static NoteWording.Selected selected(long bits, CronField field) {
    List<String> values = new ArrayList<>();
    for (long rest = bits; rest != 0 && values.size() < MOST_VALUES; rest &= rest - 1) {
      int value = Long.numberOfTrailingZeros(rest);
      String two = value < 10 ? "0" + value : String.valueOf(value);
      values.add(field == CronField.HOUR ? two + ":00" : ":" + two);
    }
    return new NoteWording.Selected(values, Long.bitCount(bits) > MOST_VALUES);
  }

  private void missingDay(int day, int months) {
    int skipped = 0;
    for (int month = 1; month <= 12; month++) {
      boolean named = (months >> month & 1) != 0;
      if (named && CivilDays.monthLength(2023, month) < day) {
        skipped++;
      }
    }
    if (skipped > 0) {
      warnings.add(day > 29 ? words.missingDay(day, skipped) : words.leapDay());
    }
  }

  private void period(CalendarPeriod period) {
    for (DayInMonth day : period.monthDays()) {
      boolean number = day.form() == DayInMonth.Form.NUMBER;
      if (number && day.n() > 28) {
        warnings.add(words.shorterMonths(day.n(), period.shortMonths()));
      }
    }
  }
}
