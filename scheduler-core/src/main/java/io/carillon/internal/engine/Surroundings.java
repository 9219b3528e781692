package io.carillon.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.Step;
import java.time.Instant;

/** What the journal of an attempt needs of the attempt. */
interface Surroundings {

  Instant now();

  Writes writes();

  JsonNode redact(JsonNode json);

  /** What is kept of an exception: its kind and message, redacted and short. */
  String message(Throwable e);

  /** Does a step's body within the time a step may take. */
  Step.Result timed(Step step, Step.Body body) throws Exception;
}
