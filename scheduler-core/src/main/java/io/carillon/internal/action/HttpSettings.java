package io.carillon.internal.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Problem;
import io.carillon.internal.json.Settings;
import io.carillon.internal.net.HttpGuard;
import io.carillon.internal.net.SecretHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of an HTTP action, read and checked. What is faulty stands at its default. */
record HttpSettings(
    String method,
    String url,
    SecretHeaders headers,
    Optional<JsonNode> body,
    Limits limits,
    List<String> expect,
    List<Problem> problems) {

  static final int DEFAULT_BYTES = 1 << 20;
  private static final int MOST_BYTES = 16 << 20;
  private static final int REDIRECTS = 5;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD");

  /** What one call may take. */
  record Limits(Duration timeout, int maxBytes, int redirects) {}

  static HttpSettings read(ObjectNode config, JsonNode payload) {
    Settings settings = new Settings(config);
    String method = settings.word("method", METHODS, "GET");
    String url = settings.requiredText("url", "\"https://example.com/path\"");
    if (!url.isBlank()) {
      HttpGuard.fault("url", url).ifPresent(settings.problems()::add);
    }
    SecretHeaders headers = SecretHeaders.read(settings, "headers");
    Optional<JsonNode> body = body(settings, method, payload);
    Limits limits =
        new Limits(
            settings.duration("timeout", LONGEST_TIMEOUT, DEFAULT_TIMEOUT),
            settings.number("maxBytes", 1, MOST_BYTES, DEFAULT_BYTES),
            settings.flag("follow", false) ? REDIRECTS : 0);
    List<String> expect = expect(settings);
    return new HttpSettings(method, url, headers, body, limits, expect, settings.finish());
  }

  private static Optional<JsonNode> body(Settings settings, String method, JsonNode payload) {
    Optional<JsonNode> body = settings.value("body");
    boolean sendPayload = settings.flag("sendPayload", false);
    if (body.isPresent() && sendPayload) {
      settings.problem("sendPayload", "is true beside a body.", "Keep one of the two.");
    }
    if ((body.isPresent() || sendPayload) && (method.equals("GET") || method.equals("HEAD"))) {
      settings.problem(
          body.isPresent() ? "body" : "sendPayload",
          "is set, but " + method + " sends no body.",
          "Set \"method\": \"POST\".");
    }
    return sendPayload && !payload.isNull() ? Optional.of(payload) : body;
  }

  private static List<String> expect(Settings settings) {
    List<String> expected = new ArrayList<>();
    Optional<JsonNode> node = settings.value("expect");
    if (node.isEmpty()) {
      return List.of("2xx");
    }
    Iterable<JsonNode> statuses = node.get().isArray() ? node.get() : List.of(node.get());
    for (JsonNode status : statuses) {
      if (!status.asText().matches("[2-5](\\d\\d|xx)")) {
        settings.problem("expect", "holds what is no status.", "Write for example [200, \"4xx\"].");
        return List.of("2xx");
      }
      expected.add(status.asText());
    }
    if (expected.isEmpty()) {
      settings.problem("expect", "is empty.", "Write for example [200, \"4xx\"].");
    }
    return expected;
  }

  boolean expects(int status) {
    return expect.stream()
        .anyMatch(
            expected ->
                expected.endsWith("xx")
                    ? expected.charAt(0) - '0' == status / 100
                    : expected.equals(Integer.toString(status)));
  }
}
