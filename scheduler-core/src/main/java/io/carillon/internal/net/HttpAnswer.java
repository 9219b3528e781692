package io.carillon.internal.net;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * An answer whose body was read, as far as it was to be kept.
 *
 * @param uri where it came from, after redirects
 * @param truncated whether the body was longer than what is kept
 */
public record HttpAnswer(URI uri, int status, HttpHeaders headers, Bytes body, boolean truncated) {

  /** The longest wait that is taken from an answer. */
  public static final Duration LONGEST_WAIT = Duration.ofHours(24);

  /** Whether the status says that the same request may work later. */
  public boolean mayWorkLater() {
    return status == 408 || status == 425 || status == 429 || status >= 500;
  }

  /** The first value of a header; the name's case does not matter. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /**
   * How long the other side asks to wait, by {@code Retry-After} (RFC 9110, 10.2.3): seconds or a
   * date. Between zero and {@link #LONGEST_WAIT}; empty when it does not say or is unreadable.
   */
  public Optional<Duration> retryAfter(Instant now) {
    return header("Retry-After")
        .map(String::trim)
        .flatMap(text -> parse(text, now))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
        .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }

  private static Optional<Duration> parse(String text, Instant now) {
    if (text.matches("\\d{1,12}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      return Optional.of(Duration.between(now, at));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
