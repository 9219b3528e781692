package io.carillon.internal.phrase;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rules of a clause that repeats: on which days ({@link RecurringDays}), at which times. */
final class RecurringRules {

  private final Composer.Setting setting;
  private final Limits limits;
  private final List<Chunk> chunks;
  private final Clause clause;

  RecurringRules(Composer.Setting setting, Limits limits, List<Chunk> chunks, Clause clause) {
    this.setting = setting;
    this.limits = limits;
    this.chunks = chunks;
    this.clause = clause;
  }

  List<PhraseSchedule.Rule> rules() {
    if (clause.relativeDay != null || clause.comingWeekday != null || clause.delay != null) {
      throw Unclear.ask("Should it run once on that day, or again and again?");
    }
    if (clause.comingPeriod != null) {
      limits.within(clause.comingPeriod);
    }
    boolean clocked =
        clause.hasRate() || clause.minutes != 0 || clause.seconds != 0 || !clause.windows.isEmpty();
    List<DayRule> days = new RecurringDays(setting, limits, chunks, clause).days(clocked);
    if (clocked) {
      return withinTheDay(days);
    }
    if (clause.startingAt != null && clause.times.isEmpty()) {
      return all(
          days,
          List.of(
              new Clocks(chunks, clause.part, Clocks.Frame.REPEATING)
                  .times(List.of(clause.startingAt.time()))
                  .get(0)));
    }
    return all(days, times());
  }

  private static List<PhraseSchedule.Rule> all(List<DayRule> days, List<ClockTime> times) {
    boolean everyDay = days.stream().allMatch(DayRule::isEveryDay);
    for (ClockTime time : times) {
      if (!everyDay && time.reading() == ClockTime.Reading.AFTER_MIDNIGHT) {
        throw Unclear.ask(
            "Is {1} in the night that begins on such a day, or in the one that ends on it?", time);
      }
    }
    List<ClockSet> sets = ClockSet.of(times);
    return days.stream()
        .<PhraseSchedule.Rule>map(day -> new PhraseSchedule.Days(day, sets))
        .toList();
  }

  private List<ClockTime> times() {
    if (!clause.times.isEmpty()) {
      return new Clocks(chunks, clause.part, Clocks.Frame.REPEATING).times(clause.times);
    }
    if (clause.part == DayPart.MIDDAY) {
      return List.of(ClockTime.of(12, 0, 0));
    }
    if (clause.part != null) {
      throw Clocks.askForTime("At what time of the day?", chunks, clause.part.suggestions());
    }
    return List.of(Clocks.of(setting.usualTime()));
  }

  private List<PhraseSchedule.Rule> withinTheDay(List<DayRule> days) {
    if (clause.part != null && clause.times.isEmpty() && clause.windows.isEmpty()) {
      throw Unclear.ask(
          "From when to when is that part of the day? Say \"between 22:00 and 6:00\".");
    }
    boolean often = clause.hasRate() || clause.minutes != 0 || clause.seconds != 0;
    Clocks clocks = new Clocks(chunks, clause.part, Clocks.Frame.REPEATING);
    List<Window> windows = new ArrayList<>(clocks.windows(clause.windows));
    if (!often && !windows.stream().allMatch(RecurringRules::isLong)) {
      throw Clocks.askForTime(
          "At what time? Or say how often, such as \"every hour\".", chunks, hours(windows));
    }
    boolean everyDay = days.stream().allMatch(DayRule::isEveryDay);
    for (ClockTime time : clocks.times(clause.times)) {
      windows.add(wholeHour(time));
    }
    Ticks ticks = ticks();
    if (clause.startingAt != null && windows.isEmpty()) {
      ClockTime from = clocks.times(List.of(clause.startingAt.time())).get(0);
      if (everyDay && limits.start() == null) {
        LocalDateTime anchor = setting.now().toLocalDate().atTime(from.time());
        return List.of(new PhraseSchedule.Rate(ticks.step(), anchor));
      }
      windows.add(new Window(from, null, true));
    }
    if (windows.isEmpty() && !ticks.dividesEvenly()) {
      return rate(ticks, everyDay);
    }
    if (!everyDay && windows.stream().anyMatch(Window::passesMidnight)) {
      throw Unclear.ask("After midnight, does the window belong to the day it began on?");
    }
    List<ClockSet> sets = ticks.sets(windows);
    if (sets.isEmpty()) {
      throw Unclear.refuse("These times and windows leave no moment to run.");
    }
    return days.stream()
        .<PhraseSchedule.Rule>map(day -> new PhraseSchedule.Days(day, sets))
        .toList();
  }

