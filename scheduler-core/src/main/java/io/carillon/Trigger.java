package io.carillon;

import io.carillon.internal.time.SkippedReadings;
import io.carillon.time.CalendarPeriod;
import io.carillon.time.CronDialect;
import io.carillon.time.CronExpression;
import io.carillon.time.Exclusions;
import io.carillon.time.RecurrenceRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * When a task runs: a rule ({@link TriggerSpec}) with its zone and bounds. Immutable; a task has a
 * list of them, and instants on which several fire are one fire.
 *
 * <p>The zone is the trigger's own, else the one in effect for the task; it is never silently that
 * of the JVM. {@link io.carillon.time.FireTimes} answers when a trigger fires, {@link
 * io.carillon.time.Preview} shows and explains it, {@link io.carillon.time.TriggerJson} reads and
 * writes it.
 */
public final class Trigger {

  private final TriggerSpec spec;
  private final @Nullable ZoneId zone;
  private final TriggerBounds bounds;
  private final TriggerShift shift;
  private final Exclusions exclusions;

  private Trigger(
      TriggerSpec spec,
      @Nullable ZoneId zone,
      TriggerBounds bounds,
      TriggerShift shift,
      Exclusions exclusions) {
    this.spec = spec;
    this.zone = zone;
    this.bounds = bounds;
    this.shift = shift;
    this.exclusions = exclusions;
  }

  /** A trigger with a rule and nothing else. */
  public static Trigger of(TriggerSpec spec) {
    Objects.requireNonNull(spec, "spec");
    if (spec instanceof TriggerSpec.Cron cron) {
      ZoneId zone = cron.expression().zone().orElse(null);
      TriggerSpec plain = new TriggerSpec.Cron(cron.expression().withoutZone());
      return new Trigger(plain, zone, TriggerBounds.NONE, TriggerShift.NONE, Exclusions.none());
    }
    if (spec instanceof TriggerSpec.Rrule rrule) {
      ZoneId zone = rrule.rule().zone().orElse(null);
      TriggerSpec plain = new TriggerSpec.Rrule(rrule.rule().withoutZone());
      return new Trigger(plain, zone, TriggerBounds.NONE, TriggerShift.NONE, Exclusions.none());
    }
    return new Trigger(spec, null, TriggerBounds.NONE, TriggerShift.NONE, Exclusions.none());
  }

  /**
   * A cron expression in the unix dialect (five fields), or a nickname as in {@code @daily} or
   * {@code @every 5m}. A zone may follow: {@code 0 9 * * MON-FRI Europe/Paris}.
   *
   * @throws InvalidDefinitionException with every faulty field
   */
  public static Trigger cron(String expression) {
    boolean nickname = expression.stripLeading().startsWith("@");
    return cron(expression, nickname ? CronDialect.NICKNAME : CronDialect.UNIX5);
  }

  /**
   * A cron expression in a named dialect. {@code @every 5m} is a nickname for an interval.
   *
   * @throws InvalidDefinitionException with every faulty field
   */
  public static Trigger cron(String expression, CronDialect dialect) {
    String text = expression.strip().toLowerCase(Locale.ROOT);
    if (dialect == CronDialect.NICKNAME && text.startsWith("@every")) {
      return every(DurationTexts.ofEveryNickname(expression.strip()));
    }
    return of(new TriggerSpec.Cron(CronExpression.parse(expression, dialect)));
  }

  /**
   * A fixed rate in true elapsed time: fires at the anchor plus whole multiples of the period, also
   * when clocks change. The anchor is the definition's instant unless {@link #anchoredAt} says
   * otherwise.
   */
  public static Trigger every(Duration period) {
    return of(new TriggerSpec.Interval(period));
  }

  /** A fixed delay, counted from the end of the previous run. */
  public static Trigger afterEach(Duration delay) {
    return of(new TriggerSpec.FixedDelay(delay));
  }

  /** Days, weeks, months or years of the calendar, at times of day. */
  public static Trigger calendar(CalendarPeriod period) {
    return of(new TriggerSpec.Calendar(period));
  }

