package io.carillon.internal.time;

import io.carillon.Problem;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as people write them: {@code PT45M}, {@code 45m}, {@code 1h30m}, {@code 2d}. */
public final class Durations {

  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(\\d{1,6})w)? ?(?:(\\d{1,7})d)? ?(?:(\\d{1,8})h)? ?"
              + "(?:(\\d{1,9})m)? ?(?:(\\d{1,10})s)? ?(?:(\\d{1,12})ms)?");

  private Durations() {}

  /** The duration; empty where the text is none. A day is 24 hours, a week 7 days. */
  public static Optional<Duration> parse(String text) {
    String written = text.strip();
    if (written.isEmpty()) {
      return Optional.empty();
    }
    char first = written.charAt(0);
    if (first == 'P' || first == 'p' || first == '-') {
      try {
        return Optional.of(Duration.parse(weeksAsDays(written)));
      } catch (DateTimeParseException | ArithmeticException noDuration) {
        return Optional.empty();
      }
    }
    Matcher parts = SHORT.matcher(written.toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return Optional.empty();
    }
    Duration sum =
        Duration.ofDays(7 * part(parts, 1) + part(parts, 2))
            .plusHours(part(parts, 3))
            .plusMinutes(part(parts, 4))
            .plusSeconds(part(parts, 5))
            .plusMillis(part(parts, 6));
    return Optional.of(sum);
  }

  private static String weeksAsDays(String text) {
    if (text.length() > 2 && Character.toUpperCase(text.charAt(text.length() - 1)) == 'W') {
      String weeks = text.substring(1, text.length() - 1);
      if (weeks.length() < 6 && weeks.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return "P" + 7 * Integer.parseInt(weeks) + "D";
      }
    }
    return text;
  }

  private static long part(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** What to tell about a text that is no duration. */
  public static Problem unknown(String where, String text) {
    return Problem.of(
        where,
        "\"" + text + "\" is not a duration.",
        "Write 45m, 1h30m, 2d or the ISO form PT45M.");
  }
}
