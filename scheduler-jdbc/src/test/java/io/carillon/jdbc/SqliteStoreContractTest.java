package io.carillon.jdbc;

import io.carillon.spi.ClusterClock;
import io.carillon.spi.Tables;
import io.carillon.testkit.StoreContract;

/** The rules of every store, in an SQLite file. */
class SqliteStoreContractTest extends StoreContract {

  @Override
  protected Tables newTables(ClusterClock clock) {
    return Databases.SQLITE.fresh().clock(clock).buildTables();
  }
}
