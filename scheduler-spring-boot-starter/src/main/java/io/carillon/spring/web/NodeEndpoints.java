package io.carillon.spring.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Health;
import io.carillon.RunStatus;
import io.carillon.Scheduler;
import io.carillon.spi.Rows.NodeRow;
import io.carillon.spi.RunQuery;
import io.carillon.spring.ModelCatalog;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;

/** The node that answers, the others, and the counts that a page shows first. */
final class NodeEndpoints {

  private final Scheduler scheduler;
  private final ModelCatalog models;

  NodeEndpoints(Scheduler scheduler, ModelCatalog models) {
    this.scheduler = scheduler;
    this.models = models;
  }

  void register(Routes routes) {
    routes
        .get("/session", this::session)
        .get("/health", this::health)
        .get("/nodes", this::nodes)
        .get("/counts", this::counts);
  }

  /** Who asks, what a write must carry, and the server's time: what a page needs first. */
  private Answer session(Call call) {
    ObjectNode json = Views.object();
    json.put("actor", call.actor());
    json.put("admin", call.isAdmin());
    json.put("now", scheduler.store().clock().now().toString());
    json.put("zone", scheduler.settings().zone().getId());
    json.put("node", scheduler.settings().node());
    json.put("enabled", scheduler.settings().enabled());
    json.set("models", Views.list(models.names(), json::textNode));
    json.set("channels", Views.list(new TreeSet<>(scheduler.channels()), json::textNode));
    json.set("handlers", Views.list(new TreeSet<>(scheduler.handlers()), json::textNode));
    CsrfToken token = CsrfToken.of(call.request());
    if (token != null) {
      json.putObject("csrf").put("header", token.header()).put("token", token.value());
    }
    return Answer.ok(json);
  }

  private Answer health(Call call) {
    Health health = scheduler.health();
    ObjectNode json = Views.object();
    json.put("state", health.state().name());
    json.put("node", health.node());
    json.set("problems", Views.list(health.problems(), json::textNode));
    json.put("running", health.running());
    json.put("capacity", health.capacity());
    Views.put(json, "lastPass", health.lastPass());
    json.put("restarts", health.restarts());
    json.put("clockOffsetMicros", health.clockOffsetMicros());
    return Answer.ok(json);
  }

  private Answer nodes(Call call) {
    Instant now = scheduler.store().clock().now();
    return Answer.ok(Views.list(scheduler.store().nodes(), node -> node(node, now)));
  }

  private static ObjectNode node(NodeRow node, Instant now) {
    ObjectNode json = Views.object();
    json.put("name", node.name());
    json.put("startedAt", node.startedAt().toString());
    json.put("leaseUntil", node.until().toString());
    json.put("alive", node.until().isAfter(now));
    json.set("handlers", Views.list(node.handlers(), json::textNode));
    json.put("clockOffsetMicros", node.clockOffsetMicros());
    return json;
  }

  private Answer counts(Call call) {
    ObjectNode json = Views.object();
    Map<RunStatus, Long> counts = scheduler.runs().count(RunQuery.newest(1));
    for (RunStatus status : RunStatus.values()) {
      json.put(status.name(), counts.getOrDefault(status, 0L));
    }
    return Answer.ok(json);
  }
}
