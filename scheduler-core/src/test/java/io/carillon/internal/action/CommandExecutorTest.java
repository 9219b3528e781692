package io.carillon.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.CommandPolicy;
import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.internal.json.Json;
import io.carillon.spi.SecretResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The commands are those of a POSIX shell")
class CommandExecutorTest {

  private static final SecretResolver SECRETS =
      name -> name.equals("key") ? Optional.of("s3cret") : Optional.empty();

  @TempDir Path folder;

  private CommandExecutor executor() {
    return new CommandExecutor(
        CommandPolicy.allowing("/bin/sh", "cat", "no-such-program")
            .withRoot(folder)
            .withSettable("GREETING"),
        SECRETS);
  }

  private Outcome sh(String script, String more) throws Exception {
    return sh(script, more, NullNode.getInstance());
  }

  private Outcome sh(String script, String more, JsonNode payload) throws Exception {
    return executor().execute(RecordingContext.of(shell(script, more), payload));
  }

  private static String shell(String script, String more) {
    return "{\"command\":[\"/bin/sh\",\"-c\"," + TextNode.valueOf(script) + "]" + more + "}";
  }

  private static ObjectNode output(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Success.class);
    return (ObjectNode) ((Outcome.Success) outcome).output();
  }

  private static Outcome.Failure failure(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failure.class);
    return (Outcome.Failure) outcome;
  }

  @Test
  void bothStreamsAreKeptApart() throws Exception {
    assertThat(output(sh("echo out; echo err >&2", "")))
        .isEqualTo(
            Json.read(
                "{\"exitCode\":0,\"stdout\":\"out\\n"
                    + "\",\"stderr\":\"err\\n"
                    + "\",\"truncated\":false}"));
  }

  @Test
  void argumentsAreNotReadByAShell() throws Exception {
    Files.writeString(folder.resolve("$(echo x); ls"), "plain");
    Outcome outcome =
        executor().execute(RecordingContext.of("{\"command\":[\"cat\",\"$(echo x); ls\"]}"));
    assertThat(output(outcome).get("stdout").textValue()).isEqualTo("plain");
  }

  @Test
  void anExitCodeIsAnErrorThatQuotesTheLastLine() throws Exception {
    Outcome.Failure failure =
        failure(sh("echo partly; echo first >&2; echo 'disk full' >&2; exit 3", ""));
    assertThat(failure.kind()).isEqualTo(FailureKind.ERROR);
    assertThat(failure.message())
        .isEqualTo("Command \"/bin/sh\" ended with exit code 3: disk full");
    assertThat(failure.detail()).isEqualTo("stderr:\nfirst\ndisk full\n\nstdout:\npartly\n");
    assertThat(failure(sh("exit 1", "")).message())
        .isEqualTo("Command \"/bin/sh\" ended with exit code 1.");
  }

  @Test
  void aFloodOnBothStreamsIsDrainedAndCut() throws Exception {
    String script =
        "echo begin; head -c 3000000 /dev/zero | tr '\\0' x; echo; echo end;"
            + " head -c 2000000 /dev/zero >&2";
    ObjectNode output = output(sh(script, ",\"maxBytes\":1000"));
    assertThat(output.get("truncated").booleanValue()).isTrue();
    assertThat(output.get("stdout").textValue())
        .startsWith("begin\nxxx")
        .contains("\n[2999011 bytes left out]\n")
        .endsWith("xxx\nend\n")
        .hasSize(1000 + "\n[2999011 bytes left out]\n".length());
    assertThat(output.get("stderr").textValue()).doesNotContain("\0").contains("\u2400");
  }

  @Test
  void whatFitsIsKeptWhole() throws Exception {
    ObjectNode output = output(sh("printf 0123456789", ",\"maxBytes\":10"));
    assertThat(output.get("stdout").textValue()).isEqualTo("0123456789");
    assertThat(output.get("truncated").booleanValue()).isFalse();
    assertThat(output(sh("printf 0123456789a", ",\"maxBytes\":10")).get("stdout").textValue())
        .isEqualTo("01234\n[1 bytes left out]\n6789a");
    assertThat(output(sh("printf 0123456789a", ",\"maxBytes\":1")).get("stdout").textValue())
        .isEqualTo("0\n[10 bytes left out]\n");
  }

  @Test
  void thePayloadCanBeTheInput() throws Exception {
    String more = ",\"stdin\":\"payload\"";
    assertThat(output(sh("cat", more, Json.read("{\"a\":1}"))).get("stdout").textValue())
        .isEqualTo("{\"a\":1}");
    assertThat(output(sh("cat", more, TextNode.valueOf("hé"))).get("stdout").textValue())
        .isEqualTo("hé");
    assertThat(output(sh("cat", "", TextNode.valueOf("x"))).get("stdout").textValue()).isEmpty();
    TextNode large = TextNode.valueOf("x".repeat(1_000_000));
    assertThat(output(sh("exit 0", more, large)).get("exitCode").intValue()).isZero();
  }

  @Test
  void onlyNamedVariablesOfThisProcessArePassedOn() throws Exception {
    String seen = output(sh("env", "")).get("stdout").textValue();
    assertThat(seen.lines().map(line -> line.substring(0, line.indexOf('='))))
        .contains("PATH", "CARILLON_RUN_ID", "CARILLON_TASK", "CARILLON_ATTEMPT")
        .isSubsetOf(
            "PATH",
            "HOME",
            "USER",
            "LANG",
            "LC_ALL",
            "TZ",
            "TMPDIR",
            "TEMP",
            "TMP",
            "PWD",
            "OLDPWD",
            "SHLVL",
            "_",
            "CARILLON_RUN_ID",
            "CARILLON_TASK",
            "CARILLON_ATTEMPT");
    assertThat(seen).contains("CARILLON_RUN_ID=" + RecordingContext.RUN);
  }

  @Test
  void variablesMayHoldSecrets() throws Exception {
    String more = ",\"environment\":{\"GREETING\":{\"secret\":\"key\",\"prefix\":\"hi \"}}";
    assertThat(output(sh("echo $GREETING", more)).get("stdout").textValue())
        .isEqualTo("hi s3cret\n");
    Outcome.Failure unknown =
        failure(sh("exit 0", ",\"environment\":{\"GREETING\":{\"secret\":\"none\"}}"));
    assertThat(unknown.kind()).isEqualTo(FailureKind.INVALID);
  }

  @Test
  void commandsRunInTheFolderOrBelow() throws Exception {
    Files.createDirectory(folder.resolve("sub"));
    Path real = folder.toRealPath();
    assertThat(output(sh("pwd -P", "")).get("stdout").textValue()).isEqualTo(real + "\n");
    assertThat(output(sh("pwd -P", ",\"directory\":\"sub\"")).get("stdout").textValue())
        .isEqualTo(real.resolve("sub") + "\n");
    Files.createSymbolicLink(folder.resolve("link"), real.getParent());
    assertThat(failure(sh("pwd", ",\"directory\":\"link\"")).message())
        .isEqualTo(
            "Command \"/bin/sh\" cannot be started: its working directory leads out of the folder"
                + " for commands.");
    Files.delete(folder.resolve("link"));
    assertThat(failure(sh("pwd", ",\"directory\":\"absent\"")).message())
        .endsWith("its working directory does not exist on this node.");
  }

  @Test
  void aCommandThatTakesTooLongIsATimeout() throws Exception {
    Outcome.Failure failure =
        failure(sh("echo started; exec sleep 1000", ",\"timeout\":\"300ms\""));
    assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(failure.message())
        .isEqualTo(
            "Command \"/bin/sh\" did not end within PT0.3S and was killed with its child"
                + " processes.");
  }

  @Test
  void anInterruptKillsTheWholeTree() throws Exception {
    Path pipe = folder.resolve("pids");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    String script =
        "trap '' TERM INT; sleep 1000 & a=$!; sh -c 'trap \"\" TERM; sleep 1000 & echo "
            + "$! > mine; wait' & b=$!; until [ -s mine ]; do :; done;"
            + " echo $$ $a $b $(cat mine) > pids; wait";
    AtomicReference<Object> result = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.set(sh(script, ""));
              } catch (Exception e) {
                result.set(e);
              }
            });
    thread.start();
    String[] pids = Files.readString(pipe).trim().split(" ");
    assertThat(pids).hasSize(4);
    thread.interrupt();
    thread.join();
    assertThat(result.get()).isInstanceOf(InterruptedException.class);
    for (String pid : pids) {
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
      if (process.isPresent()) {
        process.get().onExit().get(20, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void aBackgroundProcessThatKeepsTheOutputOpenIsNotWaitedFor() {
    // The shell lives a little longer, so that our readers wait in the open pipes when it ends.
    RecordingContext context =
        RecordingContext.of(
            shell("sleep 1000 & echo $!; sleep 0.3; echo last", ""), NullNode.getInstance());
    ObjectNode output =
        Assertions.assertTimeout(Duration.ofSeconds(60), () -> output(executor().execute(context)));
    String[] lines = output.get("stdout").textValue().split("\n", -1);
    ProcessHandle.of(Long.parseLong(lines[0])).orElseThrow().destroyForcibly();
    assertThat(lines).hasSize(3).contains("last");
    // Whether the JDK gives the readers up at the exit or they stay is a race; both are well.
    assertThat(context.logged)
        .isSubsetOf(
            "Command \"/bin/sh\" ended and left a background process that holds its output open.");
  }

  @Test
  void anExecutableThatIsNotThereIsInvalid() throws Exception {
    Outcome.Failure failure =
        failure(executor().execute(RecordingContext.of("{\"command\":[\"no-such-program\"]}")));
    assertThat(failure.kind()).isEqualTo(FailureKind.INVALID);
    assertThat(failure.message())
        .isEqualTo(
            "Command \"no-such-program\" cannot be started: there is no executable of that name on"
                + " the PATH of this node.");
  }

  @Test
  void nothingRunsUnlessAllowed() throws Exception {
    CommandExecutor closed = new CommandExecutor(CommandPolicy.none(), SecretResolver.none());
    Path trace = folder.resolve("trace");
    String config = "{\"command\":[\"/bin/touch\",\"" + trace + "\"]}";
    assertThat(closed.check((ObjectNode) Json.read(config)))
        .extracting(Problem::toString)
        .containsExactly(
            "command: commands are not allowed on this scheduler. The host allows them with"
                + " CommandPolicy.allowing(…).");
    Outcome.Failure failure = failure(closed.execute(RecordingContext.of(config)));
    assertThat(failure.kind()).isEqualTo(FailureKind.INVALID);
    assertThat(trace).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "/usr/bin/sh", "/bin/../bin/sh", "./sh", "bin/sh", "/bin/sh "})
  void anExecutableMustBeWrittenAsItIsAllowed(String executable) {
    assertThat(executor().check((ObjectNode) Json.read("{\"command\":[\"" + executable + "\"]}")))
        .extracting(Problem::toString)
        .containsExactly(
            "command[0]: \""
                + executable
                + "\" is not an allowed executable. Allowed: /bin/sh, cat, no-such-program.");
  }

  @Test
  void allFaultsAreFoundAtOnce() {
    ObjectNode config =
        (ObjectNode)
            Json.read(
                """
                {"command":["cat",5],"directory":"../..","environment":{"LD_PRELOAD":"x"},
                 "stdin":"file","timeout":"-PT1S","maxBytes":1.5,"shell":true}\
                """);
    assertThat(executor().check(config))
        .extracting(Problem::toString)
        .containsExactly(
            "command[1]: is not a text. Write it in quotes.",
            "directory: is not inside the folder for commands. Write a path relative to it, without"
                + " \"..\".",
            "environment.LD_PRELOAD: may not be set by a task. The host allows it with"
                + " CommandPolicy.withSettable(…).",
            "stdin: is \"file\". Write one of none, payload.",
            "timeout: \"-PT1S\" is not a positive length of time. Write for example \"30s\", \"5m\""
                + " or \"PT30S\".",
            "maxBytes: is 1.5. Write a whole number from 1 to 16777216.",
            "shell: there is no such setting. There are command, directory, environment, stdin,"
                + " timeout, maxBytes.");
    assertThat(executor().check((ObjectNode) Json.read("{\"command\":\"cat x\"}")))
        .extracting(Problem::toString)
        .containsExactly(
            "command: must be a list: the executable, then its arguments; no shell. Write for"
                + " example [\"git\", \"log\", \"-5\"].");
  }
}
