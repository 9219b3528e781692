package io.carillon.internal.time;

import static io.carillon.internal.time.CivilDays.SECONDS_PER_DAY;

import io.carillon.internal.time.RruleParts.By;
import io.carillon.internal.time.RruleParts.Frequency;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/**
 * The readings of an RRULE from a start. Time is cut into periods of the rule's frequency; each
 * period that counts (by the interval) is expanded into its sorted readings, and the search goes
 * from period to period, stepping over days and hours that the rule leaves out.
 */
final class RrulePattern implements LocalPattern {

  private final RruleParts parts;
  private final Frequency frequency;
  private final RruleDays days;
  private final long start;
  private final long firstPeriod;
  private final List<Integer> hours;
  private final List<Integer> minutes;
  private final List<Integer> seconds;
  private final long until;

  RrulePattern(RruleParts parts, LocalDateTime startAt, long untilLocal) {
    this.parts = parts;
    this.frequency = parts.frequency();
    this.days = new RruleDays(parts, startAt);
    this.start = startAt.toEpochSecond(ZoneOffset.UTC);
    this.hours = orStart(By.BYHOUR, Frequency.DAILY, startAt.getHour());
    this.minutes = orStart(By.BYMINUTE, Frequency.HOURLY, startAt.getMinute());
    this.seconds = orStart(By.BYSECOND, Frequency.MINUTELY, startAt.getSecond());
    this.firstPeriod = periodOf(start);
    this.until = parts.count() == 0 ? untilLocal : lastOfCount();
  }

  /** A BY part, or the start's value where the frequency is long enough to need one. */
  private List<Integer> orStart(By by, Frequency atLeast, int value) {
    List<Integer> given = parts.by(by);
    boolean needed = frequency.compareTo(atLeast) >= 0;
    return given.isEmpty() && needed ? List.of(value) : given;
  }

  private long lastOfCount() {
    long last = start - 1;
    for (int i = 0; i < parts.count(); i++) {
      long next = search(last + 1, LAST_SECOND);
      if (next == NEVER) {
        return last;
      }
      last = next;
    }
    return last;
  }

  @Override
  public long nextOrSame(long local) {
    return search(Math.max(local, start), until);
  }

  private long search(long from, long last) {
    long period = alignedUp(periodOf(from));
    for (int i = 0; i < periodsSearched(); i++) {
      long begins = beginOf(period);
      if (begins > last || begins > LAST_SECOND) {
        return NEVER;
      }
      long skipTo = frequency.isSubDaily() ? firstUseful(begins) : begins;
      if (skipTo > begins) {
        period = alignedUp(ceilingPeriod(skipTo));
      } else {
        for (long reading : readings(period)) {
          if (reading >= from) {
            return reading <= last ? reading : NEVER;
          }
        }
        period += parts.interval();
      }
    }
    return NEVER;
  }

  @Override
  public long previousOrSame(long local) {
    long from = Math.min(local, until);
    if (from < start) {
      return NEVER;
    }
    long period = alignedDown(periodOf(from));
    for (int i = 0; i < periodsSearched() && period >= firstPeriod; i++) {
      long begins = beginOf(period);
      long skipTo = frequency.isSubDaily() ? lastUseful(begins) : begins;
      if (skipTo < begins) {
        period = alignedDown(periodOf(skipTo));
      } else {
        long[] readings = readings(period);
        for (int j = readings.length - 1; j >= 0; j--) {
          if (readings[j] <= from) {
            return readings[j] >= start ? readings[j] : NEVER;
          }
        }
        period -= parts.interval();
      }
    }
    return NEVER;
  }

  /** After so many empty periods (400 years where they are days or longer) there is no more. */
  private int periodsSearched() {
    return switch (frequency) {
      case YEARLY -> 400;
      case MONTHLY -> 4_800;
      case WEEKLY -> 20_872;
      default -> 200_000;
    };
  }

  private long alignedUp(long period) {
    long steps = -Math.floorDiv(firstPeriod - period, (long) parts.interval());
    return firstPeriod + steps * parts.interval();
  }

  private long alignedDown(long period) {
    long steps = Math.floorDiv(period - firstPeriod, (long) parts.interval());
    return firstPeriod + steps * parts.interval();
  }

  private long periodOf(long local) {
    long day = Math.floorDiv(local, SECONDS_PER_DAY);
    return switch (frequency) {
      case YEARLY -> CivilDays.year(CivilDays.packed(day));
      case MONTHLY -> {
        long packed = CivilDays.packed(day);
        yield CivilDays.year(packed) * 12L + CivilDays.month(packed) - 1;
      }
      case WEEKLY -> Math.floorDiv(day - weekShift(), 7L);
      default -> Math.floorDiv(local, (long) frequency.seconds());
    };
  }

