package io.carillon.samples.briefing;

import io.carillon.Run;
import io.carillon.RunStatus;
import io.carillon.Scheduler;
import io.carillon.spi.RunQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What the scheduler itself did. */
final class History {

  private static final int MOST = 1_000;

  private final Scheduler scheduler;

  History(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** One line for each task that had runs in the last hour. */
  String lastHour() {
    Instant since = scheduler.store().clock().now().minus(Duration.ofHours(1));
    Map<String, Map<RunStatus, Integer>> byTask = new TreeMap<>();
    for (Run run : scheduler.runs().list(RunQuery.newest(MOST))) {
      if (!run.origin().createdAt().isBefore(since)) {
        byTask
            .computeIfAbsent(run.task().toString(), task -> new TreeMap<>())
            .merge(run.status(), 1, Integer::sum);
      }
    }
    StringBuilder lines = new StringBuilder();
    byTask.forEach(
        (task, counts) -> {
          lines
              .append(lines.isEmpty() ? "- " : "\n- ")
              .append("Task ")
              .append(task)
              .append(" in the last hour:");
          counts.forEach(
              (status, count) -> lines.append(' ').append(count).append(' ').append(status));
        });
    return lines.toString();
  }
}
