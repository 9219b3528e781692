package io.carillon;

import org.jspecify.annotations.Nullable;

/**
 * The host's own code as the work of a task, registered under a name. May be called by many threads
 * at once, and more than once for one run: a run is retried after a failure and after a crash.
 *
 * @param <T> the type of the payload, decoded from JSON: a record, a text, {@code JsonNode} …
 */
@FunctionalInterface
public interface Handler<T> {

  /**
   * Does one attempt. Interrupted when the run is cancelled or timed out.
   *
   * @return an {@link Outcome}, which is used as it is; null for a success without output; anything
   *     else is the output of a success and must have a JSON form
   * @throws Exception failing the attempt with kind {@link FailureKind#ERROR}
   */
  @Nullable Object handle(T payload, RunContext context) throws Exception;
}
