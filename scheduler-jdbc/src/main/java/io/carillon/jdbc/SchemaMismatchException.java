package io.carillon.jdbc;

/** The tables in the database are not those that this version of Carillon works with. */
public final class SchemaMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SchemaMismatchException(String message) {
    super(message);
  }
}
