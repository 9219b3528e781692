package io.carillon.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Effect;
import io.carillon.FailureKind;
import io.carillon.Money;
import io.carillon.RunContext;
import io.carillon.Step;
import io.carillon.StepKind;
import io.carillon.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls the model once, as a journaled step. An answer that cannot be used is refused afterwards:
 * the journal keeps it as paid, and a later attempt asks anew instead of replaying it.
 */
final class ModelRound {

  private final RunContext run;
  private final LlmClient client;
  private final PriceTable prices;
  private final String model;

  ModelRound(RunContext run, LlmClient client, PriceTable prices, String model) {
    this.run = run;
    this.client = client;
    this.prices = prices;
    this.model = model;
  }

  /**
   * Asks.
   *
   * @param number counts from 1
   * @param added the messages that the model has not seen yet: the earlier ones are fixed by
   *     earlier steps, so they need not be kept again
   * @param lastTry whether an answer that breaks the schema is rejected rather than repaired
   * @throws LlmException when no answer came
   * @throws RejectedAnswer when one came that cannot be used
   */
  LlmResponse ask(int number, LlmRequest request, List<LlmMessage> added, boolean lastTry)
      throws Exception {
    Step step =
        Step.named("round-" + number)
            .kind(StepKind.MODEL)
            .effect(Effect.MODEL)
            .request(toJson(request, added));
    Step.Result result = run.step(step, () -> call(number, request));
    LlmResponse response = LlmCodec.readResponse(result.response());
    try {
      judge(response, request.output(), lastTry);
    } catch (RejectedAnswer e) {
      run.reject(step.path());
      throw e;
    }
    return response;
  }

  private Step.Result call(int number, LlmRequest request) throws LlmException {
    LlmResponse response = client.call(request);
    Spent spent = Spent.on(request, response, prices, model);
    Usage usage = spent.usage();
    ObjectNode node = LlmCodec.response(response, usage);
    if (spent.estimated()) {
      node.put("usageIs", "estimated");
    }
    if (spent.priced()) {
      node.put("prices", prices.version());
    }
    run.log(said(number, usage, response));
    return new Step.Result(node, usage, response.model());
  }

  private static void judge(LlmResponse response, @Nullable OutputSchema output, boolean lastTry)
      throws RejectedAnswer {
    String text = response.message().text();
    boolean done = response.message().toolCalls().isEmpty();
    if (response.finish() == LlmResponse.Finish.LENGTH) {
      throw new RejectedAnswer(
          FailureKind.INVALID,
          "The model's answer was cut at the limit of tokens. Raise \"maxTokens\" or ask for less.");
    }
    if (response.finish() == LlmResponse.Finish.FILTERED) {
      throw new RejectedAnswer(
          FailureKind.INVALID, "The provider's content filter withheld the answer.");
    }
    if (done && text.isBlank()) {
      throw new RejectedAnswer(FailureKind.ERROR, "The model's answer is empty.");
    }
    if (done && lastTry && output != null) {
      List<String> faults = StructuredAnswer.read(text, output).faults();
      if (!faults.isEmpty()) {
        throw new RejectedAnswer(
            FailureKind.INVALID,
            "The model's answer does not fit the schema \""
                + output.name()
                + "\", nor did it after one repair: "
                + String.join("; ", faults)
                + ".");
      }
    }
  }

  private JsonNode toJson(LlmRequest request, List<LlmMessage> added) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("model", model);
    LlmRequest.Settings settings = request.settings();
    if (settings.temperature() != null) {
      node.put("temperature", settings.temperature());
    }
    if (settings.maxTokens() != null) {
      node.put("maxTokens", settings.maxTokens());
    }
    node.set("messages", LlmCodec.messages(added));
    return node;
  }

  private static String said(int number, Usage usage, LlmResponse response) {
    int calls = response.message().toolCalls().size();
    return "Round "
        + number
        + ": "
        + (response.model().isEmpty() ? "the model" : response.model())
        + " answered, "
        + usage.input()
        + " tokens in, "
        + usage.output()
        + " out"
        + (usage.cost().equals(Money.ZERO) ? "" : ", " + usage.cost())
        + (calls == 0 ? "" : ", asks for " + calls + (calls == 1 ? " tool" : " tools"))
        + ".";
  }
}
