package io.carillon.time;

import io.carillon.internal.time.ICalendarDays;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A set of named days: holidays, closing days. Immutable. */
public final class HolidayCalendar {

  private final Map<LocalDate, String> days;

  private HolidayCalendar(Map<LocalDate, String> days) {
    this.days = Collections.unmodifiableMap(new TreeMap<>(days));
  }

  /** A calendar of days with their names. */
  public static HolidayCalendar of(Map<LocalDate, String> days) {
    return new HolidayCalendar(days);
  }

  /** A calendar of days without names. */
  public static HolidayCalendar of(Collection<LocalDate> days) {
    Map<LocalDate, String> named = new TreeMap<>();
    days.forEach(day -> named.put(day, ""));
    return new HolidayCalendar(named);
  }

  /**
   * The days of the events in an iCalendar file (RFC 5545); repeated events up to the year 2100.
   *
   * @throws io.carillon.InvalidDefinitionException with every line that cannot be read
   */
  public static HolidayCalendar fromICalendar(String text) {
    return new HolidayCalendar(new ICalendarDays().read(text));
  }

  public boolean contains(LocalDate day) {
    return days.containsKey(day);
  }

  /** The name of a day, if the calendar holds the day; may be empty text. */
  public Optional<String> nameOf(LocalDate day) {
    return Optional.ofNullable(days.get(day));
  }

  /** All days in order, with their names. */
  public Map<LocalDate, String> days() {
    return days;
  }
}
