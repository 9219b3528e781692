package io.carillon.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.JsonCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The stream of events over a real connection. */
class EventStreamTest {

  private static Server server(String... properties) {
    String[] all = new String[properties.length + 1];
    all[0] = Server.NO_SECURITY;
    System.arraycopy(properties, 0, all, 1, properties.length);
    return Server.start(RestApplication.class, all);
  }

  private static BufferedReader listen(Server server) throws Exception {
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(server.api("/events").GET().build(), BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static String until(BufferedReader reader, String start) throws IOException {
    String line = reader.readLine();
    while (line != null && !line.startsWith(start)) {
      line = reader.readLine();
    }
    assertThat(line).as("a line that starts with " + start).isNotNull();
    return line;
  }

  @Test
  void clientsHearWhatHappensToRuns() throws Exception {
    try (Server server = server();
        BufferedReader stream = listen(server)) {
      until(stream, "event:hello");
      String run = server.post("/tasks/declared/run", "{}").json().get("run").asText();
      JsonNode event;
      do {
        event = JsonCodec.read(until(stream, "data:{\"number\"").substring(5));
      } while (!event.get("kind").asText().equals("RUN_ENDED"));

      assertThat(event.get("run").asText()).isEqualTo(run);
      assertThat(event.get("task").asText()).isEqualTo("declared");
      assertThat(event.get("status").asText()).isEqualTo("COMPLETED");
    }
  }

  @Test
  void aQuietStreamStillShowsThatItIsAlive() throws Exception {
    try (Server server = server("carillon.web.events.heartbeat=100ms");
        BufferedReader stream = listen(server)) {
      until(stream, "event:hello");

      assertThat(until(stream, ":")).contains("alive");
    }
  }

  @Test
  void oneClientMoreThanAllowedIsSentAway() throws Exception {
    try (Server server = server("carillon.web.events.max-clients=1");
        BufferedReader stream = listen(server)) {
      until(stream, "event:hello");
      Server.Reply refused = server.get("/events");

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isEqualTo("10");
      assertThat(refused.json().get("type").asText())
          .isEqualTo("urn:carillon:problem:too-many-listeners");
    }
  }

  @Test
  void aClientThatDoesNotReadIsDroppedAndHarmsNobody() throws Exception {
    try (Server server =
        server("carillon.web.events.buffer=4", "server.tomcat.connection-timeout=5m")) {
      EventStreams streams = server.context().getBean(EventStreams.class);
      try (Socket deaf = new Socket("localhost", server.port())) {
        deaf.setReceiveBufferSize(1024);
        deaf.getOutputStream()
            .write(
                "GET /api/carillon/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        assertThat(deaf.getInputStream().read()).isEqualTo('H');
        String task = "x".repeat(200);
        server.post(
            "/tasks",
            "{\"name\": \""
                + task
                + "\", \"action\": {\"type\": \"notification\", \"text\": \"t\"}}");
        for (int i = 0; i < 100_000 && streams.clients() > 0; i++) {
          server
              .scheduler()
              .tasks()
              .pause(
                  server.scheduler().tasks().find(task).orElseThrow().id(), "y".repeat(200), "me");
        }

        assertThat(streams.clients()).isZero();
        assertThat(server.get("/health").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void streamsEndWhenTheApplicationStops() throws Exception {
    Server server = server("server.shutdown=graceful");
    BufferedReader stream = listen(server);
    until(stream, "event:hello");
    CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
    String line = stream.readLine();
    while (line != null) {
      line = stream.readLine();
    }
    closed.get(20, TimeUnit.SECONDS);

    assertThat(closed).isCompleted();
  }
}
