package io.carillon.internal.phrase;

import io.carillon.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a phrase asks for, in local time: the meaning before it becomes triggers.
 *
 * @param rules fires are the union of all, one per instant; never empty
 * @param bounds from when, until when, how often
 * @param except what is left out
 * @param zone the zone of every local time here
 */
public record PhraseSchedule(List<Rule> rules, Bounds bounds, List<Except> except, ZoneId zone) {

  public PhraseSchedule {
    rules = List.copyOf(rules);
    except = List.copyOf(except);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("A schedule needs at least one rule");
    }
  }

  /** One source of fires. */
  sealed interface Rule permits Once, Rate, Days, Written {}

  /**
   * One fire.
   *
   * @param at the local time
   * @param exact the instant where a delay of hours or minutes fixed it; null for a local time
   */
  record Once(LocalDateTime at, @Nullable Instant exact) implements Rule {
    Once(LocalDateTime at) {
      this(at, null);
    }
  }

  /** A fixed rate of true elapsed time; the first fire after now is counted from the anchor. */
  record Rate(Duration period, LocalDateTime anchor) implements Rule {}

  /** A trigger that was written out in the phrase, such as a cron expression. */
  record Written(Trigger trigger) implements Rule {}

  /** Times of day on some days. */
  record Days(DayRule days, List<ClockSet> times) implements Rule {
    public Days {
      times = List.copyOf(times);
    }
  }

  /**
   * Limits.
   *
   * @param start no fire before; null for none
   * @param end no fire after; null for none
   * @param count at most so many fires; 0 for no limit
   */
  record Bounds(@Nullable LocalDateTime start, @Nullable LocalDateTime end, int count) {
    static final Bounds NONE = new Bounds(null, null, 0);
  }

  /** Something left out. */
  sealed interface Except
      permits ExceptDates, ExceptDays, ExceptMoment, ExceptWindow, ExceptCalendar {}

  /** Whole days, first to last, both included. */
  record ExceptDates(LocalDate first, LocalDate last) implements Except {}

  /** Days by rule: weekends, all of July, the last Friday of a month. */
  record ExceptDays(DayRule days) implements Except {}

  /** One fire. */
  record ExceptMoment(LocalDateTime at) implements Except {}

  /** A part of every day. */
  record ExceptWindow(Window window) implements Except {}

  /** A named calendar of the host. */
  record ExceptCalendar(String name) implements Except {}
}
