package io.carillon.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.RunId;
import io.carillon.Step;
import io.carillon.StepDivergedException;
import io.carillon.Usage;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The journal of one run in memory, kept as JSON text as a store would. It outlives attempts, and
 * can let the "process" die at a boundary of a step.
 */
final class Journal {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where a process may die around a step. */
  enum Boundary {
    BEFORE_INTENT,
    AFTER_INTENT,
    AFTER_CALL,
    AFTER_DONE
  }

  /** How far a step came. */
  enum State {
    INTENT,
    DONE,
    FAILED,
    REJECTED
  }

  record Entry(State state, Step step, String request, String response, Usage usage, String model) {

    JsonNode json() {
      return parse(response);
    }
  }

  /** The process died. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** An unsafe step is unknown: a person must decide. */
  static final class Parked extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();
  private Usage paid = Usage.NONE;
  private String crashPath = "";
  private Boundary crashBoundary = Boundary.BEFORE_INTENT;

  /** Dies once, at the next time the step reaches the boundary. */
  void crashAt(String path, Boundary boundary) {
    crashPath = path;
    crashBoundary = boundary;
  }

  List<String> paths() {
    return List.copyOf(entries.keySet());
  }

  Entry entry(String path) {
    Entry entry = entries.get(path);
    if (entry == null) {
      throw new AssertionError("No step " + path + " in " + paths());
    }
    return entry;
  }

  /** What was paid for and recorded, by all attempts. */
  Usage usage() {
    return paid;
  }

  /** A new attempt of the run begins. */
  void attempt() {
    used.clear();
  }

  void reject(String path) {
    Entry there = entries.get(path);
    if (there != null && there.state() == State.DONE) {
      entries.put(
          path,
          new Entry(
              State.REJECTED,
              there.step(),
              there.request(),
              there.response(),
              there.usage(),
              there.model()));
    }
  }

  Step.Result step(RunId run, Step step, Step.Body body) throws Exception {
    String path = step.path();
    String request = step.request().toString();
    if (!used.add(path)) {
      throw new IllegalArgumentException("Done twice in one attempt: " + path);
    }
    Entry there = entries.get(path);
    if (there != null && there.state() == State.DONE) {
      if (!there.request().equals(request)) {
        throw new StepDivergedException(run, path);
      }
      return new Step.Result(parse(there.response()), Usage.NONE, there.model());
    }
    boolean unsafe = step.effect() == io.carillon.Effect.UNSAFE;
    if (there != null && there.state() == State.INTENT && unsafe) {
      throw new Parked();
    }
    return live(step, request, body);
  }

  private Step.Result live(Step step, String request, Step.Body body) throws Exception {
    String path = step.path();
    dieAt(path, Boundary.BEFORE_INTENT);
    if (step.effect().needsIntent()) {
      entries.put(path, new Entry(State.INTENT, step, request, "null", Usage.NONE, ""));
    }
    dieAt(path, Boundary.AFTER_INTENT);
    Step.Result result;
    try {
      result = body.call();
    } catch (Exception e) {
      entries.put(path, new Entry(State.FAILED, step, request, "null", Usage.NONE, ""));
      throw e;
    }
    dieAt(path, Boundary.AFTER_CALL);
    entries.put(path, entry(State.DONE, step, request, result));
    paid = paid.plus(result.usage());
    dieAt(path, Boundary.AFTER_DONE);
    return result;
  }

  private static Entry entry(State state, Step step, String request, Step.Result result) {
    return new Entry(
        state, step, request, result.response().toString(), result.usage(), result.model());
  }

  private void dieAt(String path, Boundary boundary) {
    if (crashPath.equals(path) && crashBoundary == boundary) {
      crashPath = "";
      throw new Crash();
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
