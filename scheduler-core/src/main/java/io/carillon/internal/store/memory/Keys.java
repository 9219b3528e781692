package io.carillon.internal.store.memory;

import io.carillon.Occurrence;
import io.carillon.RunId;
import io.carillon.TaskId;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/** Keys of rows that have more than one column in them, in the order of those columns. */
final class Keys {

  private Keys() {}

  record OfTask(TaskId task, int number) implements Comparable<OfTask> {
    private static final Comparator<OfTask> ORDER =
        Comparator.comparing(OfTask::task).thenComparing(OfTask::number);

    @Override
    public int compareTo(OfTask other) {
      return ORDER.compare(this, other);
    }
  }

  record Slot(TaskId task, Occurrence.Kind kind, String value, int rerun)
      implements Comparable<Slot> {
    private static final Comparator<Slot> ORDER =
        Comparator.comparing(Slot::task)
            .thenComparing(Slot::kind)
            .thenComparing(Slot::value)
            .thenComparing(Slot::rerun);

    static Slot of(TaskId task, Occurrence occurrence) {
      return new Slot(task, occurrence.kind(), occurrence.value(), occurrence.rerun());
    }

    @Override
    public int compareTo(Slot other) {
      return ORDER.compare(this, other);
    }
  }

  record OfRun(RunId run, String text, int claim, int number) implements Comparable<OfRun> {
    private static final Comparator<OfRun> ORDER =
        Comparator.comparing(OfRun::run)
            .thenComparing(OfRun::claim)
            .thenComparing(OfRun::text)
            .thenComparing(OfRun::number);

    @Override
    public int compareTo(OfRun other) {
      return ORDER.compare(this, other);
    }
  }

  record Skip(TaskId task, Instant at, Instant from, String reason) implements Comparable<Skip> {
    private static final Comparator<Skip> ORDER =
        Comparator.comparing(Skip::task)
            .thenComparing(Skip::at)
            .thenComparing(Skip::from)
            .thenComparing(Skip::reason);

    @Override
    public int compareTo(Skip other) {
      return ORDER.compare(this, other);
    }
  }

  record Named(String namespace, String name) implements Comparable<Named> {
    private static final Comparator<Named> ORDER =
        Comparator.comparing(Named::namespace).thenComparing(Named::name);

    @Override
    public int compareTo(Named other) {
      return ORDER.compare(this, other);
    }
  }

  /** A UUID in the unsigned order of its text. */
  record Id(UUID value) implements Comparable<Id> {
    @Override
    public int compareTo(Id other) {
      return new RunId(value).compareTo(new RunId(other.value));
    }
  }
}
