package io.carillon.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import io.carillon.spi.ClusterClock;
import io.carillon.spi.Tables;
import io.carillon.testkit.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Seeded histories of a cluster over a store. Extend it and name the tables. A seed that fails
 * prints itself; {@code -Dcarillon.seed=N} plays that one alone, {@code -Dcarillon.seeds=N} plays
 * so many.
 */
@Tag("slow")
public abstract class SimulationContract {

  private static final int MOST_REPORTED = 5;

  /** For the stores that extend it. */
  protected SimulationContract() {}

  /** New, empty tables; closed after each history. */
  protected abstract Tables newTables(ClusterClock clock);

  /** How many histories to play unless told otherwise. */
  protected abstract int seeds();

  @Test
  final void everyHistoryLeavesTheStoreConsistentAndLosesNothing() {
    Long only = Long.getLong("carillon.seed");
    if (only != null) {
      Simulation.of(only).run(this::newTables);
      return;
    }
    int seeds = Integer.getInteger("carillon.seeds", seeds());
    List<String> failed = new ArrayList<>();
    for (long seed = 1; seed <= seeds && failed.size() < MOST_REPORTED; seed++) {
      try {
        Simulation.of(seed).run(this::newTables);
      } catch (AssertionError e) {
        failed.add(String.valueOf(e.getMessage()));
      }
    }
    if (!failed.isEmpty()) {
      fail(String.join("\n\n", failed));
    }
  }
}
