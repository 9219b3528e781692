package io.carillon.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Problem;
import io.carillon.phrase.Understood;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPiecesTest {

  private final List<Problem> problems = new ArrayList<>();

  /** Pieces as {@code INSTRUCTION:call mom/TIME:at nine}. */
  private WordPieces read(String words, String pieces) {
    StringBuilder json = new StringBuilder("[");
    for (String piece : pieces.split("/", -1)) {
      String[] parts = piece.split(":", 2);
      json.append(json.length() > 1 ? "," : "")
          .append("{'text':'" + parts[1] + "','role':'" + parts[0] + "'}");
    }
    return WordPieces.of(words, TestRun.json(json + "]"), problems);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          at nine, call mom!   | TIME:at nine/INSTRUCTION:call mom             | call mom
          check (sales) at 9   | INSTRUCTION:Check sales/TIME:AT 9             | check (sales)
          a $5 tip, b at 9     | INSTRUCTION:a/INSTRUCTION:5 tip b/TIME:at 9   | a $5 tip, b
          call at nine Anna    | INSTRUCTION:call/TIME:at nine/INSTRUCTION:Anna | call Anna
          毎朝九時に、売上を見る | TIME:毎朝九時に/INSTRUCTION:売上を見る            | 売上を見る
          हर सोमवार कॉफ़ी       | DAY:हर सोमवार/INSTRUCTION:कॉफ़ी               | कॉफ़ी
          İSTANBUL at 9        | INSTRUCTION:istanbul/TIME:at 9                | İSTANBUL
          at 9                 | TIME:at 9                                     | ~~
          """)
  void theInstructionIsCutFromTheWords(String words, String pieces, String instruction) {
    WordPieces read = read(words, pieces);

    assertThat(problems).isEmpty();
    assertThat(read.instruction()).isEqualTo(instruction);
    for (Understood piece : read.all()) {
      assertThat(words.substring(piece.start(), piece.end())).isEqualTo(piece.text());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TIME:at nine                            | words: Not every word is accounted for.
          INSTRUCTION:call mom/TIME:at nine       | words[0]: It is not what comes next
          TIME:at nine/INSTRUCTION:call mother    | words[1]: It is not what comes next
          TIME:at nine/INSTRUCTION:call mom again | words[1]: It is not what comes next
          TIME:at nine/TIME:nine/INSTRUCTION:call mom | words[1]: It is not what comes next
          """)
  void nothingIsLeftOutAddedOrMoved(String pieces, String fault) {
    read("at nine call mom", pieces);

    assertThat(problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.toString()).startsWith(fault));
  }

  @Test
  void aPieceWithoutALetterSaysNothing() {
    WordPieces read = read("at nine - call", "TIME:at nine/CONNECTION:-/INSTRUCTION:call");

    assertThat(problems).isEmpty();
    assertThat(read.all()).hasSize(2);
  }
}
