package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON form of payloads, outputs and definitions, for those who write adapters. Strict:
 * duplicate keys, trailing text, unknown fields and silent conversions are refused; dates are ISO
 * 8601 text; no type that JSON names is ever made. The host's own mapper plays no part.
 * Thread-safe.
 */
public final class JsonCodec {

  private JsonCodec() {}

  /**
   * Reads exactly one JSON value, nested at most 200 deep.
   *
   * @throws IllegalArgumentException saying where it is no JSON and why, without the text around it
   */
  public static JsonNode read(String text) {
    return Json.read(text);
  }

  /** The value as compact JSON. */
  public static String write(JsonNode value) {
    return Json.write(value);
  }

  /**
   * A Java value (record, map, list, date, text, null …) as JSON.
   *
   * @param what the value in words, for the message: {@code The result of handler "report"}
   * @throws IllegalArgumentException when it has no JSON form
   */
  public static JsonNode toJson(@Nullable Object value, String what) {
    return Json.tree(value, what);
  }

  /**
   * JSON as a declared type.
   *
   * @param what the value in words, for the message: {@code Payload of handler "report"}
   * @throws InvalidPayloadException naming the path and what was expected there; the value itself
   *     is not shown
   */
  public static <T> T fromJson(JsonNode value, Class<T> type, String what) {
    return Json.decode(value, type, what);
  }
}
