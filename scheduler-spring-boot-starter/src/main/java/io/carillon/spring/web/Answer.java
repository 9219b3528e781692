package io.carillon.spring.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an endpoint answers: status, headers and bytes, written as they are by no mapper's rules.
 */
final class Answer {

  private final int status;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final byte[] body;

  private Answer(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  static Answer json(int status, JsonNode json) {
    return text(status, "application/json", JsonCodec.write(json));
  }

  static Answer ok(JsonNode json) {
    return json(200, json);
  }

  static Answer nothing() {
    return new Answer(204, new byte[0]).with("Cache-Control", "no-store");
  }

  static Answer text(int status, String type, String text) {
    return new Answer(status, text.getBytes(StandardCharsets.UTF_8))
        .with("Content-Type", type)
        .with("Cache-Control", "no-store")
        .with("X-Content-Type-Options", "nosniff");
  }

  /** The same answer with a header set. */
  Answer with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
