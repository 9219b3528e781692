package io.carillon.spring.web;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Delivery;
import io.carillon.Event;
import io.carillon.Run;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.Runs;
import io.carillon.Scheduler;
import io.carillon.TaskKey;
import io.carillon.spi.HistoryStore.FlowMember;
import io.carillon.spi.RunQuery;
import io.carillon.spi.RunStore.Unblock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Runs: listed, read with all that is known of them, and acted on; and what they delivered. */
final class RunEndpoints {

  private static final int LOG_LINES = 1000;

  private final Scheduler scheduler;
  private final Links links;

  RunEndpoints(Scheduler scheduler, Links links) {
    this.scheduler = scheduler;
    this.links = links;
  }

  void register(Routes routes) {
    routes
        .get("/runs", call -> page(scheduler, links, call, RunQuery.newest(1)))
        .get("/runs/{id}", this::read)
        .get("/runs/{id}/log", this::log)
        .post("/runs/{id}/cancel", this::cancel)
        .post("/runs/{id}/rerun", this::rerun)
        .post("/runs/{id}/signal", this::signal)
        .post("/runs/{id}/unblock", this::unblock)
        .get("/inbox", this::inbox)
        .post("/events", this::publish);
  }

  /** One page of the runs that {@code base} and the request select. */
  static Answer page(Scheduler scheduler, Links links, Call call, RunQuery base) {
    int limit = call.limit(50);
    RunQuery query =
        new RunQuery(
            call.query("namespace").orElse(base.namespace()),
            base.taskId(),
            call.query("flowRun").map(RunEndpoints::id).orElse(base.flowRun()),
            call.query("owner").orElse(base.owner()),
            call.choices("status", RunStatus.class),
            call.choices("cause", RunCause.class),
            call.instant("from").orElse(null),
            call.instant("to").orElse(null),
            call.query("before").map(RunEndpoints::id).orElse(null),
            limit + 1);
    List<Run> found = scheduler.runs().list(query);
    List<Run> page = found.subList(0, Math.min(limit, found.size()));
    Answer answer = Answer.ok(Views.list(page, RunView::brief));
    return found.size() > limit
        ? links.next(call, answer, "before", page.get(limit - 1).id().toString())
        : answer;
  }

  private Answer read(Call call) {
    Run run = run(call);
    RunId id = run.id();
    Runs runs = scheduler.runs();
    ObjectNode json = RunView.full(run, call.isAdmin());
    json.set("attempts", Views.list(runs.attempts(id), RunView::attempt));
    json.set("steps", Views.list(runs.steps(id), RunView::step));
    json.set("log", Views.list(runs.log(id, LOG_LINES), RunView::line));
    json.set("deliveries", Views.list(runs.deliveries(id), RunView::delivery));
    List<FlowMember> members = run.origin().flow() ? runs.members(id) : List.of();
    json.set("members", Views.list(members, RunView::member));
    return Answer.ok(json);
  }

  private Answer log(Call call) {
    return Answer.ok(
        Views.list(scheduler.runs().log(run(call).id(), call.limit(500)), RunView::line));
  }

  private Answer cancel(Call call) {
    Body body = new Body(call.body(), "reason");
    Run run = run(call);
    String reason = body.text("reason").orElse("cancelled by " + call.actor());
    if (!scheduler.runs().cancel(run.id(), reason, call.actor())) {
      throw Fault.conflict("Run " + run.id() + " has ended: there is nothing to cancel.");
    }
    return Answer.json(202, RunView.brief(run(call)));
  }

  private Answer rerun(Call call) {
    new Body(call.body());
    Run run = run(call);
    Optional<RunId> made = scheduler.runs().rerun(run.id(), call.actor());
    if (made.isEmpty()) {
      throw Fault.conflict(
          run.state().isFinal()
              ? "Task \"" + run.task() + "\" is deleted: its runs cannot be repeated."
              : "Run " + run.id() + " has not ended: cancel it, or wait.");
    }
    ObjectNode json = Views.object().put("run", made.get().toString());
    return Answer.json(202, json).with("Location", links.to(call, "/runs/" + made.get()));
  }

  private Answer signal(Call call) {
    Body body = new Body(call.body(), "name", "payload");
    String name = body.required("name", "\"approve\".");
    Run run = run(call);
    if (!scheduler
        .runs()
        .signal(run.id(), name, body.json("payload").orElse(NullNode.getInstance()))) {
      throw Fault.conflict("Run " + run.id() + " has ended: it takes no signals.");
    }
    return Answer.json(202, RunView.brief(run(call)));
  }

  private Answer unblock(Call call) {
    Body body = new Body(call.body(), "decision");
    String text = body.required("decision", "\"RELEASE\" or \"SKIP\".");
    Unblock decision = Call.choice("Field decision", text, Unblock.class);
    Run run = run(call);
    if (!scheduler.runs().unblock(run.id(), decision, call.actor())) {
      throw Fault.conflict(
          "Run " + run.id() + " is " + run.status() + ", not BLOCKED: there is nothing to decide.");
    }
    return Answer.json(202, RunView.brief(run(call)));
  }

  private Answer inbox(Call call) {
    int limit = call.limit(50);
    List<Delivery> found =
        scheduler
            .runs()
            .delivered(
                call.query("channel").orElse("inbox"),
                call.query("namespace").orElse(null),
                call.query("before").map(RunEndpoints::uuid).orElse(null),
                limit + 1);
    List<Delivery> page = found.subList(0, Math.min(limit, found.size()));
    Answer answer = Answer.ok(Views.list(page, RunView::delivery));
    return found.size() > limit
        ? links.next(call, answer, "before", page.get(limit - 1).id().toString())
        : answer;
  }

  private Answer publish(Call call) {
    Body body = new Body(call.body(), "namespace", "topic", "id", "payload");
    Event event;
    try {
      event =
          new Event(
              body.text("namespace").orElse(TaskKey.DEFAULT_NAMESPACE),
              body.required("topic", "\"file.dropped\"."),
              body.required("id", "the sender's own id of the event."),
              body.json("payload").orElse(NullNode.getInstance()));
    } catch (IllegalArgumentException e) {
      throw e instanceof io.carillon.InvalidDefinitionException
          ? e
          : Fault.invalid("", String.valueOf(e.getMessage()), "");
    }
    var published = scheduler.publish(event);
    ObjectNode json = Views.object().put("known", published.known());
    json.set("runs", Views.list(published.runs(), id -> json.textNode(id.toString())));
    return Answer.json(202, json);
  }

  private Run run(Call call) {
    RunId id;
    try {
      id = RunId.of(call.path("id"));
    } catch (IllegalArgumentException e) {
      throw Fault.notFound("There is no run \"" + call.path("id") + "\": an id is a UUID.");
    }
    return scheduler
        .runs()
        .find(id)
        .orElseThrow(
            () -> Fault.notFound("There is no run " + id + ". Retention may have removed it."));
  }

  private static RunId id(String text) {
    return new RunId(uuid(text));
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Fault.badRequest("\"" + text + "\" is no id: follow the Link header of a page.");
    }
  }
}
