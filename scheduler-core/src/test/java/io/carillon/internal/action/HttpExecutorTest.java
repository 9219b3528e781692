package io.carillon.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.EgressPolicy;
import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.internal.json.Json;
import io.carillon.internal.net.GuardedHttp;
import io.carillon.internal.net.HttpGuard;
import io.carillon.internal.net.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpExecutorTest {

  private static final Map<String, String> SECRETS = Map.of("api", "s3cret-value", "bad", "a\nb");

  private final TestServer server = new TestServer();
  private final HttpExecutor executor = executor(HttpGuard.allowing("127.0.0.1", "localhost"));

  private static HttpExecutor executor(HttpGuard guard) {
    return new HttpExecutor(new GuardedHttp(guard), name -> Optional.ofNullable(SECRETS.get(name)));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Outcome run(String path, String more) throws Exception {
    return executor.execute(RecordingContext.of(config(path, more)));
  }

  private String config(String path, String more) {
    return "{\"url\":\"" + server.url(path) + "\"" + more + "}";
  }

  private static ObjectNode output(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Success.class);
    return (ObjectNode) ((Outcome.Success) outcome).output();
  }

  private static Outcome.Failure failure(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failure.class);
    return (Outcome.Failure) outcome;
  }

  @Test
  void aJsonAnswerBecomesJson() throws Exception {
    server.page("/a", 200, "application/json", "{\"n\":1}", "ETag", "x", "X-Other", "y");
    assertThat(output(run("/a?q=1", "")))
        .isEqualTo(
            Json.read(
                "{\"status\":200,\"headers\":{\"content-type\":\"application/json\","
                    + "\"etag\":\"x\"},\"body\":{\"n\":1}}"));
    assertThat(server.seen.get(0).method()).isEqualTo("GET");
    assertThat(server.seen.get(0).path()).isEqualTo("/a?q=1");
    assertThat(server.seen.get(0).headers()).doesNotContainKey("Idempotency-Key");
  }

  @Test
  void textStaysTextAndBrokenJsonToo() throws Exception {
    server.page("/text", 200, "text/plain", "{\"n\":1}");
    server.page("/broken", 200, "application/json", "{\"n\":");
    assertThat(output(run("/text", "")).get("body").textValue()).isEqualTo("{\"n\":1}");
    assertThat(output(run("/broken", "")).get("body").textValue()).isEqualTo("{\"n\":");
  }

  @Test
  void bytesThatAreNoTextAreKeptAsBase64() throws Exception {
    server.page(
        "/bytes",
        exchange -> {
          exchange.sendResponseHeaders(200, 3);
          exchange.getResponseBody().write(new byte[] {(byte) 0xFF, 0, 1});
        });
    ObjectNode output = output(run("/bytes", ""));
    assertThat(output.get("body").textValue()).isEqualTo("/wAB");
    assertThat(output.get("encoding").textValue()).isEqualTo("base64");
  }

  @Test
  void aPostSendsItsBodyHeadersSecretsAndKey() throws Exception {
    server.page("/p", 201, "", "");
    Outcome outcome =
        run(
            "/p",
            """
            ,"method":"post","body":{"a":[1]},"headers":{"X-One":"1",
             "Authorization":{"secret":"api","prefix":"Bearer "}}\
            """);
    assertThat(output(outcome).get("body").textValue()).isEmpty();
    TestServer.Seen seen = server.seen.get(0);
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.body()).isEqualTo("{\"a\":[1]}");
    assertThat(seen.headers())
        .containsEntry("X-One", "1")
        .containsEntry("Authorization", "Bearer s3cret-value")
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Idempotency-Key", RecordingContext.RUN.toString());
  }

  @Test
  void theRunsPayloadCanBeTheBody() throws Exception {
    server.page("/p", 200, "", "");
    String config = config("/p", ",\"method\":\"PUT\",\"sendPayload\":true");
    executor.execute(RecordingContext.of(config, Json.read("{\"x\":1}")));
    assertThat(server.seen.get(0).body()).isEqualTo("{\"x\":1}");
  }

  @ParameterizedTest
  @CsvSource({
    "400,INVALID",
    "404,INVALID",
    "302,INVALID",
    "204,INVALID",
    "401,DENIED",
    "403,DENIED",
    "407,DENIED",
    "408,ERROR",
    "425,ERROR",
    "429,ERROR",
    "500,ERROR",
    "502,ERROR",
    "503,ERROR"
  })
  void eachStatusHasItsOutcome(int status, FailureKind kind) throws Exception {
    server.page("/s", status, "text/plain", status == 204 ? "" : "why", "Location", "/elsewhere");
    Outcome.Failure failure = failure(run("/s?key=hidden", ",\"expect\":[200]"));
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.message())
        .startsWith("GET " + server.url("/s") + " answered " + status)
        .doesNotContain("hidden");
    assertThat(failure.detail()).isEqualTo(status == 204 ? "" : "why");
    assertThat(server.seen).hasSize(1);
  }

  @Test
  void theStatusesToExpectCanBeNamed() throws Exception {
    server.page("/missing", 404, "", "");
    assertThat(output(run("/missing", ",\"expect\":[200,\"4xx\"]")).get("status").intValue())
        .isEqualTo(404);
  }

  @Test
  void retryAfterSnoozesInSecondsAndByDate() throws Exception {
    server.page("/429", 429, "", "", "Retry-After", "120");
    server.page("/503", 503, "", "", "Retry-After", "Sun, 01 Mar 2026 09:05:00 GMT");
    server.page("/past", 503, "", "", "Retry-After", "Sun, 01 Mar 2020 09:05:00 GMT");
    server.page("/long", 503, "", "", "Retry-After", "999999999");
    server.page("/odd", 503, "", "", "Retry-After", "soon");
    server.page("/500", 500, "", "", "Retry-After", "7");
    assertThat(run("/429", ""))
        .isEqualTo(
            new Outcome.Snooze(
                Duration.ofMinutes(2),
                "GET " + server.url("/429") + " answered 429 and asks to wait."));
    assertThat(((Outcome.Snooze) run("/503", "")).delay()).isEqualTo(Duration.ofMinutes(5));
    assertThat(((Outcome.Snooze) run("/past", "")).delay()).isEqualTo(Duration.ZERO);
    assertThat(((Outcome.Snooze) run("/long", "")).delay()).isEqualTo(Duration.ofHours(24));
    assertThat(failure(run("/odd", "")).kind()).isEqualTo(FailureKind.ERROR);
    assertThat(failure(run("/500", "")).retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aLongBodyIsCutWithAMarker() throws Exception {
    server.page("/long", 200, "application/json", "\"" + "ü".repeat(3_000_000) + "\"");
    ObjectNode output = output(run("/long", ",\"maxBytes\":1000"));
    assertThat(output.get("truncated").booleanValue()).isTrue();
    assertThat(output.get("body").textValue())
        .isEqualTo("\"" + "ü".repeat(499) + "\n[cut after 1000 bytes]");
  }

  @Test
  void aServerThatDoesNotAnswerInTimeIsATimeout() throws Exception {
    server.page("/hang", exchange -> server.hold());
    server.page(
        "/drip",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          server.hold();
        });
    for (String path : List.of("/hang", "/drip")) {
      Outcome.Failure failure = failure(run(path, ",\"timeout\":\"200ms\""));
      assertThat(failure.kind()).as(path).isEqualTo(FailureKind.TIMEOUT);
      assertThat(failure.message())
          .isEqualTo("GET " + server.url(path) + ": No complete answer within PT0.2S.");
    }
  }

  @Test
  void anInterruptEndsTheRequest() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    server.page(
        "/hang",
        exchange -> {
          asked.countDown();
          server.hold();
        });
    AtomicReference<Object> result = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.set(run("/hang", ""));
              } catch (Exception e) {
                result.set(e);
              }
            });
    thread.start();
    asked.await();
    thread.interrupt();
    thread.join();
    assertThat(result.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aClosedPortIsAnError() throws Exception {
    int port = server.port();
    server.close();
    Outcome.Failure failure =
        failure(
            executor.execute(RecordingContext.of("{\"url\":\"http://127.0.0.1:" + port + "/\"}")));
    assertThat(failure.kind()).isEqualTo(FailureKind.ERROR);
    assertThat(failure.message()).startsWith("GET http://127.0.0.1:" + port + "/: no answer");
  }

  @Test
  void privateAddressesAreDeniedAndNothingIsSent() throws Exception {
    server.page("/a", 200, "", "");
    HttpExecutor guarded = executor(new HttpGuard(EgressPolicy.publicOnly()));
    Outcome.Failure failure = failure(guarded.execute(RecordingContext.of(config("/a", ""))));
    assertThat(failure.kind()).isEqualTo(FailureKind.DENIED);
    assertThat(failure.message()).contains("a loopback address");
    assertThat(server.seen).isEmpty();
  }

  @Test
  void redirectsAreFollowedOnlyWhenAskedAndEachHopIsVetted() throws Exception {
    server.page("/to-inside", 302, "", "", "Location", "http://169.254.169.254/latest/meta-data");
    server.page("/to-file", 302, "", "", "Location", "file:///etc/passwd");
    server.page("/one", 302, "", "", "Location", "/two");
    server.page("/two", 200, "text/plain", "there");
    server.page("/loop", 302, "", "", "Location", "/loop");
    assertThat(failure(run("/one", "")).message()).contains("set \"follow\": true");
    assertThat(output(run("/one", ",\"follow\":true")).get("body").textValue()).isEqualTo("there");
    assertThat(failure(run("/to-inside", ",\"follow\":true")).kind()).isEqualTo(FailureKind.DENIED);
    assertThat(failure(run("/to-file", ",\"follow\":true")).kind()).isEqualTo(FailureKind.DENIED);
    server.seen.clear();
    assertThat(failure(run("/loop", ",\"follow\":true")).kind()).isEqualTo(FailureKind.INVALID);
    assertThat(server.seen).hasSize(6);
  }

  @Test
  void aRedirectToAnotherOriginLosesTheCredentials() throws Exception {
    String other = "http://localhost:" + server.port() + "/two";
    server.page("/one", 307, "", "", "Location", other);
    server.page("/same", 307, "", "", "Location", "/two");
    server.page("/see", 303, "", "", "Location", "/two");
    server.page("/two", 200, "", "");
    String more =
        ",\"follow\":true,\"method\":\"POST\",\"body\":\"b\",\"headers\":{\"X-Key\":"
            + "{\"secret\":\"api\"},\"Accept\":\"text/plain\"}";
    output(run("/one", more));
    output(run("/same", more));
    output(run("/see", more));
    List<TestServer.Seen> second =
        server.seen.stream().filter(seen -> seen.path().equals("/two")).toList();
    assertThat(second.get(0).headers())
        .containsEntry("Accept", "text/plain")
        .doesNotContainKey("X-Key");
    assertThat(second.get(1).headers()).containsEntry("X-Key", "s3cret-value");
    assertThat(second).extracting(TestServer.Seen::method).containsExactly("POST", "POST", "GET");
    assertThat(second).extracting(TestServer.Seen::body).containsExactly("b", "b", "");
  }

  @Test
  void anUnknownOrUnusableSecretIsInvalidAndNotShown() throws Exception {
    server.page("/a", 200, "", "");
    Outcome.Failure unknown = failure(run("/a", ",\"headers\":{\"X\":{\"secret\":\"none\"}}"));
    assertThat(unknown.kind()).isEqualTo(FailureKind.INVALID);
    assertThat(unknown.message())
        .isEqualTo("There is no secret \"none\". Give it to the scheduler's secret resolver.");
    Outcome.Failure bad = failure(run("/a", ",\"headers\":{\"X\":{\"secret\":\"bad\"}}"));
    assertThat(bad.kind()).isEqualTo(FailureKind.INVALID);
    assertThat(bad.message()).startsWith("The secret for header X holds a line break");
    assertThat(server.seen).isEmpty();
  }

  @Test
  void allFaultsAreFoundAtOnce() {
    List<Problem> problems =
        executor.check(
            (ObjectNode)
                Json.read(
                    """
                    {"method":"FETCH","url":"ftp://x","headers":{"Host":"a","b c":"x","Ok":"a\\nb",
                     "N":5,"R":{"secrt":"x"}},"body":{"a":1},"timeout":"soon","maxBytes":0,
                     "follow":"yes","expect":[99],"urll":"x"}\
                    """));
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "method: is \"FETCH\". Write one of GET, POST, PUT, DELETE, PATCH, HEAD.",
            "url: must start with http:// or https://. Write for example"
                + " \"https://example.com/path\".",
            "headers.Host: is set by the HTTP client itself. Leave it out.",
            "headers.b c: is not the name of a header. Write for example \"Accept\".",
            "headers.Ok: holds a line break or something that is not ASCII. Remove it.",
            "headers.N: is a number. Write a text, or { \"secret\": \"name\" }, with \"prefix\":"
                + " \"Bearer \" where needed.",
            "headers.R: is not a reference to a secret. Write a text, or { \"secret\": \"name\" },"
                + " with \"prefix\": \"Bearer \" where needed.",
            "body: is set, but GET sends no body. Set \"method\": \"POST\".",
            "timeout: \"soon\" is not a positive length of time. Write for example \"30s\", \"5m\""
                + " or \"PT30S\".",
            "maxBytes: is 0. Write a whole number from 1 to 16777216.",
            "follow: is a text. Write true or false.",
            "expect: holds what is no status. Write for example [200, \"4xx\"].",
            "urll: there is no such setting. There are method, url, headers, body, sendPayload,"
                + " timeout, maxBytes, follow, expect.");
    assertThat(executor.check(Json.object()))
        .extracting(Problem::toString)
        .containsExactly("url: is missing. Write for example \"https://example.com/path\".");
  }

  @Test
  void settingsThatWentBadFailTheRunForGood() throws Exception {
    Outcome outcome = executor.execute(RecordingContext.of("{\"url\":5}"));
    assertThat(failure(outcome).kind()).isEqualTo(FailureKind.INVALID);
  }
}
