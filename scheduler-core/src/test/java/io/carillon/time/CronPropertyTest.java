package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random expressions in random zones at random times, against the oracle and the laws. */
class CronPropertyTest {

  private static final long SEED = 20_261_121L;
  private static final List<String> ZONES =
      List.copyOf(new TreeSet<>(ZoneId.getAvailableZoneIds()));

  @Test
  void randomExpressionsAgreeWithTheOracle() {
    Random random = new Random(SEED);
    for (int i = 0; i < 400; i++) {
      String expression = expression(random);
      ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
      long from = 946_684_800L + 60L * random.nextInt(26_000_000);
      long to = from + 86_400L * 6;
      Set<Long> expected = new OracleCron(expression).fires(zone.getRules(), from, to);
      Set<Long> found = new TreeSet<>();
      FireTimes fires = CronExpression.parse(expression).fireTimes(zone);
      Optional<Instant> at = fires.next(Instant.ofEpochSecond(from - 1));
      while (at.isPresent() && at.get().getEpochSecond() <= to) {
        found.add(at.get().getEpochSecond());
        at = fires.next(at.get());
      }
      assertThat(found)
          .as("seed %d, %s in %s from %d", SEED, expression, zone, from)
          .isEqualTo(expected);
    }
  }

  @Test
  void nextGoesForwardAndPreviousIsItsInverse() {
    Random random = new Random(SEED + 1);
    for (int i = 0; i < 3_000; i++) {
      String expression = specialExpression(random);
      ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
      FireTimes fires = CronExpression.parse(expression, CronDialect.SECONDS6).fireTimes(zone);
      Instant at = Instant.ofEpochMilli(random.nextLong(2_600_000_000_000L));
      for (int j = 0; j < 5; j++) {
        Optional<Instant> next = fires.next(at);
        if (next.isEmpty()) {
          break;
        }
        assertThat(next.get()).as("%s in %s", expression, zone).isAfter(at);
        assertThat(fires.previous(next.get().plusNanos(1)))
            .as("%s in %s", expression, zone)
            .isEqualTo(next);
        assertThat(fires.previous(next.get()).orElse(Instant.MIN))
            .as("%s in %s before %s after %s", expression, zone, next, at)
            .isBeforeOrEqualTo(at);
        at = next.get();
      }
    }
  }

  private static String expression(Random random) {
    List<String> fields = new ArrayList<>();
    fields.add(field(random, 0, 59));
    fields.add(field(random, 0, 23));
    fields.add(random.nextInt(3) == 0 ? field(random, 1, 31) : "*");
    fields.add(random.nextInt(6) == 0 ? field(random, 1, 12) : "*");
    fields.add(random.nextInt(3) == 0 ? field(random, 0, 6) : "*");
    String expression = String.join(" ", fields);
    boolean impossible = fields.get(2).length() == 2 && !fields.get(3).equals("*");
    return impossible ? expression(random) : expression;
  }

  private static String field(Random random, int min, int max) {
    int low = min + random.nextInt(max - min + 1);
    int high = low + random.nextInt(max - low + 1);
    int step = 1 + random.nextInt(Math.max(1, (max - min) / 2));
    return switch (random.nextInt(6)) {
      case 0 -> "*";
      case 1 -> "*/" + step;
      case 2 -> low + "-" + high;
      case 3 -> low + "/" + step;
      case 4 -> low + "," + high;
      default -> String.valueOf(low);
    };
  }

  private static String specialExpression(Random random) {
    String[] days = {"*", "L", "L-2", "LW", "15W", "1W", "29", "1,15", "*/9", "31"};
    String[] weekdays = {"*", "*", "*", "MON#1", "FRIL", "6#5", "MON-FRI"};
    String[] months = {"*", "*", "JAN-MAR", "*/5"};
    String day = days[random.nextInt(days.length)];
    return field(random, 0, 59)
        + " "
        + field(random, 0, 59)
        + " "
        + field(random, 0, 23)
        + " "
        + day
        + " "
        + months[random.nextInt(day.equals("31") ? 1 : months.length)]
        + " "
        + weekdays[random.nextInt(weekdays.length)];
  }
}
