package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * A piece of a run whose result is journaled: once recorded it is never done again, the recorded
 * result answers instead.
 */
public final class Step {

  private final String path;
  private final StepKind kind;
  private final Effect effect;
  private final JsonNode request;

  private Step(String path, StepKind kind, Effect effect, JsonNode request) {
    this.path = path;
    this.kind = kind;
    this.effect = effect;
    this.request = request;
    if (path.isBlank() || path.length() > 255) {
      throw new IllegalArgumentException("Step path: write 1 to 255 characters, not blank.");
    }
  }

  /**
   * A code step that may be repeated.
   *
   * @param path stable within the run, such as {@code round-2/tool-1:search}; at most 255
   *     characters
   */
  public static Step named(String path) {
    return new Step(path, StepKind.CODE, Effect.IDEMPOTENT, NullNode.getInstance());
  }

  public Step kind(StepKind other) {
    return new Step(path, Objects.requireNonNull(other), effect, request);
  }

  public Step effect(Effect other) {
    return new Step(path, kind, Objects.requireNonNull(other), request);
  }

  /** What is asked: kept, redacted, and hashed. A replay that asks something else is refused. */
  public Step request(JsonNode other) {
    return new Step(path, kind, effect, other.deepCopy());
  }

  public String path() {
    return path;
  }

  public StepKind kind() {
    return kind;
  }

  public Effect effect() {
    return effect;
  }

  public JsonNode request() {
    return request;
  }

  /** The answer of a step, and what it used. */
  public record Result(JsonNode response, Usage usage, String model) {
    public Result {
      Objects.requireNonNull(response, "response");
      Objects.requireNonNull(usage, "usage");
      Objects.requireNonNull(model, "model");
    }

    public static Result of(JsonNode response) {
      return new Result(response, Usage.NONE, "");
    }
  }

  /** The work of a step. */
  @FunctionalInterface
  public interface Body extends Callable<Result> {}
}
