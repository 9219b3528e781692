package io.carillon.llm;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When to try again, as a provider said it: after a while, or at an instant (RFC 9110, section
 * 10.2.3).
 *
 * @param delay from when the answer came; null when an instant was named
 * @param at the instant; null when a delay was named
 */
public record RetryAfter(@Nullable Duration delay, @Nullable Instant at) {

  public RetryAfter {
    if ((delay == null) == (at == null)) {
      throw new IllegalArgumentException("Retry-After is either a delay or an instant.");
    }
  }

  /**
   * Reads the value of a {@code Retry-After} header.
   *
   * @param date the {@code Date} header of the same answer: where both are readable the difference
   *     counts, so that the clocks of the two machines need not agree; null when there is none
   * @return empty when it is neither whole seconds nor an HTTP date
   */
  public static Optional<RetryAfter> parse(String value, @Nullable String date) {
    String text = value.strip();
    if (text.matches("\\d{1,9}")) {
      return Optional.of(new RetryAfter(Duration.ofSeconds(Long.parseLong(text)), null));
    }
    Optional<Instant> at = httpDate(text);
    Optional<Instant> sent = date == null ? Optional.empty() : httpDate(date.strip());
    if (at.isPresent() && sent.isPresent()) {
      Duration wait = Duration.between(sent.get(), at.get());
      return Optional.of(new RetryAfter(wait.isNegative() ? Duration.ZERO : wait, null));
    }
    return at.map(instant -> new RetryAfter(null, instant));
  }

  /** A delay in milliseconds, as some providers send beside the standard header. */
  public static Optional<RetryAfter> parseMillis(String value) {
    String text = value.strip();
    return text.matches("\\d{1,12}")
        ? Optional.of(new RetryAfter(Duration.ofMillis(Long.parseLong(text)), null))
        : Optional.empty();
  }

  /** How long to wait from {@code now}; never negative. */
  public Duration from(Instant now) {
    Duration wait = delay;
    if (wait == null) {
      wait = at == null ? Duration.ZERO : Duration.between(now, at);
    }
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static Optional<Instant> httpDate(String text) {
    try {
      return Optional.of(
          DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(text, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
