package io.carillon.internal.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Neighbouring values of a circle (weekdays, months), put together. */
final class Stretches {

  private Stretches() {}

  /** First and last of each row of neighbours, in order. */
  static List<int[]> ofNumbers(List<Integer> sorted) {
    List<int[]> rows = new ArrayList<>();
    int[] open = {0, Integer.MIN_VALUE};
    for (int number : sorted) {
      if (number != open[1] + 1) {
        open = new int[] {number, number};
        rows.add(open);
      }
      open[1] = number;
    }
    return rows;
  }

  /**
   * First and last of each stretch, in order. A stretch of three or more may go over the end of the
   * circle (Friday to Monday) and stands last then.
   */
  static <E extends Enum<E>> List<List<E>> of(Set<E> selected, Class<E> type) {
    E[] all = type.getEnumConstants();
    List<List<E>> stretches = new ArrayList<>();
    List<E> open = new ArrayList<>();
    for (E value : all) {
      if (selected.contains(value)) {
        open.add(value);
      } else if (!open.isEmpty()) {
        stretches.add(open);
        open = new ArrayList<>();
      }
    }
    if (!open.isEmpty()) {
      stretches.add(open);
    }
    boolean around = selected.contains(all[0]) && selected.contains(all[all.length - 1]);
    if (around && stretches.size() > 1) {
      List<E> joined = new ArrayList<>(stretches.get(stretches.size() - 1));
      joined.addAll(stretches.get(0));
      if (joined.size() > 2) {
        stretches.remove(0);
        stretches.set(stretches.size() - 1, joined);
      }
    }
    return stretches;
  }
}
