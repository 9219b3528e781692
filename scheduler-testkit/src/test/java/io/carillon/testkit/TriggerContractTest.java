package io.carillon.testkit;

import io.carillon.Trigger;
import io.carillon.time.CronDialect;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

class TriggerContractTest extends TriggerContract {

  @Override
  protected List<Trigger> triggers() {
    return List.of(
        Trigger.cron("*/5 * * * *"),
        Trigger.cron("30 2 * * *"),
        Trigger.cron("0 9 * * MON-FRI").withZone(ZoneId.of("America/Sao_Paulo")),
        Trigger.cron("0 0 29 2 *"),
        Trigger.cron("15 10 L * *"),
        Trigger.cron("0 0 12 ? * 6L", CronDialect.QUARTZ),
        Trigger.every(Duration.ofHours(5)),
        Trigger.every(Duration.ofMinutes(45)).anchoredAt(Instant.parse("2025-01-01T00:07:00Z")),
        Trigger.every(Duration.ofDays(1)).startingAt(Instant.parse("2026-02-01T12:00:00Z")),
        Trigger.cron("0 * * * *").endingAt(Instant.parse("2026-03-01T00:00:00Z")),
        Trigger.cron("0 8 * * *").withSpread(Duration.ofMinutes(30)),
        Trigger.at(Instant.parse("2026-06-01T00:00:00Z")));
  }
}
