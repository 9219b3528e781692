package io.carillon.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Action;
import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.RunContext;
import io.carillon.spi.Executor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The contract over an executor that keeps it. */
class ExecutorContractTest extends ExecutorContract {

  private static final class Echo implements Executor {

    @Override
    public String handler() {
      return "echo";
    }

    @Override
    public List<Problem> check(ObjectNode config) {
      return config.path("text").isTextual()
          ? List.of()
          : List.of(Problem.of("text", "is missing.", "Write the text to echo."));
    }

    @Override
    public Outcome execute(RunContext context) throws Exception {
      String text = context.config().path("text").asText();
      if (text.equals("slow")) {
        new CountDownLatch(1).await();
      }
      return text.equals("bad")
          ? Outcome.failure(FailureKind.ERROR, "There is no echo.")
          : Outcome.success(text);
    }
  }

  private static Action echo(String text) {
    return Action.of("echo", JsonNodeFactory.instance.objectNode().put("text", text));
  }

  @Override
  protected Executor executor() {
    return new Echo();
  }

  @Override
  protected Action working() {
    return echo("hello");
  }

  @Override
  protected Optional<Action> misconfigured() {
    return Optional.of(Action.of("echo", JsonNodeFactory.instance.objectNode()));
  }

  @Override
  protected Optional<Action> failing() {
    return Optional.of(echo("bad"));
  }

  @Override
  protected Optional<Action> slow() {
    return Optional.of(echo("slow"));
  }
}
