package io.carillon;

/** An owner has as many definitions as allowed. Delete one, or ask for a higher limit. */
public final class LimitReachedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The code of the problem, wherever it is told. */
  static final String CODE = "limit_reached";

  private final int limit;

  public LimitReachedException(String owner, int limit) {
    super("Owner " + tooMany(owner, limit) + " Delete one first.");
    this.limit = limit;
  }

  private static String tooMany(String owner, int limit) {
    return "\"" + owner + "\" may have " + limit + " tasks, and would have more with this.";
  }

  /** The same for a definition that is looked at. */
  static Problem problem(String owner, int limit) {
    String hint = "Delete one first, or ask for a higher limit.";
    return Problem.of("owner", tooMany(owner, limit), hint).withCode(CODE);
  }

  public int limit() {
    return limit;
  }

  /** Always {@code limit_reached}: the code that problems with the limits have. */
  public String code() {
    return CODE;
  }
}
