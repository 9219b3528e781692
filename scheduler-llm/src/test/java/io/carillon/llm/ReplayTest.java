package io.carillon.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.Effect;
import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.StepDivergedException;
import io.carillon.llm.Journal.Boundary;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was recorded is not asked, paid or done again, wherever the process died. */
class ReplayTest {

  private static final Prompt PROMPT =
      Prompt.of("Order for {{ payload.name }} at {{ started_at }}").tools("order", "look");

  private final ScriptedModel model = new ScriptedModel();
  private final AtomicInteger ordered = new AtomicInteger();
  private final AtomicInteger looked = new AtomicInteger();

  private PromptExecutor executor() {
    String schema = "{\"type\":\"object\",\"properties\":{}}";
    return PromptExecutor.of(
        Models.of("m", model),
        Tools.of(
            Tool.of(
                "order",
                "Orders.",
                schema,
                input ->
                    TextNode.valueOf("number " + ordered.incrementAndGet() + " " + input.key())),
            Tool.of(
                    "look",
                    "Looks.",
                    schema,
                    input -> TextNode.valueOf("" + looked.incrementAndGet()))
                .effect(Effect.READ_ONLY)));
  }

  private TestRun run() {
    TestRun run = TestRun.of(PROMPT);
    run.payload = TestRun.json("{'name':'Ada'}");
    return run;
  }

  private static Stream<Arguments> boundaries() {
    return Stream.of("prompt", "round-1", "round-1/tool-1:look", "round-1/tool-2:order", "round-2")
        .flatMap(
            path -> Stream.of(Boundary.values()).map(boundary -> Arguments.of(path, boundary)));
  }

  @ParameterizedTest
  @MethodSource("boundaries")
  void aCrashAnywhereRepeatsAtMostTheStepUnderWay(String path, Boundary boundary) throws Exception {
    boolean callLost = boundary == Boundary.AFTER_CALL;
    boolean modelLost = callLost && path.matches("round-\\d");
    model.asks("look", "{}", "order", "{}");
    if (modelLost && path.equals("round-1")) {
      model.asks("look", "{}", "order", "{}");
    }
    model.says("done");
    if (modelLost && path.equals("round-2")) {
      model.says("done");
    }
    TestRun run = run();
    run.journal.crashAt(path, boundary);

    assertThatThrownBy(() -> executor().execute(run)).isInstanceOf(Journal.Crash.class);

    boolean unknownOrder =
        path.endsWith("order") && (callLost || boundary == Boundary.AFTER_INTENT);
    if (unknownOrder) {
      assertThatThrownBy(() -> executor().execute(run)).isInstanceOf(Journal.Parked.class);
      assertThat(ordered).hasValue(callLost ? 1 : 0);
      assertThat(model.requests).hasSize(1);
      return;
    }
    assertThat(executor().execute(run)).isEqualTo(Outcome.success("done"));
    assertThat(model.requests).hasSize(modelLost ? 3 : 2);
    assertThat(ordered).hasValue(1);
    assertThat(looked).hasValue(callLost && path.endsWith("look") ? 2 : 1);
    assertThat(run.journal.usage().total()).isEqualTo(240);
  }

  @Test
  void aFinishedRunReplaysWithoutAnyCall() throws Exception {
    model.asks("look", "{}", "order", "{}").says("done");
    TestRun run = run();
    executor().execute(run);

    assertThat(executor().execute(run)).isEqualTo(Outcome.success("done"));

    assertThat(model.requests).hasSize(2);
    assertThat(ordered).hasValue(1);
  }

  @Test
  void thePromptSentAgainIsTheOneRecordedNotTheOneOfNow() throws Exception {
    model.fails(new LlmException(LlmException.Kind.UNAVAILABLE, "down")).says("done");
    TestRun run = run();
    assertThat(executor().execute(run)).isEqualTo(Outcome.failure(FailureKind.ERROR, "down"));

    run.payload = TestRun.json("{'name':'Eve'}");
    executor().execute(run);

    assertThat(model.requests.get(1)).isEqualTo(model.requests.get(0));
    assertThat(model.last().messages())
        .containsExactly(new LlmMessage.User("Order for Ada at 2026-03-28T09:00:02+01:00"));
  }

  @Test
  void rateLimitInTheMiddleGoesOnFromThere() throws Exception {
    model
        .asks("order", "{}")
        .fails(new LlmException(LlmException.Kind.RATE_LIMITED, "wait", null))
        .says("done");
    TestRun run = run();

    assertThat(executor().withRateLimitWait(Duration.ofSeconds(90)).execute(run))
        .isEqualTo(new Outcome.Snooze(Duration.ofSeconds(90), "wait"));
    assertThat(executor().execute(run)).isEqualTo(Outcome.success("done"));

    assertThat(model.requests).hasSize(3);
    assertThat(ordered).hasValue(1);
  }

  @Test
  void aCallCarriesItsKey() throws Exception {
    model.asks("order", "{}").says("done");
    TestRun run = run();
    executor().execute(run);
    assertThat(model.last().messages().get(2))
        .isEqualTo(
            new LlmMessage.ToolResult(
                "call-0", "order", "number 1 " + run.runId() + ":round-1/tool-1:order", false));
  }

  @Test
  void anotherRequestUnderARecordedPathIsRefused() throws Exception {
    model.says("done");
    TestRun run = run();
    executor().execute(run);
    run.config().put("temperature", 1.5);
    assertThatThrownBy(() -> executor().execute(run)).isInstanceOf(StepDivergedException.class);
  }
}
