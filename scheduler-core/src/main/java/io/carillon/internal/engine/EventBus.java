package io.carillon.internal.engine;

import io.carillon.SchedulerEvent;
import io.carillon.SchedulerListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what was committed. What one throws is logged and hurts nobody else. */
public final class EventBus implements SchedulerListener {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final List<SchedulerListener> listeners = new CopyOnWriteArrayList<>();

  /** Makes a bus that nobody listens to yet. */
  public EventBus() {}

  /** Adds a listener; what is returned takes it off again. */
  public Runnable add(SchedulerListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void on(SchedulerEvent event) {
    for (SchedulerListener listener : listeners) {
      try {
        listener.on(event);
      } catch (RuntimeException | Error e) {
        LOG.warn("A listener failed on {}.", event.kind(), e);
      }
    }
  }
}
