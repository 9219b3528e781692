package io.carillon;

/** An owner has as many definitions as allowed. Delete one, or ask for a higher limit. */
public final class LimitReachedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The code of the problem, wherever it is told. */
  static final String CODE = "limit_reached";

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

  /** Always {@code limit_reached}: the code that problems with the limits have. */
  public String code() {
    return CODE;
  }
}
