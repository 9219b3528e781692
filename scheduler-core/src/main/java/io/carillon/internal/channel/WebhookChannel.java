package io.carillon.internal.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Delivery;
import io.carillon.Problem;
import io.carillon.internal.json.Json;
import io.carillon.internal.net.Bytes;
import io.carillon.internal.net.EgressDeniedException;
import io.carillon.internal.net.GuardedHttp;
import io.carillon.internal.net.HttpAnswer;
import io.carillon.internal.net.HttpCall;
import io.carillon.internal.net.HttpGuard;
import io.carillon.internal.net.SecretText;
import io.carillon.spi.Channel;
import io.carillon.spi.SecretResolver;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The channel {@code webhook}: the result as JSON by POST, signed when a secret is configured. Sent
 * again with the same {@code webhook-id} until it is answered 2xx.
 */
public final class WebhookChannel implements Channel {

  private static final int MOST_ANSWER_BYTES = 16 << 10;

  private final GuardedHttp http;
  private final SecretResolver secrets;
  private final InstantSource clock;

  /**
   * Makes the channel.
   *
   * @param clock stamps the signature; receivers refuse one that is minutes off
   */
  public WebhookChannel(GuardedHttp http, SecretResolver secrets, InstantSource clock) {
    this.http = http;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public List<Problem> check(ObjectNode config) {
    return WebhookSettings.read(config).problems();
  }

  @Override
  public Answer deliver(Delivery delivery, ObjectNode config) throws InterruptedException {
    WebhookSettings settings = WebhookSettings.read(config);
    if (!settings.problems().isEmpty()) {
      return Answer.refused("The settings cannot be used: " + settings.problems().get(0));
    }
    Instant now = clock.instant();
    try {
      return answer(http.send(call(settings, delivery, now)), now);
    } catch (SecretText.UnknownSecretException
        | IllegalArgumentException
        | EgressDeniedException e) {
      return Answer.refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Answer.later("No answer (" + e + ").", null);
    }
  }

  private HttpCall call(WebhookSettings settings, Delivery delivery, Instant now) {
    Bytes body = Bytes.utf8(Json.write(body(delivery)));
    String id = delivery.id().toString();
    Map<String, String> headers = settings.headers().resolve(secrets);
    headers.put("Content-Type", "application/json");
    headers.putIfAbsent("User-Agent", "Carillon");
    headers.put("Idempotency-Key", id);
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    if (!settings.signing().isEmpty()) {
      List<String> keys =
          settings.signing().stream().map(secret -> secret.resolve(secrets)).toList();
      headers.put("webhook-signature", WebhookSignature.of(id, now.getEpochSecond(), body, keys));
    }
    return new HttpCall(
        "POST", url(settings), headers, body, settings.timeout(), MOST_ANSWER_BYTES, 0);
  }

  private URI url(WebhookSettings settings) {
    String url = settings.url().resolve(secrets);
    Optional<Problem> fault = HttpGuard.fault("url", url);
    if (fault.isPresent()) {
      throw new IllegalArgumentException(fault.get().toString());
    }
    return URI.create(url);
  }

  private static ObjectNode body(Delivery delivery) {
    ObjectNode body =
        Json.object()
            .put("id", delivery.id().toString())
            .put("task", delivery.task().toString())
            .put("run", delivery.runId().toString())
            .put("status", delivery.status().name())
            .put("title", delivery.title());
    body.set("content", delivery.content());
    return body.put("at", delivery.createdAt().toString());
  }

  private static Answer answer(HttpAnswer answer, Instant now) {
    if (answer.status() / 100 == 2) {
      return Answer.delivered();
    }
    String what = "The webhook answered " + answer.status() + ".";
    return answer.mayWorkLater()
        ? Answer.later(what, answer.retryAfter(now).orElse(null))
        : Answer.refused(what);
  }
}
