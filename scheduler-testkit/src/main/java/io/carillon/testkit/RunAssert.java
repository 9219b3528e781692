package io.carillon.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.Run;
import io.carillon.RunStatus;
import org.assertj.core.api.AbstractAssert;

/** How one run ended. Made by {@link CarillonAssertions}. */
public final class RunAssert extends AbstractAssert<RunAssert, Run> {

  RunAssert(Run run) {
    super(run, RunAssert.class);
  }

  public RunAssert completed() {
    return is(RunStatus.COMPLETED);
  }

  /** It is shown as {@code status}. */
  public RunAssert is(RunStatus status) {
    if (run().status() != status) {
      failWithMessage("The run is %s, not %s:%n%s", run().status(), status, line(run()));
    }
    return this;
  }

  /** It failed, or took too long, and its message contains {@code part}. */
  public RunAssert failedWith(String part) {
    boolean failed = run().status() == RunStatus.FAILED || run().status() == RunStatus.TIMEOUT;
    if (!failed || !run().error().orElse("").contains(part)) {
      failWithMessage("The run did not fail with \"%s\":%n%s", part, line(run()));
    }
    return this;
  }

  /** Why it waits, was skipped or cancelled. */
  public RunAssert hasReason(String reason) {
    if (!run().reason().equals(reason)) {
      failWithMessage("The reason is \"%s\", not \"%s\".", run().reason(), reason);
    }
    return this;
  }

  /** Its output is this text. */
  public RunAssert hasOutput(String text) {
    String found = run().output().map(JsonNode::asText).orElse(null);
    if (!text.equals(found)) {
      failWithMessage("The output is \"%s\", not \"%s\".", found, text);
    }
    return this;
  }

  /** Its output is this JSON. */
  public RunAssert hasOutput(JsonNode json) {
    if (!run().output().equals(java.util.Optional.of(json))) {
      failWithMessage("The output is %s, not %s.", run().output().orElse(null), json);
    }
    return this;
  }

  /** It was tried so often that {@code attempts} of them failed. */
  public RunAssert hasFailures(int attempts) {
    if (run().counters().failures() != attempts) {
      failWithMessage("%s attempts failed, not %s.", run().counters().failures(), attempts);
    }
    return this;
  }

  private Run run() {
    isNotNull();
    return actual;
  }

  /** One line for messages. */
  static String line(Run run) {
    String why = run.error().orElse(run.reason());
    return "  "
        + run.due()
        + " "
        + run.status()
        + (run.counters().failures() > 0 ? " after " + run.counters().failures() + " failures" : "")
        + (why.isEmpty() ? "" : ": " + why);
  }
}
