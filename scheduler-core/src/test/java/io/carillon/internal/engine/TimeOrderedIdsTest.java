package io.carillon.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.RunId;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

  @Test
  void idsAscendAlsoWithinAMillisecondAndWhenTheClockStepsBack() {
    TimeOrderedIds ids = new TimeOrderedIds(new Random(1));
    Instant now = Instant.parse("2026-03-01T00:00:00Z");
    RunId last = new RunId(ids.next(now));
    for (int i = 0; i < 20_000; i++) {
      Instant at = i % 3 == 0 ? now.minusSeconds(5) : now.plusNanos(i);
      RunId next = new RunId(ids.next(at));
      assertThat(next).isGreaterThan(last);
      assertThat(next.toString()).isGreaterThan(last.toString());
      assertThat(next.value().version()).isEqualTo(7);
      assertThat(next.value().variant()).isEqualTo(2);
      last = next;
    }
  }
}
