package io.carillon.internal.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.CommandPolicy;
import io.carillon.Problem;
import io.carillon.internal.json.Settings;
import io.carillon.internal.net.SecretText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings of a command action, read and checked against the host's policy. */
record CommandSettings(
    List<String> command,
    Path directory,
    Map<String, SecretText> environment,
    Input input,
    Limits limits,
    List<Problem> problems) {

  static final int DEFAULT_BYTES = 64 << 10;
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_ARGUMENTS = 1_000;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);
  private static final String EXAMPLE = "Write for example [\"git\", \"log\", \"-5\"].";

  /** What the command reads from its standard input. */
  enum Input {
    NONE,
    PAYLOAD
  }

  /** What one command may take; {@code maxBytes} for each of its two streams. */
  record Limits(Duration timeout, int maxBytes) {}

  static CommandSettings read(ObjectNode config, CommandPolicy policy) {
    Settings settings = new Settings(config);
    List<String> command = command(settings);
    if (!command.isEmpty()) {
      checkAllowed(settings, command.get(0), policy);
    }
    Path directory = directory(settings, policy);
    Map<String, SecretText> environment = environment(settings, policy);
    Input input =
        Input.valueOf(
            settings.word("stdin", List.of("none", "payload"), "none").toUpperCase(Locale.ROOT));
    Limits limits =
        new Limits(
            settings.duration("timeout", LONGEST_TIMEOUT, DEFAULT_TIMEOUT),
            settings.number("maxBytes", 1, MOST_BYTES, DEFAULT_BYTES));
    return new CommandSettings(command, directory, environment, input, limits, settings.finish());
  }

  private static List<String> command(Settings settings) {
    List<String> command = new ArrayList<>();
    Optional<JsonNode> node = settings.value("command");
    if (node.isEmpty() || !node.get().isArray() || node.get().isEmpty()) {
      settings.problem(
          "command", "must be a list: the executable, then its arguments; no shell.", EXAMPLE);
      return command;
    }
    if (node.get().size() > MOST_ARGUMENTS) {
      settings.problem("command", "has more than " + MOST_ARGUMENTS + " parts.", EXAMPLE);
      return command;
    }
    for (int i = 0; i < node.get().size(); i++) {
      JsonNode part = node.get().get(i);
      if (!part.isTextual() || part.textValue().indexOf('\0') >= 0) {
        settings.problem("command[" + i + "]", "is not a text.", "Write it in quotes.");
      }
      command.add(part.asText());
    }
    return command;
  }

  private static void checkAllowed(Settings settings, String executable, CommandPolicy policy) {
    if (!policy.isAllowed()) {
      settings.problem(
          "command",
          "commands are not allowed on this scheduler.",
          "The host allows them with CommandPolicy.allowing(…).");
    } else if (!policy.allows(executable)) {
      settings.problem(
          "command[0]",
          "\"" + executable + "\" is not an allowed executable.",
          "Allowed: " + String.join(", ", policy.executables()) + ".");
    }
  }

  private static Path directory(Settings settings, CommandPolicy policy) {
    String directory = settings.text("directory", "\"reports\"").orElse("");
    try {
      Path path = policy.root().resolve(directory).normalize();
      if (path.startsWith(policy.root())) {
        return path;
      }
    } catch (InvalidPathException e) {
      // Said below, as for any other folder that cannot be used.
    }
    settings.problem(
        "directory",
        "is not inside the folder for commands.",
        "Write a path relative to it, without \"..\".");
    return policy.root();
  }

  private static Map<String, SecretText> environment(Settings settings, CommandPolicy policy) {
    Map<String, SecretText> environment = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : settings.object("environment").properties()) {
      String where = "environment." + entry.getKey();
      if (!policy.settable().contains(entry.getKey())) {
        settings.problem(
            where,
            "may not be set by a task.",
            "The host allows it with CommandPolicy.withSettable(…).");
      }
      SecretText.read(settings, where, entry.getValue())
          .ifPresent(text -> environment.put(entry.getKey(), text));
    }
    return environment;
  }
}
