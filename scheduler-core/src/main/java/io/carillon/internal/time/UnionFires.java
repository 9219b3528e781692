package io.carillon.internal.time;

import io.carillon.time.FireTimes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The fires of several triggers in one order; equal instants are one fire. */
public final class UnionFires implements FireTimes {

  private final List<FireTimes> parts;

  public UnionFires(List<FireTimes> parts) {
    this.parts = List.copyOf(parts);
  }

  @Override
  public Optional<Instant> next(Instant after) {
    Optional<Instant> first = Optional.empty();
    for (FireTimes part : parts) {
      Optional<Instant> next = part.next(after);
      if (first.isEmpty() || (next.isPresent() && next.get().isBefore(first.get()))) {
        first = next;
      }
    }
    return first;
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    Optional<Instant> last = Optional.empty();
    for (FireTimes part : parts) {
      Optional<Instant> previous = part.previous(before);
      if (last.isEmpty() || (previous.isPresent() && previous.get().isAfter(last.get()))) {
        last = previous;
      }
    }
    return last;
  }

  /** The latest nominal instant among the parts that fire at this instant. */
  @Override
  public Instant nominal(Instant fire) {
    Instant latest = Instant.MIN;
    for (FireTimes part : parts) {
      if (part.next(fire.minusNanos(1)).filter(fire::equals).isPresent()) {
        Instant nominal = part.nominal(fire);
        latest = nominal.isAfter(latest) ? nominal : latest;
      }
    }
    return latest.equals(Instant.MIN) ? fire : latest;
  }
}
