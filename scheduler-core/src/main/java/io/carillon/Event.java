package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * Something that happened. Every task of the namespace with a trigger on the topic runs once for
 * it, with the event's payload.
 *
 * @param namespace the tenant
 * @param topic 1 to 255 characters, such as {@code file.dropped}
 * @param id 1 to 255 characters, unique for ever within the namespace: published again it is known
 *     and does nothing
 * @param payload JSON
 */
public record Event(String namespace, String topic, String id, JsonNode payload) {

  public Event {
    Objects.requireNonNull(payload, "payload");
    if (!TaskKey.isNamespace(namespace)) {
      throw new IllegalArgumentException(
          "Namespace \"" + namespace + "\": write 1 to 100 letters, digits, '.', '_' or '-'.");
    }
    if (topic.isBlank() || topic.length() > 255) {
      throw new IllegalArgumentException("Event topic: write 1 to 255 characters.");
    }
    if (id.isBlank() || id.length() > 255) {
      throw new IllegalArgumentException("Event id: write 1 to 255 characters.");
    }
  }

  /** An event in the default namespace. */
  public static Event of(String topic, String id, JsonNode payload) {
    return new Event(TaskKey.DEFAULT_NAMESPACE, topic, id, payload);
  }
}
