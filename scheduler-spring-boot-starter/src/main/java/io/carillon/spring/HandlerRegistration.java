package io.carillon.spring;

import io.carillon.Handler;
import io.carillon.SchedulerBuilder;

/**
 * A Java handler of the host's beans.
 *
 * @param type what its payload is decoded to
 */
record HandlerRegistration<T>(String name, Class<T> type, Handler<T> handler) {

  void addTo(SchedulerBuilder builder) {
    builder.handler(name, type, handler);
  }
}
