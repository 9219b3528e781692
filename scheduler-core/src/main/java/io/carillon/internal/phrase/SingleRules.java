package io.carillon.internal.phrase;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** The fires of a clause that does not repeat. */
final class SingleRules {

  private final Composer.Setting setting;
  private final List<Chunk> chunks;
  private final Clause clause;

  SingleRules(Composer.Setting setting, List<Chunk> chunks, Clause clause) {
    this.setting = setting;
    this.chunks = chunks;
    this.clause = clause;
  }

  List<PhraseSchedule.Rule> rules() {
    if (!clause.windows.isEmpty()) {
      throw Unclear.ask("How often should it run in that time?");
    }
    Chunk.Delay delay = clause.delay;
    if (delay != null && !isDated()) {
      return delayed(delay);
    }
    if (delay != null) {
      throw Unclear.ask("The delay and the date do not fit together: which one holds?");
    }
    if (clause.startingAt != null && clause.times.isEmpty()) {
      throw Unclear.ask("How often should it run from then on?");
    }
    return isDated() ? dated() : undated();
  }

  private boolean isDated() {
    return clause.hasDays() || clause.comingPeriod != null || clause.months != 0;
  }

  private List<PhraseSchedule.Rule> delayed(Chunk.Delay delay) {
    boolean wholeDays = delay.time().isZero() && !delay.days().isZero();
    if (!clause.times.isEmpty() && wholeDays) {
      LocalDate day = setting.now().toLocalDate().plus(delay.days());
      return at(List.of(day), Clocks.Frame.DATED, false);
    }
    if (!clause.times.isEmpty() || clause.part != null) {
      throw Unclear.ask("The delay and the time of day do not fit together: which one holds?");
    }
    if (!delay.time().isZero() && delay.time().toDays() > 36_600) {
      throw Unclear.refuse("That is more than a hundred years away.");
    }
    ZonedDateTime at = setting.now().atZone(setting.zone()).plus(delay.days()).plus(delay.time());
    return List.of(
        new PhraseSchedule.Once(
            at.toLocalDateTime(), delay.time().isZero() ? null : at.toInstant()));
  }

  private List<PhraseSchedule.Rule> undated() {
    if (clause.times.isEmpty()) {
      throw Clocks.askForTime(
          "On which day, and at what time?",
          chunks,
          clause.part == null ? new int[0] : clause.part.suggestions());
    }
    Clocks clocks = new Clocks(chunks, clause.part, Clocks.Frame.UNDATED);
    List<PhraseSchedule.Rule> rules = new ArrayList<>();
    for (ClockTime time : clocks.times(clause.times)) {
      LocalDateTime today = setting.now().toLocalDate().atTime(time.time());
      rules.add(new PhraseSchedule.Once(today.isAfter(setting.now()) ? today : today.plusDays(1)));
    }
    return rules;
  }

  private List<PhraseSchedule.Rule> dated() {
    Chunk.RelativeDay relative = clause.relativeDay;
    Chunk.ComingWeekday coming = clause.comingWeekday;
    boolean fixed = !clause.dates.isEmpty() || relative != null || coming != null;
    int kinds = (clause.dates.isEmpty() ? 0 : 1) + (relative == null ? 0 : 1);
    kinds += (coming == null ? 0 : 1) + (clause.monthDays.isEmpty() ? 0 : 1);
    kinds += (clause.nth.isEmpty() ? 0 : 1) + (clause.union && clause.weekdays != 0 ? 1 : 0);
    if (fixed && kinds > 1) {
      return severalDays();
    }
    if (!clause.dates.isEmpty()) {
      return onDates();
    }
    if (relative != null) {
      checkWeekday(relative.date());
      return at(List.of(relative.date()), Clocks.Frame.DATED, false);
    }
    if (coming != null) {
      LocalDate date = comingDate(coming);
      checkWeekday(date);
      return at(List.of(date), Clocks.Frame.DATED, false);
    }
    if (!clause.nth.isEmpty()) {
      return at(List.of(place()), Clocks.Frame.DATED, false);
    }
    if (!clause.monthDays.isEmpty()) {
      return onMonthDays();
    }
    if (clause.weekdays != 0) {
      return onWeekday();
    }
    throw Unclear.ask("On which day, and at what time?");
  }

