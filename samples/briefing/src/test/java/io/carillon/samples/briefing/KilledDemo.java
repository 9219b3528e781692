package io.carillon.samples.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo as a process of its own, which can be killed. */
final class KilledDemo implements AutoCloseable {

  private static final Pattern UP = Pattern.compile("is running: (http://localhost:\\d+)/carillon");

  private final Process process;
  private final String url;
  private final HttpClient http = HttpClient.newHttpClient();

  private KilledDemo(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static KilledDemo start(Path folder) throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                KillTarget.class.getName(),
                "--server.port=0",
                "--carillon.node.lease=3s",
                "--briefing.data=" + folder.resolve("data"),
                "--briefing.drop=" + folder.resolve("drop"),
                "--kill.ledger=" + folder.resolve("ledger"),
                "--OPENAI_API_KEY="));
    Process process = builder.redirectErrorStream(true).start();
    try {
      return new KilledDemo(process, urlOf(process));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Reads what the process prints, to its end, and answers once it has said where it is. */
  private static String urlOf(Process process) throws Exception {
    CompletableFuture<String> url = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              StringBuilder all = new StringBuilder();
              try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  all.append(line).append('\n');
                  Matcher up = UP.matcher(line);
                  if (up.find()) {
                    url.complete(up.group(1));
                  }
                }
              } catch (IOException closed) {
                all.append(closed);
              }
              url.completeExceptionally(new AssertionError("It ended: " + all));
            });
    reader.setDaemon(true);
    reader.start();
    return url.get(90, TimeUnit.SECONDS);
  }

  long pid() {
    return process.pid();
  }

  /** The id of a task, by its name. */
  String task(String name) throws IOException, InterruptedException {
    for (var task : new ObjectMapper().readTree(answer(request("/tasks?limit=100"), 200))) {
      if (task.path("name").asText().equals(name)) {
        return task.path("id").asText();
      }
    }
    throw new AssertionError("There is no task " + name);
  }

  /** Asks for a run; what is returned was acknowledged. */
  String run(String taskId) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(url + "/api/carillon/tasks/" + taskId + "/run"))
            .header("X-Carillon-Request", "test")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    return new ObjectMapper().readTree(answer(post, 202)).path("run").asText();
  }

  String status(String run) throws IOException, InterruptedException {
    return new ObjectMapper()
        .readTree(answer(request("/runs/" + run), 200))
        .path("status")
        .asText();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(url + "/api/carillon" + path)).build();
  }

  private String answer(HttpRequest request, int expected)
      throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
    return response.body();
  }

  /** SIGKILL: nothing of it gets to say goodbye. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
