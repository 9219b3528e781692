package io.carillon;

import io.carillon.time.CalendarPeriod;
import io.carillon.time.CronExpression;
import io.carillon.time.RecurrenceRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** The rule of a trigger, one record for each form. Made by the factories of {@link Trigger}. */
public sealed interface TriggerSpec
    permits TriggerSpec.Cron,
        TriggerSpec.Interval,
        TriggerSpec.FixedDelay,
        TriggerSpec.Calendar,
        TriggerSpec.Rrule,
        TriggerSpec.OnceAt,
        TriggerSpec.OnceLocal,
        TriggerSpec.OnceIn,
        TriggerSpec.Event,
        TriggerSpec.Manual,
        TriggerSpec.Phrase {

  TriggerKind kind();

  /** A cron expression without a zone; the trigger holds the zone. */
  record Cron(CronExpression expression) implements TriggerSpec {
    @Override
    public TriggerKind kind() {
      return TriggerKind.CRON;
    }
  }

  /**
   * A fixed rate in true elapsed time.
   *
   * @param period from 1 millisecond to 36,525 days
   */
  record Interval(Duration period) implements TriggerSpec {
    public Interval {
      SpecChecks.period("every", period);
    }

    @Override
    public TriggerKind kind() {
      return TriggerKind.INTERVAL;
    }
  }

  /**
   * A fixed delay after the previous run ended.
   *
   * @param delay from 1 millisecond to 36,525 days
   */
  record FixedDelay(Duration delay) implements TriggerSpec {
    public FixedDelay {
      SpecChecks.period("afterEach", delay);
    }

    @Override
    public TriggerKind kind() {
      return TriggerKind.FIXED_DELAY;
    }
  }

  /** Days, weeks, months or years of the calendar. */
  record Calendar(CalendarPeriod period) implements TriggerSpec {
    @Override
    public TriggerKind kind() {
      return TriggerKind.CALENDAR;
    }
  }

  /** An RFC 5545 recurrence. */
  record Rrule(RecurrenceRule rule) implements TriggerSpec {
    @Override
    public TriggerKind kind() {
      return TriggerKind.RRULE;
    }
  }

  /** Once, at an instant; finer parts than a microsecond are cut off. */
  record OnceAt(Instant at) implements TriggerSpec {
    public OnceAt {
      at = SpecChecks.instant("at", at).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public TriggerKind kind() {
      return TriggerKind.ONCE;
    }
  }

  /**
   * Once, when the wall clock of the trigger's zone shows a time; parts of a second are cut off.
   */
  record OnceLocal(LocalDateTime at) implements TriggerSpec {
    public OnceLocal {
      SpecChecks.year("at", at.getYear());
      at = at.withNano(0);
    }

    @Override
    public TriggerKind kind() {
      return TriggerKind.ONCE;
    }
  }

  /**
   * Once, a while after the definition.
   *
   * @param delay from 1 millisecond to 36,525 days
   */
  record OnceIn(Duration delay) implements TriggerSpec {
    public OnceIn {
      SpecChecks.period("in", delay);
    }

    @Override
    public TriggerKind kind() {
      return TriggerKind.ONCE;
    }
  }

  /**
   * Once for each event of a topic.
   *
   * @param topic 1-200 characters: letters, digits, dot, hyphen, underscore, slash, colon; {@code
   *     *} as a whole part stands for any part
   */
  record Event(String topic) implements TriggerSpec {
    private static final Pattern TOPIC = Pattern.compile("[\\p{L}\\p{N}._/:*-]{1,200}");

    public Event {
      if (!TOPIC.matcher(topic).matches()) {
        throw SpecChecks.refused(
            "event",
            "The topic \"" + topic + "\" is not 1-200 letters, digits or any of . - _ / :",
            "Write a name as in file.dropped.");
      }
    }

    @Override
    public TriggerKind kind() {
      return TriggerKind.EVENT;
    }
  }

  /**
   * A schedule in words, as in {@code every weekday at 9}. It has no fires: when its task is saved
   * the triggers that the words mean take its place.
   *
   * @param text 1-1000 characters, not blank; white space around it is dropped
   */
  record Phrase(String text) implements TriggerSpec {
    private static final int LONGEST = 1_000;

    public Phrase {
      text = text.strip();
      if (text.isEmpty() || text.length() > LONGEST) {
        throw SpecChecks.refused(
            "phrase",
            "The phrase has " + text.length() + " characters, not 1 to " + LONGEST + ".",
            "Write words as in every weekday at 9.");
      }
    }

    @Override
    public TriggerKind kind() {
      return TriggerKind.PHRASE;
    }
  }

  /** No fires of its own. */
  record Manual() implements TriggerSpec {
    @Override
    public TriggerKind kind() {
      return TriggerKind.MANUAL;
    }
  }
}