  /**
   * A recurrence as in iCalendar: {@code FREQ=WEEKLY;BYDAY=MO}, or lines of DTSTART, RRULE, EXDATE
   * and RDATE. A zone of DTSTART becomes the trigger's.
   *
   * @throws InvalidDefinitionException with every fault
   */
  public static Trigger rrule(String rfc5545) {
    return of(new TriggerSpec.Rrule(RecurrenceRule.parse(rfc5545)));
  }

  /** Once, at an instant. */
  public static Trigger at(Instant at) {
    return of(new TriggerSpec.OnceAt(at));
  }

  /** Once, when the wall clock of the zone in effect shows a time. */
  public static Trigger at(LocalDateTime local) {
    return of(new TriggerSpec.OnceLocal(local));
  }

  /** Once, a while after the definition. */
  public static Trigger in(Duration delay) {
    return of(new TriggerSpec.OnceIn(delay));
  }

  /** Once for each event of a topic. */
  public static Trigger onEvent(String topic) {
    return of(new TriggerSpec.Event(topic));
  }

  /**
   * A schedule in words, as in {@code every weekday at 9}, which is read when its task is saved: in
   * the zone in effect then, with the scheduler's calendars, and refused where it is not certain.
   * What is stored are the triggers it means, each with the bounds set here. {@link
   * io.carillon.phrase.DeclaredPhrase} says what is certain.
   *
   * @param words 1-1000 characters
   */
  public static Trigger phrase(String words) {
    return of(new TriggerSpec.Phrase(words));
  }

  /** Never by itself: only by hand or from code. */
  public static Trigger manual() {
    return of(new TriggerSpec.Manual());
  }

  /** The same trigger on the wall clock of a zone. */
  public Trigger withZone(ZoneId inZone) {
    return new Trigger(spec, Objects.requireNonNull(inZone), bounds, shift, exclusions);
  }

  /** No fire before an instant. */
  public Trigger startingAt(Instant start) {
    return with(bounds.withStart(SpecChecks.instant("start", start)));
  }

  /** No fire at or after an instant. */
  public Trigger endingAt(Instant end) {
    return with(bounds.withEnd(SpecChecks.instant("end", end)));
  }

  /**
   * The trigger is exhausted after a number of fires that made a run; they are counted by the
   * scheduler. Skipped and backfilled ones do not count. Events count as fires.
   */
  public Trigger withMaxRuns(int maxRuns) {
    return with(bounds.withMaxRuns(maxRuns));
  }

  /**
   * The instant that intervals, periods and delays count from, in place of the definition's. An
   * interval's fires lie on its grid in both directions; {@link #startingAt} bounds them.
   */
  public Trigger anchoredAt(Instant anchor) {
    return with(bounds.withAnchor(SpecChecks.instant("anchor", anchor)));
  }

  /**
   * Times at which the trigger does not fire, in place of those set before.
   *
   * @throws InvalidDefinitionException if fires are to move to the next working day and the trigger
   *     has no fixed times of day, or more than 48 of them
   */
  public Trigger withExclusions(Exclusions excluded) {
    SpecChecks.exclusions(spec, Objects.requireNonNull(excluded, "excluded"));
    return new Trigger(spec, zone, bounds, shift, excluded);
  }

  /**
   * Moves all fires by one offset within a window, computed from the task's name, so that tasks of
   * one rule do not all start together. The offset never reaches the next fire.
   */
  public Trigger withSpread(Duration window) {
    return with(shift.withSpread(SpecChecks.period("spread", window)));
  }

  /**
   * Moves each fire by its own offset within a window, computed from the task's name and the fire.
   * The offset never reaches the next fire.
   */
  public Trigger withJitter(Duration window) {
    return with(shift.withJitter(SpecChecks.period("jitter", window)));
  }

  /**
   * A run that has not started this long after its fire, spread and jitter included, expires: also
   * one that waited for earlier runs, a worker or the end of a pause. It is the deadline of the
   * trigger whose fire the run is for; of several at one fire the longest counts, and none where
   * one of its triggers has none. A flow run has started when one of its members has.
   */
  public Trigger withDeadline(Duration latestStart) {
    return with(shift.withDeadline(SpecChecks.period("deadline", latestStart)));
  }

