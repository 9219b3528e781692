package io.carillon.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.Effect;
import io.carillon.Outcome;
import io.carillon.RunStep.State;
import io.carillon.Step;
import io.carillon.StepDivergedException;
import io.carillon.Usage;
import io.carillon.internal.json.Json;
import io.carillon.spi.Rows.SignalRow;
import io.carillon.spi.Rows.StepRow;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one attempt. A step that was recorded is answered from the journal and never done
 * again. A step whose intent was recorded and whose end was not is unknown: what happens then is
 * decided by its {@link Effect}.
 */
final class StepJournal {

  private static final Duration PERSON = Duration.ofDays(30);

  private final Claimed claimed;
  private final Surroundings around;
  private final Map<String, StepRow> newest = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final List<SignalRow> signals;
  private final ReentrantLock lock = new ReentrantLock();
  private Usage spent = Usage.NONE;

  StepJournal(Claimed claimed, Surroundings around, List<StepRow> before, List<SignalRow> signals) {
    this.claimed = claimed;
    this.around = around;
    this.signals = signals;
    for (StepRow row : before) {
      newest.merge(row.path(), row, (a, b) -> a.number() > b.number() ? a : b);
    }
  }

  /** What this attempt's own calls used; answers from the journal cost nothing again. */
  Usage spent() {
    lock.lock();
    try {
      return spent;
    } finally {
      lock.unlock();
    }
  }

  /** Answers a step from the journal, or does it and records it. */
  Step.Result step(Step step, Step.Body body) throws Exception {
    // Of what is kept: a replay builds its requests from recorded answers, which are redacted.
    String hash = Json.hash(around.redact(step.request()));
    StepRow before = begin(step.path());
    if (before != null && before.state() == State.DONE) {
      if (!before.requestHash().equals(hash)) {
        throw new StepDivergedException(claimed.id(), step.path());
      }
      JsonNode response =
          before.response() == null ? Json.read("null") : Json.read(before.response());
      return new Step.Result(response, Usage.NONE, before.model());
    }
    if (before != null && before.state() == State.INTENT) {
      before = unknown(before);
      Optional<Step.Result> decided = decided(step, before, hash);
      if (decided.isPresent()) {
        return decided.get();
      }
    }
    return call(step, body, hash, before == null ? 1 : before.number() + 1);
  }

  private @Nullable StepRow begin(String path) {
    lock.lock();
    try {
      if (!used.add(path)) {
        throw new IllegalArgumentException(
            "Step \""
                + path
                + "\" was done twice in one attempt. Give every step a path of its own, such as"
                + " \"page-1\", \"page-2\".");
      }
      return newest.get(path);
    } finally {
      lock.unlock();
    }
  }

  /** Records that nobody knows whether an earlier process did the step. */
  private StepRow unknown(StepRow before) throws InterruptedException {
    StepRow unknown = with(before, State.UNKNOWN, claimed.claim());
    write(unknown);
    return unknown;
  }

  /** What must not happen twice waits for a person's word. */
  private Optional<Step.Result> decided(Step step, StepRow before, String hash)
      throws InterruptedException {
    if (step.effect() != Effect.UNSAFE) {
      return Optional.empty();
    }
    String signal = "step:" + step.path() + ":" + before.number();
    for (SignalRow row : signals) {
      if (row.name().equals(signal)) {
        JsonNode decision = Json.read(row.payload());
        if (!decision.has("response")) {
          return Optional.empty();
        }
        Instant now = around.now();
        JsonNode response = decision.path("response");
        write(
            row(step, before.number() + 1, State.DONE, hash, now)
                .ended(around.redact(response), null, Usage.NONE, "", now));
        return Optional.of(Step.Result.of(response));
      }
    }
    throw new RunSuspendedException(
        new Outcome.Suspend(
            signal,
            PERSON,
            "step \""
                + step.path()
                + "\" may have happened when its process died; send the signal \""
                + signal
                + "\" with {} to do it again, or with {\"response\": …} if it happened"));
  }

  private Step.Result call(Step step, Step.Body body, String hash, int number) throws Exception {
    Instant startedAt = around.now();
    Draft draft = row(step, number, State.INTENT, hash, startedAt);
    if (step.effect().needsIntent()) {
      write(draft.intent());
    }
    Step.Result result;
    try {
      result = around.timed(step, body);
    } catch (Exception | Error e) {
      if (!(e instanceof RunSuspendedException) && !(e instanceof RunAbandonedException)) {
        failed(draft, e);
      }
      throw e;
    }
    add(result.usage());
    StepRow done =
        draft.ended(
            around.redact(result.response()), null, result.usage(), result.model(), around.now());
    write(done);
    return result;
  }

  private void failed(Draft draft, Throwable e) throws InterruptedException {
    boolean interrupted = Thread.interrupted();
    try {
      write(draft.ended(null, around.message(e), Usage.NONE, "", around.now()));
    } catch (RuntimeException second) {
      e.addSuppressed(second);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Refuses a recorded answer: a later attempt asks anew. */
  void reject(String path) throws InterruptedException {
    StepRow row = newest(path);
    if (row != null && row.state() == State.DONE) {
      write(with(row, State.REJECTED, claimed.claim()));
    }
  }

  private @Nullable StepRow newest(String path) {
    lock.lock();
    try {
      return newest.get(path);
    } finally {
      lock.unlock();
    }
  }

  private void write(StepRow row) throws InterruptedException {
    if (around.writes().journal(row) == Applied.REFUSED) {
      throw new RunAbandonedException(
          "Run " + row.runId() + " was taken away while it did step \"" + row.path() + "\".");
    }
    lock.lock();
    try {
      newest.put(row.path(), row);
    } finally {
      lock.unlock();
    }
  }

  private void add(Usage usage) {
    lock.lock();
    try {
      spent = spent.plus(usage);
    } finally {
      lock.unlock();
    }
  }

  private Draft row(Step step, int number, State state, String hash, Instant startedAt) {
    return new Draft(claimed, step, number, state, hash, around.redact(step.request()), startedAt);
  }

  /** A step's row before its end is known. */
  private record Draft(
      Claimed claimed,
      Step step,
      int number,
      State state,
      String hash,
      JsonNode request,
      Instant startedAt) {

    StepRow intent() {
      return new StepRow(
          claimed.id(),
          step.path(),
          number,
          claimed.claim(),
          step.kind(),
          step.effect(),
          State.INTENT,
          hash,
          Json.write(request),
          null,
          null,
          "",
          Usage.NONE,
          startedAt,
          null);
    }

    StepRow ended(
        @Nullable JsonNode response,
        @Nullable String error,
        Usage usage,
        String model,
        Instant endedAt) {
      return new StepRow(
          claimed.id(),
          step.path(),
          number,
          claimed.claim(),
          step.kind(),
          step.effect(),
          error == null ? State.DONE : State.FAILED,
          hash,
          Json.write(request),
          response == null ? null : Json.write(response),
          error,
          model,
          usage,
          startedAt,
          endedAt);
    }
  }

  private static StepRow with(StepRow row, State state, int claim) {
    return new StepRow(
        row.runId(),
        row.path(),
        row.number(),
        claim,
        row.kind(),
        row.effect(),
        state,
        row.requestHash(),
        row.request(),
        row.response(),
        row.error(),
        row.model(),
        row.usage(),
        row.startedAt(),
        row.endedAt());
  }
}
