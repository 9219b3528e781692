package io.carillon.jdbc;

import io.carillon.spi.ClusterClock;
import io.carillon.spi.Tables;
import io.carillon.testkit.SimulationContract;

/** Histories of a cluster, on PostgreSQL: fewer than in memory, for each takes its time. */
class PostgresSimulationTest extends SimulationContract {

  @Override
  protected Tables newTables(ClusterClock clock) {
    return Databases.POSTGRESQL.fresh().clock(clock).buildTables();
  }

  @Override
  protected int seeds() {
    return 2;
  }
}
