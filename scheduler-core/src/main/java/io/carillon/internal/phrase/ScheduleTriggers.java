package io.carillon.internal.phrase;

import io.carillon.Trigger;
import io.carillon.time.Calendars;
import io.carillon.time.DayInMonth;
import io.carillon.time.Exclusions;
import io.carillon.time.FireTimes;
import io.carillon.time.MonthlyDays;
import io.carillon.time.WeeklyWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes triggers of a schedule: cron where cron can say it, else a recurrence. */
final class ScheduleTriggers {

  private final PhraseSchedule schedule;
  private final LocalDateTime now;
  private final List<LocalDateTime> leftMoments = new ArrayList<>();

  private ScheduleTriggers(PhraseSchedule schedule, LocalDateTime now) {
    this.schedule = schedule;
    this.now = now;
  }

  /**
   * The triggers; their union is the schedule.
   *
   * @param now the moment the phrase was read, in the schedule's zone
   * @throws Unclear where no trigger can say it
   */
  static List<Trigger> of(PhraseSchedule schedule, LocalDateTime now) {
    return new ScheduleTriggers(schedule, now).triggers();
  }

  private List<Trigger> triggers() {
    Exclusions exclusions = exclusions();
    List<Trigger> triggers = new ArrayList<>();
    for (PhraseSchedule.Rule rule : schedule.rules()) {
      for (Trigger trigger : triggers(rule)) {
        Trigger left = trigger.withZone(schedule.zone()).withExclusions(exclusions);
        if (firesAtAll(left)) {
          triggers.add(bounded(left));
        }
      }
    }
    if (triggers.isEmpty()) {
      throw Unclear.refuse("The exception leaves no day.");
    }
    checkEnd(triggers);
    int count = schedule.bounds().count();
    if (count == 0) {
      return List.copyOf(triggers);
    }
    return triggers.size() == 1
        ? List.of(triggers.get(0).withMaxRuns(count))
        : endingWith(triggers, count);
  }

  private void checkEnd(List<Trigger> triggers) {
    LocalDateTime end = schedule.bounds().end();
    Instant from = instant(now);
    boolean fires =
        end == null || triggers.stream().anyMatch(trigger -> times(trigger).next(from).isPresent());
    if (!fires) {
      throw Unclear.refuse("The schedule ends at {1}, before it runs once.", String.valueOf(end));
    }
  }

  private FireTimes times(Trigger trigger) {
    return FireTimes.of(trigger, schedule.zone(), instant(now), "", Calendars.none());
  }

  private List<Trigger> triggers(PhraseSchedule.Rule rule) {
    if (rule instanceof PhraseSchedule.Once once) {
      Instant exact = once.exact();
      return List.of(exact != null ? Trigger.at(exact) : Trigger.at(once.at()));
    }
    if (rule instanceof PhraseSchedule.Rate rate) {
      if (!leftMoments.isEmpty()) {
        throw Unclear.ask("An interval cannot leave out single moments. Name whole days instead.");
      }
      return List.of(Trigger.every(rate.period()).anchoredAt(instant(rate.anchor())));
    }
    if (rule instanceof PhraseSchedule.Written written) {
      return List.of(written.trigger());
    }
    PhraseSchedule.Days days = (PhraseSchedule.Days) rule;
    return days.times().stream().map(times -> trigger(days.days(), times)).toList();
  }

  /** False where the days that come again and are left out are all the days of the rule. */
  private boolean firesAtAll(Trigger trigger) {
    Exclusions all = trigger.exclusions();
    if (all.yearly().isEmpty() && all.monthly().isEmpty()) {
      return true;
    }
    Exclusions days = Exclusions.none().yearly(all.yearly());
    for (MonthlyDays monthly : all.monthly()) {
      days = days.monthly(monthly);
    }
    Instant at = instant(now);
    return FireTimes.of(trigger.withExclusions(days), schedule.zone(), at, "", Calendars.none())
        .next(at)
        .isPresent();
  }

  private Trigger trigger(DayRule days, ClockSet times) {
    Trigger trigger = leftMoments.isEmpty() ? CronText.trigger(days, times) : null;
    if (trigger == null) {
      trigger = RruleText.trigger(days, times, leftMoments);
    }
    if (trigger == null && leftMoments.isEmpty()) {
      trigger = PeriodText.trigger(days, times);
    }
    if (trigger == null) {
      throw Unclear.ask("These conditions on days do not fit together. Please say it more simply.");
    }
    return trigger;
  }

  private Instant instant(LocalDateTime local) {
    return local.atZone(schedule.zone()).toInstant();
  }

  private Trigger bounded(Trigger trigger) {
    Trigger bounded = trigger;
    LocalDateTime start = schedule.bounds().start();
    LocalDateTime end = schedule.bounds().end();
    if (start != null) {
      bounded = bounded.startingAt(instant(start));
    }
    return end == null ? bounded : bounded.endingAt(instant(end.plusSeconds(1)));
  }

