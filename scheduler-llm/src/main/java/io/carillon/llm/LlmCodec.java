package io.carillon.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Money;
import io.carillon.Usage;
import io.carillon.llm.LlmMessage.Assistant;
import io.carillon.llm.LlmMessage.Instructions;
import io.carillon.llm.LlmMessage.ToolResult;
import io.carillon.llm.LlmMessage.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Messages and answers as JSON, as the journal keeps them. The order of fields is fixed and nothing
 * is left to a mapper's settings: what was written once must read, and hash, the same for years.
 */
final class LlmCodec {

  private LlmCodec() {}

  static ArrayNode messages(List<LlmMessage> messages) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    messages.forEach(message -> array.add(message(message)));
    return array;
  }

  static ObjectNode message(LlmMessage message) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (message instanceof Instructions system) {
      return node.put("role", "system").put("text", system.text());
    }
    if (message instanceof User user) {
      return node.put("role", "user").put("text", user.text());
    }
    if (message instanceof Assistant assistant) {
      return assistant(node.put("role", "assistant"), assistant);
    }
    ToolResult result = (ToolResult) message;
    return node.put("role", "tool")
        .put("call", result.callId())
        .put("tool", result.tool())
        .put("text", result.text())
        .put("error", result.error());
  }

  private static ObjectNode assistant(ObjectNode node, Assistant assistant) {
    node.put("text", assistant.text());
    if (!assistant.toolCalls().isEmpty()) {
      ArrayNode calls = node.putArray("toolCalls");
      for (ToolCall call : assistant.toolCalls()) {
        calls
            .addObject()
            .put("id", call.id())
            .put("name", call.name())
            .put("arguments", call.arguments());
      }
    }
    if (!assistant.thinking().isEmpty()) {
      node.put("thinking", assistant.thinking());
    }
    if (!assistant.attributes().isEmpty()) {
      node.set("attributes", assistant.attributes());
    }
    return node;
  }

  static List<LlmMessage> readMessages(JsonNode array) {
    List<LlmMessage> messages = new ArrayList<>();
    array.forEach(node -> messages.add(readMessage(node)));
    return messages;
  }

  static LlmMessage readMessage(JsonNode node) {
    String role = node.path("role").asText();
    String text = node.path("text").asText();
    return switch (role) {
      case "system" -> new Instructions(text);
      case "user" -> new User(text);
      case "assistant" -> readAssistant(node, text);
      case "tool" ->
          new ToolResult(
              node.path("call").asText(),
              node.path("tool").asText(),
              text,
              node.path("error").asBoolean());
      default -> throw new IllegalStateException("The journal holds no known role: " + role + ".");
    };
  }

  private static Assistant readAssistant(JsonNode node, String text) {
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode call : node.path("toolCalls")) {
      calls.add(
          new ToolCall(
              call.path("id").asText(),
              call.path("name").asText(),
              call.path("arguments").asText()));
    }
    ObjectNode attributes =
        node.get("attributes") instanceof ObjectNode object
            ? object
            : JsonNodeFactory.instance.objectNode();
    return new Assistant(text, calls, node.path("thinking").asText(), attributes);
  }

  /**
   * An answer.
   *
   * @param usage kept within the answer: a journal counts a replayed answer as free, but the limits
   *     of a run count all its rounds
   */
  static ObjectNode response(LlmResponse response, Usage usage) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("message", message(response.message()));
    node.put("finish", response.finish().name().toLowerCase(Locale.ROOT))
        .put("model", response.model())
        .put("id", response.id());
    node.putObject("usage")
        .put("input", usage.input())
        .put("output", usage.output())
        .put("cacheRead", usage.cacheRead())
        .put("cacheWrite", usage.cacheWrite())
        .put("reasoning", usage.reasoning())
        .put("costNanos", usage.cost().nanos());
    return node;
  }

  static LlmResponse readResponse(JsonNode node) {
    JsonNode usage = node.path("usage");
    return new LlmResponse(
        (Assistant) readMessage(node.path("message")),
        new Usage(
            usage.path("input").asLong(),
            usage.path("output").asLong(),
            usage.path("cacheRead").asLong(),
            usage.path("cacheWrite").asLong(),
            usage.path("reasoning").asLong(),
            new Money(usage.path("costNanos").asLong())),
        node.path("model").asText(),
        LlmResponse.Finish.valueOf(node.path("finish").asText().toUpperCase(Locale.ROOT)),
        node.path("id").asText());
  }

  static ArrayNode tools(List<ToolSpec> tools) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (ToolSpec tool : tools) {
      array
          .addObject()
          .put("name", tool.name())
          .put("description", tool.description())
          .set("parameters", tool.parameters());
    }
    return array;
  }

  static List<ToolSpec> readTools(JsonNode array) {
    List<ToolSpec> tools = new ArrayList<>();
    for (JsonNode node : array) {
      tools.add(
          new ToolSpec(
              node.path("name").asText(),
              node.path("description").asText(),
              (ObjectNode) node.path("parameters")));
    }
    return tools;
  }
}