  /**
   * "tomorrow and next Friday", "next Tuesday and Thursday"; days that are not joined are asked.
   */
  private List<PhraseSchedule.Rule> severalDays() {
    Chunk.RelativeDay relative = clause.relativeDay;
    Chunk.ComingWeekday coming = clause.comingWeekday;
    if (!clause.union || !clause.monthDays.isEmpty() || !clause.nth.isEmpty()) {
      throw Unclear.ask("These days do not fit together: on which of them should it run?");
    }
    List<LocalDate> days = new ArrayList<>();
    LocalDate last = setting.now().toLocalDate();
    if (relative != null) {
      days.add(relative.date());
      last = relative.date();
    }
    if (coming != null) {
      last = comingDate(coming);
      days.add(last);
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      if ((clause.weekdays >> (day.getValue() - 1) & 1) == 1) {
        LocalDate date = last.with(TemporalAdjusters.nextOrSame(day));
        if (coming != null && date.getDayOfWeek().compareTo(last.getDayOfWeek()) < 0) {
          throw Unclear.ask("These days do not fit together: on which of them should it run?");
        }
        days.add(date);
      }
    }
    List<PhraseSchedule.Rule> rules = new ArrayList<>(at(days, Clocks.Frame.DATED, false));
    if (!clause.dates.isEmpty()) {
      clause.weekdays = 0;
      rules.addAll(onDates());
    }
    return rules;
  }

  private LocalDate comingDate(Chunk.ComingWeekday coming) {
    try {
      return Coming.date(coming, setting.now().toLocalDate());
    } catch (Unclear unclear) {
      List<Chunk.Alternative> readings = new ArrayList<>();
      for (Chunk.Alternative reading : unclear.readings()) {
        int place = chunks.indexOf(coming);
        readings.add(
            new Chunk.Alternative(
                reading.label(), Composer.replaced(chunks, place, reading.chunks())));
      }
      throw Unclear.ask(unclear.told(), readings);
    }
  }

  private List<PhraseSchedule.Rule> onDates() {
    List<LocalDate> days = new ArrayList<>();
    boolean yearless = false;
    for (Chunk.Dates dates : clause.dates) {
      int year = year(dates.when());
      yearless |= year == 0 && dates.when().fixed() == null;
      for (int day : dates.days()) {
        When when =
            dates.when().fixed() != null ? dates.when() : When.of(year, dates.when().month(), day);
        LocalDate date = when.first(setting.now().toLocalDate());
        checkWeekday(date);
        days.add(date);
      }
    }
    return at(days, Clocks.Frame.DATED, yearless);
  }

  private int year(When when) {
    if (when.year() != 0 || clause.years.isEmpty()) {
      Chunk.ComingPeriod period = clause.comingPeriod;
      boolean ofYear = period != null && period.unit() == Unit.YEAR;
      return when.year() == 0 && ofYear && period != null
          ? setting.now().getYear() + period.ahead()
          : when.year();
    }
    return clause.years.get(0);
  }

  /** The coming date that is both: "Friday the 13th". */
  private LocalDate dayAndWeekday(int day, LocalDate today) {
    LocalDate date = When.of(0, 0, day).first(today);
    while (date.getDayOfMonth() != day || !isNamedWeekday(date)) {
      date = date.plusDays(1);
    }
    return date;
  }

  private Chunk.Alternative on(LocalDate date) {
    List<Chunk> with = new ArrayList<>(chunks);
    with.removeIf(c -> c instanceof Chunk.MonthDays || c instanceof Chunk.Weekdays);
    with.add(new Chunk.RelativeDay(date));
    return new Chunk.Alternative(Message.of("{1}", date), with);
  }

  private boolean isNamedWeekday(LocalDate date) {
    return clause.weekdays == 0
        || (clause.weekdays >> (date.getDayOfWeek().getValue() - 1) & 1) == 1;
  }

  private void checkWeekday(LocalDate date) {
    if (!isNamedWeekday(date)) {
      throw Unclear.ask(
          "{1} is a {2}, which is not the weekday you named. Which one holds?",
          date, Message.of(date.getDayOfWeek()));
    }
  }

