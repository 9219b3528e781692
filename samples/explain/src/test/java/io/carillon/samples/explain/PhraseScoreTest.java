package io.carillon.samples.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.carillon.samples.explain.PhraseScore.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The score itself, and the grammar against tables that are not part of this project. */
class PhraseScoreTest {

  @Test
  void phrasesOfTheTableAreReadRightOrAskedAbout() throws IOException {
    String folder = System.getProperty("carillon.vectors", "");
    assumeTrue(
        !folder.isEmpty() && Files.exists(Path.of(folder, "nl_schedules.tsv")),
        "-Dcarillon.vectors names no folder with nl_schedules.tsv: the phrase table is not checked");

    PhraseScore score = PhraseScore.of(Path.of(folder));
    System.out.println(score.report());

    assertThat(score.share("tier 1", Verdict.RIGHT)).isGreaterThanOrEqualTo(0.98);
    assertThat(score.share("tier 2", Verdict.RIGHT)).isGreaterThanOrEqualTo(0.90);
    assertThat(score.share("tier 3", Verdict.RIGHT, Verdict.ASKED_RIGHTLY))
        .isGreaterThanOrEqualTo(0.95);
    assertThat(score.share("ask", Verdict.RIGHT)).isGreaterThanOrEqualTo(0.90);
    assertThat(score.share("", Verdict.SILENTLY_WRONG)).isLessThanOrEqualTo(0.01);
  }

  @Test
  void reportTellsEveryMissAndCountsByTierLanguageAndKind(@TempDir Path folder) throws IOException {
    write(folder, "2010-01-04T09:00:00", "ask");

    PhraseScore score = PhraseScore.of(folder);

    assertThat(score.share("tier 1", Verdict.RIGHT)).isEqualTo(1);
    assertThat(score.share("ask", Verdict.RIGHT)).isEqualTo(1);
    assertThat(score.report())
        .doesNotContain("SILENTLY_WRONG")
        .containsPattern("tier 1 en cron +1 +0 +0 +0")
        .containsPattern("ask or refuse: ambiguous +1 +0 +0 +0")
        .containsPattern("all +2 +0 +0 +0");
  }

  @Test
  void wrongFiresAndWrongAnswersAreMisses(@TempDir Path folder) throws IOException {
    write(folder, "2010-01-05T09:00:00", "refuse");

    assertThat(PhraseScore.of(folder).report())
        .contains(
            "SILENTLY_WRONG  P1 \"every monday at 9am\" fires [2010-01-04T09:00",
            "ASKED  Q1 \"at 3\" should refuse: Question")
        .containsPattern("all +0 +0 +1 +1");
  }

  @Test
  void tableThatIsNoneIsToldWithItsLine(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> PhraseScore.of(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("There is no")
        .hasMessageContaining("nl_schedules.tsv");
    Files.writeString(folder.resolve("nl_schedules.tsv"), "only\tthree\tcolumns\n");
    assertThatThrownBy(() -> PhraseScore.of(folder))
        .hasMessageContaining("line 1: it has 3 columns, not 12.");
  }

  private static void write(Path folder, String fire, String wanted) throws IOException {
    String head =
        "id\ttier\tlang\tphrase\tkind\texpected\talt_ok\tzone\tnow\tcheck\tfires\task_ok\n";
    Files.writeString(
        folder.resolve("nl_schedules.tsv"),
        head
            + "P1\t1\ten\tevery monday at 9am\tcron\t0 9 * * 1\t\t\t2010-01-01T00:00:00\texact\t"
            + fire
            + "\t\n");
    Files.writeString(
        folder.resolve("nl_ask_or_refuse.tsv"),
        "id\tlang\tphrase\tkind\twant\twhy\tmore\tnow\n"
            + "Q1\ten\tat 3\tambiguous\t"
            + wanted
            + "\t\t\t2010-01-01T00:00:00\n");
  }
}
