package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.carillon.InvalidDefinitionException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random texts are read or refused with a message, never anything else, and soon. */
class NonsenseTest {

  private static final long SEED = 77_003L;
  private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  private static final List<String> CRON =
      List.of(
          " ",
          " ",
          "  ",
          "*",
          "*",
          "*",
          "/",
          "-",
          ",",
          "#",
          "L",
          "W",
          "?",
          "0",
          "1",
          "5",
          "15",
          "31",
          "59",
          "7",
          "MON",
          "FRI",
          "FEB",
          "feb",
          "2027",
          "@",
          "@daily",
          "UTC",
          "Europe/Paris",
          "x",
          "\t",
          "é",
          "Z");
  private static final List<String> RULE =
      List.of(
          "FREQ=",
          "DAILY",
          "WEEKLY",
          "MONTHLY",
          "YEARLY",
          "MINUTELY",
          ";",
          ";",
          ";",
          "INTERVAL=",
          "COUNT=",
          "UNTIL=",
          "BYDAY=",
          "BYMONTHDAY=",
          "BYMONTH=",
          "BYHOUR=",
          "BYSETPOS=",
          "BYWEEKNO=",
          "WKST=",
          "MO",
          "FR",
          "-1",
          "2",
          "29",
          "53",
          ",",
          "20270101",
          "T000000Z",
          "\n",
          "DTSTART",
          ":",
          "EXDATE:",
          "RRULE:",
          ";TZID=Europe/Paris:");

  private interface Read {
    FireTimes from(String text);
  }

  private static int read(Read read, List<String> parts, int texts, int longest) {
    Random random = new Random(SEED);
    int accepted = 0;
    for (int i = 0; i < texts; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(longest);
      for (int j = 0; j < length; j++) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      accepted += readOrRefuse(read, text.toString()) ? 1 : 0;
    }
    return accepted;
  }

  private static boolean readOrRefuse(Read read, String text) {
    try {
      FireTimes fires = read.from(text);
      fires.next(NOW).ifPresent(next -> assertThat(next).as(text).isAfter(NOW));
      fires.previous(NOW).ifPresent(last -> assertThat(last).as(text).isBefore(NOW));
      return true;
    } catch (InvalidDefinitionException refused) {
      assertThat(refused.problems()).as(text).allSatisfy(p -> assertThat(p.fix()).isNotBlank());
      return false;
    } catch (RuntimeException fault) {
      return fail("seed " + SEED + ", text \"" + text + "\"", fault);
    }
  }

  @Test
  void cronTexts() {
    for (CronDialect dialect : CronDialect.values()) {
      Read read = text -> CronExpression.parse(text, dialect).fireTimes(ZONE);
      read(read, CRON, 5_000, 16);
    }
    Read plain = text -> CronExpression.parse("* " + text + " * * *").fireTimes(ZONE);
    assertThat(read(plain, CRON, 20_000, 3)).isGreaterThan(500);
  }

  @Test
  void recurrenceRules() {
    Read read = text -> RecurrenceRule.parse(text).fireTimes(ZONE, NOW.minus(Duration.ofDays(1)));
    assertThat(read(text -> read.from("FREQ=DAILY;" + text), RULE, 8_000, 6)).isGreaterThan(100);
    read(read, RULE, 5_000, 12);
  }
}
