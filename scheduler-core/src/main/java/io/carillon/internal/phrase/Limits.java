package io.carillon.internal.phrase;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The start, end, count and exceptions that hold for a whole phrase. */
final class Limits {

  private final Composer.Setting setting;
  private final List<PhraseSchedule.Except> exceptions = new ArrayList<>();
  private @Nullable LocalDateTime start;
  private @Nullable LocalDateTime end;
  private int count;
  private int withoutWeekdays;
  private int withoutMonths;
  private final BitSet withoutSeconds = new BitSet();
  private final boolean timed;
  private boolean startsOnDay;
  private boolean given;

  Limits(Composer.Setting setting, List<Chunk> chunks) {
    this.setting = setting;
    this.timed = chunks.stream().anyMatch(Chunks::saysTime);
    for (Chunk chunk : chunks) {
      if (chunk instanceof Chunk.Starting starting) {
        start = at(starting.when().first(today()), starting.time(), LocalTime.MIN);
        startsOnDay = starting.when().isDay();
        given = true;
      } else if (chunk instanceof Chunk.Limit limit) {
        count = limit.count();
        given = true;
      }
    }
    for (Chunk chunk : chunks) {
      if (chunk instanceof Chunk.Ending ending) {
        end(ending);
      } else if (chunk instanceof Chunk.Lasting lasting) {
        boolean open = chunks.stream().anyMatch(c -> c instanceof Chunk.StartingAt);
        if (open && !lasting.time().isZero()) {
          throw Unclear.ask(
              "Once, or every day in that time? Say \"every day from 15:00 to 16:00\".");
        }
        LocalDateTime from = start == null ? setting.now() : start;
        end = from.plus(lasting.days()).plus(lasting.time()).minusSeconds(start == null ? 0 : 1);
        given = true;
      } else if (chunk instanceof Chunk.Leaving leaving) {
        leave(leaving.what());
        given = true;
      }
    }
  }

  boolean isSet() {
    return given;
  }

  /** "just once tomorrow at 9" says nothing more than "tomorrow at 9". */
  boolean isOnlyOnce() {
    return count == 1 && start == null && end == null && exceptions.isEmpty() && noDaysLeft();
  }

  private boolean noDaysLeft() {
    return withoutWeekdays == 0 && withoutMonths == 0;
  }

  /** True for "from 12 January", not for "from January". */
  boolean startsOnDay() {
    return startsOnDay;
  }

  @Nullable LocalDateTime start() {
    return start;
  }

  PhraseSchedule.Bounds bounds() {
    return new PhraseSchedule.Bounds(start, end, count);
  }

  List<PhraseSchedule.Except> exceptions() {
    return List.copyOf(exceptions);
  }

  /** "every day next week": the period bounds the schedule. */
  void within(Chunk.ComingPeriod period) {
    LocalDate first = Coming.start(period, today());
    LocalDate after =
        Coming.start(new Chunk.ComingPeriod(period.unit(), period.ahead() + 1), today());
    if (period.ahead() > 0) {
      start = first.atStartOfDay();
    }
    end = after.atStartOfDay().minusSeconds(1);
  }

  private LocalDate today() {
    return setting.now().toLocalDate();
  }

  private static LocalDateTime at(LocalDate day, @Nullable ClockTime time, LocalTime otherwise) {
    return day.atTime(time == null ? otherwise : time.time());
  }

  private void end(Chunk.Ending ending) {
    LocalDate from = start == null ? today() : start.toLocalDate();
    LocalDate last = ending.when().first(from);
    end =
        ending.when().isDay()
            ? at(last, ending.time(), LocalTime.of(23, 59, 59))
            : last.atStartOfDay().minusSeconds(1);
    if (end.isBefore(setting.now()) || (start != null && end.isBefore(start))) {
      throw Unclear.refuse("The schedule would end at {1}, before it begins.", end);
    }
    given = true;
  }

  private void leave(List<Chunk> what) {
    for (int k = 0; k < what.size(); k++) {
      Chunk chunk = what.get(k);
      Chunk next = k + 1 < what.size() ? what.get(k + 1) : null;
      ClockTime time =
          next instanceof Chunk.Clock clock && clock.windows().isEmpty()
              ? clock.times().get(0)
              : null;
      if (chunk instanceof Chunk.RelativeDay day) {
        exceptions.add(dayOrMoment(day.date(), time));
      } else if (chunk instanceof Chunk.Dates dates) {
        leaveDates(dates, time);
      } else if (chunk instanceof Chunk.Weekdays days) {
        withoutWeekdays |= days.mask();
      } else if (chunk instanceof Chunk.Months months) {
        leaveMonths(months);
      } else if (chunk instanceof Chunk.NthDays nth) {
        int months = next instanceof Chunk.Months in ? in.mask() : 0;
        exceptions.add(exceptDays(months, List.of(), nth.days(), List.of()));
        k += next instanceof Chunk.Months ? 1 : 0;
      } else if (chunk instanceof Chunk.MonthDays days) {
        exceptions.add(exceptDays(0, days.days(), List.of(), List.of()));
      } else if (chunk instanceof Chunk.Holidays holidays) {
        exceptions.add(new PhraseSchedule.ExceptCalendar(calendar(holidays.word())));
      } else if (chunk instanceof Chunk.Clock clock) {
        clock.windows().forEach(w -> exceptions.add(new PhraseSchedule.ExceptWindow(sure(w))));
        boolean alone = k == 0 || !isDay(what.get(k - 1));
        if (alone) {
          clock.times().forEach(this::leaveTime);
        }
      }
    }
  }

