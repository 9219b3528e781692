package io.carillon.internal.engine;

import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.internal.json.Json;
import io.carillon.internal.redact.Redactor;
import io.carillon.spi.Executor;
import io.carillon.spi.RunStore.ClaimRef;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.RunStore.Settlement;
import java.util.Optional;

/** Does one attempt on its thread and says how it ended. Whatever the executor does stays here. */
final class AttemptWork {

  private static final int MOST_OUTPUT = 1024 * 1024;

  private AttemptWork() {}

  /** The outcome of the executor's work, whatever it did; empty when nobody wants to know. */
  static Optional<Outcome> execute(Executor executor, AttemptContext context, Redactor redactor) {
    Outcome outcome;
    try {
      Outcome returned = executor.execute(context);
      outcome = returned == null ? nothing() : returned;
    } catch (RunSuspendedException e) {
      outcome = e.outcome();
    } catch (RunAbandonedException e) {
      outcome = Outcome.failure(FailureKind.ERROR, String.valueOf(e.getMessage()));
      if (context.interruption().isEmpty()) {
        context.interrupt(Interruption.FENCED);
      }
    } catch (Throwable e) {
      outcome = Faults.of(e, redactor);
    }
    return after(context, sized(redacted(outcome, redactor)));
  }

  /** A success stays one; everything else that was interrupted ended for that reason. */
  private static Optional<Outcome> after(AttemptContext context, Outcome outcome) {
    Optional<Interruption> why = context.interruption();
    if (why.isEmpty()) {
      return Optional.of(outcome);
    }
    return switch (why.get()) {
      case FENCED -> Optional.empty();
      case SHUTDOWN -> outcome instanceof Outcome.Success ? Optional.of(outcome) : Optional.empty();
      case CANCEL ->
          Optional.of(
              outcome instanceof Outcome.Success ? outcome : new Outcome.Cancelled("cancelled"));
      case TIMEOUT -> Optional.of(outcome instanceof Outcome.Success ? outcome : timedOut(context));
    };
  }

  static Outcome timedOut(AttemptContext context) {
    return Outcome.failure(
        FailureKind.TIMEOUT,
        "It took longer than " + context.claimed().task().policies().timeout() + ".");
  }

  private static Outcome nothing() {
    return Outcome.failure(
        FailureKind.ERROR, "The executor returned no outcome (null). Return Outcome.success().");
  }

  private static Outcome redacted(Outcome outcome, Redactor redactor) {
    if (outcome instanceof Outcome.Success success) {
      return new Outcome.Success(redactor.json(success.output()));
    }
    if (outcome instanceof Outcome.Failure failure) {
      return new Outcome.Failure(
          failure.kind(),
          redactor.text(failure.message()),
          failure.detail() == null ? null : redactor.text(failure.detail()),
          failure.retryAfter());
    }
    return outcome;
  }

  private static Outcome sized(Outcome outcome) {
    if (outcome instanceof Outcome.Success success) {
      int size = Json.write(success.output()).length();
      if (size > MOST_OUTPUT) {
        return Outcome.failure(
            FailureKind.INVALID,
            "The output has "
                + size
                + " characters; at most "
                + MOST_OUTPUT
                + " are kept. Store it elsewhere and return a reference.");
      }
      return success;
    }
    return outcome;
  }

  static Settlement settlement(AttemptContext context, Outcome outcome, String node) {
    Claimed claimed = context.claimed();
    return new Settlement(
        new ClaimRef(claimed.id(), claimed.claim()),
        node,
        context.startedAt(),
        outcome,
        context.spent(),
        outcome instanceof Outcome.Success ? context.changedState().orElse(null) : null);
  }
}
