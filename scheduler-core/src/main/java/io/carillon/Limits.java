package io.carillon;

import java.time.Duration;

/**
 * What definitions made while running are held to. What the host's own code declares is not.
 *
 * @param minimumGap the least time between two fires of a task, checked on the true shortest gap of
 *     all its triggers together; zero: any
 * @param tasksPerOwner how many definitions one owner may have, paused ones, flows and their
 *     members too; 0: any number. Exact, whoever saves at the same time
 */
public record Limits(Duration minimumGap, int tasksPerOwner) {

  /** No limits. */
  public static final Limits NONE = new Limits(Duration.ZERO, 0);

  public Limits {
    if (minimumGap.isNegative()) {
      throw new IllegalArgumentException(
          "Limit minimumGap is " + minimumGap + ": write zero or a positive duration.");
    }
    if (tasksPerOwner < 0) {
      throw new IllegalArgumentException(
          "Limit tasksPerOwner is " + tasksPerOwner + ": write 0 for no limit, or more.");
    }
  }

  public Limits withMinimumGap(Duration other) {
    return new Limits(other, tasksPerOwner);
  }

  public Limits withTasksPerOwner(int other) {
    return new Limits(minimumGap, other);
  }
}
