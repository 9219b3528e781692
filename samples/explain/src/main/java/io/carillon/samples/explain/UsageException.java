package io.carillon.samples.explain;

/** The command line, or a line of a batch, is not written as it should be. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
