package io.carillon.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Effect;
import io.carillon.RunContext;
import io.carillon.Step;
import io.carillon.StepKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what a model asked for in one round, call by call, each a journaled step. A call that cannot
 * be done is answered with what is wrong, and counted.
 */
final class ToolRound {

  /** The same call is done this often; from then on the model is told to stop. */
  private static final int MOST_ALIKE = 2;

  private static final int LONGEST_RESULT = 100_000;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final RunContext run;
  private final Tools registered;
  private final List<ToolSpec> allowed;
  private final Map<String, Integer> alike = new HashMap<>();
  private int refused;

  ToolRound(RunContext run, Tools registered, List<ToolSpec> allowed) {
    this.run = run;
    this.registered = registered;
    this.allowed = allowed;
  }

  /** How many calls were refused so far in this run. */
  int refused() {
    return refused;
  }

  /** The answers to all calls of a round, in their order. */
  List<LlmMessage> answer(int round, List<ToolCall> calls) throws Exception {
    List<LlmMessage> results = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      ToolCall call = calls.get(i);
      Answer answer = answer(round, i + 1, call);
      results.add(new LlmMessage.ToolResult(call.id(), call.name(), answer.text(), answer.error()));
    }
    return results;
  }

  private Answer answer(int round, int number, ToolCall call) throws Exception {
    Optional<Tool> tool =
        allowed.stream().anyMatch(spec -> spec.name().equals(call.name()))
            ? registered.find(call.name())
            : Optional.empty();
    if (tool.isEmpty()) {
      return refuse("There is no tool of that name. There are: " + names() + ".");
    }
    Optional<ObjectNode> arguments = arguments(call);
    if (arguments.isEmpty()) {
      return refuse("The arguments are not one JSON object.");
    }
    List<String> faults = SchemaCheck.faults(arguments.get(), tool.get().spec().parameters());
    if (!faults.isEmpty()) {
      return refuse("The arguments do not fit: " + String.join("; ", faults) + ".");
    }
    if (alike.merge(call.name() + " " + arguments.get(), 1, Integer::sum) > MOST_ALIKE) {
      return refuse(
          "You made this very call " + MOST_ALIKE + " times already. Use what it gave, or go on.");
    }
    return journaled(
        "round-" + round + "/tool-" + number + ":" + call.name(), tool.get(), arguments.get());
  }

  private Answer journaled(String path, Tool tool, ObjectNode arguments) throws Exception {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("tool", tool.name()).set("arguments", arguments);
    Step step = Step.named(path).kind(StepKind.TOOL).effect(tool.effect()).request(request);
    ToolInput input =
        new ToolInput(arguments, run.runId() + ":" + path, run.runId(), run.task(), run.zone());
    JsonNode response = run.step(step, () -> Step.Result.of(call(tool, input))).response();
    return new Answer(response.path("text").asText(), response.path("error").asBoolean());
  }

  private JsonNode call(Tool tool, ToolInput input) throws InterruptedException {
    try {
      JsonNode given = tool.call(input);
      return json(given.isTextual() ? given.asText() : given.toString(), false);
    } catch (InterruptedException e) {
      throw e;
    } catch (ToolFailure e) {
      return json("Failed: " + e.getMessage(), true);
    } catch (Exception e) {
      run.log("Tool " + tool.name() + " threw " + e.getClass().getName() + ".");
      return json(
          "Failed with "
              + e.getClass().getSimpleName()
              + (tool.effect() == Effect.UNSAFE ? "; it may have taken effect all the same." : "."),
          true);
    }
  }

  private static JsonNode json(String text, boolean error) {
    String kept =
        text.length() <= LONGEST_RESULT
            ? text
            : text.substring(0, LONGEST_RESULT)
                + "\n[cut: "
                + (text.length() - LONGEST_RESULT)
                + " more characters]";
    return JsonNodeFactory.instance.objectNode().put("text", kept).put("error", error);
  }

  private Answer refuse(String why) {
    refused++;
    return new Answer(why, true);
  }

  private String names() {
    List<String> names = allowed.stream().map(ToolSpec::name).toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static Optional<ObjectNode> arguments(ToolCall call) {
    try {
      return JSON.readTree(call.arguments()) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** What the model is told. */
  private record Answer(String text, boolean error) {}
}
