package io.carillon.internal.time;

import io.carillon.Problem;
import io.carillon.time.CronDialect;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** Reads the names of time zones, with a suggestion for what was probably meant. */
public final class ZoneTexts {

  private ZoneTexts() {}

  /** The zone of an IANA name ({@code Europe/Paris}) or an offset ({@code +05:45}); else empty. */
  public static Optional<ZoneId> parse(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  /** What to tell about a text that is no zone. */
  public static Problem unknown(String where, String text) {
    String nearest = Nearest.of(text, ZoneId.getAvailableZoneIds());
    return Problem.of(
        where,
        "\"" + text + "\" is not a time zone.",
        (nearest.isEmpty() ? "" : "Did you mean " + nearest + "? ")
            + "Write an IANA name as in Europe/Paris, or UTC.");
  }

  /**
   * Where the zone at the end of a cron expression starts, or -1. A zone starts with a letter or a
   * sign, holds a slash, a colon or at least three letters, and is no day name.
   */
  static int startOfZone(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) <= ' ') {
      end--;
    }
    int start = end;
    while (start > 0 && text.charAt(start - 1) > ' ') {
      start--;
    }
    return start > 0 && looksLikeZone(text, start, end) ? start : -1;
  }

  private static boolean looksLikeZone(String text, int start, int end) {
    char first = text.charAt(start);
    if (first == '+' || first == '-') {
      return text.indexOf(':', start) > 0;
    }
    if (!isLetter(first)) {
      return false;
    }
    if (end - start == 1) {
      return first == 'Z';
    }
    int word = start;
    while (word < end && (isLetter(text.charAt(word)) || text.charAt(word) == '_')) {
      word++;
    }
    if (word < end && text.charAt(word) == '/') {
      return word - start > 1 && isLetterAt(text, word + 1, end) && !isDayName(text, start, word);
    }
    return word - start >= 3
        && !startsWithDayName(text, start, word)
        && startsLikeKnownZone(text, start, end);
  }

  private static boolean startsLikeKnownZone(String text, int start, int end) {
    return parse(text.substring(start, end)).isPresent();
  }

  private static boolean isLetterAt(String text, int index, int end) {
    return index < end && isLetter(text.charAt(index));
  }

  private static boolean isDayName(String text, int start, int end) {
    return CronField.DAY_OF_WEEK.named(text, start, end, CronDialect.UNIX5) >= 0;
  }

  private static boolean startsWithDayName(String text, int start, int end) {
    return isDayName(text, start, Math.min(end, start + 3));
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
