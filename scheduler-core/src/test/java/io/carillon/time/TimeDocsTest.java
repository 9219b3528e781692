package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Trigger;
import io.carillon.TriggerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/time.md} are true. */
class TimeDocsTest {

  private static final Instant ANCHOR = Instant.parse("2026-01-01T00:00:00Z");

  private static List<String> lines() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "time.md"));
  }

  @Test
  void everyJsonExampleIsATriggerThatFires() throws IOException {
    boolean inBlock = false;
    List<Trigger> triggers = new ArrayList<>();
    for (String line : lines()) {
      boolean fence = line.startsWith("```");
      if (inBlock && !fence) {
        triggers.add(Json.trigger(line));
      }
      inBlock = fence ? line.equals("```json") : inBlock;
    }
    assertThat(triggers).hasSizeGreaterThan(25);
    Calendars calendars = Calendars.of("holidays", HolidayCalendar.of(List.of()));
    for (Trigger trigger : triggers) {
      FireTimes fires = FireTimes.of(trigger, ZoneId.of("UTC"), ANCHOR, "docs", calendars);
      assertThat(fires.next(ANCHOR).isPresent())
          .as("%s fires", trigger)
          .isEqualTo(trigger.kind().isTimed() || isDelay(trigger));
    }
  }

  private static boolean isDelay(Trigger trigger) {
    return trigger.kind() == TriggerKind.FIXED_DELAY;
  }

  @Test
  void theTableOfClockChangesIsTrue() throws IOException {
    int rows = 0;
    for (String line : lines()) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 6 && cells[1].strip().startsWith("`") && cells[4].contains("Z")) {
        CronExpression cron = CronExpression.parse(cells[1].replace("`", "").strip());
        Instant after = OffsetDateTime.parse(cells[3].strip()).toInstant();
        Instant next = OffsetDateTime.parse(cells[4].strip()).toInstant();
        assertThat(cron.next(after, ZoneId.of(cells[2].strip()))).as(line).contains(next);
        rows++;
      }
    }
    assertThat(rows).isEqualTo(7);
  }
}
