package io.carillon.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.carillon.Effect;
import io.carillon.InvalidDefinitionException;
import io.carillon.ManualScheduler;
import io.carillon.Money;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStep;
import io.carillon.Scheduler;
import io.carillon.Submission;
import io.carillon.Task;
import io.carillon.testkit.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The prompt action on a real scheduler in virtual time, with a real client over real HTTP. */
class PromptOnSchedulerTest {

  private final VirtualClock clock = VirtualClock.create();
  private OpenAiServer server;
  private ManualScheduler scheduler;
  private String found = "sunny";

  @BeforeEach
  void start() throws IOException {
    server = new OpenAiServer();
    OpenAiChatModel model =
        OpenAiChatModel.builder()
            .httpClientBuilder(JdkHttpClient.builder().httpClientBuilder(RetryAfterHttp.builder()))
            .baseUrl(server.url())
            .apiKey("test")
            .modelName("test-model")
            .maxRetries(0)
            .build();
    Models models =
        Models.of("test-model", ChatModelClient.of(model, new OpenAiUsage()))
            .withPrices(
                PriceTable.version("v").with("test-model", PriceTable.Prices.perMillion("1", "5")));
    Tool look =
        Tool.of("look", "Looks outside.", "{\"type\":\"object\"}", in -> TextNode.valueOf(found))
            .effect(Effect.READ_ONLY);
    scheduler =
        Scheduler.builder()
            .clock(clock)
            .executor(PromptExecutor.of(models, Tools.of(look)))
            .buildManual();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RunId submit(Prompt prompt) {
    scheduler.tasks().create(Task.named("weather").action(prompt.action()).build(), "test");
    return scheduler.submit(Submission.of("weather"));
  }

  private Run after(RunId id, Duration time) {
    clock.advance(time);
    scheduler.step();
    scheduler.step();
    return scheduler.runs().find(id).orElseThrow();
  }

  @Test
  void aRateLimitInTheMiddleUsesNoAttemptAndNothingIsPaidTwice() {
    server
        .thenTools("look", "{}")
        .then(429, Map.of("Retry-After", "70"), OpenAiServer.error("rate_limit_exceeded"))
        .thenText("Sunny.");
    RunId id = submit(Prompt.of("Weather?").tools("look"));

    Run waiting = after(id, Duration.ZERO);
    assertThat(waiting.state()).isEqualTo(RunState.PENDING);
    assertThat(waiting.counters().failures()).isZero();
    assertThat(waiting.due()).isEqualTo(VirtualClock.START.plusSeconds(70));
    assertThat(waiting.reason()).contains("HTTP 429");
    assertThat(after(id, Duration.ofSeconds(69)).state()).isEqualTo(RunState.PENDING);

    Run done = after(id, Duration.ofSeconds(1));
    assertThat(done.state()).isEqualTo(RunState.COMPLETED);
    assertThat(done.output()).contains(TextNode.valueOf("Sunny."));
    assertThat(server.calls()).isEqualTo(3);
    // Two answered calls of 1000 in and 200 out, at $1 and $5 a million.
    assertThat(done.usage().total()).isEqualTo(2400);
    assertThat(done.usage().cost()).isEqualTo(Money.usd("0.004"));
  }

  @Test
  void whatTheJournalRedactsDoesNotMakeAReplayDiverge() {
    found = "The page says: Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123456789";
    server
        .thenTools("look", "{}")
        .thenTools("look", "{\"again\":true}")
        .then(429, Map.of("Retry-After", "1"), OpenAiServer.error("rate_limit_exceeded"))
        .thenText("Done.");
    RunId id = submit(Prompt.of("Weather?").tools("look"));
    after(id, Duration.ZERO);

    Run done = after(id, Duration.ofSeconds(1));

    assertThat(done.error()).isEmpty();
    assertThat(done.state()).isEqualTo(RunState.COMPLETED);
    assertThat(scheduler.runs().steps(id).toString())
        .doesNotContain("abcdefghijklmnopqrstuvwxyz0123456789");
    assertThat(server.calls()).isEqualTo(4);
  }

  @Test
  void aFailureOfTheProviderIsRetriedByTheTasksPolicy() {
    server.then(500, Map.of(), "down").thenText("Sunny.");
    RunId id = submit(Prompt.of("Weather?"));
    assertThat(after(id, Duration.ZERO).counters().failures()).isEqualTo(1);
    assertThat(after(id, Duration.ofHours(1)).state()).isEqualTo(RunState.COMPLETED);
    assertThat(server.calls()).isEqualTo(2);
  }

  @Test
  void aRejectedAnswerIsKeptAndPaid() {
    server.thenFinish("length", "half an ans");
    RunId id = submit(Prompt.of("Weather?"));

    Run failed = after(id, Duration.ZERO);

    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.usage().total()).isEqualTo(1200);
    List<RunStep> steps = scheduler.runs().steps(id);
    assertThat(steps).extracting(RunStep::path).containsExactly("prompt", "round-1");
    assertThat(steps.get(1).state()).isEqualTo(RunStep.State.REJECTED);
    assertThat(String.valueOf(steps.get(1).response())).contains("half an ans");
  }

  @Test
  void aFaultyPromptIsRefusedWhenTheTaskIsDefined() {
    assertThatThrownBy(() -> submit(Prompt.of("{{ payloud.x }}").tools("lok").model("gpt")))
        .isInstanceOfSatisfying(
            InvalidDefinitionException.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(problem -> problem.where())
                    .containsExactlyInAnyOrder("action.model", "action.prompt", "action.tools[0]"));
  }
}
