package io.carillon.internal.time;

import io.carillon.time.CalendarPeriod;
import io.carillon.time.CronDialect;
import io.carillon.time.CronExpression;
import io.carillon.time.DayInMonth;
import io.carillon.time.PeriodUnit;
import io.carillon.time.ShortMonths;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says a calendar period as cron and as an iCalendar rule, where these can say it. */
public final class PeriodExport {

  private final CalendarPeriod period;

  public PeriodExport(CalendarPeriod period) {
    this.period = period;
  }

  /** The unix5 (seconds6 where seconds matter) expression that fires alike. */
  public Optional<CronExpression> cron() {
    boolean anchored = period.every() != 1 || period.from().isPresent() || period.times().isEmpty();
    if (anchored || !timesAreACrossProduct()) {
      return Optional.empty();
    }
    Optional<String> days = days();
    if (days.isEmpty() || (period.unit() == PeriodUnit.YEARS && period.months().isEmpty())) {
      return Optional.empty();
    }
    String time = list(LocalTime::getMinute) + " " + list(LocalTime::getHour) + " ";
    boolean seconds = period.times().stream().anyMatch(t -> t.getSecond() != 0);
    String expression = (seconds ? list(LocalTime::getSecond) + " " : "") + time + days.get();
    CronDialect dialect = seconds ? CronDialect.SECONDS6 : CronDialect.UNIX5;
    return Optional.of(CronExpression.parse(expression, dialect));
  }

  private interface Part {
    int of(LocalTime time);
  }

  private Set<Integer> values(Part part) {
    return period.times().stream().map(part::of).collect(Collectors.toCollection(TreeSet::new));
  }

  private String list(Part part) {
    return values(part).stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private boolean timesAreACrossProduct() {
    int product =
        values(LocalTime::getHour).size()
            * values(LocalTime::getMinute).size()
            * values(LocalTime::getSecond).size();
    return product == period.times().size();
  }

  private Optional<String> days() {
    String months =
        period.months().isEmpty()
            ? "*"
            : period.months().stream()
                .map(month -> month.name().substring(0, 3))
                .collect(Collectors.joining(","));
    return switch (period.unit()) {
      case DAYS -> Optional.of("* * *");
      case WEEKS ->
          period.weekdays().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  "* * "
                      + period.weekdays().stream()
                          .map(MonthDayTexts::shortName)
                          .collect(Collectors.joining(",")));
      case MONTHS, YEARS -> monthDays(months);
    };
  }

  private Optional<String> monthDays(String months) {
    List<String> byNumber = new ArrayList<>();
    List<String> byWeekday = new ArrayList<>();
    boolean working = false;
    boolean unsayable = false;
    for (DayInMonth day : period.monthDays()) {
      String weekday = day.weekday().map(MonthDayTexts::shortName).orElse("");
      switch (day.form()) {
        case NUMBER -> byNumber.add(String.valueOf(day.n()));
        case BEFORE_LAST -> byNumber.add(day.n() == 0 ? "L" : "L-" + day.n());
        case NTH_WEEKDAY -> byWeekday.add(weekday + "#" + day.n());
        case LAST_WEEKDAY -> {
          byWeekday.add(weekday + "L");
          unsayable |= day.n() > 0;
        }
        case NTH_WORKDAY -> {
          working = true;
          byNumber.add("1W");
          unsayable |= day.n() > 1;
        }
        case LAST_WORKDAY -> {
          working = true;
          byNumber.add("LW");
          unsayable |= day.n() > 0;
        }
      }
    }
    boolean none = byNumber.isEmpty() && byWeekday.isEmpty();
    boolean mixed = working && (byNumber.size() > 1 || !byWeekday.isEmpty());
    if (none || mixed || unsayable || clampsADay()) {
      return Optional.empty();
    }
    String numbers = byNumber.isEmpty() ? "*" : String.join(",", byNumber);
    String weekdays = byWeekday.isEmpty() ? "*" : String.join(",", byWeekday);
    return Optional.of(numbers + " " + months + " " + weekdays);
  }

  /** Cron leaves out months that lack a day; it cannot say "else the last day". */
  private boolean clampsADay() {
    return period.shortMonths() == ShortMonths.LAST_DAY
        && period.monthDays().stream()
            .anyMatch(day -> day.form() == DayInMonth.Form.NUMBER && day.n() > 28);
  }

  /**
   * The RRULE that fires alike, given a DTSTART that the period selects; empty for working days,
   * for clamped days, and for times that are no cross product of hours and minutes.
   */
  public Optional<String> rrule() {
    boolean unsayable = period.times().isEmpty() || !timesAreACrossProduct() || clampsADay();
    if (unsayable) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    parts.add("FREQ=" + frequency());
    if (period.every() > 1) {
      parts.add("INTERVAL=" + period.every());
    }
    List<String> weekdays = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (DayOfWeek day : period.weekdays()) {
      weekdays.add(two(day));
    }
    for (DayInMonth day : period.monthDays()) {
      String weekday = day.weekday().map(PeriodExport::two).orElse("");
      switch (day.form()) {
        case NUMBER -> numbers.add(String.valueOf(day.n()));
        case BEFORE_LAST -> numbers.add(String.valueOf(-1 - day.n()));
        case NTH_WEEKDAY -> weekdays.add(day.n() + weekday);
        case LAST_WEEKDAY -> weekdays.add(-1 - day.n() + weekday);
        case NTH_WORKDAY, LAST_WORKDAY -> {
          return Optional.empty();
        }
      }
    }
    if (!weekdays.isEmpty() && !numbers.isEmpty()) {
      return Optional.empty();
    }
    add(
        parts,
        "BYMONTH",
        period.months().stream().map(Month::getValue).map(String::valueOf).toList());
    add(parts, "BYMONTHDAY", numbers);
    add(parts, "BYDAY", weekdays);
    parts.add("BYHOUR=" + list(LocalTime::getHour));
    parts.add("BYMINUTE=" + list(LocalTime::getMinute));
    parts.add("BYSECOND=" + list(LocalTime::getSecond));
    return Optional.of(String.join(";", parts));
  }

  private String frequency() {
    return switch (period.unit()) {
      case DAYS -> "DAILY";
      case WEEKS -> "WEEKLY";
      case MONTHS -> "MONTHLY";
      case YEARS -> "YEARLY";
    };
  }

  private static void add(List<String> parts, String name, List<String> values) {
    if (!values.isEmpty()) {
      parts.add(name + "=" + String.join(",", values));
    }
  }

  private static String two(DayOfWeek day) {
    return day.name().substring(0, 2);
  }
}
