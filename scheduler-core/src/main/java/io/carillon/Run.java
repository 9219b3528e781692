package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run as it stood when it was read.
 *
 * @param origin where it comes from; never changes
 * @param state its place in the state machine
 * @param status what it is shown as
 * @param due when it is, or was, to start; moves with retries
 * @param startedAt when its latest attempt started; null before the first
 * @param endedAt when it ended; null before
 * @param counters claims, failures and losses so far
 * @param node the node that runs it, or ran its last attempt; null before the first
 * @param reason why it waits, was skipped or was cancelled; empty when there is nothing to say
 * @param result what it gave; {@link Result#NONE} before it ended
 * @param usage what all its attempts used
 */
public record Run(
    Origin origin,
    RunState state,
    RunStatus status,
    Instant due,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Counters counters,
    @Nullable String node,
    String reason,
    Result result,
    Usage usage) {

  /**
   * Where a run comes from.
   *
   * @param flow whether this is the run of a flow, of which the member runs are parts
   * @param flowRun the flow run it is a member of; null outside a flow
   * @param rerunOf the run it repeats; null when it is no rerun
   * @param actor who asked for it; null when a trigger made it
   */
  public record Origin(
      RunId id,
      TaskId taskId,
      TaskKey task,
      int taskVersion,
      Occurrence occurrence,
      RunCause cause,
      Instant createdAt,
      int priority,
      JsonNode payload,
      boolean flow,
      @Nullable RunId flowRun,
      @Nullable RunId rerunOf,
      @Nullable String owner,
      @Nullable String actor) {}

  /**
   * The three counters.
   *
   * @param claim how often it was claimed; the fence
   * @param failures failed attempts, compared with the retry policy
   * @param lost attempts lost with their node, limited on their own
   */
  public record Counters(int claim, int failures, int lost) {}

  /**
   * What a run gave.
   *
   * @param output JSON of a success
   * @param failure why the last attempt failed
   * @param error message of the last failure
   * @param detail stack trace or response of the last failure, for administrators
   */
  public record Result(
      @Nullable JsonNode output,
      @Nullable FailureKind failure,
      @Nullable String error,
      @Nullable String detail) {

    /** Nothing yet. */
    public static final Result NONE = new Result(null, null, null, null);
  }

  public RunId id() {
    return origin.id();
  }

  public TaskKey task() {
    return origin.task();
  }

  public TaskId taskId() {
    return origin.taskId();
  }

  /** How long the latest attempt took; empty before it ended. */
  public Optional<Duration> duration() {
    return startedAt == null || endedAt == null
        ? Optional.empty()
        : Optional.of(Duration.between(startedAt, endedAt));
  }

  public Optional<JsonNode> output() {
    return Optional.ofNullable(result.output());
  }

  public Optional<String> error() {
    return Optional.ofNullable(result.error());
  }
}
