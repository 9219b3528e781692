package io.carillon.jdbc;

import io.carillon.spi.ClusterClock;
import io.carillon.spi.Tables;
import io.carillon.testkit.StoreContract;

/** The rules of every store, on PostgreSQL. */
class PostgresStoreContractTest extends StoreContract {

  @Override
  protected Tables newTables(ClusterClock clock) {
    return Databases.POSTGRESQL.fresh().clock(clock).buildTables();
  }
}
