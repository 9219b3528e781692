package io.carillon.llm;

/**
 * A tool could not do what it was asked. Its message is told to the model, so that it can try
 * something else: hold back what the model must not see. Any other exception of a tool reaches the
 * model as its class name alone.
 */
public final class ToolFailure extends Exception {

  private static final long serialVersionUID = 1L;

  public ToolFailure(String message) {
    super(message);
  }
}
