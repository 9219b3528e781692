package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.List;

/** Takes days by rule ("the first Monday of March", "25 December") out of other day rules. */
final class DaysWithout {

  private static final int ALL_MONTHS = 0xfff;
  private static final int ALL_DAYS = 0x7f;

  private DaysWithout() {}

  /**
   * Rules that together hold the days of {@code rule} that are not in {@code left}.
   *
   * @throws Unclear where no rule can say it
   */
  static List<DayRule> of(DayRule rule, DayRule left) {
    int months = rule.months() == 0 ? ALL_MONTHS : rule.months();
    int touched = months & (left.months() == 0 ? ALL_MONTHS : left.months());
    List<DayRule> rules = new ArrayList<>();
    if ((months & ~touched) != 0) {
      rules.add(in(rule, months & ~touched, rule.weekdays(), rule.monthDays(), rule.nth()));
    }
    if (touched == 0) {
      return rules;
    }
    if (!left.monthDays().isEmpty()) {
      withoutDays(rule, touched, left.monthDays(), rules);
    } else if (!left.nth().isEmpty()) {
      withoutPlaces(rule, touched, left.nth(), rules);
    }
    return rules;
  }

  private static void withoutDays(
      DayRule rule, int months, List<Integer> left, List<DayRule> rules) {
    boolean numbered = !rule.monthDays().isEmpty();
    boolean fromEnd = left.stream().anyMatch(d -> d < 0);
    boolean mixed = fromEnd != rule.monthDays().stream().anyMatch(d -> d < 0) && numbered;
    if (!rule.nth().isEmpty() || !rule.nearestTo().isEmpty() || mixed) {
      throw unsayable();
    }
    List<Integer> days = new ArrayList<>();
    for (int n = 1; n <= 31; n++) {
      int day = fromEnd ? -n : n;
      if (!left.contains(day) && (!numbered || rule.monthDays().contains(day))) {
        days.add(day);
      }
    }
    if (!days.isEmpty()) {
      rules.add(in(rule, months, rule.weekdays(), days, List.of()));
    }
  }

  private static void withoutPlaces(DayRule rule, int months, List<Nth> left, List<DayRule> rules) {
    if (!rule.nth().isEmpty() || !rule.monthDays().isEmpty() || !rule.nearestTo().isEmpty()) {
      throw unsayable();
    }
    int weekdays = rule.weekdays() == 0 ? ALL_DAYS : rule.weekdays();
    int named = 0;
    for (Nth nth : left) {
      if (Integer.bitCount(nth.days()) != 1) {
        throw unsayable();
      }
      named |= nth.days();
    }
    if ((weekdays & ~named) != 0) {
      rules.add(in(rule, months, weekdays & ~named, List.of(), List.of()));
    }
    List<Nth> places = new ArrayList<>();
    for (int day = 0; day < 7; day++) {
      int mask = 1 << day;
      if ((weekdays & named & mask) != 0) {
        places.addAll(otherPlaces(mask, left));
      }
    }
    if (!places.isEmpty()) {
      rules.add(in(rule, months, 0, List.of(), places));
    }
  }

  private static List<Nth> otherPlaces(int mask, List<Nth> left) {
    List<Integer> taken = left.stream().filter(nth -> nth.days() == mask).map(Nth::n).toList();
    boolean fromEnd = taken.stream().anyMatch(n -> n < 0);
    if (fromEnd && taken.stream().anyMatch(n -> n > 0)) {
      throw unsayable();
    }
    List<Nth> places = new ArrayList<>();
    for (int n = 1; n <= 5; n++) {
      int place = fromEnd ? -n : n;
      if (!taken.contains(place)) {
        places.add(new Nth(place, mask));
      }
    }
    return places;
  }

  private static DayRule in(
      DayRule rule, int months, int weekdays, List<Integer> monthDays, List<Nth> nth) {
    return new DayRule(
        rule.step(),
        months == ALL_MONTHS ? 0 : months,
        weekdays == ALL_DAYS ? 0 : weekdays,
        new DayRule.Places(monthDays, nth, rule.nearestTo()),
        rule.yearly());
  }

  private static Unclear unsayable() {
    return Unclear.ask(
        "That exception does not fit these days. Please name the days that are left instead.");
  }
}
