package io.carillon.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Delivery;
import io.carillon.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes results to where people read them. Thread-safe. */
public interface Channel {

  /** The name that deliveries use. */
  String name();

  /** The faults of a target's settings; empty when results can be sent there. */
  List<Problem> check(ObjectNode config);

  /**
   * Sends one result. May be called again with the same delivery id when an earlier answer was
   * lost: pass the id on as an idempotency key where the other side takes one.
   *
   * @throws Exception treated as {@link Answer#later}
   */
  Answer deliver(Delivery delivery, ObjectNode config) throws Exception;

  /**
   * What became of one try.
   *
   * @param retryAfter at least this long before the next try; null: by the library's backoff
   */
  record Answer(Kind kind, String message, @Nullable Duration retryAfter) {

    /** What follows. */
    public enum Kind {
      DELIVERED,
      /** Try again later. */
      LATER,
      /** It can never work. */
      REFUSED
    }

    public Answer {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(message, "message");
    }

    public static Answer delivered() {
      return new Answer(Kind.DELIVERED, "", null);
    }

    public static Answer later(String why, @Nullable Duration retryAfter) {
      return new Answer(Kind.LATER, why, retryAfter);
    }

    public static Answer refused(String why) {
      return new Answer(Kind.REFUSED, why, null);
    }
  }
}
