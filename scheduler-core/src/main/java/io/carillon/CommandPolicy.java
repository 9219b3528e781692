package io.carillon;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which commands of the operating system tasks may run, where, and with what environment. Nothing
 * is allowed unless the host says so: {@link #none()}. Arguments are not restricted, so allow an
 * interpreter ({@code sh}, {@code python3}) only where whoever writes tasks may run any program.
 * Immutable; {@code withX} copies.
 */
public final class CommandPolicy {

  private static final Set<String> INHERITED =
      Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP", "TMP", "SystemRoot");

  private final Set<String> executables;
  private final Path root;
  private final Set<String> inherited;
  private final Set<String> settable;

  private CommandPolicy(
      Set<String> executables, Path root, Set<String> inherited, Set<String> settable) {
    this.executables = executables;
    this.root = root;
    this.inherited = inherited;
    this.settable = settable;
  }

  /** Allows no command. */
  public static CommandPolicy none() {
    return new CommandPolicy(Set.of(), Path.of("").toAbsolutePath(), INHERITED, Set.of());
  }

  /**
   * Allows these executables. A name without a separator ({@code git}) is looked up in the absolute
   * folders of the {@code PATH} of this process; anything else must be an absolute path. A task
   * must write the executable exactly as it is written here.
   *
   * @throws IllegalArgumentException for a blank entry or a relative path
   */
  public static CommandPolicy allowing(String... executables) {
    for (String executable : executables) {
      boolean name = !executable.contains("/") && !executable.contains("\\");
      if (executable.isBlank() || (!name && !Path.of(executable).isAbsolute())) {
        throw new IllegalArgumentException(
            "Executable \""
                + executable
                + "\" is neither a name nor an absolute path. Write \"git\" or \"/usr/bin/git\".");
      }
    }
    CommandPolicy none = none();
    return new CommandPolicy(
        Set.copyOf(List.of(executables)), none.root, none.inherited, none.settable);
  }

  /** A copy whose commands run in {@code folder} or below it; unless set, the process's own. */
  public CommandPolicy withRoot(Path folder) {
    return new CommandPolicy(executables, folder.toAbsolutePath().normalize(), inherited, settable);
  }

  /**
   * A copy whose commands get these variables of this process, instead of {@code PATH}, {@code
   * HOME}, {@code LANG} and the like. All others are withheld: they may hold keys.
   */
  public CommandPolicy withInherited(String... names) {
    return new CommandPolicy(executables, root, Set.copyOf(List.of(names)), settable);
  }

  /** A copy that lets tasks set these variables themselves; unless set, none. */
  public CommandPolicy withSettable(String... names) {
    return new CommandPolicy(executables, root, inherited, Set.copyOf(List.of(names)));
  }

  /** The allowed executables, sorted. */
  public Set<String> executables() {
    return new TreeSet<>(executables);
  }

  /** Whether any command may run. */
  public boolean isAllowed() {
    return !executables.isEmpty();
  }

  /** Whether this executable, as written in a task, may run. */
  public boolean allows(String executable) {
    return executables.contains(Objects.requireNonNull(executable, "executable"));
  }

  /** The folder commands run in or below; absolute. */
  public Path root() {
    return root;
  }

  /** The variables passed on from this process, sorted. */
  public Set<String> inherited() {
    return new TreeSet<>(inherited);
  }

  /** The variables a task may set, sorted. */
  public Set<String> settable() {
    return new TreeSet<>(settable);
  }
}
