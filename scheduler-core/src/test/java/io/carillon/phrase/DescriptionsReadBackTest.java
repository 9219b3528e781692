package io.carillon.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Trigger;
import io.carillon.time.Preview;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Descriptions are true: read as phrases, by a grammar that was written apart from them, they give
 * the same fires. That holds for the common shapes in both languages.
 */
class DescriptionsReadBackTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 4, 10, 7);
  private static final Instant AT = NOW.atZone(PARIS).toInstant();
  private static final int FIRES = 60;
  private static final int RANDOM_SHAPES = 400;
  private static final String[] WEEKDAYS = {
    "*", "MON", "MON-FRI", "SAT,SUN", "TUE,THU", "FRI-MON", "FRI#1", "MON#3", "5L"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "*/5 * * * *",
        "*/15 * * * *",
        "0 * * * *",
        "15 * * * *",
        "15,45 * * * *",
        "*/45 * * * *",
        "30 */2 * * *",
        "0 */3 * * *",
        "0 */5 * * *",
        "0 9-17 * * *",
        "0 9-17 * * MON-FRI",
        "*/10 9-17 * * MON-FRI",
        "*/15 8,9,10,20 * * *",
        "*/30 22-2 * * *",
        "* 9 * * *",
        "0 1-23/2 * * *",
        "0 6-22/4 * * *",
        "0 9 * * *",
        "30 9,18 * * *",
        "0 0 * * *",
        "0 12 * * *",
        "0 9 * * MON",
        "0 9 * * MON,WED,FRI",
        "0 9 * * SAT,SUN",
        "0 9 * * FRI-MON",
        "0 9 * * MON-FRI",
        "0 * * * MON-FRI",
        "0,30 8-17 * * MON-FRI",
        "0 9 1 * *",
        "0 9 1,15 * *",
        "0 9 31 * *",
        "0 9 1-7 * *",
        "*/5 * 1 * *",
        "0 9 L * *",
        "0 9 LW * *",
        "0 9 L,15 * *",
        "0 9 * * FRI#2",
        "0 9 * * FRI#2,MON#1",
        "0 9 * * 5L",
        "0 9 13 * 5",
        "0 8 25 12 *",
        "0 9 * 1 MON-FRI",
      })
  void commonShapesAreReadBackAlike(String cron) {
    for (Locale language : List.of(Locale.ENGLISH, Locale.CHINESE)) {
      assertReadBack(Trigger.cron(cron), language);
    }
  }

  @Test
  void randomShapesAreReadBackAlike() {
    long seed = 20261121;
    Random random = new Random(seed);
    for (int i = 0; i < RANDOM_SHAPES; i++) {
      Trigger trigger = Trigger.cron(shape(random));
      assertReadBack(trigger, Locale.ENGLISH);
      assertReadBack(trigger, Locale.CHINESE);
    }
  }

  private static String shape(Random random) {
    String time = random.nextInt(60) + " " + random.nextInt(24);
    String weekday = WEEKDAYS[random.nextInt(WEEKDAYS.length)];
    int day = 1 + random.nextInt(28);
    int hour = random.nextInt(12);
    return switch (random.nextInt(6)) {
      case 0 -> time + " * * " + weekday;
      case 1 -> time + " " + day + " * *";
      case 2 -> time + " " + day + " " + (1 + random.nextInt(12)) + " *";
      case 3 -> time + "," + random.nextInt(24) + " * * " + weekday;
      case 4 -> random.nextInt(60) + " " + hour + "-" + (hour + 8) + " * * " + weekday;
      default -> {
        int step = new int[] {5, 10, 15, 20, 30}[random.nextInt(5)];
        yield "*/" + step + " " + hour + "-" + (hour + 8) + " * * " + weekday;
      }
    };
  }

  private static void assertReadBack(Trigger trigger, Locale language) {
    String description = Preview.of(trigger, PARIS, AT, 0).description(language);
    PhraseResult read = Phrases.read(description, PhraseContext.at(NOW, ZoneId.of("UTC")));
    assertThat(read).as("%s: %s", trigger, description).isInstanceOf(Proposal.class);
    Proposal proposal = (Proposal) read;
    List<Trigger> expected = new ArrayList<>(List.of(trigger));
    assertThat(Fires.next(proposal.triggers(), proposal.zone(), AT, FIRES))
        .as("%s: %s", trigger, description)
        .isEqualTo(Fires.next(expected, PARIS, AT, FIRES));
    assertThat(proposal.instruction()).as(description).isEmpty();
  }
}
