package io.carillon.spring.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.JsonCodec;
import io.carillon.Usage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parts that several views share. */
final class Views {

  private static final int MOST_CHARS = 64 * 1024;

  private Views() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static <T> JsonNode list(Collection<T> values, Function<T, ? extends JsonNode> view) {
    var array = JsonNodeFactory.instance.arrayNode();
    values.forEach(value -> array.add(view.apply(value)));
    return array;
  }

  static void put(ObjectNode json, String field, @Nullable Object value) {
    if (value != null) {
      json.put(field, value.toString());
    }
  }

  /** An instant in UTC and on the wall clock of a zone. */
  static ObjectNode moment(Instant at, ZoneId zone) {
    return object()
        .put("at", at.toString())
        .put("local", at.atZone(zone).toOffsetDateTime().toString())
        .put("zone", zone.getId());
  }

  static ObjectNode usage(Usage usage) {
    return object()
        .put("input", usage.input())
        .put("output", usage.output())
        .put("cacheRead", usage.cacheRead())
        .put("cacheWrite", usage.cacheWrite())
        .put("reasoning", usage.reasoning())
        .put("total", usage.total())
        .put("costUsd", usage.cost().toDecimal());
  }

  /** JSON as it is, unless it is too long to be shown: then its beginning, and that it was cut. */
  static JsonNode shown(JsonNode json) {
    String text = JsonCodec.write(json);
    return text.length() <= MOST_CHARS
        ? json
        : object()
            .put("truncated", true)
            .put("chars", text.length())
            .put("text", text.substring(0, MOST_CHARS));
  }
}