  /** "the 2nd Friday in February", "first Friday of next month". */
  private LocalDate place() {
    if (clause.nth.size() != 1) {
      throw Unclear.ask("Once on each of these days, or every month?", everyMonth());
    }
    Nth nth = clause.nth.get(0);
    LocalDate today = setting.now().toLocalDate();
    Chunk.ComingPeriod period = clause.comingPeriod;
    if (period != null && period.unit() == Unit.MONTH) {
      return inMonth(YearMonth.from(Coming.start(period, today)), nth);
    }
    if (Integer.bitCount(clause.months) > 1) {
      List<Chunk> yearly = new ArrayList<>(chunks);
      yearly.add(new Chunk.Every(1, Unit.YEAR, false));
      throw Unclear.ask(
          "Once in each of these months, or every year?",
          List.of(new Chunk.Alternative("every year", yearly)));
    }
    if (clause.months == 0) {
      throw Unclear.ask("Once, or every month? Say \"of every month\" or name the month.");
    }
    int month = Integer.numberOfTrailingZeros(clause.months) + 1;
    int year =
        clause.monthsYear != 0
            ? clause.monthsYear
            : clause.years.isEmpty() ? 0 : clause.years.get(0);
    if (year != 0) {
      return inMonth(YearMonth.of(year, month), nth);
    }
    LocalDate day = inMonth(YearMonth.of(today.getYear(), month), nth);
    return day.isBefore(today) ? inMonth(YearMonth.of(today.getYear() + 1, month), nth) : day;
  }

  private static LocalDate inMonth(YearMonth month, Nth nth) {
    int left = Math.abs(nth.n());
    LocalDate day = nth.n() > 0 ? month.atDay(1) : month.atEndOfMonth();
    while (YearMonth.from(day).equals(month)) {
      boolean counts = (nth.days() >> (day.getDayOfWeek().getValue() - 1) & 1) == 1;
      left -= counts ? 1 : 0;
      if (left == 0) {
        return day;
      }
      day = day.plusDays(nth.n() > 0 ? 1 : -1);
    }
    throw Unclear.refuse("{1} has no such weekday.", month);
  }

  private List<PhraseSchedule.Rule> onMonthDays() {
    if (clause.monthDays.size() != 1 || (clause.weekdays != 0 && clause.union)) {
      throw Unclear.ask("Once on each of these days, or every month?", everyMonth());
    }
    int day = clause.monthDays.get(0);
    LocalDate today = setting.now().toLocalDate();
    Chunk.ComingPeriod period = clause.comingPeriod;
    if (period != null && period.unit() == Unit.MONTH) {
      YearMonth month = YearMonth.from(Coming.start(period, today));
      try {
        return at(
            List.of(day < 0 ? month.atEndOfMonth() : month.atDay(day)), Clocks.Frame.DATED, false);
      } catch (DateTimeException e) {
        throw Unclear.refuse("{1} has no day {2}.", month, day);
      }
    }
    if (day < 0 || clause.months != 0 || period != null) {
      throw Unclear.ask("Once, or every month?", everyMonth());
    }
    LocalDate date = When.of(0, 0, day).first(today);
    if (!isNamedWeekday(date)) {
      throw Unclear.ask(
          Message.of(
              "{1} is a {2}, which is not the weekday you named. Which one holds?",
              date, Message.of(date.getDayOfWeek())),
          List.of(on(dayAndWeekday(day, today)), on(date)));
    }
    LocalDateTime moment = date.atTime(23, 59);
    LocalDate next = moment.isBefore(setting.now()) ? date.plusMonths(1) : date;
    List<PhraseSchedule.Rule> rules = at(List.of(next), Clocks.Frame.DATED, true);
    return rules;
  }

  private List<Chunk.Alternative> everyMonth() {
    List<Chunk> with = new ArrayList<>(chunks);
    with.add(new Chunk.Every(1, Unit.MONTH, false));
    return List.of(new Chunk.Alternative("every month", with));
  }

  private List<PhraseSchedule.Rule> onWeekday() {
    LocalDate today = setting.now().toLocalDate();
    if (Integer.bitCount(clause.weekdays) != 1) {
      List<Chunk> weekly = new ArrayList<>(chunks);
      weekly.add(new Chunk.Every(1, Unit.WEEK, false));
      throw Unclear.ask(
          "Once on each of these days, or every week?",
          List.of(new Chunk.Alternative("every week", weekly)));
    }
    DayOfWeek day = DayOfWeek.of(Integer.numberOfTrailingZeros(clause.weekdays) + 1);
    Chunk.ComingPeriod period = clause.comingPeriod;
    if (period != null) {
      if (period.unit() != Unit.WEEK) {
        throw Unclear.ask("Which {1} of that time?", Message.of(day));
      }
      LocalDate monday = Coming.start(period, today);
      return at(List.of(monday.plusDays(day.getValue() - 1L)), Clocks.Frame.DATED, false);
    }
    if (clause.months != 0) {
      throw Unclear.ask("Which {1} of that month?", Message.of(day));
    }
    LocalDate date = today.with(TemporalAdjusters.nextOrSame(day));
    List<PhraseSchedule.Rule> rules = at(List.of(date), Clocks.Frame.DATED, true);
    return rules;
  }

