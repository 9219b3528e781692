package io.carillon.internal.engine;

import io.carillon.Definition;
import io.carillon.spi.OwnerZones;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides in which zone a definition lives: its own, else its owner's, else the
 * scheduler's.
 *
 * @param scheduler the scheduler's
 * @param owners asked on the caller's thread
 */
public record ZonesInEffect(ZoneId scheduler, OwnerZones owners) {

  /** The zone of a definition, were it saved now. */
  public ZoneId of(Definition definition) {
    return definition
        .zone()
        .orElseGet(() -> of(definition.key().namespace(), definition.owner().orElse(null)));
  }

  /**
   * The zone of an owner's definitions that name none.
   *
   * @throws IllegalStateException when the owner's zone cannot be found out
   */
  public ZoneId of(String namespace, @Nullable String owner) {
    return owner == null ? scheduler : ask(namespace, owner).orElse(scheduler);
  }

  private Optional<ZoneId> ask(String namespace, String owner) {
    try {
      return owners.zone(namespace, owner);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "The zone of owner \"" + owner + "\" could not be found out: " + e.getMessage(), e);
    }
  }
}
