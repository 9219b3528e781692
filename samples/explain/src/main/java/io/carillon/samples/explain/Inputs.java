package io.carillon.samples.explain;

import io.carillon.time.Calendars;
import io.carillon.time.CronDialect;
import io.carillon.time.Preview;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the values that the command line and the batch have in common. */
final class Inputs {

  /** The name of the calendar that {@code --holidays} loads. */
  static final String HOLIDAYS = "holidays";

  private static final int LAST_YEAR = 9_999;

  private Inputs() {}

  /** A zone's name; UTC for an empty text. */
  static ZoneId zone(String text) {
    try {
      return text.isBlank() ? ZoneId.of("UTC") : ZoneId.of(text.strip());
    } catch (DateTimeException unknown) {
      throw new UsageException(
          "\"" + text + "\" is not a time zone. Write a name as Europe/Paris, or UTC.");
    }
  }

  /** A dialect's name; for an empty text unix5, or nickname where the expression is one. */
  static CronDialect dialect(String text, String expression) {
    if (text.isBlank()) {
      boolean nickname = expression.stripLeading().startsWith("@");
      return nickname ? CronDialect.NICKNAME : CronDialect.UNIX5;
    }
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(CronDialect.values())
        .filter(dialect -> dialect.id().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "\"" + text + "\" is not a dialect. There are: " + dialects() + "."));
  }

  private static String dialects() {
    return Arrays.stream(CronDialect.values())
        .map(CronDialect::id)
        .collect(Collectors.joining(", "));
  }

  /** A moment of the years 1 to 9999: with an offset or zone, or on the wall clock of a zone. */
  static ZonedDateTime moment(String text, ZoneId zone) {
    try {
      TemporalAccessor read =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text.strip(), ZonedDateTime::from, LocalDateTime::from);
      ZonedDateTime moment =
          read instanceof ZonedDateTime zoned
              ? zoned.withZoneSameInstant(zone)
              : ((LocalDateTime) read).atZone(zone);
      if (moment.getYear() >= 1 && moment.getYear() <= LAST_YEAR) {
        return moment;
      }
    } catch (DateTimeException unread) {
      // told below
    }
    throw new UsageException(
        "\""
            + text
            + "\" is not a time of the years 1 to 9999. Write 2026-03-01T09:30:00Z, or"
            + " without the Z for the clock of "
            + zone.getId()
            + ".");
  }

  /** A number of fires. */
  static int count(String text) {
    try {
      int count = Integer.parseInt(text.strip());
      if (count >= 0 && count <= Preview.MOST_FIRES) {
        return count;
      }
    } catch (NumberFormatException notANumber) {
      // told below, with the bounds
    }
    throw new UsageException(
        "\"" + text + "\" is not a count of fires. Write 0 to " + Preview.MOST_FIRES + ".");
  }

  /** The named calendar {@value #HOLIDAYS} from an iCalendar file; none without a file. */
  static Calendars holidays(Optional<String> file) {
    Calendars calendars = Calendars.none();
    file.ifPresent(name -> load(calendars, name));
    return calendars;
  }

  private static void load(Calendars calendars, String file) {
    try {
      calendars.load(HOLIDAYS, Path.of(file));
    } catch (IOException | InvalidPathException unread) {
      throw new UsageException(
          "\"" + file + "\" cannot be read: " + unread.getMessage() + ". Name an .ics file.");
    }
  }
}
