package io.carillon.samples.briefing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that speaks OpenAI's protocol: its first answer is a fault, all others one text. */
final class ModelServer implements AutoCloseable {

  private final HttpServer server;
  private final String text;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private ModelServer(HttpServer server, String text) {
    this.server = server;
    this.text = text;
  }

  static ModelServer thatFailsOnce(String text) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ModelServer server = new ModelServer(http, text);
    http.createContext("/v1/chat/completions", server::answer);
    http.start();
    return server;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    boolean first = requests.size() == 1;
    Object body =
        first
            ? Map.of("error", Map.of("message", "The server had a bad moment."))
            : Map.of(
                "id", "c1",
                "object", "chat.completion",
                "model", "tiny",
                "choices",
                    List.of(
                        Map.of(
                            "index",
                            0,
                            "finish_reason",
                            "stop",
                            "message",
                            Map.of("role", "assistant", "content", text))),
                "usage", Map.of("prompt_tokens", 40, "completion_tokens", 5, "total_tokens", 45));
    byte[] bytes = new ObjectMapper().writeValueAsBytes(body);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(first ? 500 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  String baseUrl() {
    return "http://localhost:" + server.getAddress().getPort() + "/v1";
  }

  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
