package io.carillon.internal.engine;

/** A journaled step took longer than its task allows. */
final class StepTimeoutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StepTimeoutException(String message) {
    super(message, null, false, false);
  }
}
