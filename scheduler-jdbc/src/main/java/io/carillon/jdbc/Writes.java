package io.carillon.jdbc;

import java.util.List;

/** How a database is given many rows at once. The rows come in key order, each key once. */
interface Writes {

  /** Inserts all; one that is there already is an error. */
  <R> void insert(Session session, Table<R> table, List<R> rows);

  /** Inserts those that are not there yet, and returns them. */
  <R> List<R> insertNew(Session session, Table<R> table, List<R> rows);

  /** Inserts, or replaces what is there. */
  <R> void put(Session session, Table<R> table, List<R> rows);

  /** Changes those that are there, by their key; returns how many were. */
  <R> int update(Session session, Table<R> table, List<R> rows);
}
