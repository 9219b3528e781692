package io.carillon.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.InvalidDefinitionException;
import io.carillon.Trigger;
import io.carillon.time.Calendars;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredPhraseTest {

  private static List<Trigger> read(String phrase) {
    return DeclaredPhrase.triggers(phrase, ZoneId.of("Europe/Paris"), Calendars.none());
  }

  @Test
  void aPlainScheduleMeansTheSameAtEveryStart() {
    assertThat(read("every weekday at 9am")).hasSize(1);
  }

  @Test
  void whatCountsFromNowIsRefused() {
    assertThatThrownBy(() -> read("in 20 minutes"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("depending on when it is read");
  }

  @Test
  void whatMustBeAskedIsRefusedWithTheReadings() {
    assertThatThrownBy(() -> read("every day at 3"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("can be read in different ways");
  }

  @Test
  void anInstructionDoesNotBelongInASchedule() {
    assertThatThrownBy(() -> read("every monday at 9am water the plants"))
        .hasMessageContaining("says more than a schedule");
  }
}
