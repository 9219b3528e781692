package io.carillon.spring.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.Definition;
import io.carillon.Definitions;
import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.Scheduler;
import io.carillon.StoredTask;
import io.carillon.Submission;
import io.carillon.TaskKey;
import io.carillon.TaskStatus;
import io.carillon.VersionConflictException;
import io.carillon.spi.RunQuery;
import io.carillon.spi.TaskQuery;
import io.carillon.spi.TaskStore.Backfilled;
import io.carillon.spi.TaskStore.ResumeFrom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tasks and flows: made, listed, read, changed, deleted, paused, resumed and run. */
final class TaskEndpoints {

  private final Scheduler scheduler;
  private final TaskView view;
  private final TaskLookup lookup;
  private final DraftEndpoints drafts;
  private final Links links;

  TaskEndpoints(Scheduler scheduler, Links links) {
    this.scheduler = scheduler;
    this.view = new TaskView(scheduler);
    this.lookup = new TaskLookup(scheduler);
    this.drafts = new DraftEndpoints(scheduler);
    this.links = links;
  }

  void register(Routes routes) {
    routes
        .get("/tasks", this::list)
        .post("/tasks", this::create)
        .post("/tasks/validate", this::validate)
        .get("/tasks/{id}", this::read)
        .on("PUT", "/tasks/{id}", this::update)
        .on("DELETE", "/tasks/{id}", this::delete)
        .post("/tasks/{id}/pause", this::pause)
        .post("/tasks/{id}/resume", this::resume)
        .post("/tasks/{id}/run", this::run)
        .post("/tasks/{id}/backfill", this::backfill)
        .get("/tasks/{id}/runs", this::runs)
        .get("/tasks/{id}/skips", this::skips)
        .get("/tasks/{id}/state", this::state)
        .get("/tasks/{id}/versions/{version}", this::version);
  }

  private Answer list(Call call) {
    int limit = call.limit(50);
    TaskQuery query =
        TaskQuery.all(limit + 1)
            .withStatuses(call.choices("status", TaskStatus.class))
            .containing(call.query("text").orElse(null))
            .after(call.query("after").map(TaskEndpoints::key).orElse(null));
    query = call.query("namespace").map(query::in).orElse(query);
    Optional<String> owner = call.query("owner");
    query = owner.isPresent() ? query.ofOwner(owner.get()) : query;
    List<StoredTask> found = scheduler.tasks().list(query);
    List<StoredTask> page = found.subList(0, Math.min(limit, found.size()));
    Answer answer = Answer.ok(Views.list(page, view::of));
    return found.size() > limit
        ? links.next(call, answer, "after", cursor(page.get(limit - 1).key()))
        : answer;
  }

  private static String cursor(TaskKey key) {
    return key.namespace() + "/" + key.name();
  }

  private static TaskKey key(String cursor) {
    int slash = cursor.indexOf('/');
    try {
      return new TaskKey(cursor.substring(0, Math.max(slash, 0)), cursor.substring(slash + 1));
    } catch (IllegalArgumentException e) {
      throw Fault.badRequest("Parameter after is no cursor: follow the Link header of a page.");
    }
  }

  /** Saves a definition; of words it makes a draft, which the client confirms by sending it. */
  private Answer create(Call call) {
    ObjectNode body = call.body();
    if (body.has("words")) {
      return drafts.draft(body);
    }
    Definition definition = Definitions.read(body);
    try {
      StoredTask made = scheduler.tasks().create(definition, call.actor());
      return tagged(Answer.json(201, view.full(made)), made)
          .with("Location", links.to(call, "/tasks/" + made.id()));
    } catch (VersionConflictException e) {
      throw new Fault(
          409,
          "name-taken",
          "The name is taken",
          "There is a task \""
              + definition.key()
              + "\" already. Choose another name, or change that one with PUT.");
    }
  }

  private Answer validate(Call call) {
    List<Problem> problems;
    try {
      problems = scheduler.tasks().validate(Definitions.read(call.body()));
    } catch (InvalidDefinitionException e) {
      problems = e.problems();
    }
    ObjectNode json = Views.object().put("valid", problems.isEmpty());
    json.set("problems", Fault.list(problems));
    return Answer.ok(json);
  }

  private Answer read(Call call) {
    StoredTask task = lookup.task(call);
    return tagged(Answer.ok(view.full(task)), task);
  }

  private Answer update(Call call) {
    StoredTask stored = lookup.live(call);
    ObjectNode body = call.body();
    JsonNode inBody = body.remove("version");
    Integer expected = expected(call, stored, inBody);
    if (expected == null) {
      throw new Fault(
          428,
          "version-required",
          "The version is missing",
          "Say which version you edited: send its ETag as If-Match, or \"version\" in the body."
              + " If-Match: * overwrites whatever is stored.");
    }
    Definition definition = Definitions.read(body);
    if (!definition.key().equals(stored.key())) {
      throw Fault.invalid(
          "name",
          "is \"" + definition.key() + "\", but the task is \"" + stored.key() + "\".",
          "Keep the name and namespace; for another name make a new task.");
    }
    StoredTask saved = scheduler.tasks().update(definition, expected, call.actor());
    return tagged(Answer.ok(view.full(saved)), saved);
  }

