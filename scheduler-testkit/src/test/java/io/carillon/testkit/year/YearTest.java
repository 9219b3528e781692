package io.carillon.testkit.year;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.carillon.testkit.year.YearCheck.Tally;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Years of seven tasks each, whose triggers are of every timed kind in nine zones, some with
 * bounds, exclusions, spread, jitter and deadlines, and whose policies are all pairs of overlap and
 * catch-up over three seeds. Two nodes with clocks of their own run them; they die and leave, one
 * or both, for minutes to days, while the owners pause, resume in both ways, edit triggers and
 * policies, move to other zones, backfill and delete.
 *
 * <p>Which slots there were is told by {@link SlotOracle}, from the definitions and by walking the
 * wall clock; what may have become of them is checked by {@link YearCheck}: each has one scheduled
 * run, or is in one record of skips with its reason, and no more is recorded than there was. A slot
 * that a backfill ran has a record too if it was accounted for before, and none otherwise. Each run
 * has the latest start that the triggers of its own slot give it ({@link DeadlineCheck}).
 *
 * <p>Deeds and fires are some seconds apart, since a node whose clock is ahead may rightly do first
 * what comes second.
 */
@Tag("slow")
class YearTest {

  private static final int SEEDS = 6;
  private static final int MOST_REPORTED = 4;

  @Test
  void everySlotOfAYearEndsInExactlyOneOfRanSkippedExpired() {
    Long only = Long.getLong("carillon.year.seed");
    long first = only == null ? 1 : only;
    long last = only == null ? Integer.getInteger("carillon.year.seeds", SEEDS) : only;
    Tally sum = new Tally(0, 0, 0, 0, 0, 0);
    List<String> failed = new ArrayList<>();
    for (long seed = first; seed <= last && failed.size() < MOST_REPORTED; seed++) {
      try {
        sum = sum.plus(new Year(seed).play());
      } catch (AssertionError e) {
        failed.add(String.valueOf(e.getMessage()));
      }
    }
    if (!failed.isEmpty()) {
      fail(String.join("\n\n", failed));
    }
    assertThat(sum.ran()).isGreaterThan(1_000);
    assertThat(sum.skipped()).isGreaterThan(100);
    assertThat(sum.expired()).isPositive();
    assertThat(sum.backfilled()).isPositive();
    assertThat(sum.overdue()).isPositive();
  }
}
