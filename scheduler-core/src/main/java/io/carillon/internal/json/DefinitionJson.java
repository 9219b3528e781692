package io.carillon.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Action;
import io.carillon.Definition;
import io.carillon.DeliveryTarget;
import io.carillon.Flow;
import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.Task;
import io.carillon.TaskKey;
import io.carillon.Trigger;
import io.carillon.time.TriggerJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tasks and flows as JSON, both ways. What is written is read back equal; what is wrong is refused
 * with every fault at once. No type is ever chosen by the JSON.
 */
public final class DefinitionJson {

  private DefinitionJson() {}

  // ---- writing

  /** The definition as a JSON object; fields that have their default are left out. */
  public static ObjectNode write(Definition definition) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    TaskKey key = definition.key();
    json.put("name", key.name());
    if (!key.namespace().equals(TaskKey.DEFAULT_NAMESPACE)) {
      json.put("namespace", key.namespace());
    }
    if (!definition.description().isEmpty()) {
      json.put("description", definition.description());
    }
    if (!definition.triggers().isEmpty()) {
      ArrayNode triggers = json.putArray("triggers");
      definition.triggers().forEach(trigger -> triggers.add(TriggerJson.write(trigger)));
    }
    if (definition instanceof Task task) {
      ObjectNode action = JsonNodeFactory.instance.objectNode();
      action.put("type", task.action().type());
      action.setAll(task.action().config());
      json.set("action", action);
    } else if (definition instanceof Flow flow) {
      json.set("nodes", nodes(flow));
    }
    ObjectNode policies = PoliciesJson.write(definition.policies());
    if (!policies.isEmpty()) {
      json.set("policies", policies);
    }
    if (!definition.deliveries().isEmpty()) {
      ArrayNode deliveries = json.putArray("deliveries");
      definition.deliveries().forEach(target -> deliveries.add(delivery(target)));
    }
    definition.owner().ifPresent(owner -> json.put("owner", owner));
    if (!definition.labels().isEmpty()) {
      ObjectNode labels = json.putObject("labels");
      definition.labels().forEach(labels::put);
    }
    definition.zone().ifPresent(zone -> json.put("zone", zone.getId()));
    return json;
  }

  private static ArrayNode nodes(Flow flow) {
    ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
    for (Flow.Node node : flow.nodes()) {
      ObjectNode json = nodes.addObject().put("task", node.task());
      if (!node.after().isEmpty()) {
        ArrayNode after = json.putArray("after");
        for (Flow.Edge edge : node.after()) {
          if (edge.when() == Flow.When.SUCCESS) {
            after.add(edge.task());
          } else {
            after.addObject().put("task", edge.task()).put("when", edge.when().name());
          }
        }
      }
      if (node.onFailure() != Flow.OnFailure.SKIP) {
        json.put("onFailure", node.onFailure().name());
      }
    }
    return nodes;
  }

  private static ObjectNode delivery(DeliveryTarget target) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("channel", target.channel());
    if (target.when() != DeliveryTarget.When.ALWAYS) {
      json.put("when", target.when().name());
    }
    ObjectNode config = target.config();
    if (!config.isEmpty()) {
      json.set("config", config);
    }
    return json;
  }

  // ---- reading

  /**
   * Reads a task or a flow; a flow is an object with {@code nodes}.
   *
   * @throws InvalidDefinitionException with every fault
   */
  public static Definition read(JsonNode json) {
    List<Problem> problems = new ArrayList<>();
    Fields fields = Fields.of(json, "", problems);
    String name = fields.text("name").orElse("");
    boolean flow = json.has("nodes");
    Definition definition = null;
    if (name.isEmpty()) {
      problems.add(Problem.of("name", "is missing.", "Give it a name."));
      name = "?";
    }
    try {
      definition = flow ? flow(fields, name, problems) : task(fields, name, problems);
    } catch (InvalidDefinitionException e) {
      e.problems().stream().filter(problem -> !problems.contains(problem)).forEach(problems::add);
    }
    fields.end();
    if (definition == null || !problems.isEmpty()) {
      throw new InvalidDefinitionException(
          (flow ? "Flow" : "Task") + " \"" + name + "\"", problems);
    }
    return definition;
  }

  private static Task task(Fields fields, String name, List<Problem> problems) {
    Task.Builder builder = Task.named(name).triggers(triggers(fields, problems));
    fields.text("namespace").ifPresent(builder::namespace);
    fields.text("description").ifPresent(builder::description);
    action(fields, problems).ifPresent(builder::action);
    fields.nested("policies").map(PoliciesJson::read).ifPresent(builder::policies);
    builder.deliveries(deliveries(fields, problems)).labels(labels(fields));
    fields.text("owner").ifPresent(builder::owner);
    fields.zone("zone").ifPresent(builder::zone);
    return builder.build();
  }

  private static Flow flow(Fields fields, String name, List<Problem> problems) {
    Flow.Builder builder = Flow.named(name).triggers(triggers(fields, problems));
    fields.text("namespace").ifPresent(builder::namespace);
    fields.text("description").ifPresent(builder::description);
    List<JsonNode> nodes = fields.list("nodes");
    for (int i = 0; i < nodes.size(); i++) {
      node(nodes.get(i), "nodes[" + i + "]", problems).ifPresent(builder::node);
    }
    List<JsonNode> tasks = fields.list("tasks");
    List<Task> members = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      member(tasks.get(i), "tasks[" + i + "]", fields, problems).ifPresent(members::add);
    }
    builder.members(members);
    fields.nested("policies").map(PoliciesJson::read).ifPresent(builder::policies);
    builder.deliveries(deliveries(fields, problems)).labels(labels(fields));
    fields.text("owner").ifPresent(builder::owner);
    fields.zone("zone").ifPresent(builder::zone);
    return builder.build();
  }

  /** A member's own definition; it shares the flow's namespace unless it names one. */
  private static Optional<Task> member(
      JsonNode json, String path, Fields flow, List<Problem> problems) {
    JsonNode whole = json;
    Optional<String> namespace = flow.text("namespace");
    if (json instanceof ObjectNode object && namespace.isPresent() && !object.has("namespace")) {
      whole = object.deepCopy().put("namespace", namespace.get());
    }
    try {
      if (read(whole) instanceof Task task) {
        return Optional.of(task);
      }
      problems.add(Problem.of(path, "is a flow, expected a task.", "Flows cannot be nested."));
    } catch (InvalidDefinitionException e) {
      e.problems().forEach(problem -> problems.add(problem.under(path)));
    }
    return Optional.empty();
  }

  private static Optional<Flow.Node> node(JsonNode json, String path, List<Problem> problems) {
    if (json.isTextual()) {
      return Optional.of(new Flow.Node(json.asText(), List.of(), Flow.OnFailure.SKIP));
    }
    Fields fields = Fields.of(json, path, problems);
    Optional<String> task = fields.text("task");
    if (task.isEmpty() && json.isObject()) {
      fields.fault("task", "is missing.", "Name the member's task.");
    }
    List<Flow.Edge> edges = new ArrayList<>();
    List<JsonNode> after = fields.list("after");
    for (int i = 0; i < after.size(); i++) {
      edge(after.get(i), path + ".after[" + i + "]", problems).ifPresent(edges::add);
    }
    Flow.OnFailure onFailure =
        fields.choice("onFailure", Flow.OnFailure.class).orElse(Flow.OnFailure.SKIP);
    fields.end();
    return task.map(name -> new Flow.Node(name, edges, onFailure));
  }

  private static Optional<Flow.Edge> edge(JsonNode json, String path, List<Problem> problems) {
    if (json.isTextual()) {
      return Optional.of(new Flow.Edge(json.asText(), Flow.When.SUCCESS));
    }
    Fields fields = Fields.of(json, path, problems);
    Optional<String> task = fields.text("task");
    Flow.When when = fields.choice("when", Flow.When.class).orElse(Flow.When.SUCCESS);
    if (task.isEmpty() && json.isObject()) {
      fields.fault("task", "is missing.", "Name the task it waits for.");
    }
    fields.end();
    return task.map(name -> new Flow.Edge(name, when));
  }

  private static List<Trigger> triggers(Fields fields, List<Problem> problems) {
    List<JsonNode> nodes = fields.list("triggers");
    List<Trigger> triggers = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      TriggerJson.read(nodes.get(i), "triggers[" + i + "]", problems).ifPresent(triggers::add);
    }
    return triggers;
  }

  private static Optional<Action> action(Fields fields, List<Problem> problems) {
    Optional<JsonNode> raw = fields.raw("action");
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    Fields action = Fields.of(raw.get(), "action", problems);
    Optional<String> type = action.text("type");
    if (type.isEmpty()) {
      if (raw.get().isObject()) {
        action.fault("type", "is missing.", "Name the kind of action, such as \"http\".");
      }
      // A stand-in, so that a missing action is not reported a second time.
      return Optional.of(Action.notification("?"));
    }
    ObjectNode config = ((ObjectNode) raw.get()).deepCopy();
    config.remove("type");
    return Optional.ofNullable(action.build("type", ignored -> Action.of(type.get(), config)));
  }

  private static List<DeliveryTarget> deliveries(Fields fields, List<Problem> problems) {
    List<JsonNode> nodes = fields.list("deliveries");
    List<DeliveryTarget> targets = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      if (node.isTextual()) {
        targets.add(DeliveryTarget.to(node.asText()));
        continue;
      }
      Fields target = Fields.of(node, "deliveries[" + i + "]", problems);
      String channel = target.text("channel").orElse("");
      DeliveryTarget.When when =
          target.choice("when", DeliveryTarget.When.class).orElse(DeliveryTarget.When.ALWAYS);
      JsonNode config = target.raw("config").orElse(JsonNodeFactory.instance.objectNode());
      if (config instanceof ObjectNode object) {
        DeliveryTarget made =
            target.build("channel", ignored -> new DeliveryTarget(channel, object, when));
        if (made != null) {
          targets.add(made);
        }
      } else {
        target.fault("config", "is " + Fields.kind(config) + ".", "Write an object { … }.");
      }
      target.end();
    }
    return targets;
  }

  private static Map<String, String> labels(Fields fields) {
    Map<String, String> labels = new LinkedHashMap<>();
    fields
        .raw("labels")
        .ifPresent(
            node -> {
              if (!node.isObject()) {
                fields.fault("labels", "is " + Fields.kind(node) + ".", "Write an object { … }.");
                return;
              }
              node.properties()
                  .forEach(
                      entry -> {
                        if (entry.getValue().isTextual()) {
                          labels.put(entry.getKey(), entry.getValue().asText());
                        } else {
                          fields.fault(
                              "labels." + entry.getKey(), "is no text.", "Put it in quotes.");
                        }
                      });
            });
    return labels;
  }
}
