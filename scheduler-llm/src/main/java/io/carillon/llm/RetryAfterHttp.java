package io.carillon.llm;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Makes {@code Retry-After} survive langchain4j, whose exceptions keep the status of an error but
 * not its headers. Put it under the client of a provider that takes the JDK's HTTP client:
 *
 * <pre>{@code
 * OpenAiChatModel.builder()
 *     .httpClientBuilder(JdkHttpClient.builder().httpClientBuilder(RetryAfterHttp.builder()))
 *     .maxRetries(0)
 * }</pre>
 *
 * An error answer with a readable {@code Retry-After} or {@code retry-after-ms} is then thrown with
 * that time; {@link ChatModelClient} reads it. All else is as with the JDK's client.
 */
public final class RetryAfterHttp {

  private RetryAfterHttp() {}

  /** A builder with the JDK's defaults. */
  public static HttpClient.Builder builder() {
    return over(HttpClient.newBuilder());
  }

  /** A builder that passes every setting on to {@code builder}. */
  public static HttpClient.Builder over(HttpClient.Builder builder) {
    return new Building(Objects.requireNonNull(builder, "builder"));
  }

  private static Optional<RetryAfter> retryAfter(HttpHeaders headers) {
    Optional<RetryAfter> millis =
        headers.firstValue("retry-after-ms").flatMap(RetryAfter::parseMillis);
    return millis.isPresent()
        ? millis
        : headers
            .firstValue("retry-after")
            .flatMap(value -> RetryAfter.parse(value, headers.firstValue("date").orElse(null)));
  }

  private static <T> HttpResponse<T> checked(HttpResponse<T> response) {
    if (response.statusCode() >= 400) {
      Optional<RetryAfter> after = retryAfter(response.headers());
      if (after.isPresent()) {
        T body = response.body();
        String text = body instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
        throw new StatusWithRetryAfterException(response.statusCode(), text, after.get());
      }
    }
    return response;
  }

  /** Passes every setting on; what it builds checks answers. */
  private static final class Building implements HttpClient.Builder {

    private final HttpClient.Builder to;

    Building(HttpClient.Builder to) {
      this.to = to;
    }

    @Override
    public HttpClient.Builder cookieHandler(CookieHandler handler) {
      to.cookieHandler(handler);
      return this;
    }

    @Override
    public HttpClient.Builder connectTimeout(Duration duration) {
      to.connectTimeout(duration);
      return this;
    }

    @Override
    public HttpClient.Builder sslContext(SSLContext context) {
      to.sslContext(context);
      return this;
    }

    @Override
    public HttpClient.Builder sslParameters(SSLParameters parameters) {
      to.sslParameters(parameters);
      return this;
    }

    @Override
    public HttpClient.Builder executor(Executor executor) {
      to.executor(executor);
      return this;
    }

    @Override
    public HttpClient.Builder followRedirects(HttpClient.Redirect policy) {
      to.followRedirects(policy);
      return this;
    }

    @Override
    public HttpClient.Builder version(HttpClient.Version version) {
      to.version(version);
      return this;
    }

    @Override
    public HttpClient.Builder priority(int priority) {
      to.priority(priority);
      return this;
    }

    @Override
    public HttpClient.Builder proxy(ProxySelector selector) {
      to.proxy(selector);
      return this;
    }

    @Override
    public HttpClient.Builder authenticator(Authenticator authenticator) {
      to.authenticator(authenticator);
      return this;
    }

    @Override
    public HttpClient build() {
      return new Checking(to.build());
    }
  }

  /** The JDK's client with every answer checked. */
  private static final class Checking extends HttpClient {

    private final HttpClient to;

    Checking(HttpClient to) {
      this.to = to;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
        throws IOException, InterruptedException {
      return checked(to.send(request, handler));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, HttpResponse.BodyHandler<T> handler) {
      return to.sendAsync(request, handler).thenApply(RetryAfterHttp::checked);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request,
        HttpResponse.BodyHandler<T> handler,
        HttpResponse.PushPromiseHandler<T> pushes) {
      return to.sendAsync(request, handler, pushes).thenApply(RetryAfterHttp::checked);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
      return to.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
      return to.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
      return to.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
      return to.proxy();
    }

    @Override
    public SSLContext sslContext() {
      return to.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
      return to.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
      return to.authenticator();
    }

    @Override
    public Version version() {
      return to.version();
    }

    @Override
    public Optional<Executor> executor() {
      return to.executor();
    }
  }
}
