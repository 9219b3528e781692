package io.carillon.internal.time;

import io.carillon.time.FireTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A fixed delay: the next fire counts from the end of the previous run, which is the question. */
record DelayFires(Duration delay) implements FireTimes {

  @Override
  public Optional<Instant> next(Instant after) {
    return Optional.of(after.plus(delay));
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    return Optional.empty();
  }
}
