package io.carillon.internal.time;

import static io.carillon.internal.time.CivilDays.SECONDS_PER_DAY;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The readings of a cron expression: bit sets for the time of day, and for the days one mask for
 * each of the 28 shapes a month can have ({@link DayShapes}). A search makes no garbage and walks
 * months at most, never days or hours.
 */
public final class CronPattern implements LocalPattern {

  /** After 400 years the calendar repeats, weekdays included. */
  private static final int CYCLE_YEARS = 400;

  private final long seconds;
  private final long minutes;
  private final int hours;
  private final int months;
  private final int[] dayMasks;
  private final @Nullable BitSet years;
  private final int firstTime;
  private final int lastTime;

  CronPattern(CronFields fields) {
    this.seconds = fields.seconds;
    this.minutes = fields.minutes;
    this.hours = fields.hours;
    this.months = fields.months;
    this.dayMasks = fields.dayMasks();
    this.years = fields.years;
    this.firstTime = timeOf(lowest(hours), lowest(minutes), lowest(seconds));
    this.lastTime = timeOf(highest(hours), highest(minutes), highest(seconds));
  }

  @Override
  public long nextOrSame(long local) {
    if (local > LAST_SECOND) {
      return NEVER;
    }
    long epochDay = Math.floorDiv(local, SECONDS_PER_DAY);
    long packed = CivilDays.packed(epochDay);
    int year = CivilDays.year(packed);
    int month = CivilDays.month(packed);
    int day = CivilDays.day(packed);
    int mask = 0;
    if (hasMonth(year, month)) {
      long firstOfMonth = epochDay - day + 1;
      mask = maskOf(year, month, firstOfMonth);
      if ((mask >> day & 1) != 0) {
        int time = nextTime((int) (local - epochDay * SECONDS_PER_DAY));
        if (time >= 0) {
          return epochDay * SECONDS_PER_DAY + time;
        }
      }
      int later = mask & -2 << day;
      if (later != 0) {
        int next = Integer.numberOfTrailingZeros(later);
        return (firstOfMonth + next - 1) * SECONDS_PER_DAY + firstTime;
      }
    }
    return firstInLaterMonth(year, month);
  }

  private long firstInLaterMonth(int fromYear, int fromMonth) {
    int year = fromYear;
    int later = yearMatches(year) ? months & -2 << fromMonth : 0;
    int lastYear = Math.min(9999, fromYear + CYCLE_YEARS);
    if (years != null) {
      lastYear = 9999;
    }
    while (true) {
      for (; later != 0; later &= later - 1) {
        int month = Integer.numberOfTrailingZeros(later);
        long first = CivilDays.epochDay(year, month, 1);
        int mask = maskOf(year, month, first);
        if (mask != 0) {
          int day = Integer.numberOfTrailingZeros(mask);
          return (first + day - 1) * SECONDS_PER_DAY + firstTime;
        }
      }
      year = nextYear(year + 1);
      if (year < 0 || year > lastYear) {
        return NEVER;
      }
      later = months;
    }
  }

  @Override
  public long previousOrSame(long local) {
    long bounded = Math.min(local, LAST_SECOND);
    long epochDay = Math.floorDiv(bounded, SECONDS_PER_DAY);
    long packed = CivilDays.packed(epochDay);
    int year = CivilDays.year(packed);
    int month = CivilDays.month(packed);
    int day = CivilDays.day(packed);
    if (hasMonth(year, month)) {
      long firstOfMonth = epochDay - day + 1;
      int mask = maskOf(year, month, firstOfMonth);
      if ((mask >> day & 1) != 0) {
        int time = previousTime((int) (bounded - epochDay * SECONDS_PER_DAY));
        if (time >= 0) {
          return epochDay * SECONDS_PER_DAY + time;
        }
      }
      int earlier = mask & (1 << day) - 1;
      if (earlier != 0) {
        return (firstOfMonth + highest(earlier) - 1) * SECONDS_PER_DAY + lastTime;
      }
    }
    return lastInEarlierMonth(year, month);
  }