  /**
   * "every weekday 8am to 5pm" means each hour of it; in a short or open window that is no habit.
   */
  private static boolean isLong(Window window) {
    boolean closed = window.from() != null && window.to() != null;
    return closed && window.lastSecond() - window.firstSecond() >= 3 * 3_600;
  }

  /** Some hours inside the windows, to choose from. */
  private static int[] hours(List<Window> windows) {
    return IntStream.range(0, 24)
        .filter(hour -> windows.stream().anyMatch(window -> holds(window, hour * 3_600)))
        .filter(hour -> windows.get(0).from() != null || hour >= 6)
        .limit(4)
        .toArray();
  }

  private static boolean holds(Window window, int second) {
    return second >= window.firstSecond() && second <= window.lastSecond();
  }

  private List<PhraseSchedule.Rule> rate(Ticks ticks, boolean everyDay) {
    if (!everyDay) {
      throw Unclear.ask(
          "An interval that does not divide the day, only on some days: from what time should it"
              + " count on each of them? Say \"between 9 and 17\", for instance.");
    }
    LocalDateTime start = limits.start();
    return List.of(new PhraseSchedule.Rate(ticks.step(), start == null ? setting.now() : start));
  }

  /** In "every minute, at 1 am", a full hour stands for the whole of it. */
  private Window wholeHour(ClockTime time) {
    boolean finer = clause.minutes != 0 || clause.seconds != 0 || finestRate() == Unit.MINUTE;
    if (!finer || time.minute() != 0 || time.second() != 0) {
      throw Unclear.ask("Should it run at {1}, or at the interval, or both?", time);
    }
    return new Window(time, ClockTime.of(time.hour(), 59, 59), true);
  }

  private @Nullable Unit finestRate() {
    Unit finest = null;
    for (Chunk.Every every : clause.rates) {
      finest = finest == null || every.unit().compareTo(finest) < 0 ? every.unit() : finest;
    }
    return finest;
  }

  private Ticks ticks() {
    Duration length = clause.length;
    if (length != null) {
      return new Ticks(null, length, clause);
    }
    Chunk.Every finest = null;
    for (Chunk.Every every : clause.rates) {
      if (finest == null || every.unit().compareTo(finest.unit()) < 0) {
        finest = every;
      }
    }
    for (Chunk.Every every : clause.rates) {
      boolean plain = every.n() == 1 || every.equals(finest);
      boolean nested = finest != null && finest.n() == 1 && every.unit() != finest.unit();
      if (!plain && !nested) {
        throw Unclear.ask("There are two intervals: which one should it keep?");
      }
    }
    boolean steps = finest != null && finest.unit() == Unit.MINUTE && finest.n() > 1;
    if (steps && Long.bitCount(clause.minutes) == 1) {
      throw Unclear.ask("At that minute of every hour, or every so many minutes?");
    }
    if (finest == null) {
      Unit unit = clause.seconds != 0 ? Unit.MINUTE : Unit.HOUR;
      return new Ticks(unit, unit.times(1), clause);
    }
    if (finest.n() == 1
        && finest.unit() == Unit.HOUR
        && clause.seconds != 0
        && clause.minutes == 0) {
      return new Ticks(Unit.MINUTE, Unit.MINUTE.times(1), clause);
    }
    return new Ticks(finest.unit(), finest.unit().times(finest.n()), clause);
  }

  /** The steps within a day, before and after windows and "minutes past the hour" narrow them. */
  private record Ticks(@Nullable Unit unit, Duration step, Clause clause) {

    /** True when the step fills its minute, hour or day without a remainder. */
    boolean dividesEvenly() {
      long seconds = step.toSeconds();
      if (unit == null) {
        return false;
      }
      int whole = unit == Unit.HOUR ? 86_400 : unit == Unit.MINUTE ? 3_600 : 60;
      return whole % seconds == 0 && seconds < 86_400;
    }

    List<ClockSet> sets(List<Window> windows) {
      if (windows.isEmpty() && unit != null && dividesEvenly()) {
        ClockSet all = product(unit);
        return all.isEmpty() ? List.of() : List.of(all);
      }
      BitSet found = new BitSet(86_400);
      if (windows.isEmpty()) {
        collect(found, 0, 86_399);
      }
      for (Window window : windows) {
        collect(found, window.firstSecond(), window.lastSecond());
      }
      return ClockSet.covering(found);
    }

