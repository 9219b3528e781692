package io.carillon.internal.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.RunContext;
import io.carillon.internal.json.Json;
import io.carillon.internal.net.Bytes;
import io.carillon.internal.net.EgressDeniedException;
import io.carillon.internal.net.GuardedHttp;
import io.carillon.internal.net.HttpAnswer;
import io.carillon.internal.net.HttpCall;
import io.carillon.internal.net.SecretText;
import io.carillon.spi.Executor;
import io.carillon.spi.SecretResolver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The action {@code http}: one request through the egress guard. Its settings and outcomes are in
 * {@code docs/actions.md}. Requests that change something carry the run's id as {@code
 * Idempotency-Key}, the same at each attempt.
 */
public final class HttpExecutor implements Executor {

  private static final int MOST_DETAIL = 2_000;

  private final GuardedHttp http;
  private final SecretResolver secrets;

  public HttpExecutor(GuardedHttp http, SecretResolver secrets) {
    this.http = http;
    this.secrets = secrets;
  }

  @Override
  public String handler() {
    return "http";
  }

  @Override
  public List<Problem> check(ObjectNode config) {
    return HttpSettings.read(config, NullNode.getInstance()).problems();
  }

  @Override
  public Outcome execute(RunContext context) throws InterruptedException {
    HttpSettings settings = HttpSettings.read(context.config(), context.payload());
    if (!settings.problems().isEmpty()) {
      return Faults.invalid("http", settings.problems());
    }
    try {
      HttpAnswer answer = http.send(call(settings, context));
      return outcome(settings, answer, answer.retryAfter(context.now()));
    } catch (SecretText.UnknownSecretException | IllegalArgumentException e) {
      return Outcome.failure(FailureKind.INVALID, String.valueOf(e.getMessage()));
    } catch (EgressDeniedException e) {
      return Outcome.failure(FailureKind.DENIED, String.valueOf(e.getMessage()));
    } catch (HttpTimeoutException e) {
      return Outcome.failure(FailureKind.TIMEOUT, where(settings) + ": " + e.getMessage() + ".");
    } catch (IOException e) {
      return Outcome.failure(FailureKind.ERROR, where(settings) + ": no answer (" + e + ").");
    }
  }

  private HttpCall call(HttpSettings settings, RunContext context) {
    Map<String, String> headers = settings.headers().resolve(secrets);
    Bytes body = settings.body().map(HttpExecutor::bytes).orElse(Bytes.NONE);
    settings
        .body()
        .ifPresent(
            node ->
                headers.putIfAbsent(
                    "Content-Type",
                    node.isTextual() ? "text/plain; charset=utf-8" : "application/json"));
    if (!settings.method().equals("GET") && !settings.method().equals("HEAD")) {
      headers.putIfAbsent("Idempotency-Key", context.runId().toString());
    }
    headers.putIfAbsent("User-Agent", "Carillon");
    return new HttpCall(
        settings.method(),
        URI.create(settings.url()),
        headers,
        body,
        settings.limits().timeout(),
        settings.limits().maxBytes(),
        settings.limits().redirects());
  }

  private static Bytes bytes(JsonNode body) {
    return Bytes.utf8(body.isTextual() ? body.textValue() : Json.write(body));
  }

  private static Outcome outcome(
      HttpSettings settings, HttpAnswer answer, Optional<Duration> retryAfter) {
    int status = answer.status();
    if (settings.expects(status)) {
      return Outcome.success(HttpOutput.of(answer));
    }
    String what = where(settings) + " answered " + status;
    if ((status == 429 || status == 503) && retryAfter.isPresent()) {
      return new Outcome.Snooze(retryAfter.get(), what + " and asks to wait.");
    }
    if (answer.mayWorkLater()) {
      return failure(FailureKind.ERROR, what + ".", answer, retryAfter.orElse(null));
    }
    if (status == 401 || status == 403 || status == 407) {
      return failure(FailureKind.DENIED, what + ": check its credentials.", answer, null);
    }
    String expected = ", expected " + String.join(", ", settings.expect()) + ".";
    String hint =
        status / 100 == 3 && settings.limits().redirects() == 0
            ? " To follow redirects set \"follow\": true."
            : "";
    return failure(FailureKind.INVALID, what + expected + hint, answer, null);
  }

  private static Outcome failure(
      FailureKind kind, String message, HttpAnswer answer, @Nullable Duration retryAfter) {
    return new Outcome.Failure(kind, message, HttpOutput.excerpt(answer, MOST_DETAIL), retryAfter);
  }

  /** Without the query, which may hold a key. */
  private static String where(HttpSettings settings) {
    URI uri = URI.create(settings.url());
    return settings.method() + " " + uri.getScheme() + "://" + uri.getRawAuthority() + path(uri);
  }

  private static String path(URI uri) {
    return uri.getRawPath() == null ? "" : uri.getRawPath();
  }
}
