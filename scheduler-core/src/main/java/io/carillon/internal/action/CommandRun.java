package io.carillon.internal.action;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One process, from its start to its end. Its streams have threads of their own, so that it never
 * waits for us: a full pipe would stop it.
 */
final class CommandRun {

  /** How long output is awaited after the process itself has ended. */
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

  private final Process process;
  private final Capture stdout;
  private final Capture stderr;
  private final CompletableFuture<Void> drained;

  private CommandRun(
      Process process, Capture stdout, Capture stderr, CompletableFuture<Void> drained) {
    this.process = process;
    this.stdout = stdout;
    this.stderr = stderr;
    this.drained = drained;
  }

  /**
   * Starts it.
   *
   * @throws IOException when the operating system does not
   */
  static CommandRun start(
      List<String> command,
      Path directory,
      Map<String, String> environment,
      byte[] input,
      int maxBytes)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    Capture stdout = new Capture(maxBytes);
    Capture stderr = new Capture(maxBytes);
    CompletableFuture<Void> drained =
        CompletableFuture.allOf(
            CompletableFuture.runAsync(
                () -> stdout.drain(process.getInputStream()), thread(process, "stdout")),
            CompletableFuture.runAsync(
                () -> stderr.drain(process.getErrorStream()), thread(process, "stderr")));
    thread(process, "stdin").execute(() -> feed(process, input));
    return new CommandRun(process, stdout, stderr, drained);
  }

  /** Does its work on a thread of its own. */
  private static Executor thread(Process process, String what) {
    return work -> {
      Thread thread = new Thread(work, "carillon-command-" + process.pid() + "-" + what);
      thread.setDaemon(true);
      thread.start();
    };
  }

  private static void feed(Process process, byte[] input) {
    try (OutputStream out = process.getOutputStream()) {
      out.write(input);
    } catch (IOException e) {
      // It ended, or closed its input, without reading everything: its own choice.
    }
  }

  /**
   * Waits for its end; kills it with all its descendants when the time is up or the thread is
   * interrupted.
   *
   * @return whether it ended in time
   */
  boolean await(Duration timeout) throws InterruptedException {
    boolean ended = false;
    try {
      ended = process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      if (!ended) {
        ProcessTree.kill(process.toHandle());
      }
    }
    awaitOutput();
    return ended;
  }

  /** A child left in the background may hold the streams open: it is not waited for. */
  private void awaitOutput() throws InterruptedException {
    try {
      drained.get(LAST_OUTPUT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // leftOutputOpen() says so.
    } catch (ExecutionException e) {
      throw new IllegalStateException("Reading the output of a command failed", e.getCause());
    }
  }

  /** Whether something it started still holds its output open. */
  boolean leftOutputOpen() {
    return !drained.isDone();
  }

  /** The exit code; only after its end. */
  int exitCode() {
    return process.exitValue();
  }

  Capture stdout() {
    return stdout;
  }

  Capture stderr() {
    return stderr;
  }
}
