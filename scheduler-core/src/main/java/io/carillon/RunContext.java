package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What an executor or a handler knows of the run it works on, and what it may do to it. Valid only
 * during that attempt; used by the attempt's own thread, {@link #isCancelled()} and {@link
 * #log(String)} by any.
 */
public interface RunContext {

  RunId runId();

  TaskId taskId();

  TaskKey task();

  /** The version of the definition this run pinned when it was made. */
  int taskVersion();

  RunCause cause();

  /** 1 for the first attempt; counts failed attempts, not claims. */
  int attempt();

  /** The slot's own time; empty for runs that were asked for or caused by an event. */
  Optional<Instant> nominal();

  /** When the run was to start. */
  Instant due();

  /** When this attempt started. */
  Instant startedAt();

  /** The cluster's time now. */
  Instant now();

  /** The zone in effect: the task's, else its owner's or the scheduler's when it was saved. */
  ZoneId zone();

  /** When the task last completed before this run. */
  Optional<Instant> previousSuccess();

  /** The action's settings. */
  ObjectNode config();

  /** The run's payload: of the submission or event, else of the task; JSON null when none. */
  JsonNode payload();

  /**
   * The payload as a declared type.
   *
   * @throws InvalidPayloadException when it does not decode; the run then fails without a retry
   */
  <T> T payload(Class<T> type);

  /** The outputs of the members this one waited for, by task name; empty outside a flow. */
  Map<String, JsonNode> parents();

  /** Adds a line to the run's log: redacted, stamped, size-capped. Shown while it runs. */
  void log(String line);

  /** Whether the run should end: cancelled, timed out, or replaced. The thread is interrupted. */
  boolean isCancelled();

  /** The task's memory from run to run. */
  TaskState state();

  /**
   * Does {@code body} once: its result is journaled, and answered from the journal when the run is
   * tried again or replayed.
   *
   * @param name stable within the run
   * @param type what the recorded JSON is decoded to
   * @throws Exception what {@code body} throws; nothing is recorded then
   */
  <T> T step(String name, Class<T> type, Callable<T> body) throws Exception;

  /**
   * Does a described step once. See {@link Effect} for what happens when an earlier process died in
   * the middle of it.
   *
   * @throws StepDivergedException when the journal holds this path with another request
   * @throws Exception what {@code body} throws; the intent then stays, marked failed
   */
  Step.Result step(Step step, Step.Body body) throws Exception;

  /**
   * Refuses the recorded answer of a step of this run: it is kept and stays paid for, but a later
   * attempt asks anew instead of being answered with it. Does nothing when there is none.
   */
  void reject(String path);

  /** Tasks of the same namespace, as the control action uses them. */
  TaskControl tasks();
}
