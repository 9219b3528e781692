package io.carillon.samples.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.Run;
import io.carillon.RunStatus;
import io.carillon.Scheduler;
import io.carillon.SchedulerEvent;
import io.carillon.spi.RunQuery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The demo in this JVM, on a free port, with its folders in a temporary one. */
final class RunningDemo implements AutoCloseable {

  private static final long LONGEST_WAIT_SECONDS = 60;

  private final ServletWebServerApplicationContext context;
  private final BlockingQueue<SchedulerEvent> events = new LinkedBlockingQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningDemo(ServletWebServerApplicationContext context) {
    this.context = context;
    scheduler().listen(events::add);
  }

  static RunningDemo in(Path folder, String... settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("--server.port", "0");
    all.put("--briefing.data", folder.resolve("data").toString());
    all.put("--briefing.drop", folder.resolve("drop").toString());
    all.put("--OPENAI_API_KEY", "");
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      all.put(parts[0], parts[1]);
    }
    String[] args =
        all.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toArray(String[]::new);
    return new RunningDemo(
        (ServletWebServerApplicationContext)
            SpringApplication.run(BriefingApplication.class, args));
  }

  Scheduler scheduler() {
    return context.getBean(Scheduler.class);
  }

  /** Looks again whenever the scheduler tells of something, until it holds or time is up. */
  void await(String what, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s; runs: %s", what, newestRuns()).isLessThan(end);
      events.poll(1, TimeUnit.SECONDS);
    }
  }

  List<Run> runsOf(String task) {
    return newestRuns().stream().filter(run -> run.task().name().equals(task)).toList();
  }

  private List<Run> newestRuns() {
    return scheduler().runs().list(RunQuery.newest(1000));
  }

  boolean completed(String task) {
    return runsOf(task).stream().anyMatch(run -> run.status() == RunStatus.COMPLETED);
  }

  /** What the inbox holds of a task, newest first, over HTTP. */
  List<JsonNode> inboxOf(String task) throws IOException, InterruptedException {
    List<JsonNode> found = new ArrayList<>();
    json("/api/carillon/inbox")
        .forEach(
            item -> {
              if (item.path("task").asText().equals(task)) {
                found.add(item);
              }
            });
    return found;
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(text(path));
  }

  String text(String path) throws IOException, InterruptedException {
    int port = context.getWebServer().getPort();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return response.body();
  }

  @Override
  public void close() {
    context.close();
  }
}
