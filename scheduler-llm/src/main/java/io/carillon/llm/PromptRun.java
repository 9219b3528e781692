package io.carillon.llm;

import io.carillon.FailureKind;
import io.carillon.Money;
import io.carillon.Outcome;
import io.carillon.RunContext;
import io.carillon.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a prompt: asks the model, does what it asks for, and asks again, until it answers
 * or a limit is reached. Everything that decides the way is journaled, so a later attempt walks the
 * recorded part again without a call and goes on where it ended.
 */
final class PromptRun {

  /** A model that asks for nothing real this often does not get further. */
  private static final int MOST_REFUSED = 5;

  private final RunContext run;
  private final PromptConfig config;
  private final RenderedPrompt prompt;
  private final ModelRound model;
  private final ToolRound tools;
  private final List<LlmMessage> messages;
  private int seen;
  private Usage used = Usage.NONE;
  private boolean repairing;

  PromptRun(
      RunContext run, PromptConfig config, RenderedPrompt prompt, Models models, Tools tools) {
    this.run = run;
    this.config = config;
    this.prompt = prompt;
    LlmClient client =
        models
            .find(prompt.model())
            .orElseThrow(() -> new IllegalStateException("The model is no longer registered."));
    this.model = new ModelRound(run, client, models.prices(), prompt.model());
    this.tools = new ToolRound(run, tools, prompt.tools());
    this.messages = new ArrayList<>(prompt.messages());
  }

  /**
   * Runs to the end.
   *
   * @throws LlmException when a call gave no answer
   * @throws RejectedAnswer when an answer cannot be used
   */
  Outcome execute() throws Exception {
    int round = 1;
    while (true) {
      Optional<Outcome> stop = beforeCall(round);
      if (stop.isPresent()) {
        return stop.get();
      }
      LlmResponse response = ask(round);
      messages.add(response.message());
      seen = messages.size();
      Outcome outcome =
          response.message().toolCalls().isEmpty()
              ? answered(response.message().text())
              : useTools(round, response.message().toolCalls());
      if (outcome != null) {
        return outcome;
      }
      round++;
    }
  }

  private LlmResponse ask(int round) throws Exception {
    LlmRequest request =
        new LlmRequest(
            messages, config.answer().settings(), prompt.tools(), config.answer().output());
    List<LlmMessage> added = List.copyOf(messages.subList(seen, messages.size()));
    LlmResponse response = model.ask(round, request, added, repairing);
    Usage usage = response.usage();
    used = usage == null ? used : used.plus(usage);
    return response;
  }

  /** A limit that is reached, or a wish to end, before money is spent. */
  private Optional<Outcome> beforeCall(int round) {
    PromptConfig.Limits limits = config.limits();
    if (run.isCancelled()) {
      return Optional.of(new Outcome.Cancelled("Cancelled before round " + round + "."));
    }
    Money maxCost = limits.maxCost();
    if (maxCost != null && used.cost().compareTo(maxCost) >= 0) {
      return Optional.of(
          invalid(
              "Stopped before round "
                  + round
                  + ": "
                  + used.cost()
                  + " spent, maxCost is "
                  + maxCost
                  + "."));
    }
    Long maxTokens = limits.maxTokens();
    if (maxTokens != null && used.total() >= maxTokens) {
      return Optional.of(
          invalid(
              "Stopped before round "
                  + round
                  + ": "
                  + used.total()
                  + " tokens used, maxTokensTotal is "
                  + maxTokens
                  + "."));
    }
    return Optional.empty();
  }

  /** The outcome; null when the model is asked once more to repair its answer. */
  private @Nullable Outcome answered(String text) {
    OutputSchema output = config.answer().output();
    if (output == null) {
      return Outcome.success(text);
    }
    StructuredAnswer answer = StructuredAnswer.read(text, output);
    if (answer.value() != null && answer.faults().isEmpty()) {
      return Outcome.success(answer.value());
    }
    repairing = true;
    run.log(
        "The answer does not fit the schema in "
            + answer.faults().size()
            + " places: asked to repair it.");
    messages.add(new LlmMessage.User(answer.repair()));
    return null;
  }

  /** The outcome when the loop must end here; null when the model is asked again. */
  private @Nullable Outcome useTools(int round, List<ToolCall> calls) throws Exception {
    if (round >= config.limits().maxRounds()) {
      return invalid(
          "The model still asks for tools in round "
              + round
              + ", the last allowed. Raise"
              + " \"maxRounds\" or ask for less.");
    }
    messages.addAll(tools.answer(round, calls));
    return tools.refused() < MOST_REFUSED
        ? null
        : invalid(
            "The model asked "
                + tools.refused()
                + " times for tools or arguments that do not"
                + " exist, or repeated itself.");
  }

  private static Outcome invalid(String message) {
    return Outcome.failure(FailureKind.INVALID, message);
  }
}
