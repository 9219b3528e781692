package io.carillon.internal.time;

import io.carillon.internal.time.RruleParts.By;
import io.carillon.internal.time.RruleParts.Frequency;
import io.carillon.internal.time.RruleParts.WeekdayNumber;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.WeekFields;
import java.util.List;

/**
 * Which days a rule selects. A day passes if it satisfies every BY part there is; a part that the
 * rule needs and does not give is taken from the start (RFC 5545, section 3.3.10).
 */
final class RruleDays {

  private final List<Integer> months;
  private final List<Integer> weeks;
  private final List<Integer> yearDays;
  private final List<Integer> monthDays;
  private final List<WeekdayNumber> weekdays;
  private final WeekFields weekFields;
  private final boolean numberedInMonth;

  RruleDays(RruleParts parts, LocalDateTime start) {
    Frequency frequency = parts.frequency();
    boolean noDay =
        parts.days().isEmpty()
            && parts.by(By.BYMONTHDAY).isEmpty()
            && parts.by(By.BYYEARDAY).isEmpty();
    boolean noWeek = parts.by(By.BYWEEKNO).isEmpty();
    boolean byStartDay =
        noDay && noWeek && (frequency == Frequency.YEARLY || frequency == Frequency.MONTHLY);
    boolean byStartWeekday = noDay && (frequency == Frequency.WEEKLY || !noWeek);
    this.weeks = parts.by(By.BYWEEKNO);
    this.yearDays = parts.by(By.BYYEARDAY);
    this.monthDays = byStartDay ? List.of(start.getDayOfMonth()) : parts.by(By.BYMONTHDAY);
    this.weekdays =
        byStartWeekday ? List.of(new WeekdayNumber(0, start.getDayOfWeek())) : parts.days();
    boolean byStartMonth =
        byStartDay && frequency == Frequency.YEARLY && parts.by(By.BYMONTH).isEmpty();
    this.months = byStartMonth ? List.of(start.getMonthValue()) : parts.by(By.BYMONTH);
    this.numberedInMonth = frequency == Frequency.MONTHLY || !parts.by(By.BYMONTH).isEmpty();
    this.weekFields = WeekFields.of(parts.weekStart(), 4);
  }

  boolean selects(long epochDay) {
    LocalDate day = LocalDate.ofEpochDay(epochDay);
    return (months.isEmpty() || months.contains(day.getMonthValue()))
        && (monthDays.isEmpty() || has(monthDays, day.getDayOfMonth(), day.lengthOfMonth()))
        && (yearDays.isEmpty() || has(yearDays, day.getDayOfYear(), day.lengthOfYear()))
        && (weeks.isEmpty() || hasWeek(day))
        && (weekdays.isEmpty() || hasWeekday(day));
  }

  private static boolean has(List<Integer> wanted, int position, int length) {
    return wanted.contains(position) || wanted.contains(position - length - 1);
  }

  private boolean hasWeek(LocalDate day) {
    int week = day.get(weekFields.weekOfWeekBasedYear());
    int last = (int) day.range(weekFields.weekOfWeekBasedYear()).getMaximum();
    return has(weeks, week, last);
  }

  private boolean hasWeekday(LocalDate day) {
    int position = numberedInMonth ? day.getDayOfMonth() : day.getDayOfYear();
    int length = numberedInMonth ? day.lengthOfMonth() : day.lengthOfYear();
    for (WeekdayNumber wanted : weekdays) {
      if (wanted.day() == day.getDayOfWeek()) {
        int n = wanted.n();
        boolean fits =
            n == 0
                || (n > 0 && (position - 1) / 7 + 1 == n)
                || (n < 0 && (length - position) / 7 + 1 == -n);
        if (fits) {
          return true;
        }
      }
    }
    return false;
  }
}
