package io.carillon.jdbc;

/** {@link RowsContract} in an SQLite file. */
class SqliteRowsTest extends RowsContract {

  @Override
  Databases database() {
    return Databases.SQLITE;
  }
}
