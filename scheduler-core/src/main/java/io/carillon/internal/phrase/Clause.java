package io.carillon.internal.phrase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one part of a phrase says, sorted: "every Monday at 9" in "every Monday at 9 and on Fridays
 * at 5 pm". Filled once, then only read.
 */
final class Clause {

  final List<Chunk.Every> periods = new ArrayList<>();
  final List<Chunk.Every> rates = new ArrayList<>();
  final List<Integer> monthDays = new ArrayList<>();
  final List<Nth> nth = new ArrayList<>();
  final List<Integer> nearest = new ArrayList<>();
  final List<Integer> weeks = new ArrayList<>();
  final List<Integer> years = new ArrayList<>();
  final List<Chunk.Dates> dates = new ArrayList<>();
  final List<ClockTime> times = new ArrayList<>();
  final List<Window> windows = new ArrayList<>();
  final List<Chunk.Phase> phases = new ArrayList<>();

  @Nullable Duration length;
  int weekdays;
  int among;
  int narrow;
  int weekInterval = 1;
  int months;
  int monthsYear;
  long minutes;
  long seconds;
  boolean recurring;
  boolean timeFirst;
  boolean dayWord;
  boolean union;
  boolean weekdayFirst;
  boolean dayOfDate;
  boolean ofWeek;
  boolean ofYear;
  boolean eachMonth;
  boolean inheritsPeriod;
  private boolean apart;
  Chunk.@Nullable RelativeDay relativeDay;
  Chunk.@Nullable ComingWeekday comingWeekday;
  Chunk.@Nullable ComingPeriod comingPeriod;
  Chunk.@Nullable Delay delay;
  Chunk.@Nullable StartingAt startingAt;
  @Nullable DayPart part;

  /** Sorts the chunks into clauses: a day after a finished "day and time" opens the next. */
  static List<Clause> split(List<Chunk> chunks) {
    List<Clause> clauses = new ArrayList<>();
    Clause now = new Clause();
    boolean joint = false;
    boolean lastWasDay = false;
    for (Chunk chunk : chunks) {
      if (chunk instanceof Chunk.Joint) {
        joint = true;
        continue;
      }
      boolean day = Chunks.saysDay(chunk);
      boolean time = chunk instanceof Chunk.Clock;
      if (joint && chunk instanceof Chunk.Part part && now.hasTimes() && !lastWasDay) {
        throw Clocks.askForTime("And at what time then?", chunks, part.part().suggestions());
      }
      boolean rated = !now.rates.isEmpty() && now.hasDays();
      boolean daily = joint && day && now.isDaily();
      boolean full = (now.hasDays() || daily) && now.hasTimes();
      boolean again = (!now.rates.isEmpty() && now.hasTimes() && isRate(chunk));
      again |= rated && ((day && !lastWasDay) || isRate(chunk));
      boolean next = (day && (!lastWasDay || joint)) || (joint && (time || isPeriod(chunk)));
      // "9am on weekdays, 11am on weekends": where times come before their days, so does the next.
      next |= time && lastWasDay && now.timeFirst;
      if ((full && next) || again) {
        boolean apart = full && day && !joint && !again;
        clauses.add(now);
        now = new Clause();
        now.apart = apart;
      }
      now.timeFirst |= time && !now.hasDays() && !now.hasTimes();
      now.union |= day && joint && lastWasDay && now.hasDays();
      now.dayOfDate |= chunk instanceof Chunk.MonthDays && lastWasDay && !joint;
      now.add(chunk);
      lastWasDay = day;
      joint = false;
    }
    clauses.add(now);
    for (int k = 1; k < clauses.size(); k++) {
      clauses.get(k).inherit(clauses.get(k - 1));
    }
    return clauses;
  }

  private static boolean isPeriod(Chunk chunk) {
    return chunk instanceof Chunk.Every && !isRate(chunk);
  }

  private static boolean isRate(Chunk chunk) {
    return chunk instanceof Chunk.Every every && every.unit().isClock();
  }

  boolean hasDays() {
    return weekdays != 0
        || !monthDays.isEmpty()
        || !nth.isEmpty()
        || !nearest.isEmpty()
        || among != 0
        || !dates.isEmpty()
        || relativeDay != null
        || comingWeekday != null;
  }

  private boolean isDaily() {
    return !periods.isEmpty() && periods.stream().allMatch(p -> p.n() == 1 && p.unit() == Unit.DAY);
  }

  boolean hasDaysBesideDates() {
    return weekdays != 0
        || narrow != 0
        || !monthDays.isEmpty()
        || !nth.isEmpty()
        || !nearest.isEmpty()
        || !weeks.isEmpty();
  }

  boolean onWeekdaysOnly() {
    return weekdays != 0
        && dates.isEmpty()
        && monthDays.isEmpty()
        && comingPeriod == null
        && relativeDay == null;
  }

  boolean hasTimes() {
    return !times.isEmpty() || !windows.isEmpty();
  }

  boolean hasRate() {
    return length != null || !rates.isEmpty();
  }

