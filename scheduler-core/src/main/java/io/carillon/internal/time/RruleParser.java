package io.carillon.internal.time;

import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.internal.time.RruleParts.By;
import io.carillon.internal.time.RruleParts.Frequency;
import io.carillon.internal.time.RruleParts.WeekdayNumber;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an RRULE, alone or with DTSTART, EXDATE and RDATE lines; collects all faults. */
public final class RruleParser {

  private static final int MAX_COUNT = 100_000;
  private static final int MAX_INTERVAL = 100_000;
  private static final Pattern FOLDED = Pattern.compile("\\r?\\n[ \\t]");
  private static final int MOST_DIGITS = 7;
  private static final Pattern BYDAY = Pattern.compile("([+-]?\\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)");

  private final String text;
  private final List<Problem> problems = new ArrayList<>();
  private final List<RruleTime> excluded = new ArrayList<>();
  private final List<RruleTime> added = new ArrayList<>();
  private final Map<By, List<Integer>> numbers = new EnumMap<>(By.class);
  private final Set<String> seen = new HashSet<>();
  private @Nullable RruleTime start;
  private @Nullable ZoneId zone;
  private @Nullable Frequency frequency;
  private @Nullable RruleTime until;
  private int interval = 1;
  private int count;
  private List<WeekdayNumber> days = List.of();
  private DayOfWeek weekStart = DayOfWeek.MONDAY;

  public RruleParser(String text) {
    this.text = text;
  }

  /**
   * Reads and checks it.
   *
   * @throws InvalidDefinitionException with all faults
   */
  public RruleParts parse() {
    RruleParts parts = read();
    if (mayNeverFire(parts)) {
      checkThatItFires(parts);
    }
    return parts;
  }

  /**
   * Reads a rule that is known to fire.
   *
   * @throws InvalidDefinitionException with all faults of the text
   */
  RruleParts read() {
    String stripped = text.strip();
    boolean folded = stripped.contains("\n ") || stripped.contains("\n\t");
    String unfolded = folded ? FOLDED.matcher(stripped).replaceAll("") : stripped;
    for (String line : unfolded.split("\n", -1)) {
      line(line.strip());
    }
    if (!seen.contains("FREQ") && problems.isEmpty()) {
      add("", "It has no FREQ.", "Write FREQ=DAILY, WEEKLY, MONTHLY, YEARLY, HOURLY or MINUTELY.");
    }
    checkTogether();
    Frequency known = frequency;
    if (!problems.isEmpty() || known == null) {
      throw new InvalidDefinitionException("Recurrence rule", problems);
    }
    RruleParts.Lists lists = new RruleParts.Lists(numbers, days, weekStart);
    return new RruleParts(known, interval, count, Optional.ofNullable(until), lists);
  }

  /**
   * Months, weekdays and times of day always meet, and so do weeks or days of the year with times;
   * days by number or place may not.
   */
  private static boolean mayNeverFire(RruleParts parts) {
    boolean weeks = !parts.by(By.BYWEEKNO).isEmpty();
    boolean yearDays = !parts.by(By.BYYEARDAY).isEmpty();
    boolean months = !parts.by(By.BYMONTH).isEmpty();
    boolean placed = parts.days().stream().anyMatch(day -> day.n() != 0);
    boolean far = parts.days().stream().anyMatch(day -> Math.abs(day.n()) > 5);
    boolean narrowed = months || placed || (weeks && yearDays);
    boolean days = yearDays && !parts.days().isEmpty();
    return !parts.by(By.BYMONTHDAY).isEmpty()
        || !parts.by(By.BYSETPOS).isEmpty()
        || parts.until().isPresent()
        || far
        || days
        || (months && placed)
        || ((weeks || yearDays) && narrowed);
  }

  /** Refuses 30 February; only where the answer does not depend on the anchor. */
  private void checkThatItFires(RruleParts parts) {
    if (start == null && interval > 1) {
      return;
    }
    LocalDateTime from = start == null ? LocalDateTime.of(2000, 1, 1, 0, 0) : start.local();
    LocalPattern pattern = new RrulePattern(parts, from, LocalPattern.LAST_SECOND);
    if (pattern.nextOrSame(from.toEpochSecond(ZoneOffset.UTC)) == LocalPattern.NEVER) {
      Problem never =
          Problem.of(
              "",
              "It never fires: no such day exists.",
              "For the last day of a month write BYMONTHDAY=-1.");
      throw new InvalidDefinitionException("Recurrence rule", List.of(never));
    }
  }

