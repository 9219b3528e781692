package io.carillon.time;

import io.carillon.internal.time.MonthDayTexts;
import java.time.DayOfWeek;
import java.util.Objects;
import java.util.Optional;

/**
 * One day of each month: by number, from the end, by weekday, or a working day (Monday to Friday).
 *
 * @param form which of these
 * @param n the day (1-31), which one (1-5 for weekdays, 1-23 for working days), or how many before
 *     the last (0-30 for days, 0-4 for weekdays, 0-22 for working days)
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
    /** So many such weekdays before the last; 0 is the last. */
    LAST_WEEKDAY,
    /** The nth day from Monday to Friday. */
    NTH_WORKDAY,
    /** So many days from Monday to Friday before the last of them; 0 is the last. */
    LAST_WORKDAY
  }

  public DayInMonth {
    int most =
        switch (form) {
          case NUMBER -> 31;
          case BEFORE_LAST -> 30;
          case NTH_WEEKDAY -> 5;
          case NTH_WORKDAY -> 23;
          case LAST_WEEKDAY -> 4;
          case LAST_WORKDAY -> 22;
        };
    boolean fromStart = form == Form.NUMBER || form == Form.NTH_WEEKDAY || form == Form.NTH_WORKDAY;
    int least = fromStart ? 1 : 0;
    boolean withWeekday = form == Form.NTH_WEEKDAY || form == Form.LAST_WEEKDAY;
    if (n < least || n > most || withWeekday != weekday.isPresent()) {
      throw MonthDayTexts.refused(MonthDayTexts.text(form, n, weekday));
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
    return beforeLast(0, weekday);
  }

  /** So many (0-4) of a weekday before the last: 1 is the second to last. */
  public static DayInMonth beforeLast(int weekdays, DayOfWeek weekday) {
    Objects.requireNonNull(weekday, "weekday");
    return new DayInMonth(Form.LAST_WEEKDAY, weekdays, Optional.of(weekday));
  }

  /** The nth (1-23) day from Monday to Friday. */
  public static DayInMonth nthWorkday(int n) {
    return new DayInMonth(Form.NTH_WORKDAY, n, Optional.empty());
  }

  public static DayInMonth lastWorkday() {
    return workdaysBeforeLast(0);
  }

  /** So many (0-22) days from Monday to Friday before the last of them. */
  public static DayInMonth workdaysBeforeLast(int days) {
    return new DayInMonth(Form.LAST_WORKDAY, days, Optional.empty());
  }

  /**
   * Reads the text form: {@code 15}, {@code last}, {@code last-2}, {@code 2 FRI}, {@code last FRI},
   * {@code last-1 FRI} (the second to last), {@code 1 workday}, {@code last workday}, {@code last-1
   * workday}.
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
