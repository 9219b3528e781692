package io.carillon.time;

import io.carillon.internal.time.PeriodChecks;
import java.time.Month;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Days of each month, or of some months of each year: the 15th, the last Friday, the first Monday
 * of March. A month that lacks such a day has none.
 *
 * @param days at least one
 * @param months in which months; empty for every one
 */
public record MonthlyDays(List<DayInMonth> days, Set<Month> months) {

  /**
   * Checks that such days exist.
   *
   * @throws io.carillon.InvalidDefinitionException if there are no days, or one that no such month
   *     ever has
   */
  public MonthlyDays {
    days = days.stream().distinct().toList();
    months = PeriodChecks.ordered(months, Month.class);
    PeriodChecks.checkThatTheyExist(days, months);
  }

  /** These days of every month. */
  public static MonthlyDays of(DayInMonth... days) {
    return new MonthlyDays(List.of(days), Set.of());
  }

  /** The same days of these months only. */
  public MonthlyDays in(Collection<Month> someMonths) {
    return new MonthlyDays(days, Set.copyOf(someMonths));
  }
}
