package io.carillon.internal.time;

import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the days of the events in an iCalendar file (RFC 5545): whole-day and timed events, of one
 * or several days, repeated by RRULE and RDATE up to the year 2100. Cancelled events are left out;
 * alarms, zones and everything else is passed over.
 */
public final class ICalendarDays {

  private static final long LAST = LocalDate.of(2101, 1, 1).toEpochDay() * 86_400L - 1;
  private static final int MAX_DAYS = 200_000;

  private final Map<LocalDate, String> days = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private @Nullable Event event;
  private int nested;
  private boolean calendarSeen;

  /** The lines of one event that matter. */
  private static final class Event {
    private final int line;
    private String summary = "";
    private boolean cancelled;
    private @Nullable RruleTime start;
    private @Nullable RruleTime end;
    private final StringBuilder rule = new StringBuilder();
    private final Set<LocalDate> excluded = new TreeSet<>();
    private final Set<LocalDate> added = new TreeSet<>();

    Event(int line) {
      this.line = line;
    }
  }

  /**
   * Reads and checks it.
   *
   * @throws InvalidDefinitionException with every line that cannot be read
   */
  public Map<LocalDate, String> read(String text) {
    String[] lines = text.replaceAll("\\r?\\n[ \\t]", "\u0001").split("\\r?\\n", -1);
    int number = 1;
    for (String folded : lines) {
      String line = folded.replace("\u0001", "");
      line(line.strip(), number);
      number += 1 + folded.length() - line.length();
    }
    if (!calendarSeen) {
      add("", "It has no BEGIN:VCALENDAR.", "Give an iCalendar file (.ics).");
    } else if (event != null) {
      add("line " + event.line, "The event is not ended.", "End it with END:VEVENT.");
    }
    if (!problems.isEmpty()) {
      throw new InvalidDefinitionException("Calendar file", problems);
    }
    return days;
  }

  private void line(String line, int number) {
    String upper = line.toUpperCase(Locale.ROOT);
    if (upper.equals("BEGIN:VCALENDAR")) {
      calendarSeen = true;
    } else if (upper.equals("BEGIN:VEVENT")) {
      event = new Event(number);
    } else if (upper.equals("END:VEVENT")) {
      if (event != null) {
        finish(event);
      }
      event = null;
    } else if (event != null && upper.startsWith("BEGIN:")) {
      nested++;
    } else if (event != null && upper.startsWith("END:")) {
      nested--;
    } else if (event != null && nested == 0) {
      property(event, line, number);
    }
  }

  private void property(Event of, String line, int number) {
    int colon = valueColon(line);
    if (colon < 0) {
      return;
    }
    String name = line.substring(0, colon).split(";", 2)[0].toUpperCase(Locale.ROOT);
    String value = line.substring(colon + 1);
    switch (name) {
      case "SUMMARY" -> of.summary = value.replace("\\,", ",").replace("\\;", ";");
      case "STATUS" -> of.cancelled = value.strip().equalsIgnoreCase("CANCELLED");
      case "DTSTART" -> of.start = time(value, number);
      case "DTEND" -> of.end = time(value, number);
      case "RRULE" -> of.rule.append(value.strip());
      case "EXDATE" -> dates(of.excluded, value, number);
      case "RDATE" -> dates(of.added, value, number);
      default -> {
        // Other properties say nothing about the days.
      }
    }
  }

  /** The colon before the value; parameters may hold colons in quotes. */
  private static int valueColon(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"';
      if (c == ':' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable RruleTime time(String value, int number) {
    RruleTime time = RruleTime.parse(value.strip()).orElse(null);
    if (time == null) {
      add("line " + number, "\"" + value + "\" is not a time.", "Write 20261225.");
    }
    return time;
  }

  private void dates(Set<LocalDate> into, String values, int number) {
    for (String value : values.split(",", -1)) {
      RruleTime time = time(value, number);
      if (time != null) {
        into.add(time.local().toLocalDate());
      }
    }
  }

  private void finish(Event done) {
    RruleTime start = done.start;
    if (start == null) {
      add("line " + done.line, "The event has no DTSTART.", "Write DTSTART;VALUE=DATE:20261225.");
      return;
    }
    if (done.cancelled) {
      return;
    }
    LocalDate first = start.local().toLocalDate();
    long length = 0;
    if (done.end != null) {
      LocalDateTime last = done.end.local().minusSeconds(1);
      length = Math.max(0, last.toLocalDate().toEpochDay() - first.toEpochDay());
    }
    Set<LocalDate> starts = starts(done, start.local());
    starts.addAll(done.added);
    starts.removeAll(done.excluded);
    if (days.size() + starts.size() * (length + 1) > MAX_DAYS) {
      add("line " + done.line, "The calendar has over " + MAX_DAYS + " days.", "Split it.");
      return;
    }
    for (LocalDate day : starts) {
      for (long i = 0; i <= length; i++) {
        days.merge(day.plusDays(i), done.summary, (a, b) -> a.equals(b) ? a : a + ", " + b);
      }
    }
  }

  private Set<LocalDate> starts(Event done, LocalDateTime start) {
    Set<LocalDate> starts = new TreeSet<>();
    starts.add(start.toLocalDate());
    if (!done.rule.isEmpty()) {
      try {
        repeat(starts, new RruleParser(done.rule.toString()).parse(), start);
      } catch (InvalidDefinitionException refused) {
        refused.problems().forEach(problem -> problems.add(problem.under("line " + done.line)));
      }
    }
    return starts;
  }

  private static void repeat(Set<LocalDate> starts, RruleParts rule, LocalDateTime start) {
    long until = rule.until().map(time -> second(time.lastIn(ZoneOffset.UTC))).orElse(LAST);
    RrulePattern pattern = new RrulePattern(rule, start, Math.min(until, LAST));
    long at = pattern.nextOrSame(second(start));
    while (at != LocalPattern.NEVER && starts.size() <= MAX_DAYS) {
      starts.add(LocalDate.ofEpochDay(Math.floorDiv(at, (long) CivilDays.SECONDS_PER_DAY)));
      at = pattern.nextOrSame(at + 1);
    }
  }

  private static long second(LocalDateTime local) {
    return local.toEpochSecond(ZoneOffset.UTC);
  }

  private void add(String where, String what, String fix) {
    problems.add(Problem.of(where, what, fix));
  }
}
