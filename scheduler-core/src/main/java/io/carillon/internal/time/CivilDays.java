package io.carillon.internal.time;

/** Days and months of the proleptic Gregorian calendar as plain numbers, without objects. */
final class CivilDays {

  static final int SECONDS_PER_DAY = 86_400;

  private CivilDays() {}

  /** Days since 1970-01-01 of the given date. */
  static long epochDay(int year, int month, int day) {
    // Years start in March, so that the leap day is the last of its year.
    long y = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(y, 400L);
    int yearOfEra = (int) (y - era * 400);
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  /** The date of a day as {@code year << 9 | month << 5 | day}; the year may be negative. */
  static long packed(long epochDay) {
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    int dayOfEra = (int) (shifted - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shiftedMonth = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
    int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 9 | (long) month << 5 | day;
  }

  static int year(long packed) {
    return (int) (packed >> 9);
  }

  static int month(long packed) {
    return (int) (packed >> 5) & 15;
  }

  static int day(long packed) {
    return (int) packed & 31;
  }

  /** Sunday is 0, Saturday is 6. */
  static int weekday(long epochDay) {
    return (int) Math.floorMod(epochDay + 4, 7L);
  }

  static int monthLength(int year, int month) {
    if (month == 2) {
      return isLeap(year) ? 29 : 28;
    }
    return 30 + (0b1_0101_1010_1010 >> month & 1);
  }

  static boolean isLeap(int year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }
}
