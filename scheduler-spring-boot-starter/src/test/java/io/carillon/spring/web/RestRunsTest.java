package io.carillon.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.spring.web.Server.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs, the inbox, events and the guards of the REST API, over HTTP. */
class RestRunsTest {

  private static Server server;
  private static RestCalls rest;

  @BeforeAll
  static void start() {
    server = Server.start(RestApplication.class, Server.NO_SECURITY);
    rest = new RestCalls(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aSkippedRunIsNotTheLastRun() throws Exception {
    rest.create("calm", "", "pass");
    RunId id = rest.run("calm", "{}");
    server.awaitStatus(id, RunStatus.SKIPPED);

    JsonNode task = server.get("/tasks/calm").json();
    assertThat(task.get("lastRun").isNull()).isTrue();
    assertThat(server.get("/runs/" + id).json().get("reason").asText()).isEqualTo("nothing to do");
  }

  @Test
  void aRunIsAcceptedAndReadWithAttemptsLogAndOutput() throws Exception {
    Reply accepted =
        server.post("/tasks/declared/run", "{\"payload\": {\"n\": 7}, \"priority\": 9}");
    RunId id = RunId.of(accepted.json().get("run").asText());
    server.awaitStatus(id, RunStatus.COMPLETED);
    JsonNode run = server.get("/runs/" + id).json();

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.header("Location")).isEqualTo("/api/carillon/runs/" + id);
    assertThat(run.get("cause").asText()).isEqualTo("MANUAL");
    assertThat(run.get("actor").asText()).isEqualTo("anonymous");
    assertThat(run.get("priority").asInt()).isEqualTo(9);
    assertThat(run.at("/output/n").asInt()).isEqualTo(7);
    assertThat(run.at("/attempts/0/status").asText()).isEqualTo("COMPLETED");
    assertThat(run.at("/log/0/text").asText()).isEqualTo("echoing for MANUAL");
    assertThat(run.get("steps")).isEmpty();
    assertThat(server.get("/runs/" + id + "/log").json()).hasSize(1);
  }

  @Test
  void aSubmissionWithAKeyIsMadeOnce() {
    rest.create("keyed", "", "echo");
    RunId first = rest.run("keyed", "{\"key\": \"order-1\", \"due\": \"2999-01-01T00:00:00Z\"}");
    RunId second = rest.run("keyed", "{\"key\": \"order-1\"}");

    assertThat(second).isEqualTo(first);
    assertThat(server.post("/tasks/keyed/run", "{\"priority\": 12}").text())
        .contains("1 (lowest) to 9");
    assertThat(rest.fields(server.post("/tasks/keyed/run", "{\"due\": \"soon\"}")))
        .containsExactly("due");
  }

  @Test
  void aFailureIsShownWithoutItsStackTrace() throws Exception {
    rest.create("failing", "", "broken");
    String policies =
        "{\"name\": \"failing\", \"version\": 1, \"policies\": {\"retry\": {\"retries\": 0}},"
            + " \"action\": {\"type\": \"java\", \"handler\": \"broken\"}}";
    assertThat(server.write("PUT", "/tasks/failing", policies).status()).isEqualTo(200);
    RunId id = rest.run("failing", "{}");
    server.awaitStatus(id, RunStatus.FAILED);
    Reply read = server.get("/runs/" + id);

    assertThat(read.json().at("/error/message").asText()).contains("the disk is full");
    assertThat(read.json().at("/error/kind").asText()).isEqualTo("ERROR");
    assertThat(read.text()).doesNotContain("\\tat ").doesNotContain("RestApplication.java");
    assertThat(server.get("/tasks/failing/runs?status=FAILED,TIMEOUT").json()).hasSize(1);
    assertThat(server.get("/tasks/failing/runs?status=completed").text()).isEqualTo("[]");
  }

  @Test
  void aRunningRunIsCancelledAndAnEndedOneIsNot() throws Exception {
    rest.create("hanging", "", "stuck");
    RunId id = rest.run("hanging", "{}");
    server.await(id, found -> !server.scheduler().runs().log(id, 10).isEmpty());

    Reply early = server.post("/runs/" + id + "/rerun", "{}");
    Reply cancelled = server.post("/runs/" + id + "/cancel", "{\"reason\": \"enough\"}");
    server.awaitStatus(id, RunStatus.CANCELLED);
    Reply again = server.post("/runs/" + id + "/cancel", "{}");
    Reply repeated = server.post("/runs/" + id + "/rerun", "{}");

    assertThat(early.status()).isEqualTo(409);
    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(again.status()).isEqualTo(409);
    assertThat(repeated.status()).isEqualTo(202);
    RunId second = RunId.of(repeated.json().get("run").asText());
    assertThat(server.get("/runs/" + second).json().get("rerunOf").asText())
        .isEqualTo(id.toString());
    server.post("/runs/" + second + "/cancel", "{}");
    server.awaitStatus(second, RunStatus.CANCELLED);
  }

  @Test
  void aBlockedMemberIsReleasedByAPerson() throws Exception {
    RunId flow = rest.run("guarded", "{}");
    server.await(flow, run -> member(flow, "second").equals("BLOCKED"));
    JsonNode read = server.get("/runs/" + flow).json();
    String blocked = read.at("/members/1/run/id").asText();

    Reply released = server.post("/runs/" + blocked + "/unblock", "{\"decision\": \"release\"}");
    server.awaitStatus(RunId.of(blocked), RunStatus.COMPLETED);

    assertThat(read.get("kind").asText()).isEqualTo("flow");
    assertThat(read.at("/members/0/run/status").asText()).isEqualTo("FAILED");
    assertThat(released.status()).isEqualTo(202);
    assertThat(server.post("/runs/" + blocked + "/unblock", "{\"decision\": \"SKIP\"}").status())
        .isEqualTo(409);
    assertThat(rest.fields(server.post("/runs/" + blocked + "/unblock", "{}")))
        .containsExactly("decision");
  }

  private static String member(RunId flow, String name) {
    for (var member : server.scheduler().runs().members(flow)) {
      if (member.task().equals(name)) {
        return member.run().status().name();
      }
    }
    return "";
  }

  @Test
  void aSuspendedRunGoesOnWithItsSignal() throws Exception {
    rest.create("approval", "", "asks");
    RunId id = rest.run("approval", "{}");
    server.awaitStatus(id, RunStatus.SUSPENDED);

    assertThat(server.get("/runs/" + id).json().get("reason").asText())
        .contains("waits for approval");
    assertThat(rest.fields(server.post("/runs/" + id + "/signal", "{}"))).containsExactly("name");
    Reply signalled =
        server.post(
            "/runs/" + id + "/signal", "{\"name\": \"approve\", \"payload\": {\"by\": \"me\"}}");
    assertThat(signalled.status()).isEqualTo(202);
    server.await(id, run -> run.counters().claim() > 1);
    server.post("/runs/" + id + "/cancel", "{}");
  }

  @Test
  void deliveriesToTheInboxAreListed() throws Exception {
    String body =
        "{\"name\": \"news\", \"deliveries\": [\"inbox\"], \"action\": {\"type\": \"notification\","
            + " \"text\": \"It is <b>time</b>.\"}}";
    assertThat(server.post("/tasks", body).status()).isEqualTo(201);
    RunId id = rest.run("news", "{}");
    server.await(
        id,
        run ->
            server.scheduler().runs().deliveries(id).stream()
                .anyMatch(delivery -> delivery.deliveredAt() != null));
    JsonNode inbox = server.get("/inbox").json();

    assertThat(inbox.get(0).get("task").asText()).isEqualTo("news");
    assertThat(inbox.get(0).get("state").asText()).isEqualTo("DELIVERED");
    assertThat(inbox.get(0).toString()).contains("It is <b>time</b>.");
    assertThat(server.get("/inbox?channel=nobody").text()).isEqualTo("[]");
  }

  @Test
  void anEventIsPublishedOnce() {
    rest.create("listener", "{\"event\": \"parcel.arrived\"}", "echo");
    String event = "{\"topic\": \"parcel.arrived\", \"id\": \"p-1\", \"payload\": {\"kg\": 2}}";
    Reply first = server.post("/events", event);
    Reply second = server.post("/events", event);

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.json().get("runs")).hasSize(1);
    assertThat(first.json().get("known").asBoolean()).isFalse();
    assertThat(second.json().get("known").asBoolean()).isTrue();
    assertThat(rest.fields(server.post("/events", "{\"topic\": \"x\"}"))).containsExactly("id");
  }

