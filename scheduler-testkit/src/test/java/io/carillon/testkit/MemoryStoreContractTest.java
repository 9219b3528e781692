package io.carillon.testkit;

import io.carillon.spi.ClusterClock;
import io.carillon.spi.Tables;

class MemoryStoreContractTest extends StoreContract {

  @Override
  protected Tables newTables(ClusterClock clock) {
    return Tables.inMemory(clock, 100_000);
  }
}
