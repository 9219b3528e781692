package io.carillon.internal.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.RunContext;
import io.carillon.TaskKey;
import io.carillon.UnknownTaskException;
import io.carillon.internal.json.Json;
import io.carillon.internal.json.Settings;
import io.carillon.spi.Executor;
import java.util.List;
import java.util.Optional;

/**
 * The action {@code control}: runs, pauses or resumes another task of the same namespace. A run is
 * asked for in a journaled step, so a retry of this run does not ask again.
 */
public final class ControlExecutor implements Executor {

  private static final List<String> VERBS = List.of("run", "pause", "resume");

  /** The settings, read and checked. */
  private record Order(
      String verb,
      String task,
      Optional<JsonNode> payload,
      Optional<String> reason,
      List<Problem> problems) {

    static Order read(ObjectNode config) {
      Settings settings = new Settings(config);
      settings.requiredText("verb", "\"run\", \"pause\" or \"resume\"");
      String verb = settings.word("verb", VERBS, "run");
      String task = settings.requiredText("task", "\"send-report\"");
      Optional<JsonNode> payload = settings.value("payload");
      Optional<String> reason = settings.text("reason", "\"month closed\"");
      if (!task.isBlank() && !TaskKey.isName(task)) {
        settings.problem("task", "cannot be the name of a task.", "Write the name of a task.");
      }
      if (payload.isPresent() && !verb.equals("run")) {
        settings.problem("payload", "is used by \"run\" only.", "Leave it out.");
      }
      if (reason.isPresent() && !verb.equals("pause")) {
        settings.problem("reason", "is used by \"pause\" only.", "Leave it out.");
      }
      return new Order(verb, task, payload, reason, settings.finish());
    }
  }

  @Override
  public String handler() {
    return "control";
  }

  @Override
  public List<Problem> check(ObjectNode config) {
    return Order.read(config).problems();
  }

  @Override
  public Outcome execute(RunContext context) throws Exception {
    Order order = Order.read(context.config());
    if (!order.problems().isEmpty()) {
      return Faults.invalid("control", order.problems());
    }
    ObjectNode output = Json.object().put("verb", order.verb()).put("task", order.task());
    try {
      switch (order.verb()) {
        case "run" -> output.put("run", run(order, context));
        case "pause" -> context.tasks().pause(order.task(), reason(order, context));
        default -> context.tasks().resume(order.task());
      }
    } catch (UnknownTaskException e) {
      return Outcome.failure(FailureKind.INVALID, String.valueOf(e.getMessage()));
    }
    return Outcome.success(output);
  }

  private static String run(Order order, RunContext context) throws Exception {
    JsonNode payload = order.payload().orElse(NullNode.getInstance());
    return context.step(
        "run", String.class, () -> context.tasks().run(order.task(), payload).toString());
  }

  private static String reason(Order order, RunContext context) {
    return order.reason().orElse("Paused by task \"" + context.task().name() + "\"");
  }
}
