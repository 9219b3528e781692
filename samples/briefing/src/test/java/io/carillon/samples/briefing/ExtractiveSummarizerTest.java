package io.carillon.samples.briefing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtractiveSummarizerTest {

  private static final String PROMPT =
      """
      Sum up what happened, please.
      ---
      ## Commits
      - Fix the scheduler when the database restarts. Tests cover the restart.
      - Paint the shed.
      - The scheduler now survives a database restart without losing a run.
      """;

  private static String summary(int sentences, String prompt) {
    return new ExtractiveSummarizer(sentences)
        .chat(List.of(SystemMessage.from("Be brief."), UserMessage.from(prompt)))
        .aiMessage()
        .text();
  }

  @Test
  void theSentencesThatTheTextIsAboutAreKeptInTheirOrder() {
    assertThat(summary(2, PROMPT))
        .isEqualTo(
            """
            Offline extract, 2 of 4 sentences:
            - Fix the scheduler when the database restarts.
            - The scheduler now survives a database restart without losing a run.""");
  }

  @Test
  void anotherTextGivesAnotherAnswerAndTheSameTheSame() {
    String other = PROMPT.replace("scheduler", "kitchen").replace("database", "oven");
    assertThat(summary(2, other)).contains("kitchen", "oven").isNotEqualTo(summary(2, PROMPT));
    assertThat(summary(2, PROMPT)).isEqualTo(summary(2, PROMPT));
  }

  @Test
  void itSaysWhatItIsAndCountsTokens() {
    ChatResponse response =
        new ExtractiveSummarizer(3)
            .chat(List.of(SystemMessage.from("Be brief."), UserMessage.from("Snow fell, a lot.")));
    assertThat(response.modelName()).isEqualTo("offline-extractive");
    assertThat(response.aiMessage().text())
        .isEqualTo("Offline extract, 1 of 1 sentence:\n- Snow fell, a lot.");
    // Be brief . Snow fell , a lot . and the fifteen of the answer.
    assertThat(response.tokenUsage()).isEqualTo(new TokenUsage(9, 15));
  }

  @Test
  void nothingToSumUpIsSaidPlainly() {
    assertThat(summary(3, "Sum up:\n---\n\n!!\n"))
        .isEqualTo("Offline extract: there was no text to sum up.");
  }

  @Test
  void textWithoutSpacesIsSplitToo() {
    assertThat(summary(1, "---\n今天下雪。雪很大，学校停课。\n")).contains("1 of 2 sentences");
  }

  @Test
  void atLeastOneSentenceIsAskedFor() {
    assertThatThrownBy(() -> new ExtractiveSummarizer(0))
        .hasMessage("Sentences to keep: write 1 or more.");
  }
}
