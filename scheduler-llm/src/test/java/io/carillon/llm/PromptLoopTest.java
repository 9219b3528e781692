package io.carillon.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.Effect;
import io.carillon.FailureKind;
import io.carillon.Money;
import io.carillon.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The loop of model and tools: what it refuses, when it stops. */
class PromptLoopTest {

  private final ScriptedModel model = new ScriptedModel();
  private Tool tool =
      Tool.of(
              "add",
              "Adds.",
              """
              {"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}""",
              input -> TextNode.valueOf("sum " + input.arguments().path("n").asInt()))
          .effect(Effect.READ_ONLY);

  private Outcome execute(TestRun run) throws Exception {
    Models models =
        Models.of("m", model)
            .withPrices(PriceTable.version("v1").with("m", PriceTable.Prices.perMillion("1", "5")));
    return PromptExecutor.of(models, Tools.of(tool)).execute(run);
  }

  private LlmMessage.ToolResult lastResult() {
    List<LlmMessage> messages = model.last().messages();
    return (LlmMessage.ToolResult) messages.get(messages.size() - 1);
  }

  private static Outcome invalid(String message) {
    return Outcome.failure(FailureKind.INVALID, message);
  }

  @Test
  void noToolIsOfferedUnlessTheTaskListsIt() throws Exception {
    model.asks("add", "{'n':1}").says("done");
    execute(TestRun.of(Prompt.of("Hi")));
    assertThat(model.requests.get(0).tools()).isEmpty();
    assertThat(lastResult().text()).isEqualTo("There is no tool of that name. There are: none.");
    assertThat(lastResult().error()).isTrue();
  }

  @Test
  void unknownToolAndBadArgumentsAreToldToTheModel() throws Exception {
    model
        .asks("nope", "{}")
        .asks("add", "{'n':'x'}")
        .asks("add", "[1]")
        .asks("add", "{'n':1")
        .says("sorry");
    TestRun run = TestRun.of(Prompt.of("Hi").tools("add"));

    assertThat(execute(run)).isEqualTo(Outcome.success("sorry"));

    assertThat(model.requests.get(1).messages().get(2))
        .isEqualTo(
            new LlmMessage.ToolResult(
                "call-0", "nope", "There is no tool of that name. There are: add.", true));
    assertThat(((LlmMessage.ToolResult) model.requests.get(2).messages().get(4)).text())
        .isEqualTo("The arguments do not fit: $.n must be integer, is string.");
    assertThat(lastResult().text()).isEqualTo("The arguments are not one JSON object.");
    assertThat(run.journal.paths())
        .containsExactly("prompt", "round-1", "round-2", "round-3", "round-4", "round-5");
  }

  @Test
  void aModelThatGetsNowhereIsStopped() throws Exception {
    model.asks("a", "{}", "b", "{}").asks("c", "{}", "d", "{}", "e", "{}");
    assertThat(execute(TestRun.of(Prompt.of("Hi").tools("add"))))
        .isEqualTo(
            invalid(
                "The model asked 5 times for tools or arguments that do not exist, or repeated"
                    + " itself."));
  }

  @Test
  void theSameCallIsDoneTwiceThenRefused() throws Exception {
    for (int i = 0; i < 3; i++) {
      model.asks("add", "{'n':1}");
    }
    model.says("done");
    TestRun run = TestRun.of(Prompt.of("Hi").tools("add"));
    execute(run);
    assertThat(lastResult().text()).startsWith("You made this very call 2 times already.");
    assertThat(run.journal.paths()).doesNotContain("round-3/tool-1:add");
  }

  @Test
  void roundsAreLimited() throws Exception {
    model.asks("add", "{'n':1}").asks("add", "{'n':2}");
    TestRun run = TestRun.of(Prompt.of("Hi").tools("add").maxRounds(2));
    assertThat(execute(run))
        .isEqualTo(
            invalid(
                "The model still asks for tools in round 2, the last allowed. Raise \"maxRounds\""
                    + " or ask for less."));
    assertThat(run.journal.paths()).doesNotContain("round-2/tool-1:add");
  }

  @Test
  void moneyIsLimited() throws Exception {
    model.asks("add", "{'n':1}");
    TestRun run = TestRun.of(Prompt.of("Hi").tools("add").maxCost(Money.usd("0.0002")));
    assertThat(execute(run))
        .isEqualTo(invalid("Stopped before round 2: $0.0002 spent, maxCost is $0.0002."));
  }

