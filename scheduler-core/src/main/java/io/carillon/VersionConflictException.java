package io.carillon;

/** A definition was changed by somebody else since it was read. Read it again and redo the edit. */
public final class VersionConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int expected;
  private final int actual;

  public VersionConflictException(TaskKey key, int expected, int actual) {
    super(
        String.format(
            "Task \"%s\" is at version %d, the edit was made on version %d. Read it again and redo"
                + " the edit.",
            key, actual, expected));
    this.expected = expected;
    this.actual = actual;
  }

  public int expected() {
    return expected;
  }

  public int actual() {
    return actual;
  }
}
