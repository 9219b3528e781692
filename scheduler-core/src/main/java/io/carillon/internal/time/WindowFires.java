package io.carillon.internal.time;

import io.carillon.time.FireTimes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fires from a start (inclusive) to an end (exclusive). */
record WindowFires(FireTimes inner, @Nullable Instant start, @Nullable Instant end)
    implements FireTimes {

  @Override
  public Optional<Instant> next(Instant after) {
    Instant from = start != null && after.isBefore(start) ? start.minusNanos(1) : after;
    Optional<Instant> fire = inner.next(from);
    return end == null ? fire : fire.filter(end::isAfter);
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    Instant from = end != null && before.isAfter(end) ? end : before;
    Optional<Instant> fire = inner.previous(from);
    return start == null ? fire : fire.filter(instant -> !instant.isBefore(start));
  }

  @Override
  public Instant nominal(Instant fire) {
    return inner.nominal(fire);
  }
}
