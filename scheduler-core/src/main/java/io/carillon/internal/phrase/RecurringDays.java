package io.carillon.internal.phrase;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The days of a clause that repeats. */
final class RecurringDays {

  private final Composer.Setting setting;
  private final Limits limits;
  private final List<Chunk> chunks;
  private final Clause clause;
  private int months;
  private final List<Integer> monthDays;
  private final List<Integer> yearDays = new ArrayList<>();
  private final List<Integer> years;

  RecurringDays(Composer.Setting setting, Limits limits, List<Chunk> chunks, Clause clause) {
    this.setting = setting;
    this.limits = limits;
    this.chunks = chunks;
    this.clause = clause;
    this.months = clause.months;
    this.monthDays = new ArrayList<>(clause.monthDays);
    this.years = new ArrayList<>(clause.years);
    if (clause.monthsYear != 0) {
      years.add(clause.monthsYear);
    }
  }

  /**
   * One rule, or several when days of the month and weekdays are joined by "and".
   *
   * @param clocked true when something shorter than a day repeats, so that "every year" need not
   *     name a day
   */
  List<DayRule> days(boolean clocked) {
    if (clause.dates.size() > 1 && differ()) {
      return eachDate();
    }
    if (!years.isEmpty() && years.stream().allMatch(y -> y < setting.now().getYear())) {
      throw Unclear.refuse("\"{1}\" is in the past.", years.get(0));
    }
    takeDates();
    checkPlaces();
    Chunk.Every period = period();
    boolean yearlyPlace = clause.ofYear && !clause.nth.isEmpty() && months == 0;
    if (period != null && !yearlyPlace) {
      complete(period, clocked);
    }
    if (clause.ofYear && period == null && clause.dayWord && months == 0) {
      yearDays.addAll(monthDays);
      monthDays.clear();
    }
    if (clause.eachMonth && period == null && !clocked && !clause.hasDays()) {
      throw Unclear.ask("On which day of the month?");
    }
    boolean inYear = clause.ofYear && months == 0 && (period == null || isYear(period));
    if (inYear && !clause.nth.isEmpty()) {
      months = clause.nth.stream().allMatch(nth -> nth.n() > 0) ? 1 : 1 << 11;
      checkNthOfYear();
    }
    DayRule.Step step = step(period);
    return rules(step);
  }

  private static boolean isYear(Chunk.Every period) {
    return period.n() == 1 && period.unit() == Unit.YEAR;
  }

  /** Only the first and the last four weeks of a year lie in one month for sure. */
  private void checkNthOfYear() {
    boolean first = clause.nth.stream().allMatch(nth -> nth.n() > 0 && nth.n() < 5);
    boolean last = clause.nth.stream().allMatch(nth -> nth.n() < 0 && nth.n() > -5);
    if (!first && !last) {
      throw Unclear.ask("In which month of the year?");
    }
  }

  private void takeDates() {
    for (Chunk.Dates dates : clause.dates) {
      When when = dates.when();
      if (when.month() == 0) {
        throw Unclear.ask(
            "Should it repeat, or run once on {1}?", when.first(setting.now().toLocalDate()));
      }
      boolean otherMonth = months != 0 && months != 1 << (when.month() - 1);
      if (otherMonth || (clause.dates.size() > 1 && differ())) {
        throw Unclear.ask("Several dates that repeat: please give one schedule for each.");
      }
      months |= 1 << (when.month() - 1);
      monthDays.addAll(dates.days());
      if (when.year() != 0) {
        throw Unclear.ask(
            "Should it repeat every year, or run once in {1}?", String.valueOf(when.year()));
      }
    }
  }

  /** "every January 1 and July 1": a rule for each date. */
  private List<DayRule> eachDate() {
    Chunk.Every period = period();
    boolean more = clause.hasDaysBesideDates() || months != 0 || !years.isEmpty();
    if (more || (period != null && !isYear(period))) {
      throw Unclear.ask("Several dates that repeat: please give one schedule for each.");
    }
    DayRule.Step step = step(null);
    List<DayRule> rules = new ArrayList<>();
    for (Chunk.Dates dates : clause.dates) {
      When when = dates.when();
      if (when.month() == 0 || when.year() != 0) {
        throw Unclear.ask("Should it repeat every year, or run once on each of these dates?");
      }
      DayRule.Places places = DayRule.Places.onDays(dates.days());
      rules.add(new DayRule(step, 1 << (when.month() - 1), 0, places, DayRule.Yearly.NONE));
    }
    return rules;
  }

  private boolean differ() {
    int first = clause.dates.get(0).when().month();
    return clause.dates.stream().anyMatch(dates -> dates.when().month() != first);
  }

