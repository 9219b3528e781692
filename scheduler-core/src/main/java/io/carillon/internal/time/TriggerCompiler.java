package io.carillon.internal.time;

import io.carillon.InvalidDefinitionException;
import io.carillon.PastOnce;
import io.carillon.Problem;
import io.carillon.Trigger;
import io.carillon.TriggerSpec;
import io.carillon.time.Calendars;
import io.carillon.time.Exclusions;
import io.carillon.time.FireTimes;
import io.carillon.time.WhenExcluded;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes fire times of a trigger: its rule, then exclusions, then spread and jitter, then bounds.
 */
public final class TriggerCompiler {

  private final Trigger trigger;
  private final ZoneId zone;
  private final Instant definedAt;
  private final Instant anchor;

  private TriggerCompiler(Trigger trigger, ZoneId zone, Instant definedAt) {
    this.trigger = trigger;
    this.zone = trigger.zone().orElse(zone);
    this.definedAt = definedAt;
    this.anchor = trigger.anchor().orElse(definedAt);
  }

  public static FireTimes compile(
      Trigger trigger, ZoneId zone, Instant definedAt, String taskKey, Calendars calendars) {
    TriggerCompiler compiler = new TriggerCompiler(trigger, zone, definedAt);
    FireTimes fires = compiler.excluding(compiler.rule(), calendars);
    if (trigger.spread().isPresent() || trigger.jitter().isPresent()) {
      Duration spread = trigger.spread().orElse(Duration.ZERO);
      fires = new ShiftedFires(fires, taskKey, spread, trigger.jitter().orElse(Duration.ZERO));
    }
    Instant start = trigger.start().orElse(null);
    Instant end = trigger.end().orElse(null);
    return start == null && end == null ? fires : new WindowFires(fires, start, end);
  }

  private FireTimes rule() {
    TriggerSpec spec = trigger.spec();
    if (spec instanceof TriggerSpec.Cron cron) {
      return cron.expression().fireTimes(zone);
    } else if (spec instanceof TriggerSpec.Interval interval) {
      return new IntervalFires(anchor, interval.period());
    } else if (spec instanceof TriggerSpec.FixedDelay fixed) {
      return new DelayFires(fixed.delay());
    } else if (spec instanceof TriggerSpec.Calendar calendar) {
      LocalDateTime from = LocalDateTime.ofInstant(anchor, zone);
      return wall(new CalendarPattern(calendar.period(), from), false);
    } else if (spec instanceof TriggerSpec.Rrule rrule) {
      return rrule.rule().fireTimes(zone, anchor);
    } else if (spec instanceof TriggerSpec.OnceAt once) {
      return once(once.at());
    } else if (spec instanceof TriggerSpec.OnceLocal once) {
      return local(once.at());
    } else if (spec instanceof TriggerSpec.OnceIn once) {
      return new SingleFire(anchor.plus(once.delay()));
    } else if (spec instanceof TriggerSpec.Phrase phrase) {
      String what = "\"" + phrase.text() + "\" has not been read.";
      String fix = "Read it with DeclaredPhrase, or save its task.";
      throw new InvalidDefinitionException("Trigger", List.of(Problem.of("phrase", what, fix)));
    }
    return FireTimes.never();
  }

  /**
   * The reading that the clock skips and for which the trigger's rule fires at this instant; spread
   * and exclusions are not looked at.
   */
  static Optional<LocalDateTime> skippedReading(
      Trigger trigger, ZoneId zone, Instant definedAt, Instant fire) {
    if (trigger.spec() instanceof TriggerSpec.OnceLocal once) {
      ZoneId in = trigger.zone().orElse(zone);
      boolean skipped = in.getRules().getValidOffsets(once.at()).isEmpty();
      return skipped ? Optional.of(once.at()) : Optional.empty();
    }
    FireTimes rule = new TriggerCompiler(trigger, zone, definedAt).rule();
    return rule instanceof SecondFires wall
        ? wall.skippedReading(fire)
            .map(second -> LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC))
        : Optional.empty();
  }

  private FireTimes excluding(FireTimes fires, Calendars calendars) {
    Exclusions exclusions = trigger.exclusions();
    if (exclusions.isEmpty()) {
      return fires;
    }
    List<Problem> unknown = new ArrayList<>();
    for (String name : exclusions.calendars()) {
      if (calendars.find(name).isEmpty()) {
        Set<String> known = calendars.names();
        String there =
            known.isEmpty() ? "none is registered." : "there are " + String.join(", ", known) + ".";
        String what = "There is no calendar \"" + name + "\"; " + there;
        unknown.add(Problem.of("exclude.calendars", what, "Register it, or correct the name."));
      }
    }
    if (!unknown.isEmpty()) {
      throw new InvalidDefinitionException("Trigger", unknown);
    }
    ExclusionRule rule = new ExclusionRule(exclusions, calendars);
    return exclusions.action() == WhenExcluded.SKIP
        ? new SkippingFires(fires, rule, zone)
        : new MovingFires(fires, rule, zone);
  }

  private WallFires wall(LocalPattern pattern, boolean cadence) {
    return new WallFires(pattern, ZoneTable.of(zone), cadence);
  }

  private FireTimes once(Instant at) {
    boolean now = trigger.past() == PastOnce.RUN_NOW && !at.isAfter(definedAt);
    return new SingleFire(now ? definedAt.plusMillis(1) : at);
  }

  private FireTimes local(LocalDateTime at) {
    LocalPattern reading = new SingleReading(at.toEpochSecond(ZoneOffset.UTC));
    WallFires fires = wall(reading, false);
    long second = fires.nextAfter(at.toEpochSecond(ZoneOffset.UTC) - 3 * 86_400);
    return second == LocalPattern.NEVER ? FireTimes.never() : once(Instant.ofEpochSecond(second));
  }

  /** One reading. */
  record SingleReading(long at) implements LocalPattern {
    @Override
    public long nextOrSame(long local) {
      return local <= at ? at : NEVER;
    }

    @Override
    public long previousOrSame(long local) {
      return local >= at ? at : NEVER;
    }
  }
}
