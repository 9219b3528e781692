package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of a stored task asked for by code or a person. Immutable; {@code withX} copies.
 *
 * @param task the task to run
 * @param payload JSON for the run; null: the task's own
 * @param due when to start; null: now
 * @param priority 1 to 9; 0: the task's
 * @param key the caller's own key: a second submission with the same key is the same run; null:
 *     none
 * @param cause {@link RunCause#API} or {@link RunCause#MANUAL}
 * @param actor who asks; null when unknown
 */
public record Submission(
    TaskKey task,
    @Nullable JsonNode payload,
    @Nullable Instant due,
    int priority,
    @Nullable String key,
    RunCause cause,
    @Nullable String actor) {

  public Submission {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(cause, "cause");
    if (priority < 0 || priority > 9) {
      throw new IllegalArgumentException(
          "Priority is " + priority + ": write 1 (lowest) to 9 (highest), or 0 for the task's.");
    }
    if (key != null && (key.isEmpty() || key.length() > 255)) {
      throw new IllegalArgumentException("Submission key: write 1 to 255 characters.");
    }
  }

  /** A run of {@code task} in the default namespace, now, asked for by code. */
  public static Submission of(String task) {
    return of(TaskKey.of(task));
  }

  /** A run of {@code task}, now, asked for by code. */
  public static Submission of(TaskKey task) {
    return new Submission(task, null, null, 0, null, RunCause.API, null);
  }

  public Submission withPayload(JsonNode other) {
    return new Submission(task, other, due, priority, key, cause, actor);
  }

  public Submission withDue(Instant other) {
    return new Submission(task, payload, other, priority, key, cause, actor);
  }

  public Submission withPriority(int other) {
    return new Submission(task, payload, due, other, key, cause, actor);
  }

  public Submission withKey(String other) {
    return new Submission(task, payload, due, priority, other, cause, actor);
  }

  public Submission by(RunCause otherCause, @Nullable String otherActor) {
    return new Submission(task, payload, due, priority, key, otherCause, otherActor);
  }
}
