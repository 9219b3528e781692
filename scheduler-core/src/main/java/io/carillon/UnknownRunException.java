package io.carillon;

/** No run has that id. */
public final class UnknownRunException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnknownRunException(RunId id) {
    super("There is no run " + id + ". It may have been removed by retention.");
  }
}