  private Answer delete(Call call) {
    StoredTask stored = lookup.live(call);
    scheduler.tasks().delete(stored.id(), expected(call, stored, null), call.actor());
    return Answer.nothing();
  }

  /** The version the client edited; null when it names none. */
  private static @Nullable Integer expected(
      Call call, StoredTask stored, @Nullable JsonNode inBody) {
    String tag = call.request().getHeader("If-Match");
    if (tag != null && tag.strip().equals("*")) {
      return stored.version();
    }
    if (tag != null) {
      String number = tag.strip().replaceAll("^(W/)?\"?|\"$", "");
      if (!number.matches("\\d{1,9}")) {
        throw Fault.badRequest("If-Match is no ETag of a task: send the one that was read.");
      }
      return Integer.valueOf(number);
    }
    if (inBody == null || inBody.isNull()) {
      return null;
    }
    if (!inBody.canConvertToInt() || !inBody.isIntegralNumber()) {
      throw Fault.invalid("version", "is no whole number.", "Write the version that was read.");
    }
    return inBody.intValue();
  }

  private Answer pause(Call call) {
    Body body = new Body(call.body(), "reason");
    String reason = body.text("reason").orElse("paused by " + call.actor());
    return changed(scheduler.tasks().pause(lookup.live(call).id(), reason, call.actor()));
  }

  private Answer resume(Call call) {
    Body body = new Body(call.body(), "from");
    ResumeFrom from =
        body.text("from")
            .map(text -> Call.choice("Field from", text, ResumeFrom.class))
            .orElse(ResumeFrom.NOW);
    return changed(scheduler.tasks().resume(lookup.live(call).id(), from, call.actor()));
  }

  private Answer changed(StoredTask task) {
    return tagged(Answer.ok(view.full(task)), task);
  }

  private Answer run(Call call) {
    Body body = new Body(call.body(), "payload", "due", "priority", "key");
    Submission submission =
        Submission.of(lookup.live(call).key()).by(RunCause.MANUAL, call.actor());
    Optional<JsonNode> payload = body.json("payload");
    submission = payload.isPresent() ? submission.withPayload(payload.get()) : submission;
    Optional<Instant> due = body.instant("due");
    submission = due.isPresent() ? submission.withDue(due.get()) : submission;
    try {
      Optional<Integer> priority = body.integer("priority");
      submission = priority.isPresent() ? submission.withPriority(priority.get()) : submission;
      Optional<String> key = body.text("key");
      submission = key.isPresent() ? submission.withKey(key.get()) : submission;
    } catch (IllegalArgumentException e) {
      throw Fault.invalid("", String.valueOf(e.getMessage()), "");
    }
    RunId run = scheduler.submit(submission);
    ObjectNode json = Views.object().put("run", run.toString());
    return Answer.json(202, json).with("Location", links.to(call, "/runs/" + run));
  }

  private Answer backfill(Call call) {
    Body body = new Body(call.body(), "from", "to");
    Instant from = body.requiredInstant("from");
    Instant to = body.requiredInstant("to");
    StoredTask task = lookup.live(call);
    try {
      Backfilled done = scheduler.tasks().backfill(task.id(), from, to, call.actor());
      ObjectNode json = Views.object().put("made", done.made().size());
      json.set("runs", Views.list(done.made(), run -> TextNode.valueOf(run.toString())));
      return Answer.json(202, json.put("alreadyRan", done.known()));
    } catch (InvalidDefinitionException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw Fault.invalid("", String.valueOf(e.getMessage()), "");
    }
  }

  private Answer runs(Call call) {
    return RunEndpoints.page(
        scheduler, links, call, RunQuery.newest(1).ofTask(lookup.task(call).id()));
  }

  private Answer skips(Call call) {
    return Answer.ok(
        Views.list(
            scheduler.tasks().skips(lookup.task(call).id(), call.limit(50)), TaskView::skip));
  }

  private Answer state(Call call) {
    return Answer.text(
        200, "application/json", scheduler.tasks().state(lookup.task(call).id()).orElse("{}"));
  }

  private Answer version(Call call) {
    StoredTask task = lookup.task(call);
    String number = call.path("version");
    Optional<Definition> found =
        number.matches("\\d{1,9}")
            ? scheduler.tasks().version(task.id(), Integer.parseInt(number))
            : Optional.empty();
    return found
        .map(Definitions::write)
        .map(Answer::ok)
        .orElseThrow(
            () -> Fault.notFound("Task \"" + task.key() + "\" has no version " + number + "."));
  }

  private static Answer tagged(Answer answer, StoredTask task) {
    return answer.with("ETag", "\"" + task.version() + "\"");
  }
}
