package io.carillon.internal.phrase;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The plainest evaluation of a schedule: day by day, in local time. Slow, for tests only. */
final class ScheduleOracle {

  private static final int MOST_DAYS = 366 * 20;

  private ScheduleOracle() {}

  static List<LocalDateTime> nextFires(PhraseSchedule schedule, LocalDateTime now, int n) {
    TreeSet<LocalDateTime> fires = new TreeSet<>();
    PhraseSchedule.Bounds bounds = schedule.bounds();
    LocalDateTime from = now;
    if (bounds.start() != null && bounds.start().isAfter(now)) {
      from = bounds.start().minusSeconds(1);
    }
    for (PhraseSchedule.Rule rule : schedule.rules()) {
      int left = Math.max(n, bounds.count()) + 8;
      if (rule instanceof PhraseSchedule.Once once) {
        if (once.at().isAfter(now)) {
          fires.add(once.at());
        }
      } else if (rule instanceof PhraseSchedule.Rate rate) {
        rate(rate, from, left * 50, fires);
      } else if (rule instanceof PhraseSchedule.Days days) {
        days(days, schedule, from, left, fires);
      }
    }
    int count = bounds.count() == 0 ? n : Math.min(n, bounds.count());
    return fires.stream()
        .filter(at -> !excepted(schedule, at))
        .filter(at -> bounds.end() == null || !at.isAfter(bounds.end()))
        .limit(count)
        .toList();
  }

  private static void rate(
      PhraseSchedule.Rate rate, LocalDateTime from, int n, Set<LocalDateTime> fires) {
    long seconds = rate.period().toSeconds();
    long past = Math.max(0, ChronoUnit.SECONDS.between(rate.anchor(), from));
    LocalDateTime at = rate.anchor().plusSeconds(past / seconds * seconds);
    for (int k = 0; k < n; at = at.plusSeconds(seconds)) {
      if (at.isAfter(from)) {
        fires.add(at);
        k++;
      }
    }
  }

  private static void days(
      PhraseSchedule.Days rule,
      PhraseSchedule schedule,
      LocalDateTime from,
      int n,
      Set<LocalDateTime> fires) {
    LocalDate day = from.toLocalDate();
    int found = 0;
    for (int k = 0; k < MOST_DAYS && found < n; k++, day = day.plusDays(1)) {
      if (!matches(rule.days(), day)) {
        continue;
      }
      for (LocalDateTime at : times(rule.times(), day)) {
        if (at.isAfter(from) && found < n && !excepted(schedule, at)) {
          fires.add(at);
          found++;
        }
      }
    }
  }

  private static List<LocalDateTime> times(List<ClockSet> sets, LocalDate day) {
    TreeSet<LocalDateTime> times = new TreeSet<>();
    for (ClockSet set : sets) {
      for (int h = 0; h < 24; h++) {
        for (int m = 0; m < 60; m++) {
          for (int s = 0; s < 60; s++) {
            boolean in =
                (set.hours() >> h & 1) == 1
                    && (set.minutes() >> m & 1) == 1
                    && (set.seconds() >> s & 1) == 1;
            if (in) {
              times.add(day.atTime(h, m, s));
            }
          }
        }
      }
    }
    return new ArrayList<>(times);
  }

  static boolean matches(DayRule rule, LocalDate day) {
    YearMonth month = YearMonth.from(day);
    int weekday = day.getDayOfWeek().getValue() - 1;
    return inStep(rule.step(), day)
        && (rule.months() == 0 || (rule.months() >> (day.getMonthValue() - 1) & 1) == 1)
        && (rule.weekdays() == 0 || (rule.weekdays() >> weekday & 1) == 1)
        && (rule.monthDays().isEmpty()
            || rule.monthDays().contains(day.getDayOfMonth())
            || rule.monthDays().contains(day.getDayOfMonth() - month.lengthOfMonth() - 1))
        && (rule.nth().isEmpty() || rule.nth().stream().anyMatch(nth -> isNth(nth, day)))
        && (rule.nearestTo().isEmpty()
            || rule.nearestTo().stream().anyMatch(d -> day.equals(nearest(month, d))))
        && (rule.yearly().weeks().isEmpty()
            || rule.yearly().weeks().contains(day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)))
        && (rule.yearly().yearDays().isEmpty()
            || rule.yearly().yearDays().contains(day.getDayOfYear())
            || rule.yearly().yearDays().contains(day.getDayOfYear() - day.lengthOfYear() - 1))
        && (rule.yearly().years().isEmpty() || rule.yearly().years().contains(day.getYear()));
  }

  private static boolean inStep(DayRule.Step step, LocalDate day) {
    LocalDate anchor = step.anchor();
    long between =
        switch (step.unit()) {
          case DAY -> ChronoUnit.DAYS.between(anchor, day);
          case WEEK ->
              ChronoUnit.WEEKS.between(
                  anchor.minusDays(anchor.getDayOfWeek().getValue() - 1L),
                  day.minusDays(day.getDayOfWeek().getValue() - 1L));
          case MONTH -> ChronoUnit.MONTHS.between(anchor.withDayOfMonth(1), day.withDayOfMonth(1));
          default -> day.getYear() - anchor.getYear();
        };
    return Math.floorMod(between, step.n()) == 0;
  }

  private static boolean isNth(Nth nth, LocalDate day) {
    if ((nth.days() >> (day.getDayOfWeek().getValue() - 1) & 1) == 0) {
      return false;
    }
    int place = 0;
    LocalDate d = day;
    while (YearMonth.from(d).equals(YearMonth.from(day))) {
      place += (nth.days() >> (d.getDayOfWeek().getValue() - 1) & 1) == 1 ? 1 : 0;
      d = d.plusDays(nth.n() > 0 ? -1 : 1);
    }
    return place == Math.abs(nth.n());
  }

  private static LocalDate nearest(YearMonth month, int d) {
    if (!month.isValidDay(d)) {
      return LocalDate.MIN;
    }
    LocalDate day = month.atDay(d);
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> d == 1 ? day.plusDays(2) : day.minusDays(1);
      case SUNDAY -> d == month.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
      default -> day;
    };
  }

  private static boolean excepted(PhraseSchedule schedule, LocalDateTime at) {
    for (PhraseSchedule.Except except : schedule.except()) {
      LocalDate day = at.toLocalDate();
      if (except instanceof PhraseSchedule.ExceptDates dates
          && !day.isBefore(dates.first())
          && !day.isAfter(dates.last())) {
        return true;
      }
      if (except instanceof PhraseSchedule.ExceptDays days && matches(days.days(), day)) {
        return true;
      }
      if (except instanceof PhraseSchedule.ExceptMoment moment && moment.at().equals(at)) {
        return true;
      }
      if (except instanceof PhraseSchedule.ExceptWindow window) {
        int second = at.toLocalTime().toSecondOfDay();
        if (second >= window.window().firstSecond() && second <= window.window().lastSecond()) {
          return true;
        }
      }
    }
    return false;
  }
}
