package io.carillon.jdbc;

/** What a store does about its tables when it is opened. */
public enum SchemaMode {
  /**
   * Creates them, or brings them to the version of this library, under a lock: of several nodes
   * that start at once one does it. The default. The database's user needs the right to create
   * tables.
   */
  MIGRATE,
  /** Checks that they have the version of this library, and refuses to open when they do not. */
  VALIDATE,
  /** Does nothing; a statement fails later if they are wrong. */
  NONE
}
