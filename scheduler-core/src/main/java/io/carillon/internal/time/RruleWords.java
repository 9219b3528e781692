package io.carillon.internal.time;

import io.carillon.internal.time.RruleParts.By;
import io.carillon.internal.time.RruleParts.Frequency;
import io.carillon.internal.time.Wording.Unit;
import io.carillon.time.RecurrenceRule;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts recurrence rules into words. A rule that plain words would not say exactly is shown as it is
 * written.
 */
final class RruleWords {

  private static final int MOST_LISTED = 6;

  private final Wording words;
  private final RruleModel rule;
  private final RruleParts parts;
  private final Optional<LocalDateTime> start;
  private final ZoneId zone;

  RruleWords(Wording words, RecurrenceRule recurrence, ZoneId zone) {
    this.words = words;
    this.rule = RruleModel.checked(recurrence.toString());
    this.parts = rule.parts();
    this.start = rule.start().map(at -> at.in(zone));
    this.zone = zone;
  }

  String describe() {
    Optional<String> plain = plain();
    List<String> additions = new ArrayList<>();
    start.ifPresent(at -> additions.add(words.from(words.date(at.toLocalDate()))));
    if (plain.isPresent()) {
      parts.until().ifPresent(end -> additions.add(words.until(until(end))));
      if (parts.count() != 0) {
        additions.add(words.times(parts.count()));
      }
    }
    if (!rule.added().isEmpty()) {
      additions.add(words.added(dates(rule.added())));
    }
    if (!rule.excluded().isEmpty()) {
      additions.add(words.except(dates(rule.excluded())));
    }
    return words.with(plain.orElseGet(() -> words.byRule(parts.toString())), additions);
  }

  private String until(RruleTime end) {
    LocalDateTime last = end.lastIn(zone);
    return end.form() == RruleTime.Form.DATE
        ? words.date(last.toLocalDate())
        : words.dateAndTime(last.toLocalDate(), last.toLocalTime());
  }

  private List<String> dates(List<RruleTime> times) {
    List<String> texts = new ArrayList<>();
    for (RruleTime time : times) {
      LocalDateTime at = time.in(zone);
      boolean day = time.form() == RruleTime.Form.DATE;
      texts.add(
          day
              ? words.date(at.toLocalDate())
              : words.dateAndTime(at.toLocalDate(), at.toLocalTime()));
    }
    return texts;
  }

  /** Empty where words would leave something of the rule out. */
  private Optional<String> plain() {
    Unit unit = unit(parts.frequency());
    String every = words.every(parts.interval(), unit);
    if (parts.frequency().isSubDaily()) {
      return parts.hasNoByParts()
          ? Optional.of(words.sentence(new Wording.Parts(every, "", "", "")))
          : Optional.empty();
    }
    List<LocalTime> times = times();
    boolean onePositionADay = parts.by(By.BYSETPOS).isEmpty() || times.size() == 1;
    if (times.size() > MOST_LISTED || !onePositionADay) {
      return Optional.empty();
    }
    boolean timed = start.isPresent() || !parts.by(By.BYHOUR).isEmpty();
    String time = timed ? words.at(PeriodWords.texts(times)) : "";
    return new RruleDayWords(words, parts, start)
        .say(every, unit)
        .map(said -> new Wording.Parts(time, said.days(), said.months(), ""))
        .map(words::sentence);
  }

  private static Unit unit(Frequency frequency) {
    return switch (frequency) {
      case SECONDLY -> Unit.SECOND;
      case MINUTELY -> Unit.MINUTE;
      case HOURLY -> Unit.HOUR;
      case DAILY -> Unit.DAY;
      case WEEKLY -> Unit.WEEK;
      case MONTHLY -> Unit.MONTH;
      case YEARLY -> Unit.YEAR;
    };
  }

  private List<LocalTime> times() {
    LocalTime at = start.map(LocalDateTime::toLocalTime).orElse(LocalTime.MIDNIGHT);
    List<LocalTime> times = new ArrayList<>();
    for (int hour : orElse(parts.by(By.BYHOUR), at.getHour())) {
      for (int minute : orElse(parts.by(By.BYMINUTE), at.getMinute())) {
        for (int second : orElse(parts.by(By.BYSECOND), at.getSecond())) {
          times.add(LocalTime.of(hour, minute, second));
        }
      }
    }
    return times;
  }

  private static List<Integer> orElse(List<Integer> values, int other) {
    return values.isEmpty() ? List.of(other) : values;
  }
}
