package io.carillon.samples.briefing;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says what to type when the demo's port is taken. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PortTakenAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
    return new FailureAnalysis(
        "Port " + cause.getPort() + " is taken, perhaps by a demo that still runs.",
        "End that program, or give this one another port: write PORT="
            + (cause.getPort() + 1)
            + " before the command, or --server.port="
            + (cause.getPort() + 1)
            + " behind it when you start the jar.",
        cause);
  }
}
