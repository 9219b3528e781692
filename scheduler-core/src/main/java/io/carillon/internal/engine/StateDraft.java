package io.carillon.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.TaskId;
import io.carillon.TaskState;
import io.carillon.internal.json.Json;
import io.carillon.spi.Rows.StateRow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task's memory as one run sees and changes it. */
final class StateDraft implements TaskState {

  static final int MOST_CHARS = 64 * 1024;

  private final TaskId task;
  private final int version;
  private final ObjectNode json;
  private boolean changed;

  StateDraft(TaskId task, @Nullable StateRow stored) {
    this.task = task;
    this.version = stored == null ? 0 : stored.version();
    this.json = stored == null ? Json.object() : (ObjectNode) Json.read(stored.json());
  }

  @Override
  public Optional<JsonNode> get(String key) {
    return Optional.ofNullable(json.get(key)).map(JsonNode::deepCopy);
  }

  @Override
  public void put(String key, JsonNode value) {
    JsonNode before = json.get(key);
    json.set(key, value.deepCopy());
    int size = Json.write(json).length();
    if (size > MOST_CHARS) {
      if (before == null) {
        json.remove(key);
      } else {
        json.set(key, before);
      }
      throw new IllegalArgumentException(
          "The task's state would have "
              + size
              + " characters with \""
              + key
              + "\"; at most "
              + MOST_CHARS
              + " are kept. Keep a reference instead of the value.");
    }
    changed = true;
  }

  @Override
  public void put(String key, String value) {
    put(key, Json.object().textNode(value));
  }

  @Override
  public void put(String key, long value) {
    put(key, Json.object().numberNode(value));
  }

  @Override
  public void remove(String key) {
    changed |= json.remove(key) != null;
  }

  /** What to keep with the run's success; empty when nothing was changed. */
  Optional<StateRow> row() {
    return changed
        ? Optional.of(new StateRow(task, Json.write(json), version + 1))
        : Optional.empty();
  }
}
