package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A task's own small memory from run to run: a JSON object, committed together with the run's
 * success and dropped with its failure. At most 64 KiB as JSON unless the scheduler says otherwise.
 */
public interface TaskState {

  Optional<JsonNode> get(String key);

  /** The text under {@code key}; empty when there is none or it is no text. */
  default Optional<String> text(String key) {
    return get(key).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  void put(String key, JsonNode value);

  void put(String key, String value);

  void put(String key, long value);

  void remove(String key);
}
