package io.carillon.internal.engine;

import io.carillon.Outcome;

/** Thrown through a run's own code when a step must wait for a person. */
final class RunSuspendedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Outcome.Suspend outcome;

  RunSuspendedException(Outcome.Suspend outcome) {
    super(outcome.reason(), null, false, false);
    this.outcome = outcome;
  }

  Outcome.Suspend outcome() {
    return outcome;
  }
}
