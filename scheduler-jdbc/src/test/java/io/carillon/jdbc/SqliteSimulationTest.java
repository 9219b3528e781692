package io.carillon.jdbc;

import io.carillon.spi.ClusterClock;
import io.carillon.spi.Tables;
import io.carillon.testkit.SimulationContract;

/** Histories of a cluster, in an SQLite file: fewer than in memory, for each takes its time. */
class SqliteSimulationTest extends SimulationContract {

  @Override
  protected Tables newTables(ClusterClock clock) {
    return Databases.SQLITE.fresh().clock(clock).buildTables();
  }

  @Override
  protected int seeds() {
    return 2;
  }
}
