package io.carillon.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.RunId;
import io.carillon.TaskKey;
import java.time.ZoneId;
import java.util.Objects;

/**
 * What a tool is called with. It knows the run, but is not given the run's own context: the call as
 * a whole is one step.
 *
 * @param arguments checked against the tool's schema
 * @param key the same for every repetition of this one call ({@code run:step}): pass it on as an
 *     idempotency key where the other side takes one
 * @param run the run that asks
 * @param task the task it is of
 * @param zone the task's zone
 */
public record ToolInput(ObjectNode arguments, String key, RunId run, TaskKey task, ZoneId zone) {
  public ToolInput {
    arguments = arguments.deepCopy();
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(zone, "zone");
  }

  /** The text argument under {@code name}; empty text when it is not there. */
  public String text(String name) {
    return arguments.path(name).asText();
  }
}
