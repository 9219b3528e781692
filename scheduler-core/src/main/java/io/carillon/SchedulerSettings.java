package io.carillon;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;

/**
 * How one scheduler behaves. Immutable; start from {@link #standard()} and change what differs.
 *
 * @param node the name people know this node by
 * @param workers how many runs it works on at once, 1 to 10000
 * @param lease how long other nodes believe it alive without hearing of it; 3 s to 10 min
 * @param zone of tasks that name none
 * @param drain how long {@link Scheduler#close()} waits for running runs; zero or more
 * @param retention how long ended runs are kept; 1 min or more
 * @param catchUpPerMinute how many missed slots this node makes due a minute, 1 to 100000
 * @param enabled whether it plans and runs; false: it serves reads and edits only
 */
public record SchedulerSettings(
    String node,
    int workers,
    Duration lease,
    ZoneId zone,
    Duration drain,
    Duration retention,
    int catchUpPerMinute,
    boolean enabled) {

  public SchedulerSettings {
    Objects.requireNonNull(zone, "zone");
    check(!node.isBlank() && node.length() <= 255, "node", "1 to 255 characters", node);
    check(workers >= 1 && workers <= 10_000, "workers", "1 to 10000", workers);
    check(
        lease.compareTo(Duration.ofSeconds(3)) >= 0 && lease.compareTo(Duration.ofMinutes(10)) <= 0,
        "lease",
        "3 s to 10 min",
        lease);
    check(!drain.isNegative(), "drain", "zero or more", drain);
    check(retention.compareTo(Duration.ofMinutes(1)) >= 0, "retention", "1 min or more", retention);
    check(
        catchUpPerMinute >= 1 && catchUpPerMinute <= 100_000,
        "catchUpPerMinute",
        "1 to 100000",
        catchUpPerMinute);
  }

  /**
   * 16 workers, a lease of 20 s, UTC, a drain of 30 s, 30 days of history, 20 catch-ups a minute.
   * The node is named {@code node}.
   */
  public static SchedulerSettings standard() {
    return new SchedulerSettings(
        "node",
        16,
        Duration.ofSeconds(20),
        ZoneId.of("UTC"),
        Duration.ofSeconds(30),
        Duration.ofDays(30),
        20,
        true);
  }

  public SchedulerSettings withNode(String other) {
    return new SchedulerSettings(
        other, workers, lease, zone, drain, retention, catchUpPerMinute, enabled);
  }

  public SchedulerSettings withWorkers(int other) {
    return new SchedulerSettings(
        node, other, lease, zone, drain, retention, catchUpPerMinute, enabled);
  }

  public SchedulerSettings withLease(Duration other) {
    return new SchedulerSettings(
        node, workers, other, zone, drain, retention, catchUpPerMinute, enabled);
  }

  public SchedulerSettings withZone(ZoneId other) {
    return new SchedulerSettings(
        node, workers, lease, other, drain, retention, catchUpPerMinute, enabled);
  }

  public SchedulerSettings withDrain(Duration other) {
    return new SchedulerSettings(
        node, workers, lease, zone, other, retention, catchUpPerMinute, enabled);
  }

  public SchedulerSettings withRetention(Duration other) {
    return new SchedulerSettings(
        node, workers, lease, zone, drain, other, catchUpPerMinute, enabled);
  }

  public SchedulerSettings withCatchUpPerMinute(int other) {
    return new SchedulerSettings(node, workers, lease, zone, drain, retention, other, enabled);
  }

  /** A node that serves reads and edits and runs nothing. */
  public SchedulerSettings disabled() {
    return new SchedulerSettings(
        node, workers, lease, zone, drain, retention, catchUpPerMinute, false);
  }

  private static void check(boolean holds, String what, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Setting " + what + " is " + found + ": write " + expected + ".");
    }
  }
}
