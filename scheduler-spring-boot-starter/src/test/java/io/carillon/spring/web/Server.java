package io.carillon.spring.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.JsonCodec;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.Scheduler;
import io.carillon.spring.Soon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application on a port of its own, and a client that talks to it. */
final class Server implements AutoCloseable {

  static final String NO_SECURITY =
      "spring.autoconfigure.exclude="
          + String.join(
              ",",
              "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
              "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
              "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
              "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
              "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ConfigurableApplicationContext context;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private Server(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts an application with the REST API on. */
  static Server start(Class<?> application, String... properties) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "server.port=0",
                "carillon.web.enabled=true",
                "carillon.node.drain=1s",
                "carillon.store.type=memory",
                "spring.main.banner-mode=off",
                "logging.level.root=warn"));
    all.addAll(List.of(properties));
    return new Server(
        new SpringApplicationBuilder(application)
            .web(WebApplicationType.SERVLET)
            .properties(all.toArray(String[]::new))
            .run());
  }

  Scheduler scheduler() {
    return context.getBean(Scheduler.class);
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  int port() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  String url(String path) {
    return "http://localhost:" + port() + path;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url(path))).timeout(PATIENCE);
  }

  HttpRequest.Builder api(String path) {
    return request("/api/carillon" + path);
  }

  Reply get(String path) {
    return send(api(path).GET());
  }

  /** A write as the page makes it. */
  Reply write(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        api(path)
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("X-Carillon-Request", "test");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  Reply post(String path, String body) {
    return write("POST", path, body);
  }

  Reply send(HttpRequest.Builder request) {
    try {
      return new Reply(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits until a run is as asked. */
  Run await(RunId id, Predicate<Run> asked) throws Exception {
    Soon.until(() -> scheduler().runs().find(id).filter(asked).isPresent());
    return scheduler().runs().find(id).orElseThrow();
  }

  Run awaitStatus(RunId id, RunStatus status) throws Exception {
    return await(id, run -> run.status() == status);
  }

  @Override
  public void close() {
    context.close();
  }

  /** An answer, with its body read by the codec. */
  record Reply(HttpResponse<String> raw) {

    int status() {
      return raw.statusCode();
    }

    String text() {
      return raw.body();
    }

    JsonNode json() {
      return JsonCodec.read(raw.body());
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }
}
