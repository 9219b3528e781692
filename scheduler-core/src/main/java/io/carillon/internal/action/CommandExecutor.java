package io.carillon.internal.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.CommandPolicy;
import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.RunContext;
import io.carillon.internal.json.Json;
import io.carillon.internal.net.SecretText;
import io.carillon.spi.Executor;
import io.carillon.spi.SecretResolver;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The action {@code command}: one command of the operating system, without a shell, within the
 * host's {@link CommandPolicy}. Ends with all its child processes at the timeout, and when the run
 * is cancelled. Its settings and outcomes are in {@code docs/actions.md}.
 */
public final class CommandExecutor implements Executor {

  private static final int MOST_REASON = 300;

  private final CommandPolicy policy;
  private final SecretResolver secrets;

  public CommandExecutor(CommandPolicy policy, SecretResolver secrets) {
    this.policy = policy;
    this.secrets = secrets;
  }

  @Override
  public String handler() {
    return "command";
  }

  @Override
  public List<Problem> check(ObjectNode config) {
    return CommandSettings.read(config, policy).problems();
  }

  @Override
  public Outcome execute(RunContext context) throws InterruptedException {
    CommandSettings settings = CommandSettings.read(context.config(), policy);
    if (!settings.problems().isEmpty()) {
      return Faults.invalid("command", settings.problems());
    }
    String name = "Command \"" + settings.command().get(0) + "\"";
    CommandRun run;
    try {
      run =
          CommandRun.start(
              resolved(settings.command()),
              directory(settings),
              environment(settings, context),
              input(settings, context.payload()),
              settings.limits().maxBytes());
    } catch (SecretText.UnknownSecretException e) {
      return Outcome.failure(FailureKind.INVALID, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Outcome.failure(FailureKind.INVALID, name + " cannot be started: " + e.getMessage());
    }
    boolean inTime = run.await(settings.limits().timeout());
    if (run.leftOutputOpen()) {
      context.log(name + " ended and left a background process that holds its output open.");
    }
    return inTime
        ? ended(name, run)
        : failure(
            FailureKind.TIMEOUT,
            name
                + " did not end within "
                + settings.limits().timeout()
                + " and was killed with its child processes.",
            run);
  }

  private static Outcome ended(String name, CommandRun run) {
    int code = run.exitCode();
    if (code != 0) {
      String why = lastLine(run.stderr().text());
      return failure(
          FailureKind.ERROR,
          name + " ended with exit code " + code + (why.isEmpty() ? "." : ": " + why),
          run);
    }
    boolean truncated = run.stdout().truncated() || run.stderr().truncated();
    return Outcome.success(
        Json.object()
            .put("exitCode", code)
            .put("stdout", run.stdout().text())
            .put("stderr", run.stderr().text())
            .put("truncated", truncated));
  }

  private static Outcome failure(FailureKind kind, String message, CommandRun run) {
    String detail = "stderr:\n" + run.stderr().text() + "\nstdout:\n" + run.stdout().text();
    return new Outcome.Failure(kind, message, detail, null);
  }

  private static String lastLine(String text) {
    String stripped = text.strip();
    String line = stripped.substring(stripped.lastIndexOf('\n') + 1).strip();
    return line.length() <= MOST_REASON ? line : "… " + line.substring(line.length() - MOST_REASON);
  }

  /** A name is looked up here: the lookup of the system may also try the working directory. */
  private static List<String> resolved(List<String> command) throws IOException {
    List<String> resolved = new ArrayList<>(command);
    String executable = command.get(0);
    if (!Path.of(executable).isAbsolute()) {
      resolved.set(0, onPath(executable).toString());
    }
    return resolved;
  }

  private static Path onPath(String name) throws IOException {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
      if (!folder.isEmpty() && Path.of(folder).isAbsolute()) {
        Path candidate = Path.of(folder, name);
        if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
          return candidate;
        }
      }
    }
    throw new IOException("there is no executable of that name on the PATH of this node.");
  }

  /** Checked where symbolic links lead, too. */
  private Path directory(CommandSettings settings) throws IOException {
    Path directory = settings.directory();
    if (!Files.isDirectory(directory)) {
      throw new IOException("its working directory does not exist on this node.");
    }
    Path real = directory.toRealPath();
    if (!real.startsWith(policy.root().toRealPath())) {
      throw new IOException("its working directory leads out of the folder for commands.");
    }
    return real;
  }

  private Map<String, String> environment(CommandSettings settings, RunContext context)
      throws IOException {
    Map<String, String> environment = new TreeMap<>();
    for (String name : policy.inherited()) {
      Optional.ofNullable(System.getenv(name)).ifPresent(value -> environment.put(name, value));
    }
    environment.put("CARILLON_RUN_ID", context.runId().toString());
    environment.put("CARILLON_TASK", context.task().toString());
    environment.put("CARILLON_ATTEMPT", Integer.toString(context.attempt()));
    for (Map.Entry<String, SecretText> entry : settings.environment().entrySet()) {
      String value = entry.getValue().resolve(secrets);
      if (value.indexOf('\0') >= 0) {
        throw new IOException("its variable " + entry.getKey() + " holds a NUL character.");
      }
      environment.put(entry.getKey(), value);
    }
    return environment;
  }

  private static byte[] input(CommandSettings settings, JsonNode payload) {
    if (settings.input() == CommandSettings.Input.NONE) {
      return new byte[0];
    }
    String text = payload.isTextual() ? payload.textValue() : Json.write(payload);
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