  private long lastInEarlierMonth(int fromYear, int fromMonth) {
    int year = fromYear;
    int earlier = yearMatches(year) ? months & (1 << fromMonth) - 1 : 0;
    int firstYear = years == null ? fromYear - CYCLE_YEARS : 0;
    while (true) {
      while (earlier != 0) {
        int month = highest(earlier);
        earlier &= ~(1 << month);
        long first = CivilDays.epochDay(year, month, 1);
        int mask = maskOf(year, month, first);
        if (mask != 0) {
          return (first + highest(mask) - 1) * SECONDS_PER_DAY + lastTime;
        }
      }
      year = years == null ? year - 1 : years.previousSetBit(Math.max(year, 0) - 1);
      if (year < firstYear) {
        return NEVER;
      }
      earlier = months;
    }
  }

  private int nextTime(int secondOfDay) {
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    if ((hours >> hour & 1) != 0) {
      if ((minutes >> minute & 1) != 0) {
        long left = seconds & -1L << secondOfDay % 60;
        if (left != 0) {
          return timeOf(hour, minute, lowest(left));
        }
      }
      long left = minutes & -2L << minute;
      if (left != 0) {
        return timeOf(hour, lowest(left), lowest(seconds));
      }
    }
    int left = hours & -2 << hour;
    return left == 0 ? -1 : timeOf(lowest(left), lowest(minutes), lowest(seconds));
  }

  private int previousTime(int secondOfDay) {
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    if ((hours >> hour & 1) != 0) {
      if ((minutes >> minute & 1) != 0) {
        long left = seconds & (2L << secondOfDay % 60) - 1;
        if (left != 0) {
          return timeOf(hour, minute, highest(left));
        }
      }
      long left = minutes & (1L << minute) - 1;
      if (left != 0) {
        return timeOf(hour, highest(left), highest(seconds));
      }
    }
    int left = hours & (1 << hour) - 1;
    return left == 0 ? -1 : timeOf(highest(left), highest(minutes), highest(seconds));
  }

  /** Whether the local second is a reading of the pattern. */
  public boolean matches(long local) {
    return nextOrSame(local) == local;
  }

  /** False where no month of any year has a selected day: 30 February. */
  boolean canFire() {
    int from = 1970;
    int to = from + CYCLE_YEARS;
    if (years != null) {
      from = years.nextSetBit(1970);
      to = years.length() - 1;
    }
    return from >= 0 && yearsHaveADay(from, Math.min(to, from + 2 * CYCLE_YEARS));
  }

  private boolean yearsHaveADay(int from, int to) {
    for (int year = nextYear(from); year >= 0 && year <= to; year = nextYear(year + 1)) {
      for (int rest = months; rest != 0; rest &= rest - 1) {
        int month = Integer.numberOfTrailingZeros(rest);
        if (maskOf(year, month, CivilDays.epochDay(year, month, 1)) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean hasMonth(int year, int month) {
    return (months >> month & 1) != 0 && yearMatches(year);
  }

  private boolean yearMatches(int year) {
    return years == null || (year >= 0 && years.get(year));
  }

  private int nextYear(int year) {
    return years == null ? year : years.nextSetBit(Math.max(year, 0));
  }

  private int maskOf(int year, int month, long firstOfMonth) {
    int shape =
        DayShapes.shape(CivilDays.monthLength(year, month), CivilDays.weekday(firstOfMonth));
    return dayMasks[shape];
  }

  private static int timeOf(int hour, int minute, int second) {
    return (hour * 60 + minute) * 60 + second;
  }

  private static int lowest(long bits) {
    return Long.numberOfTrailingZeros(bits);
  }

  private static int highest(long bits) {
    return 63 - Long.numberOfLeadingZeros(bits);
  }

  private static int highest(int bits) {
    return 31 - Integer.numberOfLeadingZeros(bits);
  }
}