  private void line(String line) {
    String upper = line.toUpperCase(Locale.ROOT);
    if (upper.startsWith("RRULE:")) {
      rule(upper.substring(6));
    } else if (upper.startsWith("DTSTART")) {
      List<RruleTime> times = times("DTSTART", line);
      if (!times.isEmpty()) {
        start = times.get(0);
        zone = times.get(0).form() == RruleTime.Form.UTC ? ZoneOffset.UTC : zone;
      }
    } else if (upper.startsWith("EXDATE")) {
      excluded.addAll(times("EXDATE", line));
    } else if (upper.startsWith("RDATE")) {
      added.addAll(times("RDATE", line));
    } else if (upper.contains("=") && !upper.contains(":")) {
      rule(upper);
    } else if (!line.isEmpty()) {
      add("", "The line \"" + line + "\" is not DTSTART, RRULE, EXDATE or RDATE.", "Remove it.");
    }
  }

  private List<RruleTime> times(String name, String line) {
    int colon = line.indexOf(':');
    List<RruleTime> times = new ArrayList<>();
    if (colon < 0) {
      add(name, name + " has no value.", "Write " + name + ":20260105T090000.");
      return times;
    }
    for (String parameter : line.substring(name.length(), colon).split(";", -1)) {
      if (parameter.toUpperCase(Locale.ROOT).startsWith("TZID=")) {
        zone(name, parameter.substring(5));
      }
    }
    for (String value : line.substring(colon + 1).split(",", -1)) {
      Optional<RruleTime> time = RruleTime.parse(value.strip());
      time.ifPresent(times::add);
      if (time.isEmpty()) {
        add(name, "\"" + value + "\" is not a time.", "Write 20260105T090000, or 20260105.");
      }
    }
    return times;
  }

  private void zone(String where, String name) {
    Optional<ZoneId> read = ZoneTexts.parse(name);
    if (read.isEmpty()) {
      problems.add(ZoneTexts.unknown(where, name));
    } else if (zone != null && !zone.equals(read.get())) {
      add(where, "It names two zones, " + zone + " and " + name + ".", "Write all in one zone.");
    } else {
      zone = read.get();
    }
  }