  private static boolean isDay(Chunk chunk) {
    return chunk instanceof Chunk.RelativeDay || chunk instanceof Chunk.Dates;
  }

  private void leaveTime(ClockTime said) {
    ClockTime time = Clocks.ofHabit(said);
    if (!timed) {
      throw Unclear.ask("Is {1} the time to run, or is it left out?", time);
    }
    if (!time.sure()) {
      throw Unclear.ask("Is the excepted time {1} before or after noon?", time.spoken());
    }
    withoutSeconds.set(time.secondOfDay());
  }

  private static Window sure(Window window) {
    if (!window.isSure()) {
      throw Unclear.ask("Is the excepted time before or after noon?");
    }
    return window;
  }

  private PhraseSchedule.Except dayOrMoment(LocalDate date, @Nullable ClockTime time) {
    if (time == null) {
      return new PhraseSchedule.ExceptDates(date, date);
    }
    if (!time.sure()) {
      throw Unclear.ask("Is the excepted time {1} before or after noon?", time.spoken());
    }
    return new PhraseSchedule.ExceptMoment(date.atTime(time.time()));
  }

  private void leaveDates(Chunk.Dates dates, @Nullable ClockTime time) {
    When when = dates.when();
    boolean yearless = when.year() == 0 && when.fixed() == null;
    if (yearless && time == null) {
      int month = 1 << (when.month() - 1);
      exceptions.add(exceptDays(month, dates.days(), List.of(), List.of()));
      return;
    }
    for (int day : dates.days()) {
      LocalDate date =
          when.fixed() != null
              ? when.fixed()
              : When.of(when.year(), when.month(), day).first(today());
      exceptions.add(dayOrMoment(date, time));
    }
  }

  private void leaveMonths(Chunk.Months months) {
    if (months.year() == 0) {
      withoutMonths |= months.mask();
    } else {
      exceptions.add(exceptDays(months.mask(), List.of(), List.of(), List.of(months.year())));
    }
  }

  private PhraseSchedule.ExceptDays exceptDays(
      int months, List<Integer> monthDays, List<Nth> nth, List<Integer> years) {
    DayRule.Yearly yearly = new DayRule.Yearly(List.of(), List.of(), years);
    DayRule.Step daily = new DayRule.Step(1, Unit.DAY, today());
    return new PhraseSchedule.ExceptDays(
        new DayRule(daily, months, 0, new DayRule.Places(monthDays, nth, List.of()), yearly));
  }

  private String calendar(String word) {
    List<String> calendars = setting.calendars();
    for (String name : calendars) {
      if (name.toLowerCase(Locale.ROOT).contains("holiday") || name.equalsIgnoreCase(word)) {
        return name;
      }
    }
    if (calendars.size() == 1) {
      return calendars.get(0);
    }
    throw Unclear.refuse(
        calendars.isEmpty()
            ? Message.of(
                "No calendar with \"{1}\" is registered. Register one to leave them out.", word)
            : Message.of(
                "No calendar with \"{1}\" is registered. Registered: {2}.",
                word, String.join(", ", calendars)));
  }

  /** The rules without the excepted weekdays and months, which need no exception of their own. */
  List<PhraseSchedule.Rule> without(List<PhraseSchedule.Rule> rules) {
    if (noDaysLeft() && withoutSeconds.isEmpty()) {
      return rules;
    }
    List<PhraseSchedule.Rule> left = new ArrayList<>();
    for (PhraseSchedule.Rule rule : rules) {
      if (rule instanceof PhraseSchedule.Days days) {
        left.add(new PhraseSchedule.Days(without(days.days()), withoutTimes(days.times())));
      } else {
        left.add(rule);
        exceptRate();
      }
    }
    return left;
  }

  private List<ClockSet> withoutTimes(List<ClockSet> times) {
    if (withoutSeconds.isEmpty()) {
      return times;
    }
    BitSet seconds = ClockSet.seconds(times);
    seconds.andNot(withoutSeconds);
    if (seconds.isEmpty()) {
      throw Unclear.refuse("These times and windows leave no moment to run.");
    }
    return ClockSet.covering(seconds);
  }

  private DayRule without(DayRule days) {
    int weekdays = (days.weekdays() == 0 ? 127 : days.weekdays()) & ~withoutWeekdays;
    int months = (days.months() == 0 ? 4095 : days.months()) & ~withoutMonths;
    if (weekdays == 0 || months == 0) {
      throw Unclear.refuse("The exception leaves no day.");
    }
    return new DayRule(
        days.step(),
        months == 4095 ? 0 : months,
        weekdays == 127 ? 0 : weekdays,
        days.places(),
        days.yearly());
  }

  private void exceptRate() {
    if (!withoutSeconds.isEmpty()) {
      throw Unclear.ask("An interval cannot leave out single moments. Name whole days instead.");
    }
    DayRule.Step daily = new DayRule.Step(1, Unit.DAY, today());
    if (withoutWeekdays != 0) {
      exceptions.add(
          new PhraseSchedule.ExceptDays(
              new DayRule(daily, 0, withoutWeekdays, DayRule.Places.NONE, DayRule.Yearly.NONE)));
    }
    if (withoutMonths != 0) {
      exceptions.add(exceptDays(withoutMonths, List.of(), List.of(), List.of()));
    }
  }
}