  /**
   * The times on these days.
   *
   * @param moveOn where a passed moment means the next such day: a week, month or year later
   */
  private List<PhraseSchedule.Rule> at(List<LocalDate> days, Clocks.Frame frame, boolean moveOn) {
    if (clause.times.isEmpty() && clause.part == DayPart.MIDDAY) {
      clause.times.add(ClockTime.of(12, 0, 0));
    }
    if (clause.times.isEmpty()) {
      int[] hours = clause.part == null ? new int[] {9, 12, 18} : clause.part.suggestions();
      throw Clocks.askForTime("At what time?", chunks, hours);
    }
    boolean tonight = clause.part == DayPart.NIGHT && clause.relativeDay != null;
    List<ClockTime> said =
        clause.times.stream()
            .map(t -> tonight && !t.sure() && t.hour() == 12 ? t.afterMidnight() : t)
            .toList();
    List<ClockTime> times = new Clocks(chunks, clause.part, frame).times(said);
    List<PhraseSchedule.Rule> rules = new ArrayList<>();
    for (LocalDate day : days) {
      for (ClockTime time : times) {
        rules.add(new PhraseSchedule.Once(moment(day, time, moveOn)));
      }
    }
    return rules;
  }

  /** "tonight at 12" is tomorrow's first moment; on any other day people disagree. */
  private LocalDateTime ofTheNight(LocalDate day, ClockTime time) {
    LocalDateTime now = setting.now();
    if (clause.relativeDay != null && day.equals(now.toLocalDate()) && now.getHour() >= 6) {
      return day.plusDays(1).atTime(time.time());
    }
    throw Unclear.ask(
        Message.of("Is that {1} on {2}, or in the night that begins on it?", time, day),
        List.of(night(day, time), night(day.plusDays(1), time)));
  }

  private static Chunk.Alternative night(LocalDate day, ClockTime time) {
    When date = When.of(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    ClockTime sure = ClockTime.of(time.hour(), time.minute(), time.second());
    return new Chunk.Alternative(
        Message.of("{1} {2}", day, time),
        List.of(
            new Chunk.Dates(date, List.of(day.getDayOfMonth()), false),
            new Chunk.Clock(List.of(sure), List.of())));
  }

  private static Chunk.Alternative midnight(Message label, LocalDate day) {
    When date = When.of(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    return new Chunk.Alternative(
        label,
        List.of(
            new Chunk.Dates(date, List.of(day.getDayOfMonth()), false),
            new Chunk.Clock(List.of(ClockTime.of(0, 0, 0)), List.of())));
  }

  private LocalDateTime moment(LocalDate day, ClockTime time, boolean moveOn) {
    if (time.reading() == ClockTime.Reading.AFTER_MIDNIGHT) {
      return ofTheNight(day, time);
    }
    boolean spoken = clause.dates.isEmpty() && day.isAfter(setting.now().toLocalDate());
    if (spoken && time.reading() == ClockTime.Reading.HALVES && time.secondOfDay() == 0) {
      throw Unclear.ask(
          Message.of("Is that midnight the beginning or the end of {1}?", day),
          List.of(
              midnight(Message.of("the beginning"), day),
              midnight(Message.of("the end"), day.plusDays(1))));
    }
    boolean night = time.hour() == 0 && clause.part == DayPart.NIGHT && clause.relativeDay != null;
    LocalDateTime at = (night ? day.plusDays(1) : day).atTime(time.time());
    if (at.isAfter(setting.now())) {
      return at;
    }
    boolean tonight = clause.part == DayPart.NIGHT && clause.relativeDay != null;
    if (tonight && time.hour() < 6 && day.equals(setting.now().toLocalDate())) {
      throw Unclear.ask(
          Message.of("{1} is in the past. Is it the night that is coming?", at),
          List.of(night(day.plusDays(1), time)));
    }
    if (!moveOn) {
      throw Unclear.refuse("{1} is in the past.", at);
    }
    Period step =
        !clause.dates.isEmpty()
            ? Period.ofYears(1)
            : clause.weekdays != 0 ? Period.ofWeeks(1) : Period.ofMonths(1);
    return at.plus(step);
  }
}
