package io.carillon.internal.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Action;
import io.carillon.FailureKind;
import io.carillon.Handler;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.RunContext;
import io.carillon.internal.json.Json;
import io.carillon.internal.json.Settings;
import io.carillon.spi.Executor;
import java.util.ArrayList;
import java.util.List;

/**
 * The action {@code java}: the host's handler of one name, with its payload decoded.
 *
 * @param <T> the type of the payload
 */
public final class JavaHandler<T> implements Executor {

  private final String name;
  private final Class<T> type;
  private final Handler<T> handler;

  /**
   * Wraps a handler.
   *
   * @throws IllegalArgumentException when the name is blank or longer than 100 characters
   */
  public JavaHandler(String name, Class<T> type, Handler<T> handler) {
    this.name = name;
    this.type = type;
    this.handler = handler;
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException("Handler name: write 1 to 100 characters, not blank.");
    }
  }

  @Override
  public String handler() {
    return Action.JAVA + "/" + name;
  }

  /**
   * Decodes the payload of the definition, so that a wrong one is refused when it is written. One
   * that is missing is not: a submission or an event may bring it.
   */
  @Override
  public List<Problem> check(ObjectNode config) {
    Settings settings = new Settings(config);
    settings.requiredText("handler", "\"" + name + "\"");
    List<Problem> decoding = new ArrayList<>();
    settings
        .value("payload")
        .flatMap(payload -> Json.fault(payload, type))
        .ifPresent(problem -> decoding.add(problem.under("payload")));
    decoding.addAll(settings.finish());
    return List.copyOf(decoding);
  }

  /**
   * Calls the handler and turns what it gives into an outcome.
   *
   * @throws io.carillon.InvalidPayloadException when the run's payload does not decode
   */
  @Override
  public Outcome execute(RunContext context) throws Exception {
    JsonNode payload = context.payload();
    T decoded = Json.decode(payload, type, "The payload of handler \"" + name + "\"");
    Object result = handler.handle(decoded, context);
    if (result == null) {
      return Outcome.success();
    }
    if (result instanceof Outcome outcome) {
      return outcome;
    }
    try {
      return Outcome.success(Json.tree(result, "The result of handler \"" + name + "\""));
    } catch (IllegalArgumentException e) {
      // The work is done: a retry would do it again and end here again.
      return Outcome.failure(FailureKind.INVALID, String.valueOf(e.getMessage()));
    }
  }
}
