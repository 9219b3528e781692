package io.carillon.samples.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesTest {

  private static final String NO_GIT = "no-such-program-as-this";
  private static final String ID = "0123456789012345678901234567890123456789";

  @TempDir Path root;

  private static String line(long seconds, String what) {
    return ID + " " + ID + " Ada Byron <ada@example.org> " + seconds + " +0100\t" + what + "\n";
  }

  @Test
  void withoutGitTheHeadsOwnLogIsReadNewestFirst() throws Exception {
    Path logs = Files.createDirectories(root.resolve(".git/logs"));
    Files.writeString(
        logs.resolve("HEAD"),
        line(1_700_000_000, "clone: from somewhere")
            + "not a line\n"
            + line(1_700_100_000, "commit: Mend the roof")
            + line(1_700_200_000, "commit: Paint the door"));

    assertThat(new CommitLog(root, NO_GIT).newest(2))
        .isEqualTo(
            """
            - commit: Paint the door
            - commit: Mend the roof""");
  }

  @Test
  void theFileOfAWorktreePointsToTheLog() throws Exception {
    Path logs = Files.createDirectories(root.resolve("main/.git/worktrees/side/logs"));
    Files.writeString(logs.resolve("HEAD"), line(1_700_000_000, "commit: Aside"));
    Path side = Files.createDirectories(root.resolve("side"));
    Files.writeString(side.resolve(".git"), "gitdir: ../main/.git/worktrees/side\n");

    assertThat(new CommitLog(side, NO_GIT).newest(5)).isEqualTo("- commit: Aside");
  }

  @Test
  void aFolderThatIsNoCloneSaysSo() throws Exception {
    assertThat(new CommitLog(root, NO_GIT).newest(5))
        .isEqualTo("- " + root.getFileName() + " has no commit log here.");
  }

  @Test
  void theCloneIsFoundFromAFolderInsideIt() throws IOException {
    Files.createDirectories(root.resolve(".git"));
    Path inside = Files.createDirectories(root.resolve("a/b"));

    assertThat(Clone.around(inside)).isEqualTo(root);
  }

  @Test
  void theFilesChangedLastAreListedWithoutWhatToolsMake() throws IOException {
    file("old.txt", "2026-01-01T00:00:00Z");
    file("notes/new.txt", "2026-03-01T10:30:00Z");
    file("newer.txt", "2026-03-02T08:00:00Z");
    file("target/made.txt", "2026-04-01T00:00:00Z");
    file(".git/index", "2026-04-02T00:00:00Z");

    assertThat(new ChangedFiles(root).newest(2))
        .isEqualTo(
            """
            - newer.txt changed at 2026-03-02 08:00 UTC, 3 bytes
            - notes/new.txt changed at 2026-03-01 10:30 UTC, 3 bytes""");
  }

  private void file(String name, String changed) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "abc");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(changed)));
  }

  @Test
  void theDiskIsMeasuredInWholeNumbersThatFit() throws IOException {
    Map<String, Object> disk = Machine.disk(root);

    assertThat((long) disk.get("freeGigabytes")).isBetween(0L, (long) disk.get("totalGigabytes"));
    assertThat((long) disk.get("usedPercent")).isBetween(0L, 100L);
    assertThat(Machine.sentence()).contains(" processors.", " % full, ", " MB of memory.");
  }
}
