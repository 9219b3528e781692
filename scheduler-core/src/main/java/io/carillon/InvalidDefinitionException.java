package io.carillon;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A definition (task, trigger, flow, cron expression) was refused. Carries every fault at once, so
 * that one round of corrections is enough.
 */
public final class InvalidDefinitionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * @param subject what was refused, for the message: {@code Task "summarise"}
   * @param problems at least one
   */
  public InvalidDefinitionException(String subject, List<Problem> problems) {
    super(message(subject, problems));
    this.problems = List.copyOf(problems);
  }

  /** Every fault found, in the order of the definition; never empty. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(String subject, List<Problem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("A refused definition needs at least one problem");
    }
    if (problems.size() == 1) {
      return subject + " is not valid. " + problems.get(0);
    }
    return problems.stream()
        .map(problem -> "\n  - " + problem)
        .collect(
            Collectors.joining(
                "", subject + " is not valid, " + problems.size() + " problems:", ""));
  }
}
