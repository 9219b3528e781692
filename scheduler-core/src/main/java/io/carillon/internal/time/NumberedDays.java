package io.carillon.internal.time;

import io.carillon.time.DayInMonth;
import java.util.ArrayList;
import java.util.List;

/** Days of a month by number, with rows of three and more and steps put together. */
final class NumberedDays {

  private static final int LEAST_STEPS = 4;

  private NumberedDays() {}

  /**
   * Each piece in words.
   *
   * @param numbers 1 to 31, in order
   */
  static List<String> say(List<Integer> numbers, Wording words) {
    int step = numbers.size() < LEAST_STEPS ? 0 : progression(numbers);
    if (step > 1) {
      int last = numbers.get(numbers.size() - 1);
      return List.of(words.monthDays(new Wording.Steps(numbers.get(0), last, step)));
    }
    List<String> days = new ArrayList<>();
    for (int[] row : Stretches.ofNumbers(numbers)) {
      if (row[1] - row[0] > 1) {
        days.add(words.monthDays(new Wording.Steps(row[0], row[1], 1)));
      } else {
        for (int day = row[0]; day <= row[1]; day++) {
          days.add(words.monthDay(DayInMonth.day(day)));
        }
      }
    }
    return days;
  }

  /** The difference between neighbours where it is the same for all; 0 where it is not. */
  static int progression(List<Integer> values) {
    int step = values.size() < 2 ? 0 : values.get(1) - values.get(0);
    for (int i = 1; i < values.size(); i++) {
      if (values.get(i) - values.get(i - 1) != step) {
        return 0;
      }
    }
    return step;
  }
}
