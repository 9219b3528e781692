package io.carillon.llm;

import com.fasterxml.jackson.core.JacksonException;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.JsonException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.carillon.llm.LlmException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what langchain4j throws by what to do next. Its texts are not passed on: they hold the
 * provider's answer, which may quote the prompt or the key.
 */
final class ChatFailures {

  private ChatFailures() {}

  static LlmException sort(RuntimeException thrown) {
    Optional<HttpException> status = find(thrown, HttpException.class);
    if (has(thrown, InterruptedException.class) || has(thrown, ClosedByInterruptException.class)) {
      return new LlmException(Kind.INTERRUPTED, "The call of the model was interrupted.");
    }
    if (has(thrown, ContentFilteredException.class)) {
      return new LlmException(Kind.FILTERED, "The provider's content filter refused the request.");
    }
    return status.isPresent() ? ofStatus(status.get()) : withoutStatus(thrown);
  }

  private static LlmException ofStatus(HttpException thrown) {
    int code = thrown.statusCode();
    String answer = "The provider answered HTTP " + code;
    RetryAfter after =
        thrown instanceof StatusWithRetryAfterException known ? known.retryAfter() : null;
    return switch (code) {
      case 401, 403 -> denied(answer);
      case 402 -> new LlmException(Kind.DENIED, answer + ": the account has no credit. Top it up.");
      case 408 -> new LlmException(Kind.TIMEOUT, answer + ": it gave up waiting.", after);
      case 429 -> tooMany(answer, thrown, after);
      case 409, 425 -> new LlmException(Kind.UNAVAILABLE, answer + ".", after);
      case 404 ->
          new LlmException(
              Kind.INVALID,
              answer + ": it knows no such model or address. Check the model's name and base URL.");
      default ->
          code >= 500
              ? new LlmException(Kind.UNAVAILABLE, answer + ".", after)
              : new LlmException(Kind.INVALID, answer + ": it refuses the request as written.");
    };
  }

  /** Out of credit comes as 429 too, but waiting does not help there. */
  private static LlmException tooMany(
      String answer, HttpException thrown, @Nullable RetryAfter after) {
    String body = String.valueOf(thrown.getMessage());
    if (body.contains("insufficient_quota")) {
      return new LlmException(
          Kind.DENIED, answer + ": the account's quota is used up. Check its plan and billing.");
    }
    return new LlmException(Kind.RATE_LIMITED, answer + ": too many requests or tokens.", after);
  }

  private static LlmException denied(String answer) {
    return new LlmException(
        Kind.DENIED, answer + ": it refuses the key. Check the key and its rights.");
  }

  private static LlmException withoutStatus(RuntimeException thrown) {
    if (has(thrown, AuthenticationException.class)) {
      return denied("The provider refused access");
    }
    if (has(thrown, RateLimitException.class)) {
      return new LlmException(Kind.RATE_LIMITED, "The provider says: too many requests or tokens.");
    }
    if (has(thrown, TimeoutException.class) || has(thrown, HttpTimeoutException.class)) {
      return new LlmException(Kind.TIMEOUT, "The model did not answer in time.");
    }
    if (has(thrown, ModelNotFoundException.class) || has(thrown, InvalidRequestException.class)) {
      return new LlmException(Kind.INVALID, "The provider refuses the request as written.");
    }
    if (has(thrown, UnsupportedFeatureException.class)) {
      return new LlmException(
          Kind.INVALID, "The model's client does not support what was asked (tools, schema …).");
    }
    if (has(thrown, JacksonException.class) || has(thrown, JsonException.class)) {
      return new LlmException(
          Kind.MALFORMED, "The provider's answer is not the JSON it should be.");
    }
    if (has(thrown, ConnectException.class)) {
      return new LlmException(Kind.UNAVAILABLE, "The provider cannot be reached: no connection.");
    }
    if (has(thrown, IOException.class)) {
      return new LlmException(Kind.UNAVAILABLE, "The connection to the provider failed.");
    }
    if (has(thrown, InternalServerException.class)) {
      return new LlmException(
          Kind.MALFORMED, "The provider failed, or its answer lacks what its client looks for.");
    }
    return new LlmException(
        Kind.UNAVAILABLE, "The model's client failed: " + name(root(thrown)) + ".");
  }

  private static String name(Throwable thrown) {
    return thrown.getClass().getName();
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    return find(thrown, type).isPresent();
  }

  private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    Throwable next = thrown;
    for (int depth = 0; next != null && depth < 20; depth++) {
      if (type.isInstance(next)) {
        return Optional.of(type.cast(next));
      }
      next = next.getCause();
    }
    return Optional.empty();
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; depth < 20; depth++) {
      Throwable cause = root.getCause();
      if (cause == null) {
        return root;
      }
      root = cause;
    }
    return root;
  }
}