  /** The first period that begins at or after a reading; for short frequencies only. */
  private long ceilingPeriod(long local) {
    return -Math.floorDiv(-local, (long) frequency.seconds());
  }

  private long beginOf(long period) {
    return switch (frequency) {
      case YEARLY -> CivilDays.epochDay((int) period, 1, 1) * SECONDS_PER_DAY;
      case MONTHLY -> firstOfMonth(period) * SECONDS_PER_DAY;
      case WEEKLY -> (period * 7 + weekShift()) * SECONDS_PER_DAY;
      default -> period * frequency.seconds();
    };
  }

  /** 1970-01-05 was a Monday. */
  private int weekShift() {
    return 4 + parts.weekStart().getValue() - 1;
  }

  private static long firstOfMonth(long monthIndex) {
    int year = (int) Math.floorDiv(monthIndex, 12L);
    return CivilDays.epochDay(year, (int) Math.floorMod(monthIndex, 12L) + 1, 1);
  }

  /** The reading itself, or the begin of the next day, hour or minute that is not left out. */
  private long firstUseful(long local) {
    long day = Math.floorDiv(local, SECONDS_PER_DAY);
    if (!days.selects(day)) {
      return (day + 1) * SECONDS_PER_DAY;
    }
    int second = (int) (local - day * SECONDS_PER_DAY);
    if (!hours.isEmpty() && !hours.contains(second / 3600)) {
      return local - second % 3600 + 3600;
    }
    boolean minutesMatter = frequency != Frequency.HOURLY && !minutes.isEmpty();
    return minutesMatter && !minutes.contains(second / 60 % 60) ? local - second % 60 + 60 : local;
  }

  private long lastUseful(long local) {
    long day = Math.floorDiv(local, SECONDS_PER_DAY);
    if (!days.selects(day)) {
      return day * SECONDS_PER_DAY - 1;
    }
    int second = (int) (local - day * SECONDS_PER_DAY);
    if (!hours.isEmpty() && !hours.contains(second / 3600)) {
      return local - second % 3600 - 1;
    }
    boolean minutesMatter = frequency != Frequency.HOURLY && !minutes.isEmpty();
    return minutesMatter && !minutes.contains(second / 60 % 60) ? local - second % 60 - 1 : local;
  }

  /** All readings of a period, sorted. */
  private long[] readings(long period) {
    long begins = beginOf(period);
    long[] found =
        switch (frequency) {
          case SECONDLY -> within(begins, List.of(0), List.of(0), secondsOf(begins));
          case MINUTELY -> within(begins, List.of(0), List.of(0), seconds);
          case HOURLY -> within(begins, List.of(0), minutes, seconds);
          default -> onDays(period, begins);
        };
    return parts.by(By.BYSETPOS).isEmpty() ? found : atPositions(found);
  }

  private List<Integer> secondsOf(long begins) {
    int second = (int) Math.floorMod(begins, 60L);
    return seconds.isEmpty() || seconds.contains(second) ? List.of(0) : List.of();
  }

  private long[] onDays(long period, long begins) {
    long first = Math.floorDiv(begins, SECONDS_PER_DAY);
    long last =
        switch (frequency) {
          case YEARLY -> CivilDays.epochDay((int) period + 1, 1, 1);
          case MONTHLY -> firstOfMonth(period + 1);
          case WEEKLY -> first + 7;
          default -> first + 1;
        };
    long[] selected = new long[366];
    int count = 0;
    for (long day = first; day < last; day++) {
      if (days.selects(day)) {
        selected[count++] = day;
      }
    }
    long[] found = new long[count * hours.size() * minutes.size() * seconds.size()];
    int filled = 0;
    for (int i = 0; i < count; i++) {
      long[] day = within(selected[i] * SECONDS_PER_DAY, hours, minutes, seconds);
      System.arraycopy(day, 0, found, filled, day.length);
      filled += day.length;
    }
    return found;
  }

  private static long[] within(
      long begins, List<Integer> hours, List<Integer> minutes, List<Integer> seconds) {
    long[] found = new long[hours.size() * minutes.size() * seconds.size()];
    int filled = 0;
    for (int hour : hours) {
      for (int minute : minutes) {
        for (int second : seconds) {
          found[filled++] = begins + hour * 3600L + minute * 60L + second;
        }
      }
    }
    return found;
  }

  private long[] atPositions(long[] all) {
    long[] chosen = new long[parts.by(By.BYSETPOS).size()];
    int count = 0;
    for (int position : parts.by(By.BYSETPOS)) {
      int index = position > 0 ? position - 1 : all.length + position;
      if (index >= 0 && index < all.length) {
        chosen[count++] = all[index];
      }
    }
    return Arrays.stream(chosen, 0, count).distinct().sorted().toArray();
  }
}
