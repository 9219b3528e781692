package io.carillon.samples.briefing;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.RunContext;
import io.carillon.Scheduler;
import io.carillon.spring.TaskHandler;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The handlers of the demo's tasks. Everything they read is on this machine. */
@Component
class Gatherers {

  private final Path clone;
  private final Scheduler scheduler;

  Gatherers(BriefingSettings settings, Scheduler scheduler) {
    this.clone = Clone.around(settings.repositoryFolder());
    this.scheduler = scheduler;
  }

  // tag::steps[]
  /** Notes for the briefing. Each part is a step: read once, even if the run is tried again. */
  @TaskHandler("gather-news")
  String gatherNews(RunContext run) throws Exception {
    String commits = run.step("commits", String.class, () -> new CommitLog(clone).newest(8));
    String files = run.step("files", String.class, () -> new ChangedFiles(clone).newest(5));
    String machine = run.step("machine", String.class, Machine::sentence);
    String history = run.step("history", String.class, () -> new History(scheduler).lastHour());
    run.log("Gathered the notes in " + clone);
    return String.join(
        "\n", "# Commits", commits, "# Files", files, "# Machine", machine, "# Tasks", history);
  }

  // end::steps[]

  @TaskHandler("measure-load")
  Map<String, Object> measureLoad() {
    return Machine.load();
  }

  @TaskHandler("measure-disk")
  Map<String, Object> measureDisk() throws Exception {
    return Machine.disk(clone);
  }

  /** Joins the outputs of the two tasks before it. */
  @TaskHandler("judge-machine")
  String judgeMachine(RunContext run) {
    JsonNode load = run.parents().get("measure-load");
    JsonNode disk = run.parents().get("measure-disk");
    if (load == null || disk == null) {
      throw new IllegalStateException("A measurement is missing: " + run.parents().keySet());
    }
    boolean busy = load.path("perProcessor").asDouble() > 1;
    boolean full = disk.path("usedPercent").asInt() >= 90;
    String verdict = busy || full ? "Have a look at this machine" : "This machine is fine";
    return verdict
        + ": load "
        + load.path("perProcessor").asText()
        + " per processor"
        + (busy ? " (busy)" : "")
        + ", disk "
        + disk.path("usedPercent").asText()
        + " % full, "
        + disk.path("freeGigabytes").asText()
        + " GB free"
        + (full ? " (nearly full)." : ".");
  }
}
