package io.carillon.internal.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.RunContext;
import io.carillon.internal.json.Json;
import io.carillon.internal.json.Settings;
import io.carillon.spi.Executor;
import java.util.List;

/** The action {@code notification}: a fixed text for the task's deliveries; a reminder. */
public final class NotificationExecutor implements Executor {

  private static final int LONGEST_TEXT = 100_000;
  private static final int LONGEST_TITLE = 255;

  @Override
  public String handler() {
    return "notification";
  }

  @Override
  public List<Problem> check(ObjectNode config) {
    Settings settings = new Settings(config);
    String text = settings.requiredText("text", "\"Stand-up in five minutes\"");
    String title = settings.text("title", "\"Reminder\"").orElse("");
    atMost(settings, "text", text, LONGEST_TEXT);
    atMost(settings, "title", title, LONGEST_TITLE);
    return settings.finish();
  }

  private static void atMost(Settings settings, String field, String value, int most) {
    if (value.length() > most) {
      settings.problem(field, "has " + value.length() + " characters.", "At most " + most + ".");
    }
  }

  @Override
  public Outcome execute(RunContext context) {
    ObjectNode config = context.config();
    List<Problem> problems = check(config);
    if (!problems.isEmpty()) {
      return Faults.invalid("notification", problems);
    }
    String title = config.path("title").asText("");
    return Outcome.success(
        Json.object()
            .put("title", title.isBlank() ? context.task().name() : title)
            .put("text", config.path("text").asText()));
  }
}
