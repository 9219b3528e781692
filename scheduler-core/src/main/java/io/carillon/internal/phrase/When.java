package io.carillon.internal.phrase;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A day, a month or a year in the calendar, perhaps without its year.
 *
 * @param fixed the exact date when it is known; then the rest is 0
 * @param year 0 when not said
 * @param month 0 when not said
 * @param day 0 when not said, -1 for the last of the month
 */
record When(@Nullable LocalDate fixed, int year, int month, int day) {

  static When on(LocalDate date) {
    return new When(date, 0, 0, 0);
  }

  static When of(int year, int month, int day) {
    return new When(null, year, month, day);
  }

  /**
   * The first such date on or after a day; the first day of the month or year when only that was
   * said.
   */
  LocalDate first(LocalDate notBefore) {
    if (fixed != null) {
      return fixed;
    }
    if (month == 0) {
      return day == 0 ? LocalDate.of(year, 1, 1) : nextMonthDay(notBefore);
    }
    if (year != 0) {
      return date(year);
    }
    LocalDate candidate = null;
    for (int y = notBefore.getYear(); y <= notBefore.getYear() + 8; y++) {
      if (day > 0 && !YearMonth.of(y, month).isValidDay(day)) {
        continue;
      }
      candidate = date(y);
      if (!candidate.isBefore(notBefore)) {
        return candidate;
      }
    }
    if (candidate == null) {
      throw new DateTimeException("No day " + day + " in month " + month);
    }
    return candidate;
  }

  private LocalDate nextMonthDay(LocalDate notBefore) {
    YearMonth in = YearMonth.from(notBefore);
    while (true) {
      if (in.isValidDay(day) && !in.atDay(day).isBefore(notBefore)) {
        return in.atDay(day);
      }
      in = in.plusMonths(1);
    }
  }

  /** True when it names a day, not a whole month or year. */
  boolean isDay() {
    return fixed != null || day != 0;
  }

  private LocalDate date(int inYear) {
    return day < 0
        ? YearMonth.of(inYear, month).atEndOfMonth()
        : LocalDate.of(inYear, month, Math.max(1, day));
  }
}
