package io.carillon.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Problem;
import io.carillon.RunCause;
import io.carillon.RunContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values a template can name in one run. */
final class TemplateValues {

  private final RunContext run;
  private final Map<String, String> texts;
  private final Map<String, Instant> times = new HashMap<>();
  private final Map<String, JsonNode> trees = new HashMap<>();

  TemplateValues(RunContext run, ObjectNode variables) {
    this.run = run;
    this.texts =
        Map.of(
            "task", run.task().name(),
            "run", run.runId().toString(),
            "cause", run.cause().name(),
            "zone", run.zone().getId());
    times.put("scheduled_at", run.nominal().orElse(run.due()));
    run.nominal().ifPresent(at -> times.put("nominal", at));
    times.put("due", run.due());
    times.put("started_at", run.startedAt());
    times.put("fired_at", run.startedAt());
    run.previousSuccess().ifPresent(at -> times.put("previous_success_at", at));
    trees.put("payload", run.payload());
    trees.put("event", run.cause() == RunCause.EVENT ? run.payload() : MissingNode.getInstance());
    ObjectNode parents = JsonNodeFactory.instance.objectNode();
    run.parents().forEach(parents::set);
    trees.put("parents", parents);
    trees.put("variables", variables);
  }

  /** The value as text: texts and numbers as they are, objects and lists as JSON. */
  Optional<String> text(TemplatePath path) {
    List<String> rest = path.rest();
    String text = texts.get(path.root());
    if (text != null) {
      return rest.isEmpty() ? Optional.of(text) : Optional.empty();
    }
    Instant time = times.get(path.root());
    if (time != null) {
      return time(time, rest);
    }
    return tree(path).map(node -> node.isValueNode() ? node.asText() : node.toString());
  }

  /** That a path has no value, with the names there are at the last place that exists. */
  Problem missing(TemplatePath path, String where) {
    StringBuilder at = new StringBuilder(path.root());
    JsonNode node = start(path);
    for (String segment : path.rest()) {
      JsonNode next = node == null ? null : child(node, segment);
      if (next == null || next.isMissingNode() || next.isNull()) {
        break;
      }
      at.append('.').append(segment);
      node = next;
    }
    String quoted = TemplateRoots.quote(path);
    return Problem.of(
        where,
        quoted + " has no value.",
        there(at.toString(), node) + " Or write {{ " + path.raw() + " | default: \"…\" }}.");
  }

  /** Names only: values may be private. */
  private static String there(String at, @Nullable JsonNode node) {
    if (at.equals("state")) {
      return "The task's state holds nothing under that name.";
    }
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      return at + " has: " + String.join(", ", TemplateRoots.names(object)) + ".";
    }
    if (node instanceof ArrayNode array && !array.isEmpty()) {
      return at + " is a list of " + array.size() + ", counted from 0.";
    }
    return node == null || node.isMissingNode() || node.isNull() || node.isContainerNode()
        ? at + " is empty in this run."
        : at + " is a single value.";
  }

  private Optional<String> time(Instant at, List<String> rest) {
    if (rest.isEmpty()) {
      return Optional.of(TemplateRoots.iso(at, run.zone()));
    }
    return rest.size() == 1
        ? Optional.ofNullable(TemplateRoots.PARTS.get(rest.get(0)))
            .map(part -> part.apply(at, run.zone()))
        : Optional.empty();
  }

  private Optional<JsonNode> tree(TemplatePath path) {
    JsonNode node = start(path);
    List<String> rest = path.rest();
    if (path.root().equals("state")) {
      if (rest.isEmpty()) {
        return Optional.empty();
      }
      node = run.state().get(rest.get(0)).orElse(null);
      rest = rest.subList(1, rest.size());
    }
    for (String segment : rest) {
      if (node == null) {
        return Optional.empty();
      }
      node = child(node, segment);
    }
    return Optional.ofNullable(node).filter(found -> !found.isNull() && !found.isMissingNode());
  }

  private @Nullable JsonNode start(TemplatePath path) {
    return trees.get(path.root());
  }

  private static @Nullable JsonNode child(JsonNode node, String segment) {
    if (node instanceof ArrayNode array) {
      return segment.matches("\\d{1,9}") ? array.get(Integer.parseInt(segment)) : null;
    }
    return node.get(segment);
  }
}
