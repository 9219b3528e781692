package io.carillon;

/** A replayed run asked, under a recorded step's path, something else than what was recorded. */
public final class StepDivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StepDivergedException(RunId run, String path) {
    super(
        String.format(
            "Run %s asks step \"%s\" something else than what its journal holds. Record values that"
                + " change by themselves in steps of their own, or give the step a new path.",
            run, path));
  }
}
