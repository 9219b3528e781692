package io.carillon.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.spring.web.Server.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tasks over the REST API: every status it answers with, and what it says then. */
class RestTasksTest {

  private static Server server;
  private static RestCalls rest;

  @BeforeAll
  static void start() {
    // The host's own mapper writes snake case; the API must not care.
    server =
        Server.start(
            RestApplication.class,
            Server.NO_SECURITY,
            "spring.jackson.property-naming-strategy=SNAKE_CASE",
            "carillon.web.max-body=20KB");
    rest = new RestCalls(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aNewTaskIsAnsweredWithItsAddressVersionAndNextRunsInUtcAndLocalTime() {
    Reply made =
        rest.create("winter", "{\"cron\": \"30 8 4 1 *\", \"zone\": \"America/New_York\"}", "echo");
    JsonNode json = made.json();

    assertThat(made.header("Location")).isEqualTo("/api/carillon/tasks/" + json.get("id").asText());
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(made.header("Content-Type")).isEqualTo("application/json");
    assertThat(json.get("createdBy").asText()).isEqualTo("anonymous");
    assertThat(json.at("/next/at").asText()).endsWith("-01-04T13:30:00Z");
    assertThat(json.at("/next/local").asText()).endsWith("-01-04T08:30-05:00");
    assertThat(json.get("upcoming")).hasSize(5);
    assertThat(server.send(server.request(made.header("Location")).GET()).json().get("name"))
        .isEqualTo(json.get("name"));
  }

  @Test
  void theNextRunIsAlsoTheLocalTimeOfTheTasksOwnZone() {
    JsonNode declared = server.get("/tasks/declared").json();

    assertThat(declared.at("/next/local").asText()).containsPattern("T09:00\\+0[12]:00$");
    assertThat(declared.at("/next/zone").asText()).isEqualTo("Europe/Paris");
    assertThat(declared.get("schedule").asText()).contains("09:00").contains("Monday to Friday");
  }

  @Test
  void aScheduleInWordsIsStoredAsTheTriggersItMeans() {
    JsonNode made = rest.create("words", "{\"phrase\": \"every weekday at 9\"}", "echo").json();

    assertThat(made.at("/definition/triggers").toString())
        .isEqualTo("[{\"cron\":\"0 9 * * MON-FRI\"}]");
    assertThat(made.get("zone").asText()).isEqualTo("UTC");
    assertThat(made.at("/next/local").asText()).contains("T09:00");
  }

  @Test
  void wordsThatAreNotCertainAreRefusedWithTheirPlace() {
    String task = RestCalls.task("open", "{\"phrase\": \"every day at 3\"}", "echo");
    Reply refused = server.post("/tasks", task);
    JsonNode checked = server.post("/tasks/validate", task).json();

    assertThat(refused.status()).isEqualTo(422);
    assertThat(rest.fields(refused)).containsExactly("triggers[0].phrase");
    assertThat(refused.text()).contains("before or after noon").contains("15:00 (At 15:00");
    assertThat(checked.get("valid").asBoolean()).isFalse();
    assertThat(checked.at("/problems/0/field").asText()).isEqualTo("triggers[0].phrase");
  }

  @Test
  void aTakenNameIsAConflict() {
    rest.create("twice", "", "echo");
    Reply again = server.post("/tasks", RestCalls.task("twice", "", "echo"));

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().get("type").asText()).isEqualTo("urn:carillon:problem:name-taken");
    assertThat(again.json().get("detail").asText()).contains("There is a task \"twice\" already.");
  }

  @Test
  void everyFaultOfADefinitionIsToldAtOnceWithFieldPositionAndFix() {
    Reply refused =
        server.post(
            "/tasks",
            """
            {"name": "bad", "triggers": [{"cron": "60 * * * *"}, {"cron": "@daily", "zone": "Mars/Base"}],
             "action": {"type": "java", "handler": "echo"}, "colour": "red"}""");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.json().get("status").asInt()).isEqualTo(422);
    assertThat(rest.fields(refused)).contains("triggers[0].cron", "triggers[1].zone", "colour");
    assertThat(refused.text())
        .contains("Minute 60 is not in 0-59 (field 1 of 5).")
        .contains("the last is 59");
  }