  /** "and on Friday" after "every Monday at 9" keeps the time; "and at 5" keeps the day. */
  private void inherit(Clause before) {
    if (apart && !hasTimes() && !hasRate()) {
      throw Unclear.ask("These days do not fit together: on which of them should it run?");
    }
    recurring |= before.recurring;
    if (!hasTimes() && !hasRate()) {
      times.addAll(before.times);
      windows.addAll(before.windows);
      rates.addAll(before.rates);
      minutes = minutes == 0 ? before.minutes : minutes;
      seconds = seconds == 0 ? before.seconds : seconds;
      part = part == null ? before.part : part;
    }
    if (!hasDays() && periods.isEmpty()) {
      weekdays = before.weekdays;
      weekInterval = before.weekInterval;
      monthDays.addAll(before.monthDays);
      nth.addAll(before.nth);
      nearest.addAll(before.nearest);
      among = before.among;
      narrow = before.narrow;
      dates.addAll(before.dates);
      relativeDay = before.relativeDay;
      comingWeekday = before.comingWeekday;
      months = months == 0 ? before.months : months;
      union = before.union;
    }
    if (periods.isEmpty()) {
      inheritsPeriod = true;
      periods.addAll(before.periods);
    }
  }

  private void add(Chunk chunk) {
    if (chunk instanceof Chunk.Every every) {
      (every.unit().isClock() ? rates : periods).add(every);
      recurring = true;
    } else if (chunk instanceof Chunk.EveryLength every) {
      length = every.length();
      recurring = true;
    } else if (chunk instanceof Chunk.Clock clock) {
      times.addAll(clock.times());
      windows.addAll(clock.windows());
    } else if (chunk instanceof Chunk.Part said) {
      only(part == null || part == said.part() || hasTimes());
      part = said.part();
    } else if (chunk instanceof Chunk.Delay said) {
      only(delay == null);
      delay = said;
    } else if (chunk instanceof Chunk.StartingAt said) {
      only(startingAt == null);
      startingAt = said;
    } else if (chunk instanceof Chunk.Phase phase) {
      phases.add(phase);
    } else if (chunk instanceof Chunk.Minutes said) {
      minutes |= said.mask();
      recurring = true;
    } else if (chunk instanceof Chunk.Seconds said) {
      seconds |= said.mask();
      recurring = true;
    } else {
      addDays(chunk);
    }
  }

  private static void only(boolean first) {
    if (!first) {
      throw Unclear.ask("There are several times here. Please give them one by one.");
    }
  }

  private void addDays(Chunk chunk) {
    if (chunk instanceof Chunk.Weekdays said) {
      weekdays |= said.mask();
      weekInterval = Math.max(weekInterval, said.every());
      weekdayFirst |= monthDays.isEmpty();
      recurring |= said.habit();
    } else if (chunk instanceof Chunk.MonthDays said) {
      monthDays.addAll(said.days());
      dayWord |= said.dayWord();
      recurring |= said.everyMonth();
    } else if (chunk instanceof Chunk.NthDays said) {
      nth.addAll(said.days());
      recurring |= said.everyMonth();
    } else if (chunk instanceof Chunk.NearestWeekday said) {
      nearest.add(said.day());
      recurring = true;
    } else if (chunk instanceof Chunk.DayAmong said) {
      only(among == 0 && monthDays.isEmpty());
      among = said.weekdays();
      monthDays.addAll(said.days());
      recurring |= said.everyMonth();
    } else if (chunk instanceof Chunk.Narrow said) {
      narrow |= said.weekdays();
    } else if (chunk instanceof Chunk.Dates said) {
      dates.add(said);
      recurring |= said.yearly();
    } else if (chunk instanceof Chunk.RelativeDay said) {
      only(relativeDay == null);
      relativeDay = said;
    } else if (chunk instanceof Chunk.ComingWeekday said) {
      only(comingWeekday == null);
      comingWeekday = said;
    } else {
      addPeriods(chunk);
    }
  }

  private void addPeriods(Chunk chunk) {
    if (chunk instanceof Chunk.ComingPeriod said) {
      only(comingPeriod == null);
      comingPeriod = said;
    } else if (chunk instanceof Chunk.Months said) {
      months |= said.mask();
      monthsYear = said.year() == 0 ? monthsYear : said.year();
      recurring |= said.habit() || (Integer.bitCount(said.mask()) >= 3 && said.year() == 0);
      eachMonth |= said.each();
    } else if (chunk instanceof Chunk.Years said) {
      years.addAll(said.years());
      recurring |= said.habit();
    } else if (chunk instanceof Chunk.Weeks said) {
      weeks.addAll(said.weeks());
    } else if (chunk instanceof Chunk.OfPeriod said) {
      if (said.unit() == Unit.QUARTER) {
        periods.add(new Chunk.Every(1, Unit.QUARTER, false));
      }
      ofWeek |= said.unit() == Unit.WEEK;
      ofYear |= said.unit() == Unit.YEAR;
      recurring = true;
    }
  }
}
