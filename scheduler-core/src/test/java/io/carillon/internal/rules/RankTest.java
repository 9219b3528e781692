package io.carillon.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RankTest {

  @Test
  void aHigherPriorityIsClaimedAMinuteEarlierForEachStep() {
    Instant due = Instant.parse("2027-01-01T00:00:00.000001Z");

    assertThat(Rank.of(due, 5)).isEqualTo(1_798_761_600_000_001L);
    assertThat(Rank.of(due, 7)).isEqualTo(Rank.of(due.minusSeconds(120), 5));
    assertThat(Rank.of(due, 1)).isEqualTo(Rank.of(due.plusSeconds(240), 5));
  }

  @Test
  void aDueTimeAfter2262DoesNotOverflow() {
    assertThat(Rank.of(Instant.parse("2999-01-01T00:00:00Z"), 5))
        .isEqualTo(32_472_144_000_000_000L);
  }
}
