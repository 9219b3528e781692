package io.carillon.samples.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Occurrence;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.RunStep;
import io.carillon.SkippedSlots;
import io.carillon.StoredTask;
import io.carillon.TaskKey;
import io.carillon.jdbc.JdbcStore;
import io.carillon.spi.RunQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo is killed while runs are going, and started again on what it left behind. */
@Tag("slow")
class KillTest {

  private static final int SUBMITTED = 12;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @TempDir Path folder;

  /** What was on the disk when the process was dead. */
  private record Left(Map<String, String> doneSteps, long running) {}

  @Test
  void afterKillNothingAcknowledgedIsLostNothingRecordedIsDoneAgainAndEverySlotIsAccountedFor()
      throws Exception {
    List<String> acknowledged = new ArrayList<>();
    try (KilledDemo first = KilledDemo.start(folder)) {
      String work = first.task("work");
      for (int i = 0; i < SUBMITTED; i++) {
        acknowledged.add(first.run(work));
      }
      await("work", () -> ledger().size() >= SUBMITTED * KillTarget.STEPS / 4);
      acknowledged.add(first.run(work));
      first.kill();
    }
    Left left = look();
    assertThat(left.running()).as("runs that were going").isPositive();
    assertThat(left.doneSteps()).as("recorded steps").hasSizeGreaterThan(SUBMITTED);

    long secondPid;
    try (KilledDemo second = KilledDemo.start(folder)) {
      secondPid = second.pid();
      for (String run : acknowledged) {
        await("run " + run, () -> completed(second, run));
      }
      second.kill();
    }

    assertNothingRecordedWasDoneAgain(left, secondPid);
    try (JdbcStore store = open()) {
      for (String run : acknowledged) {
        assertThat(store.run(RunId.of(run)).orElseThrow().status())
            .as(run)
            .isEqualTo(RunStatus.COMPLETED);
      }
      assertRecordedResultsWereUsed(store, left, acknowledged);
      assertEverySlotIsAccountedForOnce(store);
    }
  }

  private JdbcStore open() {
    return JdbcStore.file(folder.resolve("data/carillon.db"));
  }

  private List<String> ledger() throws IOException {
    Path ledger = folder.resolve("ledger");
    return Files.exists(ledger) ? Files.readAllLines(ledger) : List.of();
  }

  /** Looks again whenever the ledger grows, and each second, until it holds or time is up. */
  private void await(String what, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    try (WatchService watcher = folder.getFileSystem().newWatchService()) {
      folder.register(
          watcher, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      while (!holds.call()) {
        assertThat(System.nanoTime()).as(what).isLessThan(end);
        WatchKey heard = watcher.poll(1, TimeUnit.SECONDS);
        if (heard != null) {
          heard.pollEvents();
          heard.reset();
        }
      }
    }
  }

  private static boolean completed(KilledDemo demo, String run) throws Exception {
    String status = demo.status(run);
    assertThat(status).isNotIn("FAILED", "CANCELLED", "SKIPPED");
    return status.equals("COMPLETED");
  }

  private Left look() {
    Map<String, String> done = new HashMap<>();
    long running = 0;
    try (JdbcStore store = open()) {
      for (Run run : store.runs(RunQuery.newest(1000))) {
        running += run.state() == RunState.RUNNING ? 1 : 0;
        for (RunStep step : store.steps(run.id())) {
          if (step.state() == RunStep.State.DONE && step.response() != null) {
            done.put(run.id() + " " + step.path(), step.response().asText());
          }
        }
      }
    }
    return new Left(done, running);
  }

  private void assertNothingRecordedWasDoneAgain(Left left, long secondPid) throws IOException {
    List<String> second =
        ledger().stream().filter(line -> line.startsWith(secondPid + " ")).toList();
    assertThat(second).as("work of the second process").isNotEmpty();
    for (String line : second) {
      String[] parts = line.split(" ", -1);
      assertThat(left.doneSteps()).doesNotContainKey(parts[1] + " " + parts[2]);
    }
  }

  private static void assertRecordedResultsWereUsed(
      JdbcStore store, Left left, List<String> acknowledged) {
    int used = 0;
    for (String id : acknowledged) {
      Run run = store.run(RunId.of(id)).orElseThrow();
      assertThat(run.output().orElseThrow()).hasSize(KillTarget.STEPS);
      for (int i = 0; i < KillTarget.STEPS; i++) {
        String recorded = left.doneSteps().get(id + " part-" + i);
        if (recorded != null) {
          used++;
          assertThat(run.output().orElseThrow().path(i).asText()).isEqualTo(recorded);
        }
      }
    }
    assertThat(used).isPositive();
  }

  /** From the first second to the last one, each is one run or part of one record of skips. */
  private static void assertEverySlotIsAccountedForOnce(JdbcStore store) {
    StoredTask task = store.find(TaskKey.of("every-second")).orElseThrow();
    Map<Instant, Integer> slots = new TreeMap<>();
    for (Run run : store.runs(RunQuery.newest(1000).ofTask(task.id()))) {
      if (run.origin().occurrence().kind() == Occurrence.Kind.TIME) {
        slots.merge(Instant.parse(run.origin().occurrence().value()), 1, Integer::sum);
      }
    }
    for (SkippedSlots skipped : store.skips(task.id(), 1000)) {
      assertThat(skipped.reason()).isNotBlank();
      assertThat(skipped.count())
          .isEqualTo((int) Duration.between(skipped.from(), skipped.to()).toSeconds() + 1);
      for (int i = 0; i < skipped.count(); i++) {
        slots.merge(skipped.from().plusSeconds(i), 1, Integer::sum);
      }
    }
    List<Instant> all = List.copyOf(slots.keySet());
    Instant first = all.get(0);
    assertThat(all).hasSizeGreaterThan(5);
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i)).as("slot %d", i).isEqualTo(first.plusSeconds(i));
    }
    assertThat(slots.values()).allMatch(times -> times == 1);
  }
}
