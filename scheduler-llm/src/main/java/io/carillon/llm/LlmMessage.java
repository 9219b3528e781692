package io.carillon.llm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/** One message of a conversation with a model. */
public sealed interface LlmMessage {

  /** What the model is told before all else. */
  record Instructions(String text) implements LlmMessage {
    public Instructions {
      Objects.requireNonNull(text, "text");
    }
  }

  /** What the model is asked. */
  record User(String text) implements LlmMessage {
    public User {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * What the model answered.
   *
   * @param text empty when it only asks for tools
   * @param toolCalls the tools it wants called, in its order
   * @param thinking its reasoning where the provider gives it and wants it back; else empty
   * @param attributes what the provider wants back unchanged with the next request, such as
   *     signatures of reasoning; an empty object when there is nothing
   */
  record Assistant(String text, List<ToolCall> toolCalls, String thinking, ObjectNode attributes)
      implements LlmMessage {
    public Assistant {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(thinking, "thinking");
      toolCalls = List.copyOf(toolCalls);
      attributes = attributes.deepCopy();
    }

    /** An answer in words alone. */
    public static Assistant of(String text) {
      return new Assistant(text, List.of(), "", JsonNodeFactory.instance.objectNode());
    }

    /** An answer that asks for tools. */
    public static Assistant asking(List<ToolCall> toolCalls) {
      return new Assistant("", toolCalls, "", JsonNodeFactory.instance.objectNode());
    }
  }

  /**
   * What a tool gave.
   *
   * @param callId the id of the call it answers
   * @param tool the tool's name as the model wrote it
   * @param error whether {@code text} says what went wrong
   */
  record ToolResult(String callId, String tool, String text, boolean error) implements LlmMessage {
    public ToolResult {
      Objects.requireNonNull(callId, "callId");
      Objects.requireNonNull(tool, "tool");
      Objects.requireNonNull(text, "text");
    }
  }
}
