package io.carillon.spring.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Attempt;
import io.carillon.Delivery;
import io.carillon.LogLine;
import io.carillon.Run;
import io.carillon.RunStep;
import io.carillon.spi.HistoryStore.FlowMember;

/** Runs as JSON for clients. */
final class RunView {

  private RunView() {}

  /** A run without what it was given and what it gave. */
  static ObjectNode brief(Run run) {
    Run.Origin origin = run.origin();
    ObjectNode json = Views.object();
    json.put("id", run.id().toString());
    json.put("taskId", run.taskId().toString());
    json.put("namespace", run.task().namespace());
    json.put("task", run.task().name());
    json.put("taskVersion", origin.taskVersion());
    json.put("kind", origin.flow() ? "flow" : "task");
    json.put("status", run.status().name());
    json.put("state", run.state().name());
    json.put("cause", origin.cause().name());
    json.put("reason", run.reason());
    json.put("priority", origin.priority());
    Views.put(json, "nominal", origin.occurrence().nominal().orElse(null));
    json.put("createdAt", origin.createdAt().toString());
    json.put("due", run.due().toString());
    Views.put(json, "startedAt", run.startedAt());
    Views.put(json, "endedAt", run.endedAt());
    run.duration().ifPresent(took -> json.put("durationMillis", took.toMillis()));
    json.put("claims", run.counters().claim());
    json.put("failures", run.counters().failures());
    json.put("lost", run.counters().lost());
    Views.put(json, "node", run.node());
    Views.put(json, "flowRun", origin.flowRun());
    Views.put(json, "rerunOf", origin.rerunOf());
    Views.put(json, "owner", origin.owner());
    Views.put(json, "actor", origin.actor());
    json.set("usage", Views.usage(run.usage()));
    if (run.result().failure() != null || run.result().error() != null) {
      ObjectNode error = json.putObject("error");
      Views.put(error, "kind", run.result().failure());
      Views.put(error, "message", run.result().error());
    }
    return json;
  }

  /**
   * A run with its payload and output.
   *
   * @param detailed whether a failure's stack trace or response is shown
   */
  static ObjectNode full(Run run, boolean detailed) {
    ObjectNode json = brief(run);
    json.set("payload", Views.shown(run.origin().payload()));
    json.set("output", run.output().map(Views::shown).orElse(null));
    if (detailed && run.result().detail() != null && json.get("error") instanceof ObjectNode e) {
      e.put("detail", run.result().detail());
    }
    return json;
  }

  static ObjectNode attempt(Attempt attempt) {
    ObjectNode json = Views.object();
    json.put("claim", attempt.claim());
    json.put("status", attempt.status().name());
    Views.put(json, "failure", attempt.failure());
    Views.put(json, "startedAt", attempt.startedAt());
    json.put("endedAt", attempt.endedAt().toString());
    Views.put(json, "node", attempt.node());
    Views.put(json, "error", attempt.error());
    json.put("reason", attempt.reason());
    Views.put(json, "retryAt", attempt.retryAt());
    json.set("usage", Views.usage(attempt.usage()));
    return json;
  }

  static ObjectNode step(RunStep step) {
    ObjectNode json = Views.object();
    json.put("path", step.path());
    json.put("number", step.number());
    json.put("claim", step.claim());
    json.put("kind", step.kind().name());
    json.put("effect", step.effect().name());
    json.put("state", step.state().name());
    json.put("model", step.model());
    json.put("startedAt", step.startedAt().toString());
    Views.put(json, "endedAt", step.endedAt());
    Views.put(json, "error", step.error());
    json.set("usage", Views.usage(step.usage()));
    json.set("request", Views.shown(step.request()));
    JsonNode response = step.response();
    json.set("response", response == null ? null : Views.shown(response));
    return json;
  }

  static ObjectNode line(LogLine line) {
    return Views.object()
        .put("claim", line.claim())
        .put("number", line.number())
        .put("at", line.at().toString())
        .put("text", line.text());
  }

  static ObjectNode delivery(Delivery delivery) {
    ObjectNode json = Views.object();
    json.put("id", delivery.id().toString());
    json.put("runId", delivery.runId().toString());
    json.put("namespace", delivery.task().namespace());
    json.put("task", delivery.task().name());
    json.put("channel", delivery.channel());
    json.put("status", delivery.status().name());
    json.put("title", delivery.title());
    json.set("content", Views.shown(delivery.content()));
    json.put("state", delivery.state().name());
    json.put("tries", delivery.tries());
    json.put("due", delivery.due().toString());
    json.put("createdAt", delivery.createdAt().toString());
    Views.put(json, "deliveredAt", delivery.deliveredAt());
    Views.put(json, "error", delivery.error());
    return json;
  }

  static ObjectNode member(FlowMember member) {
    ObjectNode json = Views.object().put("member", member.task());
    json.set("run", brief(member.run()));
    return json;
  }
}
