package io.carillon.spi;

import java.util.Objects;
import java.util.UUID;

/**
 * The epoch of a node: a new one each time it joins. Once declared dead it never lives again, so a
 * node that was thought dead and is not must join anew.
 */
public record NodeId(UUID value) {
  public NodeId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
