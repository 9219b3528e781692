package io.carillon.spi;

/**
 * The store could not answer: the connection failed, the database is away. Nothing is known to have
 * been written; sending the same again is harmless. A scheduler waits and tries again.
 */
public final class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
