package io.carillon.internal.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them in definitions. */
public final class Durations {

  private static final Pattern SIMPLE = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

  private Durations() {}

  /** ISO-8601, or a whole number with one of {@code ms s m h d}; empty when it is neither. */
  public static Optional<Duration> parse(String text) {
    Matcher simple = SIMPLE.matcher(text.strip());
    try {
      if (simple.matches()) {
        long number = Long.parseLong(simple.group(1));
        return Optional.of(
            switch (simple.group(2)) {
              case "ms" -> Duration.ofMillis(number);
              case "s" -> Duration.ofSeconds(number);
              case "m" -> Duration.ofMinutes(number);
              case "h" -> Duration.ofHours(number);
              default -> Duration.ofDays(number);
            });
      }
      return Optional.of(Duration.parse(text.strip()));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
