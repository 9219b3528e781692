package io.carillon.llm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.carillon.Usage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A langchain4j {@code ChatModel} as a client. Build the model with its own retries off ({@code
 * maxRetries(0)}): a hidden second call is paid and not journaled. For {@code Retry-After} to be
 * obeyed, build it on {@link RetryAfterHttp}.
 */
public final class ChatModelClient implements LlmClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChatModel model;
  private final List<UsageExtractor> extractors;

  private ChatModelClient(ChatModel model, List<UsageExtractor> extractors) {
    this.model = Objects.requireNonNull(model, "model");
    this.extractors = List.copyOf(extractors);
  }

  /** A client of {@code model}; {@code extractors} read more of its usage than input and output. */
  public static ChatModelClient of(ChatModel model, UsageExtractor... extractors) {
    return new ChatModelClient(model, List.of(extractors));
  }

  @Override
  public boolean enforcesSchema() {
    return model.supportedCapabilities().contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
  }

  @Override
  public LlmResponse call(LlmRequest request) throws LlmException {
    ChatResponse response;
    try {
      response = model.chat(toChat(request));
    } catch (RuntimeException e) {
      throw ChatFailures.sort(e);
    }
    if (response == null || response.aiMessage() == null) {
      throw new LlmException(LlmException.Kind.MALFORMED, "The provider's answer has no message.");
    }
    return fromChat(response);
  }

  private ChatRequest toChat(LlmRequest request) {
    ChatRequest.Builder chat =
        ChatRequest.builder()
            .messages(request.messages().stream().map(ChatModelClient::toChat).toList());
    LlmRequest.Settings settings = request.settings();
    if (settings.temperature() != null) {
      chat.temperature(settings.temperature());
    }
    if (settings.maxTokens() != null) {
      chat.maxOutputTokens(settings.maxTokens());
    }
    if (!request.tools().isEmpty()) {
      chat.toolSpecifications(request.tools().stream().map(ChatModelClient::toChat).toList());
    }
    OutputSchema output = request.output();
    if (output != null && enforcesSchema()) {
      chat.responseFormat(
          ResponseFormat.builder()
              .type(ResponseFormatType.JSON)
              .jsonSchema(
                  JsonSchema.builder()
                      .name(output.name())
                      .rootElement(JsonRawSchema.from(output.schema().toString()))
                      .build())
              .build());
    }
    return chat.build();
  }

  private static ToolSpecification toChat(ToolSpec tool) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", tool.name()).put("description", tool.description());
    node.set("parameters", tool.parameters());
    return ToolSpecification.fromJson(node.toString());
  }

  private static ChatMessage toChat(LlmMessage message) {
    if (message instanceof LlmMessage.Instructions system) {
      return SystemMessage.from(system.text());
    }
    if (message instanceof LlmMessage.User user) {
      return UserMessage.from(user.text());
    }
    if (message instanceof LlmMessage.Assistant assistant) {
      return toChat(assistant);
    }
    LlmMessage.ToolResult result = (LlmMessage.ToolResult) message;
    return ToolExecutionResultMessage.builder()
        .id(result.callId())
        .toolName(result.tool())
        .text(result.text())
        .isError(result.error())
        .build();
  }

  private static AiMessage toChat(LlmMessage.Assistant assistant) {
    AiMessage.Builder message = AiMessage.builder();
    if (!assistant.text().isEmpty() || assistant.toolCalls().isEmpty()) {
      message.text(assistant.text());
    }
    if (!assistant.thinking().isEmpty()) {
      message.thinking(assistant.thinking());
    }
    message.attributes(toMap(assistant.attributes()));
    message.toolExecutionRequests(
        assistant.toolCalls().stream()
            .map(
                call ->
                    ToolExecutionRequest.builder()
                        .id(call.id())
                        .name(call.name())
                        .arguments(call.arguments())
                        .build())
            .toList());
    return message.build();
  }

  private LlmResponse fromChat(ChatResponse response) {
    AiMessage message = response.aiMessage();
    List<ToolCall> calls =
        message.toolExecutionRequests().stream()
            .map(call -> new ToolCall(orEmpty(call.id()), orEmpty(call.name()), arguments(call)))
            .toList();
    return new LlmResponse(
        new LlmMessage.Assistant(
            orEmpty(message.text()), calls, orEmpty(message.thinking()), attributes(message)),
        usage(response.tokenUsage()).orElse(null),
        orEmpty(response.modelName()),
        finish(response.finishReason()),
        orEmpty(response.id()));
  }

  private static String arguments(ToolExecutionRequest call) {
    String arguments = call.arguments();
    return arguments == null || arguments.isBlank() ? "{}" : arguments;
  }

  /** What a provider keeps as JSON is sent back; live objects (pictures) are left behind. */
  private static ObjectNode attributes(AiMessage message) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    message
        .attributes()
        .forEach(
            (key, value) -> {
              try {
                node.set(key, JSON.valueToTree(value));
              } catch (IllegalArgumentException e) {
                node.remove(key);
              }
            });
    return node;
  }

  @SuppressWarnings("unchecked") // an object node converts to a map with text keys
  private static Map<String, Object> toMap(ObjectNode node) {
    return JSON.convertValue(node, Map.class);
  }

  private Optional<Usage> usage(@Nullable TokenUsage usage) {
    if (usage == null) {
      return Optional.empty();
    }
    for (UsageExtractor extractor : extractors) {
      Optional<Usage> extracted = extractor.extract(usage);
      if (extracted.isPresent()) {
        return extracted;
      }
    }
    return UsageExtractor.PLAIN.extract(usage);
  }

  private static LlmResponse.Finish finish(@Nullable FinishReason reason) {
    if (reason == null) {
      return LlmResponse.Finish.OTHER;
    }
    return switch (reason) {
      case STOP -> LlmResponse.Finish.STOP;
      case LENGTH -> LlmResponse.Finish.LENGTH;
      case TOOL_EXECUTION -> LlmResponse.Finish.TOOLS;
      case CONTENT_FILTER -> LlmResponse.Finish.FILTERED;
      case OTHER -> LlmResponse.Finish.OTHER;
    };
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