  @Test
  void anUnknownHandlerIsRefusedWithTheNamesThereAre() {
    Reply refused = server.post("/tasks", RestCalls.task("lost", "", "ecko"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(rest.fields(refused)).containsExactly("action.handler");
    assertThat(refused.text()).contains("echo").contains("greet").contains("Did you mean");
  }

  @Test
  void aPayloadThatDoesNotDecodeIsRefusedWhenTheTaskIsDefined() {
    Reply refused =
        server.post(
            "/tasks",
            """
            {"name": "typed", "action": {"type": "java", "handler": "greet",
             "payload": {"name": "Ada", "times": "often"}}}""");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("times").doesNotContain("often");
  }

  @Test
  void aDefinitionCanBeValidatedWithoutBeingSaved() {
    Reply good = server.post("/tasks/validate", RestCalls.task("only-asked", "", "echo"));
    Reply bad = server.post("/tasks/validate", RestCalls.task("only-asked", "\"* * *\"", "echo"));

    assertThat(good.status()).isEqualTo(200);
    assertThat(good.json().get("valid").asBoolean()).isTrue();
    assertThat(bad.json().get("valid").asBoolean()).isFalse();
    assertThat(bad.json().get("problems")).isNotEmpty();
    assertThat(server.get("/tasks/only-asked").status()).isEqualTo(404);
  }

  @Test
  void whatIsNoJsonIsABadRequestThatSaysWhere() {
    Reply refused = server.post("/tasks", "{\"name\": \"secret-text\", ");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("detail").asText()).contains("line 1");
    assertThat(refused.text()).doesNotContain("secret-text");
    assertThat(server.post("/tasks", "[1]").status()).isEqualTo(400);
  }

  @Test
  void aBodyOfAnotherTypeIsNotUnderstood() {
    Reply refused =
        server.send(
            server
                .api("/tasks")
                .header("Content-Type", "text/plain")
                .header("X-Carillon-Request", "1")
                .POST(BodyPublishers.ofString("name=x")));

    assertThat(refused.status()).isEqualTo(415);
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() {
    Reply refused = server.post("/tasks", "{\"name\": \"" + "x".repeat(21_000) + "\"}");
    Reply chunked =
        server.send(
            server
                .api("/tasks")
                .header("Content-Type", "application/json")
                .header("X-Carillon-Request", "1")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(new byte[30_000]))));

    assertThat(refused.status()).isEqualTo(413);
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(refused.text()).contains("20480 bytes");
  }

  @Test
  void anEmptyListIsAnEmptyArray() {
    Reply none = server.get("/tasks?text=no-task-has-this-name");

    assertThat(none.status()).isEqualTo(200);
    assertThat(none.text()).isEqualTo("[]");
    assertThat(none.header("Link")).isEmpty();
  }

  @Test
  void pagesOfTasksAreFollowedByTheirLinksToTheEnd() {
    for (String name : List.of("page-a", "page-b", "page-c", "page d&e", "page-f")) {
      rest.create(name, "", "echo");
    }
    List<String> names = new ArrayList<>();
    String next = "/api/carillon/tasks?text=page&limit=2";
    Pattern link = Pattern.compile("<([^>]+)>; rel=\"next\"");
    int pages = 0;
    while (!next.isEmpty()) {
      Reply page = server.send(server.request(next).GET());
      page.json().forEach(task -> names.add(task.get("name").asText()));
      Matcher found = link.matcher(page.header("Link"));
      next = found.find() ? found.group(1) : "";
      pages++;
    }

    assertThat(names).containsExactly("page d&e", "page-a", "page-b", "page-c", "page-f");
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void parametersOutOfTheirBoundsAreBadRequests() {
    assertThat(server.get("/tasks?limit=0").status()).isEqualTo(400);
    assertThat(server.get("/tasks?limit=501").text()).contains("write 1 to 500");
    assertThat(server.get("/tasks?status=SLEEPING").text()).contains("PAUSED");
    assertThat(server.get("/tasks?after=nonsense").status()).isEqualTo(400);
    assertThat(server.get("/runs?before=nonsense").status()).isEqualTo(400);
    assertThat(server.get("/runs?from=yesterday").text()).contains("2027-01-01T09:00:00Z");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(server.get("/tasks/nobody").status()).isEqualTo(404);
    assertThat(server.get("/tasks/01a1fc8d-da66-7003-b99c-65da548c6092").status()).isEqualTo(404);
    assertThat(server.get("/runs/01a1fc8d-da66-7003-b99c-65da548c6092").status()).isEqualTo(404);
    assertThat(server.get("/runs/nonsense").status()).isEqualTo(404);
    assertThat(server.get("/nothing/here").status()).isEqualTo(404);
    assertThat(server.post("/tasks/nobody/run", "{}").json().get("detail").asText())
        .isEqualTo("There is no task \"nobody\".");
  }

  @Test
  void anotherMethodIsNotAllowedAndSaysWhichAre() {
    Reply refused = server.write("PATCH", "/tasks/declared", "{}");

    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.header("Allow")).isEqualTo("GET, PUT, DELETE");
  }

