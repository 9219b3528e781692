package io.carillon.internal.engine;

/** Thrown into a run's own code when it must not go on: its claim no longer stands. */
final class RunAbandonedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RunAbandonedException(String message) {
    super(message, null, false, false);
  }
}
