package io.carillon.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.langchain4j.agent.tool.P;
import io.carillon.Effect;
import io.carillon.Money;
import io.carillon.Usage;
import io.carillon.llm.PriceTable.Prices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is registered: prices, tools, and the small values around them. */
class ModelsTest {

  @Test
  void everyPartOfUsageHasItsPrice() {
    Prices prices = Prices.perMillion("3", "15").withCache("0.3", "3.75");
    Usage usage = new Usage(1_000_000, 10_000, 600_000, 100_000, 5_000, Money.ZERO);
    // 300,000 x 3 + 600,000 x 0.3 + 100,000 x 3.75 + 10,000 x 15
    assertThat(prices.cost(usage)).isEqualTo(Money.usd("1.605"));
    assertThat(Prices.perMillion("3", "15").cost(Usage.tokens(1, 0)))
        .isEqualTo(Money.usd("0.000003"));
  }

  @Test
  void partsOfACentAreRoundedUp() {
    assertThat(Prices.perMillion("0.0001", "1").cost(Usage.tokens(1, 0)).nanos()).isEqualTo(1);
  }

  @Test
  void pricesAreFoundByAnsweredDatedAndRegisteredName() {
    Prices dear = Prices.perMillion("9", "9");
    Prices cheap = Prices.perMillion("1", "1");
    PriceTable table =
        PriceTable.version("v").with("big", dear).with("big-mini", cheap).with("mine", cheap);
    assertThat(table.find("big", "")).contains(dear);
    assertThat(table.find("big-2026-08-01", "")).contains(dear);
    assertThat(table.find("big-mini-20260801", "")).contains(cheap);
    assertThat(table.find("big-max", "")).isEmpty();
    assertThat(table.find("anything", "mine")).contains(cheap);
  }

  @Test
  void negativePricesAndTakenNamesAreRefused() {
    assertThatThrownBy(() -> Prices.perMillion("-1", "1"))
        .hasMessage("A price cannot be negative.");
    Models models = Models.of("a", new ScriptedModel());
    assertThatThrownBy(() -> models.with("a", new ScriptedModel()))
        .hasMessage("A model \"a\" is registered already. Give this one another name.");
    Tool tool = Tool.of("t", "T.", "{\"type\":\"object\"}", input -> TextNode.valueOf(""));
    assertThatThrownBy(() -> Tools.of(tool, tool))
        .hasMessage("A tool \"t\" is registered already. Give this one another name.");
    assertThatThrownBy(() -> tool.effect(Effect.MODEL)).hasMessageContaining("READ_ONLY");
  }

  @Test
  void retryAfterReadsSecondsAndDates() {
    Instant now = Instant.parse("2026-03-28T10:00:00Z");
    assertThat(RetryAfter.parse(" 120 ", null))
        .contains(new RetryAfter(Duration.ofMinutes(2), null));
    assertThat(RetryAfter.parse("Sat, 28 Mar 2026 10:01:30 GMT", null))
        .hasValueSatisfying(at -> assertThat(at.from(now)).isEqualTo(Duration.ofSeconds(90)));
    assertThat(RetryAfter.parse("Sat, 28 Mar 2026 10:01:30 GMT", "Sat, 28 Mar 2026 10:01:00 GMT"))
        .contains(new RetryAfter(Duration.ofSeconds(30), null));
    assertThat(RetryAfter.parse("Sat, 28 Mar 2026 09:00:00 GMT", null))
        .hasValueSatisfying(at -> assertThat(at.from(now)).isZero());
    assertThat(RetryAfter.parse("-5", null)).isEmpty();
    assertThat(RetryAfter.parse("tomorrow", null)).isEmpty();
  }

  @Test
  void messagesAndAnswersSurviveTheJournal() {
    LlmMessage.Assistant assistant =
        new LlmMessage.Assistant(
            "text",
            List.of(new ToolCall("1", "t", "{\"a\":1}")),
            "thought",
            TestRun.object("{'signature':'abc'}"));
    List<LlmMessage> messages =
        List.of(
            new LlmMessage.Instructions("be"),
            new LlmMessage.User("ask"),
            assistant,
            new LlmMessage.ToolResult("1", "t", "r", true));
    assertThat(LlmCodec.readMessages(TestRun.json(LlmCodec.messages(messages).toString())))
        .isEqualTo(messages);
    LlmResponse response =
        new LlmResponse(assistant, Usage.tokens(1, 2), "m-1", LlmResponse.Finish.TOOLS, "id");
    assertThat(
            LlmCodec.readResponse(
                TestRun.json(LlmCodec.response(response, Usage.tokens(1, 2)).toString())))
        .isEqualTo(response);
    assertThat(LlmCodec.message(new LlmMessage.User("a")).toString())
        .as("what is stored must not change")
        .isEqualTo("{\"role\":\"user\",\"text\":\"a\"}");
  }

  /** Annotated as langchain4j has it. */
  public static final class Desk {

    @dev.langchain4j.agent.tool.Tool("Adds up.")
    public int add(
        @P(name = "a", description = "one") int a, @P(name = "b", description = "two") int b) {
      return a + b;
    }

    @dev.langchain4j.agent.tool.Tool(name = "when", value = "Says when.")
    public Instant next() {
      return Instant.EPOCH;
    }

    @dev.langchain4j.agent.tool.Tool("Fails when asked to.")
    public String broken(@P(name = "how", description = "how") String how) throws ToolFailure {
      if (how == null) {
        throw new ToolFailure("It is broken.");
      }
      return how;
    }
  }

  @Test
  void annotatedMethodsAreTools() throws Exception {
    List<Tool> tools = AnnotatedTools.of(new Desk(), Effect.READ_ONLY);
    assertThat(tools).extracting(Tool::name).containsExactly("add", "broken", "when");
    assertThat(tools).extracting(Tool::effect).containsOnly(Effect.READ_ONLY);
    assertThat(tools.get(0).spec().description()).isEqualTo("Adds up.");
    assertThat(tools.get(0).spec().parameters().at("/properties/a/type").asText())
        .isEqualTo("integer");
    TestRun run = TestRun.of(Prompt.of("-"));
    assertThat(
            tools
                .get(0)
                .call(
                    new ToolInput(
                        TestRun.object("{'a':2,'b':3}"), "k", run.runId(), run.task(), run.zone()))
                .asInt())
        .isEqualTo(5);
    assertThat(
            tools
                .get(2)
                .call(new ToolInput(TestRun.object("{}"), "k", run.runId(), run.task(), run.zone()))
                .asText())
        .isEqualTo("1970-01-01T00:00:00Z");
    assertThatThrownBy(
            () ->
                tools
                    .get(1)
                    .call(
                        new ToolInput(
                            TestRun.object("{}"), "k", run.runId(), run.task(), run.zone())))
        .isInstanceOf(ToolFailure.class)
        .hasMessage("It is broken.");
    assertThatThrownBy(() -> AnnotatedTools.of("text", Effect.UNSAFE))
        .hasMessageContaining("no public method with @Tool");
  }
}
