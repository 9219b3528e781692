package io.carillon.internal.time;

import io.carillon.time.FireTimes;
import java.time.Instant;
import java.util.Optional;

/** One fire at one instant. */
record SingleFire(Instant at) implements FireTimes {

  @Override
  public Optional<Instant> next(Instant after) {
    return after.isBefore(at) ? Optional.of(at) : Optional.empty();
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    return before.isAfter(at) ? Optional.of(at) : Optional.empty();
  }
}
