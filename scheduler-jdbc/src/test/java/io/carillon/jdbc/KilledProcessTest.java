package io.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.RunId;
import io.carillon.StoredTask;
import io.carillon.Submission;
import io.carillon.Task;
import io.carillon.spi.RunStore.Submitted;
import io.carillon.spi.TaskStore.Change;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process that writes to a file is killed; what it had acknowledged is there. */
class KilledProcessTest {

  private static final int KILLS = 4;
  private static final int ACKNOWLEDGED_BEFORE_KILL = 150;

  /** Runs in a process of its own until it is killed. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] arguments) {
      JdbcStore store = JdbcStore.file(Path.of(arguments[0]));
      store.save(
          Task.named("work").handler("any").build(),
          new Change(null, "test", StoredTask.Source.DECLARED, ZoneOffset.UTC),
          store.clock().now());
      while (true) {
        List<Submitted> made =
            store.submit(
                List.of(Submission.of("work"), Submission.of("work")), store.clock().now());
        made.forEach(submitted -> System.out.println(submitted.run()));
        System.out.flush();
      }
    }
  }

  @Test
  @Tag("slow")
  void noAcknowledgedRunIsLost() throws IOException, InterruptedException {
    Path file = Databases.directory().resolve("killed.db");
    List<RunId> acknowledged = new ArrayList<>();

    for (int kill = 0; kill < KILLS; kill++) {
      acknowledged.addAll(writeUntilKilled(file));
      try (JdbcStore store = JdbcStore.file(file)) {
        assertThat(acknowledged)
            .allSatisfy(run -> assertThat(store.run(run)).as("run %s", run).isPresent());
      }
    }

    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * ACKNOWLEDGED_BEFORE_KILL);
  }

  /** Everything it had printed, also what was still in the pipe when it was killed. */
  private static List<RunId> writeUntilKilled(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<RunId> acknowledged = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.length() == 36) {
          acknowledged.add(RunId.of(line));
        }
        if (acknowledged.size() == ACKNOWLEDGED_BEFORE_KILL) {
          // By its handle: Process.destroyForcibly() closes the pipe with what is in it.
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return acknowledged;
  }
}
