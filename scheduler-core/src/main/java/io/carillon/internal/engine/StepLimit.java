package io.carillon.internal.engine;

/** Interrupts a thread for a step that takes too long, and never after the step's end. */
final class StepLimit {

  private final Thread thread;
  private boolean reached;
  private boolean ended;

  StepLimit(Thread thread) {
    this.thread = thread;
  }

  synchronized void reached() {
    if (!ended) {
      reached = true;
      thread.interrupt();
    }
  }

  synchronized boolean wasReached() {
    return reached;
  }

  /** Ends the step; says whether its thread was interrupted for it. */
  synchronized boolean end() {
    ended = true;
    return reached;
  }
}