  /** Several triggers share one count: they all end right after the last fire that counts. */
  private List<Trigger> endingWith(List<Trigger> triggers, int count) {
    Instant at = instant(now);
    List<FireTimes> fires = new ArrayList<>();
    for (Trigger trigger : triggers) {
      if (!trigger.exclusions().calendars().isEmpty()) {
        throw Unclear.ask(
            "Until which day? A number of runs does not fit several times and a calendar.");
      }
      fires.add(times(trigger));
    }
    FireTimes union = FireTimes.union(fires);
    for (int k = 0; k < count; k++) {
      Optional<Instant> next = union.next(at);
      if (next.isEmpty()) {
        return triggers;
      }
      at = next.get();
    }
    Instant end = at.plusSeconds(1);
    return triggers.stream().map(trigger -> trigger.endingAt(end)).toList();
  }

  private Exclusions exclusions() {
    Exclusions exclusions = Exclusions.none();
    for (PhraseSchedule.Except except : schedule.except()) {
      if (except instanceof PhraseSchedule.ExceptDates dates) {
        exclusions =
            dates.first().equals(dates.last())
                ? exclusions.onDates(List.of(dates.first()))
                : exclusions.between(dates.first(), dates.last());
      } else if (except instanceof PhraseSchedule.ExceptMoment moment) {
        leftMoments.add(moment.at());
      } else if (except instanceof PhraseSchedule.ExceptWindow window) {
        exclusions = exclusions.weekly(weekly(window.window()));
      } else if (except instanceof PhraseSchedule.ExceptCalendar calendar) {
        exclusions = exclusions.onCalendar(calendar.name());
      } else if (except instanceof PhraseSchedule.ExceptDays days) {
        exclusions = withoutDays(exclusions, days.days());
      }
    }
    return exclusions;
  }

  private static WeeklyWindow weekly(Window window) {
    ClockTime to = window.to();
    LocalTime end =
        to == null ? LocalTime.MIDNIGHT : to.time().plusSeconds(window.toIncluded() ? 1 : 0);
    ClockTime from = window.from();
    LocalTime start = from == null ? LocalTime.MIDNIGHT : from.time();
    return new WeeklyWindow(EnumSet.allOf(DayOfWeek.class), start, end);
  }

  private Exclusions withoutDays(Exclusions exclusions, DayRule left) {
    boolean places = !left.nth().isEmpty() || !left.monthDays().isEmpty();
    if (left.weekdays() != 0 && !places && left.months() == 0) {
      return exclusions.weekly(
          new WeeklyWindow(weekdays(left.weekdays()), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));
    }
    if (!left.yearly().years().isEmpty() && !places) {
      return withoutMonths(exclusions, left);
    }
    if (!places) {
      throw Unclear.ask("Which days exactly should be left out?");
    }
    List<MonthDay> dates = dates(left);
    return dates.isEmpty()
        ? exclusions.monthly(new MonthlyDays(places(left), months(left.months())))
        : exclusions.yearly(dates);
  }

  /** Days of the year, where the rule names months and days that all of them have. */
  private static List<MonthDay> dates(DayRule left) {
    List<MonthDay> dates = new ArrayList<>();
    for (Month month : left.nth().isEmpty() ? months(left.months()) : Set.<Month>of()) {
      for (int day : left.monthDays()) {
        if (day < 1 || day > month.maxLength()) {
          return List.of();
        }
        dates.add(MonthDay.of(month, day));
      }
    }
    return dates;
  }

  private static List<DayInMonth> places(DayRule left) {
    List<DayInMonth> days = new ArrayList<>();
    for (int day : left.monthDays()) {
      days.add(day > 0 ? DayInMonth.day(day) : DayInMonth.beforeLast(-day - 1));
    }
    for (Nth nth : left.nth()) {
      if (nth.days() == DayMatcher.WORKING_DAYS) {
        int n = nth.n();
        days.add(n > 0 ? DayInMonth.nthWorkday(n) : DayInMonth.workdaysBeforeLast(-n - 1));
      } else if (Integer.bitCount(nth.days()) == 1) {
        DayOfWeek day = weekdays(nth.days()).iterator().next();
        days.add(
            nth.n() > 0 ? DayInMonth.nth(nth.n(), day) : DayInMonth.beforeLast(-nth.n() - 1, day));
      } else {
        throw Unclear.ask("Which days exactly should be left out?");
      }
    }
    return days;
  }

  private static Set<Month> months(int mask) {
    Set<Month> months = EnumSet.noneOf(Month.class);
    for (Month month : Month.values()) {
      if ((mask >> (month.getValue() - 1) & 1) == 1) {
        months.add(month);
      }
    }
    return months;
  }

  private static Exclusions withoutMonths(Exclusions exclusions, DayRule left) {
    Exclusions all = exclusions;
    for (int year : left.yearly().years()) {
      for (int month = 1; month <= 12; month++) {
        if ((left.months() >> (month - 1) & 1) == 1) {
          LocalDate first = LocalDate.of(year, month, 1);
          all = all.between(first, YearMonth.from(first).atEndOfMonth());
        }
      }
    }
    return all;
  }

  private static Set<DayOfWeek> weekdays(int mask) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if ((mask >> (day.getValue() - 1) & 1) == 1) {
        days.add(day);
      }
    }
    return days;
  }
}
