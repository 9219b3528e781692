package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One journaled step of a run.
 *
 * @param path stable within the run
 * @param number which try of this path; 1 for the first
 * @param claim the claim it was recorded under
 * @param state how far it came
 * @param request what was asked, redacted
 * @param response what was answered, redacted; null before the end
 * @param model the model that answered; empty for other steps
 */
public record RunStep(
    String path,
    int number,
    int claim,
    StepKind kind,
    Effect effect,
    State state,
    JsonNode request,
    @Nullable JsonNode response,
    @Nullable String error,
    String model,
    Usage usage,
    Instant startedAt,
    @Nullable Instant endedAt) {

  /** How far a step came. */
  public enum State {
    /** About to be done, or its process died while it was. */
    INTENT,
    DONE,
    FAILED,
    /** Its process died in the middle: whether it happened is not known. */
    UNKNOWN,
    /** Done and paid, but refused by the run that asked: kept, not answered again. */
    REJECTED
  }
}
