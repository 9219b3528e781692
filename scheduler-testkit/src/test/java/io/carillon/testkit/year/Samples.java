package io.carillon.testkit.year;

import io.carillon.Trigger;
import io.carillon.testkit.year.Rule.Sample;
import io.carillon.time.CalendarPeriod;
import io.carillon.time.DayInMonth;
import io.carillon.time.ShortMonths;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Random triggers of every timed kind, each with what it means. */
final class Samples {

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("Pacific/Apia"),
          ZoneId.of("Europe/Paris"),
          ZoneId.of("America/New_York"),
          ZoneId.of("America/Havana"),
          ZoneId.of("Africa/Cairo"),
          ZoneId.of("Antarctica/Troll"),
          ZoneId.of("Asia/Kolkata"),
          ZoneOffset.UTC);

  private static final List<Integer> HOURS = List.of(0, 0, 1, 2, 2, 3, 9, 17, 23);
  private static final List<Integer> MINUTES = List.of(0, 5, 15, 30, 45);

  private final Random random;

  Samples(Random random) {
    this.random = random;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  ZoneId zone() {
    return any(ZONES);
  }

  /** One to three triggers, at most one of which is shifted. */
  List<Sample> some(Instant now, boolean fresh) {
    List<Sample> samples = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Sample sample = bounded(rule(now), now);
      if (i == 0 && oneIn(4)) {
        sample = shifted(sample, now, fresh);
      }
      Trigger trigger = sample.trigger();
      if (samples.stream().noneMatch(other -> other.trigger().equals(trigger))) {
        samples.add(sample);
      }
    }
    return samples;
  }

  private Sample rule(Instant now) {
    Sample sample =
        switch (random.nextInt(12)) {
          case 0, 1, 2 -> daily();
          case 3, 4 -> weekdays();
          case 5 -> monthDay();
          case 6 -> hourly();
          case 7 -> interval(now);
          case 8 -> fortnight(now);
          case 9 -> lastDay();
          case 10 -> oneIn(2) ? rrule() : lastWorkday();
          default -> once(now);
        };
    return oneIn(3) ? sample.with(sample.trigger().withZone(zone())) : sample;
  }

  private Sample daily() {
    int minute = any(MINUTES);
    Set<Integer> hours = new TreeSet<>(List.of(any(HOURS), oneIn(2) ? 12 : 17));
    List<LocalTime> times = hours.stream().map(hour -> LocalTime.of(hour, minute)).toList();
    String list = String.join(",", hours.stream().map(String::valueOf).toList());
    Trigger cron = Trigger.cron(minute + " " + list + " * * *");
    return leavingOut(Sample.of(cron, Rule.fixed(day -> true, times), true));
  }

  private Sample weekdays() {
    EnumSet<DayOfWeek> days = EnumSet.of(any(List.of(DayOfWeek.values())), DayOfWeek.SUNDAY);
    if (oneIn(2)) {
      days.addAll(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    }
    int hour = any(HOURS);
    int minute = any(MINUTES);
    String list = String.join(",", days.stream().map(day -> day.name().substring(0, 3)).toList());
    Trigger cron = Trigger.cron(minute + " " + hour + " * * " + list);
    List<LocalTime> times = List.of(LocalTime.of(hour, minute));
    return leavingOut(
        Sample.of(cron, Rule.fixed(day -> days.contains(day.getDayOfWeek()), times), true));
  }

  private Sample monthDay() {
    int day = 1 + random.nextInt(31);
    int hour = any(HOURS);
    Trigger cron = Trigger.cron("30 " + hour + " " + day + ",15 * *");
    List<LocalTime> times = List.of(LocalTime.of(hour, 30));
    return leavingOut(
        Sample.of(
            cron,
            Rule.fixed(date -> date.getDayOfMonth() == day || date.getDayOfMonth() == 15, times),
            true));
  }

  /** A wildcard or stepped hour keeps its rhythm. */
  private Sample hourly() {
    int minute = any(MINUTES);
    int step = any(List.of(1, 2, 3, 6));
    Trigger cron = Trigger.cron(minute + " " + (step == 1 ? "*" : "*/" + step) + " * * *");
    Rule rule = Rule.shown((hour, shown) -> shown == minute && hour % step == 0);
    return ExcludedDays.hours(Sample.of(cron, rule, true), random);
  }

  private Sample interval(Instant now) {
    Duration period =
        any(
            List.of(
                Duration.ofMinutes(45),
                Duration.ofMinutes(150),
                Duration.ofHours(5),
                Duration.ofHours(24),
                Duration.ofHours(37)));
    if (oneIn(2)) {
      return Sample.of(Trigger.every(period), Rule.everySinceDefined(period), false);
    }
    Instant anchor = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(random.nextInt(99)));
    return Sample.of(Trigger.every(period).anchoredAt(anchor), Rule.every(period, anchor), false);
  }

  private Sample fortnight(Instant now) {
    DayOfWeek weekday = any(List.of(DayOfWeek.values()));
    LocalDate from = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(random.nextInt(40));
    LocalDate firstWeek = from.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalTime at = LocalTime.of(any(HOURS), any(MINUTES));
    Trigger trigger =
        Trigger.calendar(CalendarPeriod.weekly(EnumSet.of(weekday), at).every(2).from(from));
    return leavingOut(
        Sample.of(
            trigger,
            Rule.fixed(
                day ->
                    day.getDayOfWeek() == weekday
                        && !day.isBefore(from)
                        && ChronoUnit.WEEKS.between(firstWeek, day) % 2 == 0,
                List.of(at)),
            true));
  }

  private Sample lastDay() {
    ShortMonths shorts = oneIn(2) ? ShortMonths.SKIP : ShortMonths.LAST_DAY;
    LocalTime at = LocalTime.of(any(HOURS), any(MINUTES));
    Trigger trigger =
        Trigger.calendar(
            CalendarPeriod.monthly(List.of(DayInMonth.day(31)), at).withShortMonths(shorts));
    return Sample.of(
        trigger,
        Rule.fixed(
            day ->
                day.getDayOfMonth() == 31
                    || (shorts == ShortMonths.LAST_DAY
                        && day.getDayOfMonth() == day.lengthOfMonth()),
            List.of(at)),
        true);
  }

  private Sample lastWorkday() {
    LocalTime at = LocalTime.of(any(HOURS), 0);
    Trigger trigger =
        Trigger.rrule(
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;BYMINUTE=0;BYSECOND=0;BYHOUR="
                + at.getHour());
    return Sample.of(
        trigger, Rule.sinceDefined(Rule.fixed(Samples::isLastWorkday, List.of(at))), true);
  }

  private static boolean isLastWorkday(LocalDate day) {
    LocalDate last = day.with(TemporalAdjusters.lastDayOfMonth());
    while (last.getDayOfWeek().getValue() > 5) {
      last = last.minusDays(1);
    }
    return day.equals(last);
  }

  private Sample rrule() {
    DayOfWeek weekday = any(List.of(DayOfWeek.values()));
    LocalTime at = LocalTime.of(any(HOURS), any(MINUTES));
    String day = weekday.name().substring(0, 2).toUpperCase(Locale.ROOT);
    Trigger trigger =
        Trigger.rrule(
            "FREQ=WEEKLY;BYDAY=%s;BYHOUR=%d;BYMINUTE=%d;BYSECOND=0"
                .formatted(day, at.getHour(), at.getMinute()));
    return Sample.of(
        trigger,
        Rule.sinceDefined(Rule.fixed(date -> date.getDayOfWeek() == weekday, List.of(at))),
        true);
  }

  private Sample once(Instant now) {
    if (oneIn(2)) {
      Duration delay = Duration.ofMinutes(10 + random.nextInt(60 * 24 * 20));
      return Sample.of(Trigger.in(delay), Rule.onceAfter(delay), false);
    }
    LocalDateTime at =
        LocalDateTime.ofInstant(now, ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.DAYS)
            .plusDays(3 + random.nextInt(60))
            .withHour(any(HOURS))
            .withMinute(any(MINUTES));
    return Sample.of(Trigger.at(at), Rule.onceAt(at), true);
  }

  // ---- what is beside the rule

  private Sample leavingOut(Sample sample) {
    return ExcludedDays.days(sample, random);
  }

  private Sample bounded(Sample sample, Instant now) {
    Trigger trigger = sample.trigger();
    Instant day = now.truncatedTo(ChronoUnit.DAYS);
    if (oneIn(8)) {
      trigger = trigger.startingAt(day.plus(Duration.ofDays(1 + random.nextInt(5))));
    }
    if (oneIn(8)) {
      trigger = trigger.endingAt(day.plus(Duration.ofDays(20 + random.nextInt(200))));
    }
    if (oneIn(6)) {
      trigger = trigger.withMaxRuns(1 + random.nextInt(12));
    }
    if (oneIn(4)) {
      trigger = trigger.withDeadline(Duration.ofMinutes(5 + random.nextInt(600)));
    }
    return sample.with(trigger);
  }

  /**
   * Spread and jitter. One that comes by an edit starts a day later, so that no instant of its rule
   * lies before the edit, where the trigger before had it too.
   */
  private Sample shifted(Sample sample, Instant now, boolean fresh) {
    Trigger trigger = sample.trigger();
    if (oneIn(2)) {
      trigger = trigger.withSpread(Duration.ofMinutes(1 + random.nextInt(40)));
    }
    if (oneIn(2)) {
      trigger = trigger.withJitter(Duration.ofSeconds(1 + random.nextInt(600)));
    }
    if (!fresh && trigger.kind() != io.carillon.TriggerKind.ONCE) {
      Instant start = now.plus(Duration.ofHours(26));
      if (trigger.end().filter(end -> !end.isAfter(start)).isPresent()) {
        return sample;
      }
      trigger = trigger.startingAt(start);
    }
    return sample.with(trigger);
  }
}
