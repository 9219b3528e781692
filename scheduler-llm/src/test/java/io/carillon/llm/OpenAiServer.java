package io.carillon.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A local server that speaks the chat completions protocol, and answers as it is told. */
final class OpenAiServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What was asked. */
  final List<JsonNode> requests = new CopyOnWriteArrayList<>();

  final List<String> authorizations = new CopyOnWriteArrayList<>();

  /** Opens when a slow answer may go out. */
  final CountDownLatch release = new CountDownLatch(1);

  private final Deque<Answer> answers = new ArrayDeque<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  record Answer(int status, Map<String, String> headers, String body, boolean slow) {}

  OpenAiServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  int calls() {
    return requests.size();
  }

  OpenAiServer thenText(String text) {
    return then(200, Map.of(), completion("stop", message(text, "")));
  }

  /** Asks for tools: pairs of name and arguments. */
  OpenAiServer thenTools(String... namesAndArguments) {
    StringBuilder calls = new StringBuilder();
    for (int i = 0; i < namesAndArguments.length; i += 2) {
      calls
          .append(i == 0 ? "" : ",")
          .append("{\"id\":\"call-" + calls() + "-" + i + "\",\"type\":\"function\",\"function\":{")
          .append("\"name\":" + quote(namesAndArguments[i]))
          .append(",\"arguments\":" + quote(namesAndArguments[i + 1]) + "}}");
    }
    return then(
        200, Map.of(), completion("tool_calls", message(null, ",\"tool_calls\":[" + calls + "]")));
  }

  OpenAiServer thenFinish(String reason, String text) {
    return then(200, Map.of(), completion(reason, message(text, "")));
  }

  OpenAiServer then(int status, Map<String, String> headers, String body) {
    answers.add(new Answer(status, headers, body, false));
    return this;
  }

  OpenAiServer thenSlow() {
    answers.add(new Answer(200, Map.of(), completion("stop", message("late", "")), true));
    return this;
  }

  static String error(String code) {
    return "{\"error\":{\"message\":\"SECRET-IN-ANSWER\",\"code\":\"" + code + "\"}}";
  }

  private static String message(String text, String more) {
    return "{\"role\":\"assistant\",\"content\":" + quote(text) + more + "}";
  }

  private static String completion(String finish, String message) {
    return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1774684800,"
        + "\"model\":\"test-model-2026-08-01\",\"choices\":[{\"index\":0,\"finish_reason\":\""
        + finish
        + "\",\"message\":"
        + message
        + "}],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":200,\"total_tokens\":1200,"
        + "\"prompt_tokens_details\":{\"cached_tokens\":400},"
        + "\"completion_tokens_details\":{\"reasoning_tokens\":50}}}";
  }

  private static String quote(String text) {
    return text == null ? "null" : JSON.getNodeFactory().textNode(text).toString();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
      authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      Answer answer;
      synchronized (answers) {
        answer = answers.poll();
      }
      if (answer == null) {
        answer = new Answer(418, Map.of(), "no answer was prepared", false);
      }
      if (answer.slow()) {
        release.await();
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    release.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
