package io.carillon.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows faulty declarations on the console instead of a stack trace. */
final class InvalidDeclarationsFailureAnalyzer
    extends AbstractFailureAnalyzer<InvalidDeclarationsException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, InvalidDeclarationsException cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()),
        "Correct "
            + (cause.faults().size() == 1 ? "it" : "them")
            + " and start again. Nothing was saved.",
        cause);
  }
}
