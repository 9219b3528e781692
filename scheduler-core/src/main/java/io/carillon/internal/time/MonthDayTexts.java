package io.carillon.internal.time;

import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.time.DayInMonth;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text forms of days of a month and of weekdays. */
public final class MonthDayTexts {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
  private static final Pattern BEFORE_LAST = Pattern.compile("last-(\\d{1,2})");
  private static final Pattern NTH = Pattern.compile("(last(?:-\\d{1,2})?|\\d{1,2}) +([a-z]+)");

  private MonthDayTexts() {}

  public static DayInMonth parse(String text) {
    String written = text.strip().toLowerCase(Locale.ROOT);
    if (NUMBER.matcher(written).matches()) {
      return DayInMonth.day(Integer.parseInt(written));
    }
    if (written.equals("last")) {
      return DayInMonth.last();
    }
    Matcher beforeLast = BEFORE_LAST.matcher(written);
    if (beforeLast.matches()) {
      return DayInMonth.beforeLast(Integer.parseInt(beforeLast.group(1)));
    }
    Matcher nth = NTH.matcher(written);
    if (nth.matches()) {
      return nth(text, nth.group(1), nth.group(2));
    }
    throw refused(text);
  }

  private static DayInMonth nth(String text, String which, String what) {
    boolean last = which.startsWith("last");
    String digits = last ? which.substring(which.indexOf('-') + 1) : which;
    int n = which.equals("last") ? 0 : Integer.parseInt(digits);
    if (what.equals("workday")) {
      return last ? DayInMonth.workdaysBeforeLast(n) : DayInMonth.nthWorkday(n);
    }
    DayOfWeek weekday = weekday(what).orElseThrow(() -> refused(text));
    return last ? DayInMonth.beforeLast(n, weekday) : DayInMonth.nth(n, weekday);
  }

  public static String text(DayInMonth day) {
    return text(day.form(), day.n(), day.weekday());
  }

  /** The text of a day that may not exist. */
  public static String text(DayInMonth.Form form, int n, Optional<DayOfWeek> weekday) {
    String name = weekday.map(day -> " " + shortName(day)).orElse("");
    String last = n == 0 ? "last" : "last-" + n;
    return switch (form) {
      case NUMBER, NTH_WEEKDAY -> n + name;
      case BEFORE_LAST, LAST_WEEKDAY -> last + name;
      case NTH_WORKDAY -> n + " workday";
      case LAST_WORKDAY -> last + " workday";
    };
  }

  /** The weekday of a name: three letters or the whole word, any case. */
  public static Optional<DayOfWeek> weekday(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (upper.equals(day.name()) || upper.equals(shortName(day))) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  /** {@code MON} to {@code SUN}. */
  public static String shortName(DayOfWeek day) {
    return day.name().substring(0, 3);
  }

  public static InvalidDefinitionException refused(String text) {
    Problem problem =
        Problem.of(
            "",
            "\"" + text + "\" is not a day of a month.",
            "Write 1 to 31, last, last-2, \"2 FRI\", \"last FRI\", \"1 workday\" or"
                + " \"last workday\".");
    return new InvalidDefinitionException("Day of month", List.of(problem));
  }

  /** The selected days (bits 1-31) in a month of a shape. */
  static int mask(DayInMonth day, int shape, boolean clamp) {
    int length = DayShapes.length(shape);
    int weekday = day.weekday().map(MonthDayTexts::fromSunday).orElse(0);
    return switch (day.form()) {
      case NUMBER -> day.n() <= length ? 1 << day.n() : clamp ? 1 << length : 0;
      case BEFORE_LAST -> DayShapes.beforeLast(shape, day.n());
      case NTH_WEEKDAY -> DayShapes.nth(shape, weekday, day.n());
      case LAST_WEEKDAY -> DayShapes.last(shape, weekday, day.n());
      case NTH_WORKDAY -> nthBit(DayShapes.workingDays(shape), day.n());
      case LAST_WORKDAY -> nthBitFromEnd(DayShapes.workingDays(shape), day.n());
    };
  }

  private static int nthBit(int bits, int n) {
    int rest = bits;
    for (int i = 1; i < n && rest != 0; i++) {
      rest &= rest - 1;
    }
    return Integer.lowestOneBit(rest);
  }

  private static int nthBitFromEnd(int bits, int before) {
    int rest = bits;
    for (int i = 0; i < before && rest != 0; i++) {
      rest &= ~Integer.highestOneBit(rest);
    }
    return Integer.highestOneBit(rest);
  }

  static int fromSunday(DayOfWeek day) {
    return day.getValue() % 7;
  }
}
