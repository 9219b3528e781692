package io.carillon.internal.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Makes requests that the guard let pass. Each redirect is vetted like a request of its own; a
 * redirect to another origin loses all headers that could authorise, and never goes from https to
 * http. No proxy, no cookies, no credentials, HTTP/1.1. Thread-safe; one for all.
 */
public final class GuardedHttp {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<String> KEPT_ACROSS_ORIGINS =
      Set.of("accept", "accept-language", "content-type", "user-agent");

  private final HttpGuard guard;
  private final HttpClient client;

  public GuardedHttp(HttpGuard guard) {
    this.guard = guard;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /**
   * Makes the request and reads the answer; the connection is dropped when either takes too long,
   * when the body is longer than what is kept, or when the thread is interrupted.
   *
   * @throws EgressDeniedException when it, or a redirect, is not allowed
   * @throws HttpTimeoutException when the time is up
   * @throws IOException when there is no answer
   */
  public HttpAnswer send(HttpCall call) throws IOException, InterruptedException {
    CompletableFuture<Void> deadline =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, call.timeout().toNanos(), TimeUnit.NANOSECONDS);
    try {
      HttpCall current = call;
      while (true) {
        guard.vet(current.uri());
        HttpAnswer answer = exchange(current, deadline);
        if (current.redirects() <= 0 || !isRedirect(answer)) {
          return answer;
        }
        current = next(current, answer);
      }
    } finally {
      deadline.cancel(false);
    }
  }

  private HttpAnswer exchange(HttpCall call, CompletableFuture<Void> deadline)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<CappedBody.Kept>> answer =
        client.sendAsync(request(call), ignored -> new CappedBody(call.maxBytes()));
    try {
      CompletableFuture.anyOf(answer, deadline).get();
      if (!answer.isDone()) {
        throw new HttpTimeoutException("No complete answer within " + call.timeout());
      }
      HttpResponse<CappedBody.Kept> response = answer.get();
      return new HttpAnswer(
          call.uri(),
          response.statusCode(),
          response.headers(),
          response.body().bytes(),
          response.body().truncated());
    } catch (ExecutionException e) {
      throw asIo(e);
    } finally {
      answer.cancel(true);
    }
  }

  private static HttpRequest request(HttpCall call) {
    HttpRequest.BodyPublisher body =
        call.body().size() == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(call.body().toArray());
    HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).method(call.method(), body);
    call.headers().forEach(request::setHeader);
    return request.build();
  }

  private static IOException asIo(ExecutionException e) {
    return e.getCause() instanceof IOException io ? io : new IOException("No answer", e.getCause());
  }

  private static boolean isRedirect(HttpAnswer answer) {
    return REDIRECTS.contains(answer.status()) && answer.header("Location").isPresent();
  }

  private static HttpCall next(HttpCall call, HttpAnswer answer) throws EgressDeniedException {
    URI target = target(call.uri(), answer.header("Location").orElse(""));
    if (isHttps(call.uri()) && !isHttps(target)) {
      throw new EgressDeniedException("A redirect leads from https to http.");
    }
    Map<String, String> headers =
        isSameOrigin(call.uri(), target)
            ? call.headers()
            : call.headers().entrySet().stream()
                .filter(h -> KEPT_ACROSS_ORIGINS.contains(h.getKey().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    boolean toGet =
        !call.method().equals("HEAD")
            && (answer.status() == 303 || (answer.status() <= 302 && call.method().equals("POST")));
    return toGet
        ? call.to(target, "GET", headers, Bytes.NONE)
        : call.to(target, call.method(), headers, call.body());
  }

  private static URI target(URI from, String location) throws EgressDeniedException {
    try {
      return from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new EgressDeniedException("A redirect leads to something that is not a URL.");
    }
  }

  private static boolean isHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isSameOrigin(URI one, URI other) {
    return isHttps(one) == isHttps(other)
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : isHttps(uri) ? 443 : 80;
  }
}
