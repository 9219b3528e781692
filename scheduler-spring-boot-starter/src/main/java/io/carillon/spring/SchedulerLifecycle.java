package io.carillon.spring;

import io.carillon.Scheduler;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the scheduler as the last thing of the context and drains it as the first, while the data
 * source, the web server and all other beans still work.
 */
final class SchedulerLifecycle implements SmartLifecycle {

  private final Scheduler scheduler;
  private volatile boolean running;
  private volatile boolean closed;

  SchedulerLifecycle(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void start() {
    if (closed) {
      throw new IllegalStateException(
          "A scheduler that was drained does not start again. Make a new application context.");
    }
    scheduler.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    closed = true;
    scheduler.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public boolean isPauseable() {
    return false;
  }

  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }
}