  @Test
  void anEditNamesTheVersionItWasMadeOn() {
    Reply made = rest.create("edited", "{\"every\": \"PT1H\"}", "echo");
    String edit = RestCalls.task("edited", "{\"every\": \"PT2H\"}", "echo");

    Reply missing = server.write("PUT", "/tasks/edited", edit);
    Reply saved = server.write("PUT", "/tasks/edited", edit, "If-Match", made.header("ETag"));
    Reply stale = server.write("PUT", "/tasks/edited", edit, "If-Match", "\"1\"");
    Reply inBody =
        server.write(
            "PUT",
            "/tasks/edited",
            edit.replace("PT2H", "PT3H").replaceFirst("\\{", "{\"version\": 2, "));

    assertThat(missing.status()).isEqualTo(428);
    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.header("ETag")).isEqualTo("\"2\"");
    assertThat(saved.json().at("/next/at")).isNotEqualTo(made.json().at("/next/at"));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.json().get("detail").asText())
        .contains("is at version 2")
        .contains("version 1");
    assertThat(inBody.json().get("version").asInt()).isEqualTo(3);
    assertThat(server.get("/tasks/edited/versions/1").json().at("/triggers/0/every").asText())
        .isEqualTo("PT1H");
    assertThat(server.get("/tasks/edited/versions/9").status()).isEqualTo(404);
  }

  @Test
  void anEditCannotRename() {
    rest.create("fixed-name", "", "echo");
    Reply refused =
        server.write(
            "PUT", "/tasks/fixed-name", RestCalls.task("other", "", "echo"), "If-Match", "*");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(rest.fields(refused)).containsExactly("name");
  }

  @Test
  void aDeletedTaskIsGoneAndItsHistoryStays() throws Exception {
    String id = rest.create("short-lived", "", "echo").json().get("id").asText();
    RunId run = rest.run("short-lived", "{}");
    server.awaitStatus(run, RunStatus.COMPLETED);

    Reply stale = server.write("DELETE", "/tasks/" + id, "", "If-Match", "\"7\"");
    Reply deleted = server.write("DELETE", "/tasks/" + id, "");

    assertThat(stale.status()).isEqualTo(409);
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.text()).isEmpty();
    assertThat(server.get("/tasks/short-lived").status()).isEqualTo(404);
    assertThat(server.get("/tasks/" + id).json().get("status").asText()).isEqualTo("DELETED");
    assertThat(server.get("/runs/" + run).status()).isEqualTo(200);
    assertThat(server.write("DELETE", "/tasks/" + id, "").status()).isEqualTo(404);
    assertThat(server.post("/runs/" + run + "/rerun", "{}").status()).isEqualTo(409);
  }

  @Test
  void aPausedTaskHasNoNextRunUntilItIsResumed() {
    rest.create("resting", "{\"every\": \"PT1H\"}", "echo");
    JsonNode paused = server.post("/tasks/resting/pause", "{\"reason\": \"holiday\"}").json();
    JsonNode resumed = server.post("/tasks/resting/resume", "").json();

    assertThat(paused.get("status").asText()).isEqualTo("PAUSED");
    assertThat(paused.get("reason").asText()).isEqualTo("holiday");
    assertThat(paused.get("statusBy").asText()).isEqualTo("anonymous");
    assertThat(paused.get("next").isNull()).isTrue();
    assertThat(resumed.get("status").asText()).isEqualTo("ACTIVE");
    assertThat(resumed.get("next").isNull()).isFalse();
    assertThat(server.post("/tasks/resting/pause", "{\"because\": 1}").status()).isEqualTo(422);
  }
}
