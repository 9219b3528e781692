package io.carillon.internal.phrase;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** What "next Friday" and "next month" mean, seen from a day. */
final class Coming {

  private Coming() {}

  /**
   * The date.
   *
   * @throws Unclear when people disagree: on a Monday, "next Friday" is this week's or next week's
   */
  static LocalDate date(Chunk.ComingWeekday coming, LocalDate today) {
    DayOfWeek day = DayOfWeek.of(coming.day());
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate next = today.with(TemporalAdjusters.next(day));
    return switch (coming.which()) {
      case THIS -> today.with(TemporalAdjusters.nextOrSame(day));
      case OF_THIS_WEEK -> monday.plusDays(coming.day() - 1L);
      case OF_NEXT_WEEK -> monday.plusWeeks(coming.count()).plusDays(coming.day() - 1L);
      case COUNTED -> next.plusWeeks(coming.count() - 1L);
      case NEXT -> next(day, next, monday, 0);
      case AFTER_NEXT -> next(day, next, monday, 1);
    };
  }

  private static LocalDate next(DayOfWeek day, LocalDate first, LocalDate monday, int weeks) {
    LocalDate next = first.plusWeeks(weeks);
    if (!first.isBefore(monday.plusWeeks(1))) {
      return next;
    }
    LocalDate following = next.plusWeeks(1);
    throw Unclear.ask(
        Message.of("Does next {1} mean {2} or {3}?", Message.of(day), next, following),
        List.of(
            new Chunk.Alternative(Message.of("{1}", next), List.of(new Chunk.RelativeDay(next))),
            new Chunk.Alternative(
                Message.of("{1}", following), List.of(new Chunk.RelativeDay(following)))));
  }

  /** The period as a limit: the month or year itself, else its first day. */
  static When limit(Chunk.ComingPeriod coming, LocalDate today) {
    LocalDate start = start(coming, today);
    return switch (coming.unit()) {
      case MONTH, QUARTER -> When.of(start.getYear(), start.getMonthValue(), 0);
      case YEAR -> When.of(start.getYear(), 0, 0);
      default -> When.on(start);
    };
  }

  /** The first day of the period. */
  static LocalDate start(Chunk.ComingPeriod coming, LocalDate today) {
    return switch (coming.unit()) {
      case WEEK, FORTNIGHT ->
          today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(coming.ahead());
      case MONTH -> today.withDayOfMonth(1).plusMonths(coming.ahead());
      case QUARTER ->
          today
              .withDayOfMonth(1)
              .withMonth((today.getMonthValue() - 1) / 3 * 3 + 1)
              .plusMonths(3L * coming.ahead());
      case YEAR -> today.withDayOfYear(1).plusYears(coming.ahead());
      default -> today.plusDays(coming.ahead());
    };
  }
}