  @Test
  void replayedRoundsCountForTheLimits() throws Exception {
    model
        .asks("add", "{'n':1}")
        .fails(new LlmException(LlmException.Kind.TIMEOUT, "late"))
        .asks("add", "{'n':2}");
    TestRun run = TestRun.of(Prompt.of("Hi").tools("add").maxTokensTotal(240));
    assertThat(execute(run)).isEqualTo(Outcome.failure(FailureKind.ERROR, "late"));
    assertThat(execute(run))
        .isEqualTo(invalid("Stopped before round 3: 240 tokens used, maxTokensTotal is 240."));
    assertThat(model.requests).hasSize(3);
  }

  @Test
  void tokensAreLimitedEvenWhenTheProviderCountsNone() throws Exception {
    model.withoutUsage().asks("add", "{'n':1}");
    TestRun run = TestRun.of(Prompt.of("Hi").tools("add").maxTokensTotal(10));
    assertThat(execute(run))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> assertThat(failure.message()).endsWith("maxTokensTotal is 10."));
    assertThat(run.journal.entry("round-1").json().path("usageIs").asText()).isEqualTo("estimated");
    assertThat(run.journal.usage().total()).isGreaterThan(10);
  }

  @Test
  void cancelledRunAsksNothing() throws Exception {
    TestRun run = TestRun.of(Prompt.of("Hi"));
    run.cancelled = true;
    assertThat(execute(run)).isEqualTo(new Outcome.Cancelled("Cancelled before round 1."));
    assertThat(model.requests).isEmpty();
  }

  @Test
  void aToolsOwnFailureIsToldItsOtherExceptionsByNameAlone() throws Exception {
    tool =
        Tool.of(
            "add",
            "Adds.",
            "{\"type\":\"object\"}",
            input -> {
              if (input.text("how").equals("told")) {
                throw new ToolFailure("The calendar is closed.");
              }
              throw new IllegalStateException("password=hunter2");
            });
    model.asks("add", "{'how':'told'}", "add", "{}").says("ok");
    TestRun run = TestRun.of(Prompt.of("Hi").tools("add"));

    execute(run);

    List<LlmMessage> messages = model.last().messages();
    assertThat(((LlmMessage.ToolResult) messages.get(2)).text())
        .isEqualTo("Failed: The calendar is closed.");
    assertThat(((LlmMessage.ToolResult) messages.get(3)).text())
        .isEqualTo("Failed with IllegalStateException; it may have taken effect all the same.");
    assertThat(run.log.toString() + run.journal.paths()).doesNotContain("hunter2");
    assertThat(run.journal.entry("round-1/tool-2:add").step().effect()).isEqualTo(Effect.UNSAFE);
  }

  @Test
  void interruptedToolCancelsAndErrorsPass() throws Exception {
    tool =
        Tool.of(
            "add",
            "Adds.",
            "{\"type\":\"object\"}",
            input -> {
              throw new InterruptedException();
            });
    model.asks("add", "{}");
    assertThat(execute(TestRun.of(Prompt.of("Hi").tools("add"))))
        .isEqualTo(new Outcome.Cancelled("Interrupted while a tool was called."));
    assertThat(Thread.interrupted()).isTrue();
    tool =
        Tool.of(
            "add",
            "Adds.",
            "{\"type\":\"object\"}",
            input -> {
              throw new StackOverflowError();
            });
    model.asks("add", "{}");
    assertThatThrownBy(() -> execute(TestRun.of(Prompt.of("Hi").tools("add"))))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void longToolResultIsCutAndSaysSo() throws Exception {
    tool =
        Tool.of(
            "add",
            "Adds.",
            "{\"type\":\"object\"}",
            input -> TextNode.valueOf("x".repeat(100_007)));
    model.asks("add", "{}").says("ok");
    execute(TestRun.of(Prompt.of("Hi").tools("add")));
    assertThat(lastResult().text()).hasSizeLessThan(100_100).endsWith("[cut: 7 more characters]");
  }

  @Test
  void aModelThatCannotEnforceASchemaIsToldIt() throws Exception {
    model.withoutSchemas().says("{\"n\":1}");
    String schema = "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}";
    execute(TestRun.of(Prompt.of("Hi").system("Be brief.").output("o", schema)));
    assertThat(model.last().messages().get(0))
        .isEqualTo(
            new LlmMessage.Instructions(
                "Be brief.\n\nAnswer with one JSON value and nothing else. It must fit this JSON"
                    + " schema:\n"
                    + schema));
  }
}
