package io.carillon.testkit;

import io.carillon.Run;

/** Assertions about schedulers and runs, in the style of AssertJ. */
public final class CarillonAssertions {

  private CarillonAssertions() {}

  /** Says what tasks of a test scheduler did. */
  public static SchedulerAssert assertThat(TestScheduler scheduler) {
    return new SchedulerAssert(scheduler);
  }

  /** Says how a run ended. */
  public static RunAssert assertThat(Run run) {
    return new RunAssert(run);
  }
}
