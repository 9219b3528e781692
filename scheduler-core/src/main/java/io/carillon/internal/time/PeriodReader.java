package io.carillon.internal.time;

import io.carillon.Trigger;
import io.carillon.time.CalendarPeriod;
import io.carillon.time.DayInMonth;
import io.carillon.time.PeriodUnit;
import io.carillon.time.ShortMonths;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Month;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads calendar periods and the shapes of a picker: hourly, daily, weekly, monthly, every n. */
final class PeriodReader {

  private final JsonObject outer;
  private final String kind;

  PeriodReader(JsonObject outer, String kind) {
    this.outer = outer;
    this.kind = kind;
  }

  Optional<Trigger> read() {
    return outer.object(kind).flatMap(this::read);
  }

  private Optional<Trigger> read(JsonObject fields) {
    return switch (kind) {
      case "hourly" -> hourly(fields);
      case "daily" -> period(fields, PeriodUnit.DAYS, Set.of("every", "from", "at"));
      case "weekly" -> period(fields, PeriodUnit.WEEKS, Set.of("every", "from", "at", "days"));
      case "monthly" ->
          period(fields, PeriodUnit.MONTHS, Set.of("every", "from", "at", "days", "shortMonths"));
      case "yearly" ->
          period(
              fields,
              PeriodUnit.YEARS,
              Set.of("every", "from", "at", "days", "months", "shortMonths"));
      default -> everyUnit(fields);
    };
  }

  /** An hour has a fixed length, so this is cron: the rhythm goes on when clocks change. */
  private static Optional<Trigger> hourly(JsonObject fields) {
    fields.checkNames(Set.of("minute"));
    int minute = fields.integer("minute").orElse(0);
    if (minute < 0 || minute > 59) {
      fields.add("minute", "The minute " + minute + " is not in 0-59.", "Write 15, for example.");
      return Optional.empty();
    }
    return Optional.of(Trigger.cron(minute + " * * * *"));
  }

  private Optional<Trigger> everyUnit(JsonObject fields) {
    Optional<String> unit = fields.text("unit").map(text -> text.toLowerCase(Locale.ROOT));
    if (unit.isEmpty()) {
      if (!fields.has("unit")) {
        fields.add("unit", "The unit is missing.", "Write days, weeks, months or years.");
      }
      return Optional.empty();
    }
    String plural = unit.get().endsWith("s") ? unit.get() : unit.get() + "s";
    return switch (plural) {
      case "seconds" -> interval(fields, Duration.ofSeconds(1));
      case "minutes" -> interval(fields, Duration.ofMinutes(1));
      case "hours" -> interval(fields, Duration.ofHours(1));
      case "days" -> named(fields, PeriodUnit.DAYS);
      case "weeks" -> named(fields, PeriodUnit.WEEKS);
      case "months" -> named(fields, PeriodUnit.MONTHS);
      case "years" -> named(fields, PeriodUnit.YEARS);
      default -> {
        String what = "\"" + unit.get() + "\" is not a unit.";
        fields.add("unit", what, "Write seconds, minutes, hours, days, weeks, months or years.");
        yield Optional.empty();
      }
    };
  }

  private Optional<Trigger> named(JsonObject fields, PeriodUnit unit) {
    return period(
        fields, unit, Set.of("unit", "every", "from", "at", "days", "months", "shortMonths"));
  }

  private Optional<Trigger> interval(JsonObject fields, Duration unit) {
    fields.checkNames(Set.of("unit", "every"));
    int n = fields.integer("every").orElse(1);
    return outer.making(kind, () -> Trigger.every(unit.multipliedBy(n)));
  }

  private Optional<Trigger> period(JsonObject fields, PeriodUnit unit, Set<String> known) {
    fields.checkNames(known);
    List<LocalTime> times = fields.all("at", fields::time);
    ShortMonths shortMonths = shortMonths(fields);
    CalendarPeriod plain = CalendarPeriod.each(unit).at(times).withShortMonths(shortMonths);
    return outer.making(kind, () -> filled(plain, fields)).map(Trigger::calendar);
  }

  private static CalendarPeriod filled(CalendarPeriod plain, JsonObject fields) {
    CalendarPeriod period = plain;
    if (plain.unit() == PeriodUnit.MONTHS || plain.unit() == PeriodUnit.YEARS) {
      List<DayInMonth> days =
          fields.all("days", (name, text) -> fields.making(name, () -> DayInMonth.parse(text)));
      period = period.onMonthDays(days);
    } else {
      List<DayOfWeek> days = fields.all("days", fields::weekday);
      period = days.isEmpty() ? period : period.onWeekdays(new HashSet<>(days));
    }
    List<Month> months = fields.all("months", fields::month);
    period = months.isEmpty() ? period : period.inMonths(new HashSet<>(months));
    period = fields.date("from").map(period::from).orElse(period);
    return fields.integer("every").map(period::every).orElse(period);
  }

  private static ShortMonths shortMonths(JsonObject fields) {
    String text = fields.text("shortMonths").orElse("lastDay");
    if (!text.equals("lastDay") && !text.equals("skip")) {
      fields.add("shortMonths", "\"" + text + "\" is not known.", "Write lastDay or skip.");
    }
    return text.equals("skip") ? ShortMonths.SKIP : ShortMonths.LAST_DAY;
  }
}