  /**
   * What happens to a one-off whose time has passed when it is defined; refused by default.
   *
   * @throws InvalidDefinitionException if the trigger is not of the kind {@link TriggerKind#ONCE}
   *     at a stated time
   */
  public Trigger whenPast(PastOnce past) {
    if (!(spec instanceof TriggerSpec.OnceAt) && !(spec instanceof TriggerSpec.OnceLocal)) {
      throw SpecChecks.refused(
          "past", "Only a one-off at a stated time can have passed.", "Leave out \"past\".");
    }
    return with(bounds.withPast(past));
  }

  private Trigger with(TriggerBounds changed) {
    return new Trigger(spec, zone, changed, shift, exclusions);
  }

  private Trigger with(TriggerShift changed) {
    return new Trigger(spec, zone, bounds, changed, exclusions);
  }

  public TriggerSpec spec() {
    return spec;
  }

  public TriggerKind kind() {
    return spec.kind();
  }

  /** The trigger's own zone; empty where the task's applies. */
  public Optional<ZoneId> zone() {
    return Optional.ofNullable(zone);
  }

  /** The first instant at which it may fire. */
  public Optional<Instant> start() {
    return Optional.ofNullable(bounds.start());
  }

  /** The first instant at which it may no longer fire. */
  public Optional<Instant> end() {
    return Optional.ofNullable(bounds.end());
  }

  public OptionalInt maxRuns() {
    Integer most = bounds.maxRuns();
    return most == null ? OptionalInt.empty() : OptionalInt.of(most);
  }

  public Optional<Instant> anchor() {
    return Optional.ofNullable(bounds.anchor());
  }

  public PastOnce past() {
    return bounds.past();
  }

  public Exclusions exclusions() {
    return exclusions;
  }

  public Optional<Duration> spread() {
    return Optional.ofNullable(shift.spread());
  }

  public Optional<Duration> jitter() {
    return Optional.ofNullable(shift.jitter());
  }

  public Optional<Duration> deadline() {
    return Optional.ofNullable(shift.deadline());
  }

  /** The cron expression that fires as the rule does without bounds and exclusions, if any. */
  public Optional<CronExpression> derivedCron() {
    return TriggerExport.cron(spec);
  }

  /**
   * The trigger as iCalendar lines (DTSTART, RRULE, EXDATE) for other calendars, where RFC 5545 can
   * say its rule: recurrence rules, calendar periods without working days or clamped days, and
   * intervals. Bounds become UNTIL or COUNT; exclusions of single dates become EXDATE. Empty for
   * other exclusions, and for a number of runs beside exclusions, which no iCalendar line says.
   *
   * @param inZone the zone in effect where the trigger names none
   * @param firstFire a fire of the trigger, which becomes DTSTART where the rule has none
   */
  public Optional<String> toICalendar(ZoneId inZone, Instant firstFire) {
    return TriggerExport.iCalendar(this, zone().orElse(inZone), firstFire);
  }

  /**
   * What is wrong with defining this trigger now: a one-off whose time has passed, unless it is to
   * run at once then. Empty for all else.
   *
   * @param inZone the zone in effect where the trigger names none
   */
  public Optional<Problem> pastProblem(ZoneId inZone, Instant now) {
    Instant at = null;
    if (spec instanceof TriggerSpec.OnceAt once) {
      at = once.at();
    } else if (spec instanceof TriggerSpec.OnceLocal once) {
      at = SkippedReadings.firstValid(once.at(), zone().orElse(inZone));
    }
    if (at == null || at.isAfter(now) || bounds.past() == PastOnce.RUN_NOW) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            "at",
            "The time " + at + " has passed.",
            "Write a later one, or \"past\": \"runNow\"."));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Trigger that
        && spec.equals(that.spec)
        && Objects.equals(zone, that.zone)
        && bounds.equals(that.bounds)
        && shift.equals(that.shift)
        && exclusions.equals(that.exclusions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(spec, zone, bounds, shift, exclusions);
  }

  /** The rule and zone, for logs and messages. */
  @Override
  public String toString() {
    return "Trigger[" + spec + (zone == null ? "" : ", zone=" + zone) + "]";
  }
}
