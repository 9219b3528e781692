package io.carillon.spi;

import io.carillon.internal.engine.TimeOrderedIds;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes time-ordered ids (UUID version 7, RFC 9562). Thread-safe. */
@FunctionalInterface
public interface IdSource {
  UUID next(Instant now);

  /** A source whose ids differ from those of every other node; strictly ascending. */
  static IdSource timeOrdered() {
    return new TimeOrderedIds(new SecureRandom());
  }
}
