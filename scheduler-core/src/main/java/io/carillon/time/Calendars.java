package io.carillon.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Named calendars of days (holidays, closing days) that triggers refer to by name. Shared: a
 * calendar can be replaced while triggers use it, and their next question sees the new one. A
 * calendar is never removed, so a trigger that was accepted stays valid. Safe for many threads.
 */
public final class Calendars {

  private final ConcurrentMap<String, Source> byName = new ConcurrentHashMap<>();

  /** A calendar, and the file it came from if it can be read again. */
  private record Source(HolidayCalendar calendar, Optional<Path> file) {}

  private Calendars() {}

  /** A new set of calendars, empty. */
  public static Calendars none() {
    return new Calendars();
  }

  /** A new set with one calendar. */
  public static Calendars of(String name, HolidayCalendar calendar) {
    Calendars calendars = new Calendars();
    calendars.put(name, calendar);
    return calendars;
  }

  /** Adds a calendar, or replaces the one of that name. */
  public void put(String name, HolidayCalendar calendar) {
    replace(name, new Source(Objects.requireNonNull(calendar, "calendar"), Optional.empty()));
  }

  /**
   * Adds a calendar from an iCalendar file, and remembers the file for {@link #reload}.
   *
   * @throws IOException if the file cannot be read
   * @throws io.carillon.InvalidDefinitionException if it is no iCalendar file
   */
  public void load(String name, Path file) throws IOException {
    replace(name, read(file));
  }

  private static Source read(Path file) throws IOException {
    return new Source(HolidayCalendar.fromICalendar(Files.readString(file)), Optional.of(file));
  }

  /**
   * Reads all files of {@link #load} again. A calendar whose file is faulty stays as it was; the
   * first fault is thrown after all files were tried, the others are suppressed in it.
   *
   * @throws IOException if a file cannot be read
   */
  public void reload() throws IOException {
    Exception first = null;
    for (Map.Entry<String, Source> entry : byName.entrySet()) {
      Optional<Path> file = entry.getValue().file();
      try {
        if (file.isPresent()) {
          replace(entry.getKey(), read(file.get()));
        }
      } catch (IOException | RuntimeException fault) {
        if (first == null) {
          first = fault;
        } else {
          first.addSuppressed(fault);
        }
      }
    }
    if (first instanceof IOException fault) {
      throw fault;
    } else if (first instanceof RuntimeException fault) {
      throw fault;
    }
  }

  private void replace(String name, Source source) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A calendar needs a name that is not blank.");
    }
    byName.put(name, source);
  }

  /** The calendar of a name. */
  public Optional<HolidayCalendar> find(String name) {
    return Optional.ofNullable(byName.get(name)).map(Source::calendar);
  }

  /** All names, in alphabetical order. */
  public Set<String> names() {
    return new TreeSet<>(byName.keySet());
  }
}