  private void rule(String rule) {
    for (String part : rule.split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        if (!part.isBlank()) {
          add("", "\"" + part + "\" is not NAME=value.", "Write as in FREQ=WEEKLY;BYDAY=MO.");
        }
      } else {
        part(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
  }

  private void part(String name, String value) {
    if (!seen.add(name)) {
      add(name, name + " is given twice.", "Keep one.");
      return;
    }
    switch (name) {
      case "FREQ" -> frequency(value);
      case "INTERVAL" -> interval = number(name, value, MAX_INTERVAL);
      case "COUNT" -> count = number(name, value, MAX_COUNT);
      case "UNTIL" -> until(value);
      case "WKST" -> weekStart(value);
      case "BYDAY" -> byDay(value);
      default -> byNumber(name, value);
    }
  }

  private void frequency(String value) {
    for (Frequency known : Frequency.values()) {
      if (known.name().equals(value)) {
        frequency = known;
        return;
      }
    }
    add(
        "FREQ",
        "\"" + value + "\" is not a frequency.",
        "Write one of " + Arrays.toString(Frequency.values()) + ".");
  }

  private int number(String name, String value, int most) {
    int number = parse(value);
    if (number < 1 || number > most) {
      add(name, name + " is \"" + value + "\", not 1 to " + most + ".", "Write a whole number.");
      return 1;
    }
    return number;
  }

  private void until(String value) {
    until = RruleTime.parse(value).orElse(null);
    if (until == null) {
      String what = "UNTIL is \"" + value + "\", not a time.";
      add("UNTIL", what, "Write 20261231T235959Z, 20261231T235959 or 20261231.");
    }
  }

  private void weekStart(String value) {
    Matcher day = BYDAY.matcher(value);
    if (!day.matches() || day.group(1) != null) {
      add("WKST", "WKST is \"" + value + "\", not a weekday.", "Write MO or SU.");
      return;
    }
    weekStart = dayOf(value);
  }

  private static DayOfWeek dayOf(String twoLetters) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().startsWith(twoLetters)) {
        return day;
      }
    }
    throw new IllegalArgumentException(twoLetters);
  }

  private void byDay(String value) {
    List<WeekdayNumber> read = new ArrayList<>();
    for (String item : value.split(",", -1)) {
      Matcher day = BYDAY.matcher(item.strip());
      int n = 0;
      boolean valid = day.matches();
      if (valid && day.group(1) != null) {
        n = Integer.parseInt(day.group(1).replace("+", ""));
        valid = n != 0 && Math.abs(n) <= 53;
      }
      if (valid) {
        read.add(new WeekdayNumber(n, dayOf(day.group(2))));
      } else {
        String what = "BYDAY has \"" + item + "\", which is not a weekday.";
        add("BYDAY", what, "Write MO, 2FR (the second Friday) or -1FR (the last).");
      }
    }
    days = read;
  }

  private void byNumber(String name, String value) {
    By by = null;
    for (By known : By.values()) {
      by = known.name().equals(name) ? known : by;
    }
    if (by == null) {
      String what = "\"" + name + "\" is not a part of a rule.";
      add(
          name,
          what,
          "There are FREQ, INTERVAL, COUNT, UNTIL, WKST, BYDAY and "
              + Arrays.toString(By.values())
              + ".");
      return;
    }
    List<Integer> values = new ArrayList<>();
    for (String item : value.split(",", -1)) {
      int number = parse(item.strip());
      if (by.allows(number)) {
        values.add(number);
      } else {
        add(
            name,
            name + " has \"" + item + "\", not " + by.range() + ".",
            "Write a value in there.");
      }
    }
    numbers.put(by, values);
  }

  private static int parse(String digits) {
    boolean signed = digits.startsWith("+") || digits.startsWith("-");
    int from = signed ? 1 : 0;
    int length = digits.length() - from;
    boolean number = length >= 1 && length <= MOST_DIGITS;
    for (int k = from; number && k < digits.length(); k++) {
      number = digits.charAt(k) >= '0' && digits.charAt(k) <= '9';
    }
    return number ? Integer.parseInt(digits) : Integer.MIN_VALUE;
  }

  private void checkTogether() {
    if (count != 0 && until != null) {
      add("UNTIL", "COUNT and UNTIL exclude each other.", "Keep one of them.");
    }
    Frequency known = frequency;
    if (known == null) {
      return;
    }
    boolean ordinals = days.stream().anyMatch(day -> day.n() != 0);
    if (ordinals && known != Frequency.MONTHLY && known != Frequency.YEARLY) {
      add("BYDAY", "A numbered weekday goes with MONTHLY and YEARLY only.", "Write MO, not 1MO.");
    }
    if (numbers.containsKey(By.BYWEEKNO) && known != Frequency.YEARLY) {
      add("BYWEEKNO", "BYWEEKNO goes with FREQ=YEARLY only.", "Use FREQ=YEARLY.");
    }
    if (numbers.containsKey(By.BYMONTHDAY) && known == Frequency.WEEKLY) {
      add("BYMONTHDAY", "BYMONTHDAY does not go with WEEKLY.", "Use FREQ=MONTHLY.");
    }
    boolean daysOrMore = known == Frequency.DAILY || known == Frequency.WEEKLY;
    if (numbers.containsKey(By.BYYEARDAY) && (daysOrMore || known == Frequency.MONTHLY)) {
      add("BYYEARDAY", "BYYEARDAY does not go with " + known + ".", "Use FREQ=YEARLY.");
    }
    if (numbers.containsKey(By.BYSETPOS) && numbers.size() == 1 && days.isEmpty()) {
      add(
          "BYSETPOS",
          "BYSETPOS needs another BY part to choose from.",
          "Add BYDAY=MO,TU,WE,TH,FR.");
    }
  }

  private void add(String where, String what, String fix) {
    problems.add(Problem.of(where, what, fix));
  }

  public Optional<RruleTime> start() {
    return Optional.ofNullable(start);
  }

  public List<RruleTime> excluded() {
    return excluded.stream().distinct().sorted().toList();
  }

  public List<RruleTime> added() {
    return added.stream().distinct().sorted().toList();
  }

  public @Nullable ZoneId zone() {
    return zone;
  }
}
