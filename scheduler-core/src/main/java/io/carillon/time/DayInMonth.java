package io.carillon.time;

import io.carillon.internal.time.MonthDayTexts;
import java.time.DayOfWeek;
import java.util.Objects;
import java.util.Optional;

/**
 * One day of each month: by number, from the end, by weekday, or a working day (Monday to Friday).
 *
 * @param form which of these
 * @param n the day (1-31), the days before the last (0-30), or which one (1-5 for weekdays, 1-23
 *     for working days); 0 where the form needs none
 * @param weekday the weekday, for the two weekday forms only
 */
public record DayInMonth(Form form, int n, Optional<DayOfWeek> weekday) {

  /** The ways to name a day of a month. */
  public enum Form {
    /** By its number. */
    NUMBER,
    /** So many days before the last; 0 is the last. */
    BEFORE_LAST,
    /** The nth such weekday; a month may have no fifth. */
    NTH_WEEKDAY,
    /** The last such weekday. */
    LAST_WEEKDAY,
    /** The nth day from Monday to Friday. */
    NTH_WORKDAY,
    /** The last day from Monday to Friday. */
    LAST_WORKDAY
  }

  public DayInMonth {
    int most =
        switch (form) {
          case NUMBER -> 31;
          case BEFORE_LAST -> 30;
          case NTH_WEEKDAY -> 5;
          case NTH_WORKDAY -> 23;
          case LAST_WEEKDAY, LAST_WORKDAY -> 0;
        };
    int least = form == Form.BEFORE_LAST || most == 0 ? 0 : 1;
    boolean withWeekday = form == Form.NTH_WEEKDAY || form == Form.LAST_WEEKDAY;
    if (n < least || n > most || withWeekday != weekday.isPresent()) {
      throw MonthDayTexts.refused(form + " " + n);
    }
  }

  /** Day 1 to 31. */
  public static DayInMonth day(int number) {
    return new DayInMonth(Form.NUMBER, number, Optional.empty());
  }

  public static DayInMonth last() {
    return beforeLast(0);
  }

  /** So many days (0-30) before the last. */
  public static DayInMonth beforeLast(int days) {
    return new DayInMonth(Form.BEFORE_LAST, days, Optional.empty());
  }

  /** The nth (1-5) of a weekday. */
  public static DayInMonth nth(int n, DayOfWeek weekday) {
    return new DayInMonth(Form.NTH_WEEKDAY, n, Optional.of(weekday));
  }

  public static DayInMonth last(DayOfWeek weekday) {
    return new DayInMonth(Form.LAST_WEEKDAY, 0, Optional.of(Objects.requireNonNull(weekday)));
  }

  /** The nth (1-23) day from Monday to Friday. */
  public static DayInMonth nthWorkday(int n) {
    return new DayInMonth(Form.NTH_WORKDAY, n, Optional.empty());
  }

  public static DayInMonth lastWorkday() {
    return new DayInMonth(Form.LAST_WORKDAY, 0, Optional.empty());
  }

  /**
   * Reads the text form: {@code 15}, {@code last}, {@code last-2}, {@code 2 FRI}, {@code last FRI},
   * {@code 1 workday}, {@code last workday}.
   *
   * @throws io.carillon.InvalidDefinitionException if it is none of these
   */
  public static DayInMonth parse(String text) {
    return MonthDayTexts.parse(text);
  }

  /** The text form, as {@link #parse} reads it. */
  @Override
  public String toString() {
    return MonthDayTexts.text(this);
  }
}
