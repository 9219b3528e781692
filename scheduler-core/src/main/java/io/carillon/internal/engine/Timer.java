package io.carillon.internal.engine;

import java.time.Duration;

/** Does something later unless it is called off. */
interface Timer {

  Call after(Duration delay, Runnable work);

  /** Something that will be done. */
  interface Call {
    void off();
  }

  /** For schedulers stepped by hand: nothing is ever done later. */
  Timer NEVER = (delay, work) -> () -> {};
}
