package io.carillon.spring.web;

import org.springframework.context.SmartLifecycle;

/** Ends the event streams before the web server waits for its open requests. */
final class EventStreamsLifecycle implements SmartLifecycle {

  private final EventStreams streams;
  private volatile boolean running;

  EventStreamsLifecycle(EventStreams streams) {
    this.streams = streams;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    streams.close();
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
    return DEFAULT_PHASE - 1;
  }
}
