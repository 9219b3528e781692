package io.carillon.testkit;

import io.carillon.spi.ClusterClock;
import io.carillon.spi.Tables;

class MemorySimulationTest extends SimulationContract {

  @Override
  protected Tables newTables(ClusterClock clock) {
    return Tables.inMemory(clock, 1_000_000);
  }

  @Override
  protected int seeds() {
    return 400;
  }
}
