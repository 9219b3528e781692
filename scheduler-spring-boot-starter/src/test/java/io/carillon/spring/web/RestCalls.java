package io.carillon.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.RunId;
import io.carillon.spring.web.Server.Reply;
import java.util.ArrayList;
import java.util.List;

/** Requests that many tests of the REST API make. */
final class RestCalls {

  private final Server server;

  RestCalls(Server server) {
    this.server = server;
  }

  /** The JSON of a task with at most one trigger. */
  static String task(String name, String trigger, String handler) {
    return """
        {"name": "%s", "triggers": [%s], "action": {"type": "java", "handler": "%s"}}"""
        .formatted(name, trigger, handler);
  }

  Reply create(String name, String trigger, String handler) {
    Reply made = server.post("/tasks", task(name, trigger, handler));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made;
  }

  RunId run(String task, String body) {
    Reply reply = server.post("/tasks/" + task + "/run", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    return RunId.of(reply.json().get("run").asText());
  }

  /** The fields that a refusal names. */
  List<String> fields(Reply reply) {
    List<String> fields = new ArrayList<>();
    reply.json().get("problems").forEach(problem -> fields.add(problem.get("field").asText()));
    return fields;
  }
}