    /** The steps of a whole day, as one product. */
    private ClockSet product(Unit by) {
      int size = (int) (step.toSeconds() / by.seconds());
      long seconds = clause.seconds == 0 ? 1L << phase(Unit.SECOND) : clause.seconds;
      long minutes = clause.minutes == 0 ? 1L << phase(Unit.MINUTE) : clause.minutes;
      return switch (by) {
        case SECOND ->
            new ClockSet(
                ClockSet.ALL_HOURS,
                clause.minutes == 0 ? ClockSet.ALL_SIXTY : clause.minutes,
                steps(size, clause.seconds, Unit.SECOND));
        case MINUTE ->
            new ClockSet(ClockSet.ALL_HOURS, steps(size, clause.minutes, Unit.MINUTE), seconds);
        default -> new ClockSet(every(size, 0, 24), minutes, seconds);
      };
    }

    private long steps(int size, long mask, Unit of) {
      int start = mask == 0 ? phase(of) : Long.numberOfTrailingZeros(mask);
      long all = every(size, start, 60);
      return mask == 0 ? all : all & mask;
    }

    private static long every(int size, int start, int end) {
      long mask = 0;
      for (int value = start; value < end; value += size) {
        mask |= 1L << value;
      }
      return mask;
    }

    private void collect(BitSet found, int first, int last) {
      int size = (int) Math.min(step.toSeconds(), 86_400);
      boolean byHour = unit == Unit.HOUR && (clause.minutes != 0 || phase(Unit.MINUTE) > 0);
      boolean perHour = unit == Unit.MINUTE && (clause.minutes != 0 || phase(Unit.MINUTE) > 0);
      boolean perMinute = unit == Unit.SECOND && (clause.seconds != 0 || phase(Unit.SECOND) > 0);
      if (perHour || perMinute) {
        nested(found, first, last, perHour ? 3_600 : 60, size);
        return;
      }
      int from = byHour || clause.seconds != 0 ? first - first % 3_600 : first;
      for (int tick = from; tick <= last; tick += size) {
        expand(found, tick, first, last);
      }
    }

    /** "every 3 minutes, minutes 0 through 20": the steps begin anew in every hour. */
    private void nested(BitSet found, int first, int last, int whole, int size) {
      boolean hour = whole == 3_600;
      long mask = hour ? clause.minutes : clause.seconds;
      int start =
          mask != 0 ? Long.numberOfTrailingZeros(mask) : phase(hour ? Unit.MINUTE : Unit.SECOND);
      int scale = hour ? 60 : 1;
      for (int base = first - first % whole; base <= last; base += whole) {
        for (int tick = start * scale; tick < whole; tick += size) {
          expand(found, base + tick, first, last);
        }
      }
    }

    private void expand(BitSet found, int tick, int first, int last) {
      if (unit == Unit.HOUR && clause.minutes != 0) {
        for (int minute = 0; minute < 60; minute++) {
          if ((clause.minutes >> minute & 1) == 1) {
            withSeconds(found, tick + minute * 60, first, last);
          }
        }
      } else {
        withSeconds(found, unit == Unit.HOUR ? tick + 60 * phase(Unit.MINUTE) : tick, first, last);
      }
    }

    private void withSeconds(BitSet found, int tick, int first, int last) {
      if (unit == Unit.SECOND || clause.seconds == 0) {
        add(found, unit == Unit.SECOND ? tick : tick + phase(Unit.SECOND), first, last);
        return;
      }
      for (int second = 0; second < 60; second++) {
        if ((clause.seconds >> second & 1) == 1) {
          add(found, tick + second, first, last);
        }
      }
    }

    private void add(BitSet found, int second, int first, int last) {
      int minute = second / 60 % 60;
      boolean minuteFits = clause.minutes == 0 || (clause.minutes >> minute & 1) == 1;
      boolean secondFits = clause.seconds == 0 || (clause.seconds >> second % 60 & 1) == 1;
      boolean inside = second >= first && second <= last + secondsAfter(last);
      if (minuteFits && secondFits && inside) {
        found.set(second % 86_400);
      }
    }

    /** A window to 9:59 holds the seconds of that last minute too. */
    private int secondsAfter(int last) {
      return clause.seconds != 0 && last % 60 == 0 && last % 3_600 != 0 ? 59 : 0;
    }

    private int phase(Unit of) {
      for (Chunk.Phase phase : clause.phases) {
        if (phase.unit() == of) {
          return phase.value();
        }
      }
      return 0;
    }
  }
}
