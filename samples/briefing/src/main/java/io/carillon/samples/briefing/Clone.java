package io.carillon.samples.briefing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the parts of a git clone by its files alone. */
final class Clone {

  private static final String POINTER = "gitdir:";

  private Clone() {}

  /** The root of the clone that holds {@code folder}; the folder itself where there is none. */
  static Path around(Path folder) {
    Path start = folder.toAbsolutePath().normalize();
    for (Path at = start; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return at;
      }
    }
    return start;
  }

  /** The folder with git's own files: {@code .git}, or where a worktree's file points to. */
  static Optional<Path> gitFolder(Path root) throws IOException {
    Path git = root.resolve(".git");
    if (Files.isRegularFile(git)) {
      String text = Files.readString(git).strip();
      return text.startsWith(POINTER)
          ? Optional.of(root.resolve(text.substring(POINTER.length()).strip()))
          : Optional.empty();
    }
    return Files.isDirectory(git) ? Optional.of(git) : Optional.empty();
  }
}
