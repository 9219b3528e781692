package io.carillon.llm;

import io.carillon.Usage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model that says what the test wrote down, and keeps what it was asked. */
final class ScriptedModel implements LlmClient {

  final List<LlmRequest> requests = new ArrayList<>();
  private final Deque<Object> answers = new ArrayDeque<>();
  private @Nullable Usage usage = Usage.tokens(100, 20);
  private boolean enforces = true;

  ScriptedModel says(String text) {
    answers.add(LlmMessage.Assistant.of(text));
    return this;
  }

  ScriptedModel asks(String... namesAndArguments) {
    List<ToolCall> calls = new ArrayList<>();
    for (int i = 0; i < namesAndArguments.length; i += 2) {
      calls.add(
          new ToolCall(
              "call-" + i, namesAndArguments[i], namesAndArguments[i + 1].replace('\'', '"')));
    }
    answers.add(LlmMessage.Assistant.asking(calls));
    return this;
  }

  ScriptedModel fails(LlmException failure) {
    answers.add(failure);
    return this;
  }

  ScriptedModel withoutUsage() {
    usage = null;
    return this;
  }

  ScriptedModel withoutSchemas() {
    enforces = false;
    return this;
  }

  LlmRequest last() {
    return requests.get(requests.size() - 1);
  }

  @Override
  public boolean enforcesSchema() {
    return enforces;
  }

  @Override
  public LlmResponse call(LlmRequest request) throws LlmException {
    requests.add(request);
    Object answer = answers.poll();
    if (answer instanceof LlmException failure) {
      throw failure;
    }
    if (!(answer instanceof LlmMessage.Assistant message)) {
      throw new AssertionError("Asked once more than was written down: " + request);
    }
    LlmResponse.Finish finish =
        message.toolCalls().isEmpty() ? LlmResponse.Finish.STOP : LlmResponse.Finish.TOOLS;
    return new LlmResponse(message, usage, "scripted", finish, "");
  }
}
