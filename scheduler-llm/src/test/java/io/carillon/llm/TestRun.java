package io.carillon.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.Action;
import io.carillon.RunCause;
import io.carillon.RunContext;
import io.carillon.RunId;
import io.carillon.Step;
import io.carillon.TaskControl;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.TaskState;
import io.carillon.Usage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/** One run with a journal of its own, as many attempts as a test likes. */
final class TestRun implements RunContext {

  static final Instant NOMINAL = Instant.parse("2026-03-28T08:00:00Z");
  static final Instant NOW = Instant.parse("2026-03-28T08:00:02Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  final Journal journal = new Journal();
  final List<String> log = new ArrayList<>();
  final Map<String, JsonNode> state = new HashMap<>();
  final Map<String, JsonNode> parents = new HashMap<>();
  JsonNode payload = NullNode.getInstance();
  RunCause cause = RunCause.SCHEDULE;
  Optional<Instant> nominal = Optional.of(NOMINAL);
  Optional<Instant> previousSuccess = Optional.empty();
  boolean cancelled;
  private final ObjectNode config;

  TestRun(Action action) {
    this.config = action.config();
  }

  static TestRun of(Prompt prompt) {
    return new TestRun(prompt.action());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  static ObjectNode object(String text) {
    return (ObjectNode) json(text);
  }

  @Override
  public RunId runId() {
    return new RunId(UUID.fromString("01890000-0000-7000-8000-000000000001"));
  }

  @Override
  public TaskId taskId() {
    return TaskId.of("01890000-0000-7000-8000-000000000002");
  }

  @Override
  public TaskKey task() {
    return new TaskKey(TaskKey.DEFAULT_NAMESPACE, "morning briefing");
  }

  @Override
  public int taskVersion() {
    return 1;
  }

  @Override
  public RunCause cause() {
    return cause;
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public Optional<Instant> nominal() {
    return nominal;
  }

  @Override
  public Instant due() {
    return NOMINAL;
  }

  @Override
  public Instant startedAt() {
    return NOW;
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public ZoneId zone() {
    return ZoneId.of("Europe/Paris");
  }

  @Override
  public Optional<Instant> previousSuccess() {
    return previousSuccess;
  }

  /** Asked first thing in an attempt. */
  @Override
  public ObjectNode config() {
    journal.attempt();
    return config;
  }

  @Override
  public JsonNode payload() {
    return payload;
  }

  @Override
  public <T> T payload(Class<T> type) {
    return JSON.convertValue(payload, type);
  }

  @Override
  public Map<String, JsonNode> parents() {
    return parents;
  }

  @Override
  public void log(String line) {
    log.add(line);
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public TaskState state() {
    return new TaskState() {
      @Override
      public Optional<JsonNode> get(String key) {
        return Optional.ofNullable(state.get(key));
      }

      @Override
      public void put(String key, JsonNode value) {
        state.put(key, value);
      }

      @Override
      public void put(String key, String value) {
        state.put(key, TextNode.valueOf(value));
      }

      @Override
      public void put(String key, long value) {
        state.put(key, JSON.valueToTree(value));
      }

      @Override
      public void remove(String key) {
        state.remove(key);
      }
    };
  }

  @Override
  public <T> T step(String name, Class<T> type, Callable<T> body) throws Exception {
    Step.Result result =
        step(
            Step.named(name), () -> new Step.Result(JSON.valueToTree(body.call()), Usage.NONE, ""));
    return JSON.convertValue(result.response(), type);
  }

  @Override
  public Step.Result step(Step step, Step.Body body) throws Exception {
    return journal.step(runId(), step, body);
  }

  @Override
  public void reject(String path) {
    journal.reject(path);
  }

  @Override
  public TaskControl tasks() {
    throw new UnsupportedOperationException("No other tasks in this test.");
  }
}
