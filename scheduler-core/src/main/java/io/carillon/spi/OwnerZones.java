package io.carillon.spi;

import java.time.ZoneId;
import java.util.Optional;

/**
 * Knows where the owners of tasks live: the zone of their tasks that name none. Asked on the
 * caller's thread when a task is saved, before and outside of the store's transaction; what is
 * answered is kept with the task until it is saved again. Thread-safe; what it throws fails the
 * save.
 */
@FunctionalInterface
public interface OwnerZones {

  /**
   * The zone of an owner; empty when it is not known, and the scheduler's applies.
   *
   * @param namespace of the task
   * @param owner as the task names it
   */
  Optional<ZoneId> zone(String namespace, String owner);

  /** Knows no owner. */
  static OwnerZones none() {
    return (namespace, owner) -> Optional.empty();
  }
}
