package io.carillon.testkit.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What happens when; at one instant in the order it was put down. */
final class Timeline {

  private record Entry(Instant at, long order, Runnable what) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::order));
  private long count;

  void at(Instant at, Runnable what) {
    entries.add(new Entry(at, count++, what));
  }

  /** When the next thing happens; null: nothing will. */
  @Nullable Instant next() {
    Entry entry = entries.peek();
    return entry == null ? null : entry.at();
  }

  /** Does the next thing. */
  void step() {
    entries.remove().what().run();
  }
}
