package io.carillon.internal.time;

import static io.carillon.internal.time.CivilDays.SECONDS_PER_DAY;

import io.carillon.time.CalendarPeriod;
import io.carillon.time.DayInMonth;
import io.carillon.time.PeriodUnit;
import io.carillon.time.ShortMonths;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.util.List;

/**
 * The readings of a {@link CalendarPeriod} counted from an anchor. Days and weeks are found by
 * division; months by walking periods, with the days of each as bits.
 */
final class CalendarPattern implements LocalPattern {

  private static final long LAST_MONTH = 9_999 * 12L + 11;
  private static final long FIRST_MONTH = -12_000;

  private final CalendarPeriod period;
  private final int[] times;
  private final long firstDay;
  private final long anchorDay;
  private final int weekdays;
  private final int months;
  private final int[] dayMasks = new int[DayShapes.SHAPES];

  CalendarPattern(CalendarPeriod period, LocalDateTime anchor) {
    this.period = period;
    LocalDate anchorDate = period.from().orElse(anchor.toLocalDate());
    this.anchorDay = anchorDate.toEpochDay();
    this.firstDay = period.from().map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE / 2);
    List<LocalTime> at =
        period.times().isEmpty() ? List.of(anchor.toLocalTime().withNano(0)) : period.times();
    this.times = at.stream().mapToInt(LocalTime::toSecondOfDay).sorted().toArray();
    int chosen = 0;
    for (DayOfWeek day : period.weekdays()) {
      chosen |= 1 << (day.getValue() - 1);
    }
    this.weekdays = chosen == 0 ? 1 << (anchorDate.getDayOfWeek().getValue() - 1) : chosen;
    this.months = monthBits(anchorDate);
    fillMasks(anchorDate);
  }

  private int monthBits(LocalDate anchorDate) {
    if (period.unit() != PeriodUnit.YEARS) {
      return 0b1_1111_1111_1110;
    }
    int bits = 0;
    for (Month month : period.months()) {
      bits |= 1 << month.getValue();
    }
    return bits == 0 ? 1 << anchorDate.getMonthValue() : bits;
  }

  private void fillMasks(LocalDate anchorDate) {
    List<DayInMonth> days =
        period.monthDays().isEmpty()
            ? List.of(DayInMonth.day(anchorDate.getDayOfMonth()))
            : period.monthDays();
    boolean clamp = period.shortMonths() == ShortMonths.LAST_DAY;
    for (int shape = 0; shape < dayMasks.length; shape++) {
      for (DayInMonth day : days) {
        dayMasks[shape] |= MonthDayTexts.mask(day, shape, clamp);
      }
    }
  }

  @Override
  public long nextOrSame(long local) {
    if (local > LAST_SECOND) {
      return NEVER;
    }
    long day = Math.floorDiv(local, SECONDS_PER_DAY);
    int second = (int) (local - day * SECONDS_PER_DAY);
    if (second > times[times.length - 1]) {
      day++;
      second = 0;
    }
    long found = nextDay(Math.max(day, firstDay));
    if (found == NEVER) {
      return NEVER;
    }
    int from = found == day ? second : 0;
    for (int time : times) {
      if (time >= from) {
        return found * SECONDS_PER_DAY + time;
      }
    }
    throw new IllegalStateException("No time at or after second " + from + " of the day");
  }

  @Override
  public long previousOrSame(long local) {
    long day = Math.floorDiv(Math.min(local, LAST_SECOND), SECONDS_PER_DAY);
    int second = (int) (Math.min(local, LAST_SECOND) - day * SECONDS_PER_DAY);
    if (second < times[0]) {
      day--;
      second = SECONDS_PER_DAY;
    }
    long found = previousDay(day);
    if (found == NEVER || found < firstDay) {
      return NEVER;
    }
    int to = found == day ? second : SECONDS_PER_DAY;
    for (int i = times.length - 1; i >= 0; i--) {
      if (times[i] <= to) {
        return found * SECONDS_PER_DAY + times[i];
      }
    }
    throw new IllegalStateException("No time at or before second " + to + " of the day");
  }

  private long nextDay(long day) {
    return switch (period.unit()) {
      case DAYS -> anchorDay - Math.floorDiv(anchorDay - day, period.every()) * period.every();
      case WEEKS -> nextInWeeks(day);
      case MONTHS, YEARS -> nextInMonths(day);
    };
  }

  private long previousDay(long day) {
    return switch (period.unit()) {
      case DAYS -> anchorDay + Math.floorDiv(day - anchorDay, period.every()) * period.every();
      case WEEKS -> previousInWeeks(day);
      case MONTHS, YEARS -> previousInMonths(day);
    };
  }

  /** Weeks since the one with 1970-01-05, which was a Monday. */
  private static long week(long day) {
    return Math.floorDiv(day - 4, 7L);
  }

  private static int dayOfWeek(long day) {
    return (int) Math.floorMod(day - 4, 7L);
  }

  private long nextInWeeks(long day) {
    long week = week(day);
    long offset = Math.floorMod(week - week(anchorDay), (long) period.every());
    int left = offset == 0 ? weekdays & -1 << dayOfWeek(day) : 0;
    if (left == 0) {
      week += period.every() - offset;
      left = weekdays;
    }
    return week * 7 + 4 + Integer.numberOfTrailingZeros(left);
  }

  private long previousInWeeks(long day) {
    long week = week(day);
    long offset = Math.floorMod(week - week(anchorDay), (long) period.every());
    int left = offset == 0 ? weekdays & (2 << dayOfWeek(day)) - 1 : 0;
    if (left == 0) {
      week -= offset == 0 ? period.every() : offset;
      left = weekdays;
    }
    return week * 7 + 4 + 31 - Integer.numberOfLeadingZeros(left);
  }

  private long nextInMonths(long day) {
    long packed = CivilDays.packed(day);
    long month = CivilDays.year(packed) * 12L + CivilDays.month(packed) - 1;
    int left = daysOf(month) & -1 << CivilDays.day(packed);
    while (left == 0) {
      if (month >= LAST_MONTH) {
        return NEVER;
      }
      left = daysOf(++month);
    }
    return firstOf(month) + Integer.numberOfTrailingZeros(left) - 1;
  }

  private long previousInMonths(long day) {
    long packed = CivilDays.packed(day);
    long month = CivilDays.year(packed) * 12L + CivilDays.month(packed) - 1;
    int left = daysOf(month) & (int) ((2L << CivilDays.day(packed)) - 1);
    while (left == 0) {
      if (month <= FIRST_MONTH) {
        return NEVER;
      }
      left = daysOf(--month);
    }
    return firstOf(month) + 31 - Integer.numberOfLeadingZeros(left) - 1;
  }

  /** The selected days of a month counted from January of year 0; none in periods left out. */
  private int daysOf(long monthIndex) {
    int year = (int) Math.floorDiv(monthIndex, 12L);
    int month = (int) Math.floorMod(monthIndex, 12L) + 1;
    long anchorPacked = CivilDays.packed(anchorDay);
    long periods =
        period.unit() == PeriodUnit.YEARS
            ? year - CivilDays.year(anchorPacked)
            : monthIndex - (CivilDays.year(anchorPacked) * 12L + CivilDays.month(anchorPacked) - 1);
    if (Math.floorMod(periods, (long) period.every()) != 0 || (months >> month & 1) == 0) {
      return 0;
    }
    return dayMasks[DayShapes.shapeOf(year, month)];
  }

  private static long firstOf(long monthIndex) {
    return CivilDays.epochDay(
        (int) Math.floorDiv(monthIndex, 12L), (int) Math.floorMod(monthIndex, 12L) + 1, 1);
  }
}
