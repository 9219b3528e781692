package io.carillon.internal.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Action;
import io.carillon.RunCause;
import io.carillon.RunContext;
import io.carillon.RunId;
import io.carillon.Step;
import io.carillon.TaskControl;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.TaskState;
import io.carillon.UnknownTaskException;
import io.carillon.internal.json.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run as an executor sees it, outside an engine: journals steps in a map and keeps the log. */
public final class RecordingContext implements RunContext, TaskControl {

  public static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  public static final RunId RUN = new RunId(new UUID(0x0190_0000_0000_7000L, 42));

  public final List<String> logged = new CopyOnWriteArrayList<>();
  public final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, JsonNode> journal = new HashMap<>();
  private final ObjectNode config;
  private final JsonNode payload;

  private RecordingContext(ObjectNode config, JsonNode payload) {
    this.config = config;
    this.payload = payload;
  }

  public static RecordingContext of(Action action) {
    return new RecordingContext(action.config(), action.config().path("payload"));
  }

  public static RecordingContext of(String config) {
    return of(config, NullNode.getInstance());
  }

  public static RecordingContext of(String config, JsonNode payload) {
    return new RecordingContext((ObjectNode) Json.read(config), payload);
  }

  @Override
  public RunId runId() {
    return RUN;
  }

  @Override
  public TaskId taskId() {
    return new TaskId(new UUID(0, 7));
  }

  @Override
  public TaskKey task() {
    return TaskKey.of("nightly");
  }

  @Override
  public int taskVersion() {
    return 1;
  }

  @Override
  public RunCause cause() {
    return RunCause.SCHEDULE;
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public Optional<Instant> nominal() {
    return Optional.of(NOW);
  }

  @Override
  public Instant due() {
    return NOW;
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
    return ZoneOffset.UTC;
  }

  @Override
  public Optional<Instant> previousSuccess() {
    return Optional.empty();
  }

  @Override
  public ObjectNode config() {
    return config.deepCopy();
  }

  @Override
  public JsonNode payload() {
    return payload.isMissingNode() ? NullNode.getInstance() : payload;
  }

  @Override
  public <T> T payload(Class<T> type) {
    return Json.decode(payload(), type, "Payload");
  }

  @Override
  public Map<String, JsonNode> parents() {
    return Map.of();
  }

  @Override
  public void log(String line) {
    logged.add(line);
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public TaskState state() {
    throw new UnsupportedOperationException("No action of core keeps state");
  }

  @Override
  public <T> T step(String name, Class<T> type, Callable<T> body) throws Exception {
    if (!journal.containsKey(name)) {
      journal.put(name, Json.tree(body.call(), name));
    }
    return Json.decode(journal.get(name), type, name);
  }

  @Override
  public Step.Result step(Step step, Step.Body body) throws Exception {
    return body.call();
  }

  @Override
  public void reject(String path) {
    journal.remove(path);
  }

  @Override
  public TaskControl tasks() {
    return this;
  }

  @Override
  public RunId run(String task, JsonNode withPayload) {
    if (task.equals("absent")) {
      throw UnknownTaskException.named(TaskKey.of(task));
    }
    asked.add("run " + task + " " + withPayload);
    return new RunId(new UUID(1, asked.size()));
  }

  @Override
  public void pause(String task, String reason) {
    asked.add("pause " + task + ": " + reason);
  }

  @Override
  public void resume(String task) {
    asked.add("resume " + task);
  }
}
