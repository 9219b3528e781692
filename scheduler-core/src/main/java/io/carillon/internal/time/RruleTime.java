package io.carillon.internal.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A date or time as iCalendar writes it.
 *
 * @param local the reading; midnight for a date
 * @param form a date, a reading of some zone's wall clock, or UTC
 */
public record RruleTime(LocalDateTime local, Form form) implements Comparable<RruleTime> {

  /** What a written time says about its zone. */
  public enum Form {
    DATE,
    LOCAL,
    UTC
  }

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

  /** Reads {@code 20261224}, {@code 20261224T180000} or {@code 20261224T180000Z}. */
  static Optional<RruleTime> parse(String text) {
    try {
      if (text.length() == 8) {
        LocalDate date = LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        return Optional.of(new RruleTime(date.atStartOfDay(), Form.DATE));
      }
      boolean utc = text.endsWith("Z");
      String time = utc ? text.substring(0, text.length() - 1) : text;
      return Optional.of(
          new RruleTime(LocalDateTime.parse(time, TIME), utc ? Form.UTC : Form.LOCAL));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /** The reading on the wall clock of a zone. */
  LocalDateTime in(ZoneId zone) {
    return form == Form.UTC
        ? local.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime()
        : local;
  }

  /** The last reading this stands for as an end: a date lasts to its last second. */
  LocalDateTime lastIn(ZoneId zone) {
    return form == Form.DATE ? local.with(LocalTime.of(23, 59, 59)) : in(zone);
  }

  /** A content line, split by form where the list mixes them. */
  public static String line(String name, List<RruleTime> times, @Nullable ZoneId zone) {
    return times.stream()
        .collect(
            Collectors.groupingBy(RruleTime::form, java.util.TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(group -> name + parameters(group.getKey(), zone) + ":" + joined(group.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String parameters(Form form, @Nullable ZoneId zone) {
    return switch (form) {
      case DATE -> ";VALUE=DATE";
      case LOCAL -> zone == null ? "" : ";TZID=" + zone.getId();
      case UTC -> "";
    };
  }

  private static String joined(List<RruleTime> times) {
    return times.stream().map(RruleTime::toString).collect(Collectors.joining(","));
  }

  @Override
  public int compareTo(RruleTime other) {
    int byTime = local.compareTo(other.local);
    return byTime != 0 ? byTime : form.compareTo(other.form);
  }

  @Override
  public String toString() {
    return switch (form) {
      case DATE -> local.format(DateTimeFormatter.BASIC_ISO_DATE);
      case LOCAL -> local.format(TIME);
      case UTC -> local.format(TIME) + "Z";
    };
  }
}
