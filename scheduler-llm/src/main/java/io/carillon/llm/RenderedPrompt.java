package io.carillon.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Problem;
import io.carillon.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A prompt with its values put in, the model chosen and the tools described: all that changes by
 * itself. It is journaled before the first call, so that a replay sends the same.
 *
 * @param model the name the model is registered under
 */
record RenderedPrompt(String model, List<LlmMessage> messages, List<ToolSpec> tools) {

  RenderedPrompt {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /** Renders; to be used only when {@code problems} stayed empty. */
  static RenderedPrompt of(
      PromptConfig config, RunContext run, PromptExecutor executor, List<Problem> problems) {
    TemplateValues values = new TemplateValues(run, config.variables());
    List<LlmMessage> messages = new ArrayList<>();
    int left = executor.longestPrompt();
    for (PromptConfig.Line line : config.messages()) {
      String text = line.template().render(values, line.where(), left, problems);
      left -= text.length();
      messages.add(message(line.role(), text));
    }
    Optional<String> model = executor.models().choose(config.model());
    if (model.isEmpty()) {
      problems.add(executor.models().notChosen(config.model()));
    }
    OutputSchema output = config.answer().output();
    boolean told =
        model.flatMap(executor.models()::find).map(LlmClient::enforcesSchema).orElse(true);
    if (output != null && !told) {
      instruct(messages, StructuredAnswer.instruction(output));
    }
    List<ToolSpec> tools =
        config.answer().tools().stream()
            .flatMap(name -> executor.tools().find(name).stream())
            .map(Tool::spec)
            .toList();
    return new RenderedPrompt(model.orElse(""), messages, tools);
  }

  /** Into the first system message where there is one: some providers take only one. */
  private static void instruct(List<LlmMessage> messages, String instruction) {
    if (!messages.isEmpty() && messages.get(0) instanceof LlmMessage.Instructions first) {
      messages.set(0, new LlmMessage.Instructions(first.text() + "\n\n" + instruction));
    } else {
      messages.add(0, new LlmMessage.Instructions(instruction));
    }
  }

  JsonNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("model", model);
    node.set("messages", LlmCodec.messages(messages));
    if (!tools.isEmpty()) {
      node.set("tools", LlmCodec.tools(tools));
    }
    return node;
  }

  static RenderedPrompt fromJson(JsonNode node) {
    return new RenderedPrompt(
        node.path("model").asText(),
        LlmCodec.readMessages(node.path("messages")),
        LlmCodec.readTools(node.path("tools")));
  }

  private static LlmMessage message(PromptConfig.Role role, String text) {
    return switch (role) {
      case SYSTEM -> new LlmMessage.Instructions(text);
      case USER -> new LlmMessage.User(text);
      case ASSISTANT -> LlmMessage.Assistant.of(text);
    };
  }
}