  @Test
  void theNodeTellsHowItIs() {
    assertThat(server.get("/health").json().get("state").asText()).isEqualTo("UP");
    assertThat(server.get("/nodes").json().get(0).get("handlers").toString()).contains("java/echo");
    assertThat(server.get("/counts").json().has("COMPLETED")).isTrue();
    JsonNode session = server.get("/session").json();
    assertThat(session.get("actor").asText()).isEqualTo("anonymous");
    assertThat(session.get("admin").asBoolean()).isFalse();
    assertThat(session.has("csrf")).isFalse();
    assertThat(session.get("channels")).extracting(JsonNode::asText).contains("inbox", "log");
    assertThat(session.get("handlers")).extracting(JsonNode::asText).contains("java/echo");
  }

  @Test
  void writesOfOtherSitesAreRefused() {
    assertThat(guarded().status()).isEqualTo(403);
    assertThat(guarded().text()).contains("X-Carillon-Request");
    assertThat(guarded("X-Carillon-Request", "1", "Sec-Fetch-Site", "cross-site").status())
        .isEqualTo(403);
    assertThat(guarded("X-Carillon-Request", "1", "Origin", "https://evil.example").status())
        .isEqualTo(403);
    assertThat(guarded("X-Carillon-Request", "1", "Origin", "null").status()).isEqualTo(403);
    assertThat(
            guarded(
                    "X-Carillon-Request",
                    "1",
                    "Origin",
                    "http://localhost:" + server.port(),
                    "Sec-Fetch-Site",
                    "same-origin")
                .status())
        .isEqualTo(200);
  }