  private void checkPlaces() {
    for (Nth nth : clause.nth) {
      boolean single = Integer.bitCount(nth.days()) == 1;
      if ((single && Math.abs(nth.n()) > 5) || Math.abs(nth.n()) > 23) {
        throw Unclear.refuse("A month has no weekday number {1}.", Math.abs(nth.n()));
      }
      if (nth.days() == DayMatcher.WEEKEND) {
        throw Unclear.ask("Which day of that weekend, Saturday or Sunday?");
      }
    }
    if (clause.ofWeek && clause.weekdays == 0) {
      throw Unclear.ask("Does the week begin on Monday or on Sunday? Please name the weekday.");
    }
  }

  private Chunk.@Nullable Every period() {
    Chunk.Every chosen = null;
    for (Chunk.Every every : clause.periods) {
      if (chosen == null) {
        chosen = every;
        continue;
      }
      int n = every.n() * every.unit().factor();
      int before = chosen.n() * chosen.unit().factor();
      if (n > 1 && before > 1 && !every.equals(chosen)) {
        throw Unclear.ask("There are two intervals of days: which one should it keep?");
      }
      boolean coarser = every.unit().base().compareTo(chosen.unit().base()) > 0;
      chosen = n > 1 || (before == 1 && coarser) ? every : chosen;
    }
    boolean weeks =
        chosen != null && chosen.unit() == Unit.DAY && chosen.n() % 7 == 0 && clause.weekdays != 0;
    return weeks && chosen != null ? new Chunk.Every(chosen.n() / 7, Unit.WEEK, false) : chosen;
  }

  /** What a period needs besides itself: a weekday for weeks, a day for months and years. */
  private void complete(Chunk.Every period, boolean clocked) {
    boolean single = period.n() * period.unit().factor() == 1;
    switch (period.unit().base()) {
      case DAY -> {
        if (!single && (clause.weekdays != 0 || !clause.nth.isEmpty())) {
          throw Unclear.ask("Every {1} days, or on the weekdays?", period.n());
        }
        boolean said = !clocked && !period.adverb() && !clause.inheritsPeriod;
        if (said && Integer.bitCount(clause.weekdays) == 1) {
          throw Unclear.ask("Every day, or on that weekday only?", weekly());
        }
      }
      case WEEK -> completeWeek(single && clocked);
      case MONTH -> completeMonth(period, single && clocked);
      default -> completeYear(period, single && clocked);
    }
  }

  private void completeWeek(boolean needsNoDay) {
    if (!monthDays.isEmpty()) {
      throw Unclear.ask("Which weekday is that: does the week begin on Monday or on Sunday?");
    }
    LocalDateTime start = limits.start();
    if (clause.weekdays == 0 && clause.nth.isEmpty() && start != null && limits.startsOnDay()) {
      clause.weekdays = 1 << (start.getDayOfWeek().getValue() - 1);
    }
    if (clause.weekdays == 0 && clause.nth.isEmpty() && !needsNoDay) {
      throw Unclear.ask("On which day of the week?", weekdayReadings());
    }
  }

  private List<Chunk.Alternative> weekly() {
    List<Chunk> with = new ArrayList<>(chunks);
    with.removeIf(chunk -> chunk instanceof Chunk.Every);
    with.add(new Chunk.Every(1, Unit.WEEK, false));
    return List.of(new Chunk.Alternative("on that weekday", with));
  }

  private List<Chunk.Alternative> weekdayReadings() {
    List<Chunk.Alternative> readings = new ArrayList<>();
    for (java.time.DayOfWeek day : java.time.DayOfWeek.values()) {
      List<Chunk> with = new ArrayList<>(chunks);
      with.add(new Chunk.Weekdays(1 << (day.getValue() - 1), true, 1));
      readings.add(new Chunk.Alternative(Message.of(day), with));
    }
    return readings;
  }

  private void completeMonth(Chunk.Every period, boolean needsNoDay) {
    boolean hasDay = !monthDays.isEmpty() || !clause.nth.isEmpty() || !clause.nearest.isEmpty();
    if (hasDay || needsNoDay) {
      return;
    }
    if (clause.weekdays != 0) {
      throw Unclear.ask("Every one of these weekdays, or one of them a month? Say which.");
    }
    if (period.adverb()) {
      throw Unclear.ask("On which day of the month?", monthReadings());
    }
    monthDays.add(1);
  }

  private List<Chunk.Alternative> monthReadings() {
    List<Chunk> first = new ArrayList<>(chunks);
    first.add(new Chunk.MonthDays(List.of(1), true, false));
    List<Chunk> last = new ArrayList<>(chunks);
    last.add(new Chunk.MonthDays(List.of(-1), true, false));
    return List.of(
        new Chunk.Alternative("the first day", first), new Chunk.Alternative("the last day", last));
  }

