package io.carillon.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.Trigger;
import java.io.IOException;

/** JSON texts for tests. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static JsonNode node(String json) throws IOException {
    return MAPPER.readTree(json);
  }

  static Trigger trigger(String json) throws IOException {
    return TriggerJson.read(node(json));
  }
}
