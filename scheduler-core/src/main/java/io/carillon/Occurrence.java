package io.carillon;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The one thing a run is the work on. Together with the task it is unique in the store, so that two
 * nodes, a replayed message and a backfill all meet the same run. Every key is made here.
 *
 * @param kind what {@code value} means
 * @param value at most 255 characters
 * @param rerun 0 for the first run; each rerun raises it
 */
public record Occurrence(Kind kind, String value, int rerun) {

  /** The kinds of keys. */
  public enum Kind {
    /** The nominal instant; all triggers of a task at one instant are one slot. */
    TIME,
    /** The run after which a fixed delay was counted, or the instant the count began. */
    AFTER,
    /** The event's id. */
    EVENT,
    /** The caller's key, or a new id. */
    CALL,
    /** The flow run's id. */
    NODE
  }

  public Occurrence {
    Objects.requireNonNull(kind, "kind");
    if (value.isEmpty() || value.length() > 255) {
      throw new IllegalArgumentException(
          "Occurrence key has " + value.length() + " characters: write 1 to 255.");
    }
    if (rerun < 0) {
      throw new IllegalArgumentException("Rerun is " + rerun + ": write 0 or more.");
    }
  }

  /** The slot of a nominal instant, to the microsecond, in UTC. */
  public static Occurrence at(Instant nominal) {
    return new Occurrence(Kind.TIME, nominal.toString(), 0);
  }

  /** The slot a fixed delay after a run. */
  public static Occurrence after(RunId previous) {
    return new Occurrence(Kind.AFTER, previous.toString(), 0);
  }

  /** The first slot of a fixed delay, counted from when the trigger was defined. */
  public static Occurrence afterStart(Instant start) {
    return new Occurrence(Kind.AFTER, start.toString(), 0);
  }

  /** The slot of one event. */
  public static Occurrence event(String eventId) {
    return new Occurrence(Kind.EVENT, eventId, 0);
  }

  /** A submission with the caller's own key: the same key again is the same run. */
  public static Occurrence call(String key) {
    return new Occurrence(Kind.CALL, key, 0);
  }

  /** A submission without a key. */
  public static Occurrence call(UUID id) {
    return new Occurrence(Kind.CALL, id.toString(), 0);
  }

  /** A member's place in one flow run. */
  public static Occurrence node(RunId flowRun) {
    return new Occurrence(Kind.NODE, flowRun.toString(), 0);
  }

  /** The same occurrence, run once more. */
  public Occurrence again(int number) {
    return new Occurrence(kind, value, number);
  }

  /** The nominal instant of a slot in time. */
  public Optional<Instant> nominal() {
    return kind == Kind.TIME ? Optional.of(Instant.parse(value)) : Optional.empty();
  }
}
