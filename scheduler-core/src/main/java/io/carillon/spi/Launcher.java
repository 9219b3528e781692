package io.carillon.spi;

import io.carillon.Outcome;
import io.carillon.spi.RunStore.Claimed;

/**
 * Where claimed runs are worked on: a pool of threads in production, the caller's own thread or a
 * simulation in tests.
 */
@FunctionalInterface
public interface Launcher {

  /** Takes over one claimed run; returns soon. */
  void launch(Work work);

  /** A claimed run. Exactly one of its two methods is called, once. */
  interface Work {

    Claimed claimed();

    /** Does the executor's work on this thread and records how it ended. */
    void run();

    /** Records an outcome without doing the work. */
    void end(Outcome outcome);
  }
}
