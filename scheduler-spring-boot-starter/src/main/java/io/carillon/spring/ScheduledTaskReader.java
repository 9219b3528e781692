package io.carillon.spring;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Action;
import io.carillon.Definitions;
import io.carillon.Problem;
import io.carillon.time.CronDialect;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.PropertyResolver;

/** One {@link ScheduledTask} as a definition, by way of the same JSON as all others. */
final class ScheduledTaskReader {

  private final PropertyResolver properties;
  private final ScheduledTask task;
  private final HandlerMethod method;
  private final List<Problem> problems = new ArrayList<>();
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  ScheduledTaskReader(PropertyResolver properties, ScheduledTask task, HandlerMethod method) {
    this.properties = properties;
    this.task = task;
    this.method = method;
  }

  /**
   * The task.
   *
   * @param handler the name its method is registered under
   */
  Declaration declaration(String handler) {
    String name = text(task.name());
    json.put("name", name.isEmpty() ? method.defaultName() : name);
    put(json, "namespace", task.namespace());
    put(json, "description", task.description());
    put(json, "owner", task.owner());
    put(json, "zone", task.zone());
    triggers(json.putArray("triggers"));
    json.putObject("action").put("type", Action.JAVA).put("handler", handler);
    for (String channel : task.deliverTo()) {
      json.withArray("deliveries").add(text(channel));
    }
    labels();
    policies();
    String place = "@ScheduledTask on " + method.place();
    return problems.isEmpty()
        ? Declaration.of(() -> Definitions.read(json), problem -> place)
        : Declaration.faulty(problems, problem -> place);
  }

  private void triggers(ArrayNode triggers) {
    String cron = text(task.cron());
    if (!cron.isEmpty()) {
      ObjectNode trigger = triggers.addObject().put("cron", cron);
      if (task.dialect() != CronDialect.UNIX5 && !cron.startsWith("@")) {
        trigger.put("dialect", task.dialect().name());
      }
    }
    trigger(triggers, "phrase", task.phrase());
    trigger(triggers, "every", task.every());
    trigger(triggers, "afterEach", task.afterEach());
    trigger(triggers, "at", task.at());
    trigger(triggers, "event", task.event());
  }

  private void trigger(ArrayNode triggers, String kind, String raw) {
    String text = text(raw);
    if (!text.isEmpty()) {
      triggers.addObject().put(kind, text);
    }
  }

  private void labels() {
    for (String label : task.labels()) {
      int equals = label.indexOf('=');
      if (equals < 1) {
        problems.add(
            Problem.of("labels", "\"" + label + "\" is no label.", "Write it as \"key=value\"."));
      } else {
        json.withObject("/labels")
            .put(label.substring(0, equals).strip(), text(label.substring(equals + 1)));
      }
    }
  }

  private void policies() {
    String retries = text(task.retries());
    if (!retries.isEmpty()) {
      ObjectNode retry = json.withObject("/policies/retry");
      if (retries.chars().allMatch(Character::isDigit) && retries.length() < 10) {
        retry.put("retries", Integer.parseInt(retries));
      } else {
        retry.put("retries", retries);
      }
    }
    String timeout = text(task.timeout());
    if (!timeout.isEmpty()) {
      json.withObject("/policies").put("timeout", timeout);
    }
    if (task.overlap().length > 1) {
      problems.add(Problem.of("overlap", "names several modes.", "Name one."));
    } else if (task.overlap().length == 1) {
      json.withObject("/policies/overlap").put("mode", task.overlap()[0].name());
    }
  }

  private void put(ObjectNode target, String field, String raw) {
    String text = text(raw);
    if (!text.isEmpty()) {
      target.put(field, text);
    }
  }

  private String text(String raw) {
    String text = properties.resolvePlaceholders(raw).strip();
    Placeholders.unresolved("", text).ifPresent(problems::add);
    return text.equals("-") ? "" : text;
  }
}
