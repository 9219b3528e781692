package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One result on its way to one channel.
 *
 * @param id unique; sent along as the idempotency key
 * @param status the status the run ended with
 * @param title one line for people
 * @param content the run's output, or its error
 * @param state how far it came
 * @param tries how often it was tried
 * @param due when it is tried next
 * @param error of the last try; null when there was none
 */
public record Delivery(
    UUID id,
    RunId runId,
    TaskKey task,
    String channel,
    RunStatus status,
    String title,
    JsonNode content,
    State state,
    int tries,
    Instant due,
    Instant createdAt,
    @Nullable Instant deliveredAt,
    @Nullable String error) {

  /** How far a delivery came. */
  public enum State {
    PENDING,
    DELIVERED,
    /** Given up after the last retry, or refused by the channel for good. */
    FAILED
  }
}
