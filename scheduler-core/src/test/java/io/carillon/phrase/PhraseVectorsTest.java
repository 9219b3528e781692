package io.carillon.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.carillon.phrase.PhraseScore.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The grammar against a table of phrases that is not part of this project. */
class PhraseVectorsTest {

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
}
