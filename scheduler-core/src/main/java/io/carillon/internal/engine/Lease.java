package io.carillon.internal.engine;

import io.carillon.RunId;
import io.carillon.SchedulerSettings;
import io.carillon.spi.IdSource;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.NodeRow;
import io.carillon.spi.RunStore.Renewal;
import io.carillon.spi.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's right to start work: one row, renewed well before it ends. A node that was declared dead
 * joins anew, under a new epoch. Thread-safe.
 */
final class Lease {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final Store store;
  private final SchedulerSettings settings;
  private final IdSource ids;
  private final Set<String> handlers;
  private Optional<NodeId> id = Optional.empty();
  private Instant until = Instant.MIN;
  private Instant nextBeat = Instant.MIN;
  private long clockOffsetMicros;

  Lease(Store store, SchedulerSettings settings, IdSource ids, Set<String> handlers) {
    this.store = store;
    this.settings = settings;
    this.ids = ids;
    this.handlers = handlers;
  }

  /** The epoch, while the lease holds; without it nothing new is started. */
  synchronized Optional<NodeId> held(Instant now) {
    return id.filter(held -> now.isBefore(until));
  }

  synchronized Instant nextBeat() {
    return nextBeat;
  }

  synchronized long clockOffsetMicros() {
    return clockOffsetMicros;
  }

  /**
   * Renews, or joins.
   *
   * @return runs of this node that were asked to stop
   */
  synchronized List<RunId> beat(Instant now) {
    Duration length = store.isShared() ? settings.lease() : FOR_EVER;
    clockOffsetMicros = ChronoUnit.MICROS.between(now, SystemClock.INSTANCE.now());
    List<RunId> cancelled = List.of();
    if (id.isPresent()) {
      Renewal renewal = store.renew(id.get(), now, length, clockOffsetMicros);
      cancelled = renewal.cancelled();
      if (!renewal.alive()) {
        LOG.warn(
            "Node {} was declared dead; it joins anew. Was it paused for more than {}?",
            settings.node(),
            settings.lease());
        id = Optional.empty();
      }
    }
    if (id.isEmpty()) {
      NodeId fresh = new NodeId(ids.next(now));
      List<String> names = List.copyOf(handlers);
      store.join(
          new NodeRow(fresh, settings.node(), now, now.plus(length), names, clockOffsetMicros));
      id = Optional.of(fresh);
    }
    until = now.plus(length);
    nextBeat = store.isShared() ? now.plus(length.dividedBy(4)) : Instant.MAX;
    return cancelled;
  }

  synchronized void leave() {
    id.ifPresent(store::leave);
    id = Optional.empty();
    until = Instant.MIN;
  }
}