  private static Reply guarded(String... headers) {
    var request =
        server
            .api("/tasks/validate")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(RestCalls.task("asked", "", "echo")));
    return server.send(headers.length == 0 ? request : request.headers(headers));
  }

  @Test
  void answersAreNotCachedNorSniffed() {
    Reply read = server.get("/tasks");

    assertThat(read.header("Cache-Control")).isEqualTo("no-store");
    assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void thePageAllowsNoForeignScriptAndNoInlineOne() {
    Reply page = server.send(server.request("/carillon/").GET());

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.text()).contains("content=\"/api/carillon\"").doesNotContain("style=");
    assertThat(server.send(server.request("/carillon").GET()).header("Location"))
        .isEqualTo("/carillon/");
    assertThat(server.send(server.request("/carillon/nothing.js").GET()).status()).isEqualTo(404);
    assertThat(server.send(server.request("/carillon/app.js").GET()).header("Content-Type"))
        .startsWith("text/javascript");
  }

  @Test
  void pathsAreSettingsAndLieBelowTheApplicationsOwn() {
    try (Server moved =
        Server.start(
            RestApplication.class,
            Server.NO_SECURITY,
            "server.servlet.context-path=/shop",
            "spring.mvc.servlet.path=/app",
            "carillon.web.api-path=/jobs/api",
            "carillon.web.page.path=/jobs")) {
      Reply page = moved.send(moved.request("/shop/app/jobs/").GET());
      Reply tasks = moved.send(moved.request("/shop/app/jobs/api/tasks?limit=1").GET());
      String next = tasks.header("Link").replaceAll("<(.*)>.*", "$1");

      assertThat(page.text()).contains("content=\"/shop/app/jobs/api\"");
      assertThat(moved.send(moved.request("/shop/app/jobs").GET()).header("Location"))
          .isEqualTo("/shop/app/jobs/");
      assertThat(next).startsWith("/shop/app/jobs/api/tasks?");
      assertThat(moved.send(moved.request(next).GET()).json()).hasSize(1);
      assertThat(moved.send(moved.request("/shop/app/api/carillon/tasks").GET()).status())
          .isEqualTo(404);
    }
  }

  @Test
  void aHeadRequestIsAnsweredWithoutABody() {
    Reply head =
        server.send(
            server.api("/tasks").method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.text()).isEmpty();
  }
}
