package io.carillon;

/** No task has that name or id. */
public final class UnknownTaskException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnknownTaskException(String message) {
    super(message);
  }

  public static UnknownTaskException named(TaskKey key) {
    return new UnknownTaskException("There is no task \"" + key + "\".");
  }

  public static UnknownTaskException withId(TaskId id) {
    return new UnknownTaskException("There is no task with id " + id + ".");
  }
}
