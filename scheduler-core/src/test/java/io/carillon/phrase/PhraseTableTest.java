package io.carillon.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.Trigger;
import io.carillon.time.TriggerJson;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every phrase of the project's own table gives its answer. */
class PhraseTableTest {

  static Stream<PhraseTable.Row> rows() throws IOException {
    return PhraseTable.rows();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void givesItsAnswer(PhraseTable.Row row) {
    PhraseResult result = Phrases.read(row.phrase(), PhraseTable.context());

    String answer =
        result instanceof Proposal
            ? "schedule"
            : result instanceof Question ? "question" : "refusal";
    assertThat(answer).as("%s", result).isEqualTo(row.answer());
    if (result instanceof Proposal proposal) {
      assertThat(fires(proposal)).as(proposal.description()).isEqualTo(row.fires());
      assertThat(proposal.instruction()).isEqualTo(row.instruction());
      assertThat(proposal.description()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void accountsForEveryWord(PhraseTable.Row row) {
    if (Phrases.read(row.phrase(), PhraseTable.context()) instanceof Proposal proposal) {
      int end = 0;
      for (Understood words : proposal.meaning().words()) {
        assertThat(row.phrase().substring(end, words.start())).isBlank();
        assertThat(row.phrase().substring(words.start(), words.end())).isEqualTo(words.text());
        end = words.end();
      }
      assertThat(row.phrase().substring(end)).isBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void itsTriggersAreJson(PhraseTable.Row row) {
    if (Phrases.read(row.phrase(), PhraseTable.context()) instanceof Proposal proposal) {
      for (Trigger trigger : proposal.triggers()) {
        JsonNode json = TriggerJson.write(trigger);
        assertThat(TriggerJson.read(json)).isEqualTo(trigger);
      }
    }
  }

  private static String fires(Proposal proposal) {
    Instant now = PhraseTable.NOW.atZone(PhraseTable.ZONE).toInstant();
    return Fires.next(proposal.triggers(), proposal.zone(), now, 3).stream()
        .map(fire -> LocalDateTime.ofInstant(fire, proposal.zone()).toString())
        .collect(Collectors.joining(" "));
  }
}
