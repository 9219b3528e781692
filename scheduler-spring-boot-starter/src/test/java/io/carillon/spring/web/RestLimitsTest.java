package io.carillon.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.spring.web.Server.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What users are held to, and runs of past slots, over HTTP. */
class RestLimitsTest {

  private static Server server;
  private static RestCalls rest;

  @BeforeAll
  static void start() {
    server =
        Server.start(
            RestApplication.class,
            Server.NO_SECURITY,
            "carillon.limits.minimum-gap=10m",
            "carillon.limits.tasks-per-owner=2");
    rest = new RestCalls(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String owned(String name, String owner) {
    return RestCalls.task(name, "", "echo").replaceFirst("\\{", "{\"owner\": \"" + owner + "\", ");
  }

  @Test
  void aScheduleWhoseTrueShortestGapIsTooShortIsRefusedWithACode() {
    // Two fires in a row are an hour apart; the next two are a minute apart.
    String often = RestCalls.task("often", "\"0 9 * * *\", \"1 10 * * *\", \"0 10 * * *\"", "echo");
    Reply refused = server.post("/tasks", often);
    Reply exact = server.post("/tasks", RestCalls.task("exact", "\"*/10 * * * *\"", "echo"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("type").asText())
        .isEqualTo("urn:carillon:problem:schedule-too-frequent");
    assertThat(refused.json().get("code").asText()).isEqualTo("schedule_too_frequent");
    assertThat(refused.json().at("/problems/0/code").asText()).isEqualTo("schedule_too_frequent");
    assertThat(refused.json().at("/problems/0/what").asText()).contains("after PT1M");
    assertThat(refused.json().at("/problems/0/fix").asText()).contains("PT10M");
    assertThat(exact.status()).isEqualTo(201);
  }

  @Test
  void aFixedDelayAndAnEditAreHeldToTheGapToo() {
    Reply delay = server.post("/tasks", RestCalls.task("hasty", "{\"afterEach\": \"1m\"}", "echo"));
    rest.create("calm", "{\"every\": \"1h\"}", "echo");
    Reply edit =
        server.write(
            "PUT",
            "/tasks/calm",
            RestCalls.task("calm", "{\"every\": \"1m\"}", "echo"),
            "If-Match",
            "*");

    assertThat(delay.json().get("code").asText()).isEqualTo("schedule_too_frequent");
    assertThat(edit.json().get("code").asText()).isEqualTo("schedule_too_frequent");
  }

  @Test
  void validationAndPreviewsShowTheLimits() {
    JsonNode validated =
        server.post("/tasks/validate", RestCalls.task("asked", "\"* * * * *\"", "nobody")).json();
    JsonNode shown = server.post("/schedules/preview", "{\"trigger\": \"* * * * *\"}").json();
    JsonNode drafted =
        server.post("/tasks", "{\"words\": \"remind me every minute to breathe\"}").json();

    assertThat(validated.get("valid").asBoolean()).isFalse();
    assertThat(validated.get("problems")).hasSize(2);
    assertThat(validated.at("/problems/1/code").asText()).isEqualTo("schedule_too_frequent");
    assertThat(shown.at("/problems/0/code").asText()).isEqualTo("schedule_too_frequent");
    assertThat(drafted.at("/problems/0/code").asText()).isEqualTo("schedule_too_frequent");
    assertThat(drafted.at("/preview/problems/0/field").asText()).isEqualTo("triggers");
  }

  @Test
  void anOwnerHasAsManyTasksAsAllowed() {
    assertThat(server.post("/tasks", owned("the-first", "bob")).status()).isEqualTo(201);
    assertThat(server.post("/tasks", owned("the-second", "bob")).status()).isEqualTo(201);
    Reply third = server.post("/tasks", owned("the-third", "bob"));
    JsonNode validated = server.post("/tasks/validate", owned("the-third", "bob")).json();
    Reply other = server.post("/tasks", owned("others", "eve"));
    Reply moved = server.write("PUT", "/tasks/others", owned("others", "bob"), "If-Match", "*");

    assertThat(third.status()).isEqualTo(409);
    assertThat(third.json().get("type").asText()).isEqualTo("urn:carillon:problem:limit-reached");
    assertThat(third.json().get("code").asText()).isEqualTo("limit_reached");
    assertThat(third.json().get("detail").asText()).contains("\"bob\" may have 2 tasks");
    assertThat(validated.at("/problems/0/code").asText()).isEqualTo("limit_reached");
    assertThat(other.status()).isEqualTo(201);
    assertThat(moved.json().get("code").asText()).isEqualTo("limit_reached");

    server.write("DELETE", "/tasks/the-first", "");

    assertThat(server.post("/tasks", owned("the-third", "bob")).status()).isEqualTo(201);
  }

  @Test
  void slotsOfThePastRunOnceHoweverOftenTheyAreAskedFor() throws Exception {
    rest.create("nightly", "\"0 3 * * *\"", "echo");
    String range = "{\"from\": \"2026-02-01T00:00:00Z\", \"to\": \"2026-02-04T00:00:00Z\"}";
    Reply made = server.post("/tasks/nightly/backfill", range);
    Reply again = server.post("/tasks/nightly/backfill", range);

    assertThat(made.status()).isEqualTo(202);
    assertThat(made.json().get("made").asInt()).isEqualTo(3);
    assertThat(made.json().get("runs")).hasSize(3);
    assertThat(made.json().get("alreadyRan").asInt()).isZero();
    assertThat(again.json().get("made").asInt()).isZero();
    assertThat(again.json().get("runs")).isEmpty();
    assertThat(again.json().get("alreadyRan").asInt()).isEqualTo(3);
    RunId first = RunId.of(made.json().at("/runs/0").asText());
    server.awaitStatus(first, RunStatus.COMPLETED);
    assertThat(server.get("/runs/" + first).json().get("cause").asText()).isEqualTo("BACKFILL");
  }

  @Test
  void aRangeThatCannotBeFilledSaysWhy() {
    rest.create("hourly", "\"0 * * * *\"", "echo");
    String backfill = "/tasks/hourly/backfill";

    Reply missing = server.post(backfill, "{\"from\": \"yesterday\"}");
    Reply future =
        server.post(
            backfill, "{\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2999-01-01T00:00:00Z\"}");
    Reply empty =
        server.post(
            backfill, "{\"from\": \"2026-01-02T00:00:00Z\", \"to\": \"2026-01-01T00:00:00Z\"}");
    Reply large =
        server.post(
            backfill, "{\"from\": \"2020-01-01T00:00:00Z\", \"to\": \"2026-01-01T00:00:00Z\"}");

    assertThat(rest.fields(missing)).containsExactly("from");
    assertThat(future.status()).isEqualTo(422);
    assertThat(future.text()).contains("is in the future");
    assertThat(empty.text()).contains("write a start before the end");
    assertThat(large.text()).contains("more than 10000 slots");
    assertThat(server.post("/tasks/nobody/backfill", "{}").status()).isEqualTo(422);
  }
}
