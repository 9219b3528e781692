package io.carillon.samples.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.RunStep;
import io.carillon.StepKind;
import io.carillon.spi.HistoryStore.FlowMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DemoTest {

  private static final List<String> DELIVERING =
      List.of("write-briefing", "judge-machine", "look-around", "sum-up-file");

  @TempDir Path folder;

  @Test
  void everyTaskOfTheDemoCompletesAndReachesTheInbox(CapturedOutput output) throws Exception {
    try (RunningDemo demo = RunningDemo.in(folder, "--briefing.reminder-after=1s")) {
      RunId briefing = demo.scheduler().run("morning-briefing");
      RunId check = demo.scheduler().run("machine-check");
      drop("harvest.txt", "The apples are ripe. Pears follow in a week.");
      for (String task : DELIVERING) {
        demo.await(task + " is in the inbox", () -> has(demo, task));
      }

      assertThat(demo.scheduler().runs().find(briefing).orElseThrow().status())
          .isEqualTo(RunStatus.COMPLETED);
      assertStepsAreJournaled(demo, briefing);
      assertJoinCameLast(demo, check);
      assertThat(demo.inboxOf("sum-up-file").get(0).path("content").asText())
          .contains("The apples are ripe.");
      assertThat(demo.inboxOf("judge-machine").get(0).path("content").asText())
          .contains(" per processor", " % full, ", " GB free");
      assertThat(demo.json("/api/carillon/session").path("models").path(0).asText())
          .isEqualTo(ExtractiveSummarizer.NAME);
      assertThat(demo.text("/carillon/")).contains("<title>Carillon</title>");
    }
    assertThat(output)
        .contains("Carillon is running: http://localhost:", "/carillon/#/inbox")
        .contains("No OPENAI_API_KEY is set", folder.resolve("drop").toString());
  }

  private void drop(String name, String text) throws IOException {
    Path dropped = Files.createDirectories(folder.resolve("drop")).resolve(name);
    Files.writeString(dropped, text);
  }

  private static boolean has(RunningDemo demo, String task) {
    return inbox(demo, task).stream()
        .anyMatch(
            item ->
                item.path("status").asText().equals("COMPLETED")
                    && item.path("state").asText().equals("DELIVERED"));
  }

  private static List<JsonNode> inbox(RunningDemo demo, String task) {
    try {
      return demo.inboxOf(task);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void assertStepsAreJournaled(RunningDemo demo, RunId briefing) {
    List<FlowMember> members = demo.scheduler().runs().members(briefing);
    assertThat(members)
        .extracting(FlowMember::task)
        .containsExactly("gather-news", "write-briefing");
    List<RunStep> gathered = demo.scheduler().runs().steps(members.get(0).run().id());
    assertThat(gathered)
        .extracting(RunStep::path)
        .containsExactly("commits", "files", "machine", "history");
    assertThat(gathered).allMatch(step -> step.state() == RunStep.State.DONE);
    List<RunStep> asked =
        demo.scheduler().runs().steps(members.get(1).run().id()).stream()
            .filter(step -> step.kind() == StepKind.MODEL)
            .toList();
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).model()).isEqualTo(ExtractiveSummarizer.NAME);
    assertThat(asked.get(0).request().toString())
        .contains("GB are free", "Task gather-news in the last hour");
  }

  private static void assertJoinCameLast(RunningDemo demo, RunId check) {
    List<Run> members =
        demo.scheduler().runs().members(check).stream().map(FlowMember::run).toList();
    Run verdict = members.get(2);
    assertThat(verdict.task().name()).isEqualTo("judge-machine");
    for (Run measured : members.subList(0, 2)) {
      assertThat(verdict.startedAt()).isAfterOrEqualTo(measured.endedAt());
    }
  }

  @Test
  void afterARestartNothingIsSentTwiceAndNewFilesAreSeen() throws Exception {
    String reminded;
    try (RunningDemo demo = RunningDemo.in(folder, "--briefing.reminder-after=1s")) {
      drop("first.txt", "The first file.");
      demo.await("the reminder", () -> demo.completed("look-around"));
      demo.await("the first file", () -> demo.completed("sum-up-file"));
      reminded = demo.runsOf("look-around").get(0).id().toString();
    }
    drop("second.txt", "A file that came while nobody looked.");

    try (RunningDemo demo = RunningDemo.in(folder, "--briefing.reminder-after=1s")) {
      demo.await("the second file", () -> inbox(demo, "sum-up-file").size() == 2);
      assertThat(demo.inboxOf("sum-up-file"))
          .extracting(item -> item.path("content").asText())
          .containsExactly(
              "Offline extract, 1 of 1 sentence:\n- A file that came while nobody looked.",
              "Offline extract, 1 of 1 sentence:\n- The first file.");
      assertThat(demo.runsOf("look-around"))
          .extracting(run -> run.id().toString())
          .containsExactly(reminded);
    }
  }

  @Test
  void withAKeyTheModelIsAskedOncePerAttemptAndItsWordsArrive() throws Exception {
    try (ModelServer server = ModelServer.thatFailsOnce("All is quiet today.");
        RunningDemo demo =
            RunningDemo.in(
                folder,
                "--OPENAI_API_KEY=sk-test",
                "--OPENAI_BASE_URL=" + server.baseUrl(),
                "--OPENAI_MODEL=tiny")) {
      demo.scheduler().run("morning-briefing");
      demo.await("the briefing", () -> has(demo, "write-briefing"));

      JsonNode item = demo.inboxOf("write-briefing").get(0);
      assertThat(item.path("content").asText()).isEqualTo("All is quiet today.");
      Run run = demo.runsOf("write-briefing").get(demo.runsOf("write-briefing").size() - 1);
      assertThat(run.counters().failures()).isEqualTo(1);
      assertThat(server.requests().get(0)).contains("\"tiny\"", "GB are free");
      assertThat(demo.json("/api/carillon/session").path("models").path(0).asText())
          .isEqualTo("tiny");
    }
  }
}
