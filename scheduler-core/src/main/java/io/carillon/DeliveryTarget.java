package io.carillon;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * Where a task's results go. Fixed by the task, never chosen by a model. One delivery row is made
 * per target when a run ends; its retries never run the task again.
 *
 * @param channel the name of a registered channel, such as {@code inbox} or {@code webhook}
 * @param config the channel's settings; secrets only as references
 * @param when the ends of a run that are delivered
 */
public record DeliveryTarget(String channel, ObjectNode config, When when) {

  /** Which ends of a run a target hears of. */
  public enum When {
    SUCCESS,
    FAILURE,
    ALWAYS
  }

  public DeliveryTarget {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(when, "when");
    config = config.deepCopy();
    if (channel.isBlank()) {
      throw new IllegalArgumentException("Delivery: name the channel, for example \"inbox\".");
    }
  }

  /** The channel without settings, told of successes and failures alike. */
  public static DeliveryTarget to(String channel) {
    return new DeliveryTarget(channel, JsonNodeFactory.instance.objectNode(), When.ALWAYS);
  }

  /** The channel with settings, told of successes and failures alike. */
  public static DeliveryTarget to(String channel, ObjectNode config) {
    return new DeliveryTarget(channel, config, When.ALWAYS);
  }

  /** A copy that is told of other ends. */
  public DeliveryTarget on(When other) {
    return new DeliveryTarget(channel, config, other);
  }

  /** The channel's settings; a copy. */
  @Override
  public ObjectNode config() {
    return config.deepCopy();
  }
}
