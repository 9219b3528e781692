package io.carillon.internal.action;

import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Settings that were right when the task was defined and are not any more on this node. */
final class Faults {

  private Faults() {}

  static Outcome invalid(String action, List<Problem> problems) {
    return Outcome.failure(
        FailureKind.INVALID,
        "The settings of this "
            + action
            + " action cannot be used: "
            + problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
  }
}
