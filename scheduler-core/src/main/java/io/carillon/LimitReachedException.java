package io.carillon;

/** An owner has as many definitions as allowed. Delete one, or ask for a higher limit. */
public final class LimitReachedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int limit;

  public LimitReachedException(String owner, int limit) {
    super(
        String.format(
            "Owner \"%s\" has %d tasks, which is the limit. Delete one first.", owner, limit));
    this.limit = limit;
  }

  public int limit() {
    return limit;
  }
}
