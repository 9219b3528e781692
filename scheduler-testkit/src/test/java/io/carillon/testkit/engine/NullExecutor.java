package io.carillon.testkit.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.RunContext;
import io.carillon.spi.Executor;
import java.util.List;

/** Returns nothing at all. */
final class NullExecutor implements Executor {

  @Override
  public String handler() {
    return "null";
  }

  @Override
  public List<Problem> check(ObjectNode config) {
    return List.of();
  }

  @Override
  @SuppressWarnings("NullAway") // What it must not do, on purpose.
  public Outcome execute(RunContext context) {
    return null;
  }
}
