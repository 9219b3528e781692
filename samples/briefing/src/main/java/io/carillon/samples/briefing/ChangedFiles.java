package io.carillon.samples.briefing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The files of a folder that changed last; what tools make and hide is left out. */
final class ChangedFiles {

  private static final Set<String> MADE_BY_TOOLS =
      Set.of("target", "build", "node_modules", "data");
  private static final int MOST_VISITED = 50_000;

  private final Path root;

  ChangedFiles(Path root) {
    this.root = root;
  }

  private record Changed(Path file, FileTime at, long bytes) {}

  /** One line for each file, the one changed last first. */
  String newest(int count) throws IOException {
    List<Changed> found = new ArrayList<>();
    Files.walkFileTree(root, new Visitor(root, found));
    String lines =
        found.stream()
            .sorted(Comparator.comparing(Changed::at).reversed().thenComparing(Changed::file))
            .limit(count)
            .map(this::line)
            .collect(Collectors.joining("\n"));
    return lines.isEmpty() ? "- There are no files." : lines;
  }

  private String line(Changed changed) {
    String at = changed.at().toInstant().toString().substring(0, 16).replace('T', ' ');
    return "- "
        + root.relativize(changed.file())
        + " changed at "
        + at
        + " UTC, "
        + changed.bytes()
        + " bytes";
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {

    private final Path root;
    private final List<Changed> found;

    Visitor(Path root, List<Changed> found) {
      this.root = root;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = String.valueOf(folder.getFileName());
      boolean skipped = name.startsWith(".") || MADE_BY_TOOLS.contains(name);
      return skipped && !folder.equals(root)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        found.add(new Changed(file, attributes.lastModifiedTime(), attributes.size()));
      }
      return found.size() < MOST_VISITED ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }
  }
}