  private void completeYear(Chunk.Every period, boolean needsNoDay) {
    if (!clause.weeks.isEmpty()) {
      if (clause.weekdays == 0) {
        throw Unclear.ask("On which day of that week?", weekdayReadings());
      }
      return;
    }
    boolean places = !clause.nth.isEmpty() || !clause.nearest.isEmpty();
    if (months != 0) {
      if (monthDays.isEmpty() && !places && clause.weekdays == 0 && !needsNoDay) {
        throw Unclear.ask("On which day of the month?");
      }
      return;
    }
    if (!monthDays.isEmpty() && clause.dayWord) {
      yearDays.addAll(monthDays);
      monthDays.clear();
      return;
    }
    if (!monthDays.isEmpty() || places || period.adverb()) {
      throw Unclear.ask("In which month of the year?");
    }
    if (clause.weekdays != 0) {
      throw Unclear.ask("Every one of these weekdays, or one of them a year? Say which.");
    }
    if (needsNoDay) {
      return;
    }
    LocalDate today = setting.now().toLocalDate();
    months = period.n() == 1 ? 1 : 1 << (today.getMonthValue() - 1);
    monthDays.add(period.n() == 1 ? 1 : today.getDayOfMonth());
  }

  private DayRule.Step step(Chunk.@Nullable Every period) {
    LocalDate today = Composer.firstDay(setting, limits.start());
    if (clause.weekInterval > 1) {
      if (period != null && period.n() * period.unit().factor() > 1) {
        throw Unclear.ask("There are two intervals of days: which one should it keep?");
      }
      return new DayRule.Step(clause.weekInterval, Unit.WEEK, today);
    }
    if (period == null) {
      return new DayRule.Step(1, Unit.DAY, today);
    }
    int n = period.n() * period.unit().factor();
    Unit unit = period.unit().base();
    if (n == 1) {
      return new DayRule.Step(1, Unit.DAY, today);
    }
    boolean fromJanuary = unit == Unit.MONTH && 12 % n == 0 && limits.start() == null;
    int shift = period.unit() == Unit.QUARTER && countsFromEnd() ? 2 : 0;
    return new DayRule.Step(
        n, unit, fromJanuary || shift > 0 ? today.withDayOfYear(1).plusMonths(shift) : today);
  }

  /** "the last Friday of every quarter" is in the quarter's last month. */
  private boolean countsFromEnd() {
    boolean last =
        monthDays.stream().anyMatch(d -> d < 0) || clause.nth.stream().anyMatch(p -> p.n() < 0);
    boolean first =
        monthDays.stream().anyMatch(d -> d > 0) || clause.nth.stream().anyMatch(p -> p.n() > 0);
    if (last && first) {
      throw Unclear.ask("In which month of the quarter? Please name the months.");
    }
    return last;
  }

  private List<DayRule> rules(DayRule.Step step) {
    int narrow = clause.among != 0 ? clause.among : clause.narrow;
    if (narrow != 0) {
      return List.of(narrowed(step, narrow));
    }
    boolean weekdays = clause.weekdays != 0;
    boolean inMonth = !monthDays.isEmpty();
    boolean nth = !clause.nth.isEmpty();
    boolean near = !clause.nearest.isEmpty();
    int kinds = (weekdays ? 1 : 0) + (inMonth ? 1 : 0) + (nth ? 1 : 0) + (near ? 1 : 0);
    DayRule.Yearly yearly = new DayRule.Yearly(clause.weeks, yearDays, years);
    if (kinds <= 1 || isDayOfDate(weekdays, inMonth, kinds)) {
      return List.of(
          new DayRule(
              step,
              months,
              clause.weekdays,
              new DayRule.Places(monthDays, clause.nth, clause.nearest),
              yearly));
    }
    if (!clause.union) {
      throw Unclear.ask(
          "Days of the month and weekdays together: on either of them, or only when both meet?");
    }
    List<DayRule> rules = new ArrayList<>();
    DayRule.Places byPlace = new DayRule.Places(List.of(), clause.nth, clause.nearest);
    if (weekdays) {
      rules.add(new DayRule(step, months, clause.weekdays, DayRule.Places.NONE, yearly));
    }
    if (inMonth) {
      rules.add(new DayRule(step, months, 0, DayRule.Places.onDays(monthDays), yearly));
    }
    if (nth || near) {
      rules.add(new DayRule(step, months, 0, byPlace, yearly));
    }
    return rules;
  }

  /** Days of the month that count only on some weekdays. */
  private DayRule narrowed(DayRule.Step step, int narrow) {
    boolean days = !monthDays.isEmpty() || step.n() > 1;
    if (clause.weekdays != 0 || !clause.nth.isEmpty() || !clause.nearest.isEmpty() || !days) {
      throw Unclear.ask("Which days exactly are meant? Please say it more simply.");
    }
    DayRule.Yearly yearly = new DayRule.Yearly(clause.weeks, yearDays, years);
    return new DayRule(step, months, narrow, DayRule.Places.onDays(monthDays), yearly);
  }

  /** "Friday the 13th": the weekday narrows the day of the month. */
  private boolean isDayOfDate(boolean weekdays, boolean inMonth, int kinds) {
    return weekdays
        && inMonth
        && kinds == 2
        && !clause.union
        && clause.weekdayFirst
        && clause.dayOfDate
        && monthDays.size() == 1
        && Integer.bitCount(clause.weekdays) == 1;
  }
}
