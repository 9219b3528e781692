package io.carillon;

import io.carillon.internal.time.Durations;
import java.time.Duration;
import java.util.List;

/** Durations inside trigger texts. */
final class DurationTexts {

  private DurationTexts() {}

  /** The period of {@code @every 5m}. */
  static Duration ofEveryNickname(String text) {
    String written = text.substring("@every".length()).strip();
    return Durations.parse(written)
        .orElseThrow(
            () ->
                new InvalidDefinitionException(
                    "Cron \"" + text + "\"", List.of(Durations.unknown("", written))));
  }
}
