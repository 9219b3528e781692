package io.carillon.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.Trigger;
import io.carillon.time.Preview;
import io.carillon.time.TriggerJson;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=MONTHLY;BYDAY=-2FR",
        "FREQ=MONTHLY;BYDAY=-3MO",
        "FREQ=MONTHLY;BYDAY=-1SU",
        "FREQ=MONTHLY;BYDAY=-1TU;BYMONTH=3,4,5,9",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3",
        "FREQ=MONTHLY;BYDAY=TH;BYSETPOS=2",
        "FREQ=YEARLY;BYYEARDAY=31",
        "FREQ=YEARLY;BYYEARDAY=100,256",
        "FREQ=YEARLY;BYYEARDAY=-1,1",
        "FREQ=YEARLY;BYYEARDAY=366",
        "FREQ=YEARLY;BYWEEKNO=12,14;BYDAY=FR",
        "FREQ=YEARLY;BYWEEKNO=1,20,21,22,53;BYDAY=MO,WE",
        "FREQ=YEARLY;BYWEEKNO=30;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=DAILY;BYMONTHDAY=13;BYDAY=FR",
        "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR;BYMONTH=1,2,3,11",
        "FREQ=DAILY;BYMONTHDAY=1,2,3,4,5,6,7,20;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=DAILY;BYMONTHDAY=1,15;BYDAY=SA,SU",
        "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,12,20,21",
      })
  void recurrencesAreReadBackAlike(String rule) {
    String timed = rule + ";BYHOUR=9;BYMINUTE=30;BYSECOND=0";
    assertReadBack(Trigger.rrule(timed), Locale.ENGLISH);
  }

  @Test
  void randomRecurrencesAreReadBackAlike() {
    Random random = new Random(20260112);
    for (int i = 0; i < RANDOM_SHAPES; i++) {
      String timed = recurrence(random) + ";BYHOUR=" + random.nextInt(24);
      assertReadBack(Trigger.rrule(timed + ";BYMINUTE=5;BYSECOND=0"), Locale.ENGLISH);
    }
  }

  private static String recurrence(Random random) {
    String day = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU").get(random.nextInt(7));
    String days = random.nextBoolean() ? day : "MO,TU,WE,TH,FR";
    int n = 1 + random.nextInt(28);
    return switch (random.nextInt(5)) {
      case 0 -> "FREQ=MONTHLY;BYDAY=-" + (1 + random.nextInt(4)) + day;
      case 1 -> "FREQ=YEARLY;BYYEARDAY=" + (1 + random.nextInt(366));
      case 2 -> "FREQ=YEARLY;BYWEEKNO=" + n + "," + (n + 1 + random.nextInt(20)) + ";BYDAY=" + days;
      case 3 -> "FREQ=DAILY;BYMONTHDAY=" + n + "," + (n % 28 + 1) + ";BYDAY=" + days;
      default -> "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=" + (1 + random.nextInt(5));
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"yearly\":[\"12-25\"]}",
        "{\"yearly\":[\"12-25\",\"01-01\",\"02-29\"]}",
        "{\"yearly\":[\"12-25\"],\"dates\":[\"2026-05-01\"]}",
        "{\"yearly\":[\"03-09\"],\"weekly\":[{\"days\":[\"SAT\",\"SUN\"]}]}",
      })
  void exclusionsAreReadBackAlike(String exclude) throws Exception {
    assertReadBack(excluding(exclude), Locale.ENGLISH);
    assertReadBack(excluding(exclude), Locale.CHINESE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"monthly\":[\"last FRI\"]}",
        "{\"monthly\":[\"last-1 FRI\"]}",
        "{\"monthly\":[\"2 MON\"],\"yearly\":[\"12-25\"]}",
        "{\"monthly\":[1,15]}",
        "{\"monthly\":[\"last\"]}",
        "{\"monthly\":[\"1 workday\"]}",
        "{\"monthly\":[\"last workday\"]}",
      })
  void exclusionsOfMonthsAreReadBackAlike(String exclude) throws Exception {
    assertReadBack(excluding(exclude), Locale.ENGLISH);
  }

  private static Trigger excluding(String exclude) throws Exception {
    String json = "{\"cron\":\"0 9 * * *\",\"exclude\":" + exclude + "}";
    return TriggerJson.read(new ObjectMapper().readTree(json));
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
