package io.carillon.samples.briefing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The newest commits of a clone. Asks {@code git log} where git is installed; without it, reads
 * what git itself wrote down about the clone's head, which knows only what was done in this clone.
 */
final class CommitLog {

  /** Old id, new id, who, seconds, zone, a tab, what was done. */
  private static final Pattern HEAD_LINE = Pattern.compile("\\S+ \\S+ .*? \\d+ [+-]\\d{4}\\t(.*)");

  private final Path root;
  private final String git;

  CommitLog(Path root) {
    this(root, "git");
  }

  /**
   * The log as another program tells it.
   *
   * @param git the command to ask first
   */
  CommitLog(Path root, String git) {
    this.root = root;
    this.git = git;
  }

  /** One line for each commit, newest first; a sentence where there are none. */
  String newest(int count) throws IOException, InterruptedException {
    Optional<String> asked = ask(count);
    if (asked.isPresent()) {
      return asked.get();
    }
    List<String> read = read(count);
    return read.isEmpty()
        ? "- " + root.getFileName() + " has no commit log here."
        : String.join("\n", read);
  }

  private Optional<String> ask(int count) throws IOException, InterruptedException {
    ProcessBuilder log =
        new ProcessBuilder(git, "--no-pager", "log", "-n", "" + count, "--pretty=format:- %s");
    log.directory(root.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    log.environment().put("GIT_OPTIONAL_LOCKS", "0");
    Process process;
    try {
      process = log.start();
    } catch (IOException notInstalled) {
      return Optional.empty();
    }
    try {
      process.getOutputStream().close();
      String lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(10, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0 && !lines.isBlank()
          ? Optional.of(lines.strip())
          : Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> read(int count) throws IOException {
    Optional<Path> folder = Clone.gitFolder(root);
    if (folder.isEmpty() || !Files.isReadable(folder.get().resolve("logs/HEAD"))) {
      return List.of();
    }
    List<String> lines =
        new ArrayList<>(
            new String(
                    Files.readAllBytes(folder.get().resolve("logs/HEAD")), StandardCharsets.UTF_8)
                .lines()
                .toList());
    Collections.reverse(lines);
    return lines.stream()
        .map(HEAD_LINE::matcher)
        .filter(Matcher::matches)
        .limit(count)
        .map(line -> "- " + line.group(1))
        .toList();
  }
}
