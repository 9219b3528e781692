package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.carillon.Trigger;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Instant FROM = Instant.parse("2026-03-27T12:00:00Z");

  private static Preview preview(String json) throws Exception {
    return Preview.of(Json.trigger(json), PARIS, FROM, 4);
  }

  @Test
  void firesAreShownInTheZoneWithNotesOnClockChanges() {
    Preview preview = Preview.of(Trigger.cron("30 2 * * *"), PARIS, FROM, 3);
    assertThat(preview.fires())
        .extracting(fire -> fire.local().toString())
        .containsExactly(
            "2026-03-28T02:30+01:00[Europe/Paris]",
            "2026-03-29T03:00+02:00[Europe/Paris]",
            "2026-03-30T02:30+02:00[Europe/Paris]");
    assertThat(preview.fires())
        .extracting(PreviewFire::note)
        .containsExactly(
            Optional.empty(),
            Optional.of("02:30 does not exist on 29 March: fires at 03:00."),
            Optional.empty());
  }

  @Test
  void repeatedHourIsNoted() {
    Instant before = Instant.parse("2026-10-25T00:00:00Z");
    assertThat(Preview.of(Trigger.cron("30 2 * * *"), PARIS, before, 1).fires())
        .extracting(fire -> fire.note().orElse(""))
        .containsExactly(
            "02:30 occurs twice on 25 October: this is the first, and the only one that fires.");
    assertThat(Preview.of(Trigger.cron("30 * * * *"), PARIS, before, 3).fires())
        .extracting(fire -> fire.note().orElse(""))
        .containsExactly(
            "02:30 occurs twice on 25 October: this is the first.",
            "02:30 occurs twice on 25 October: this is the second.",
            "");
  }

  @Test
  void fireThatIsMeantForTheEndOfTheGapHasNoNote() {
    Preview preview = Preview.of(Trigger.cron("0 3 * * *"), PARIS, FROM, 2);
    assertThat(preview.fires()).allSatisfy(fire -> assertThat(fire.note()).isEmpty());
  }

  @Test
  void onceInTheGapIsNoted() throws Exception {
    assertThat(preview("{\"at\":\"2026-03-29T02:15\"}").fires())
        .extracting(fire -> fire.note().orElse(""))
        .containsExactly("02:15 does not exist on 29 March: fires at 03:00.");
  }

  @Test
  void listEndsWithTheRunsThatAreLeft() {
    assertThat(Preview.of(Trigger.cron("@daily").withMaxRuns(2), UTC, FROM, 5).fires()).hasSize(2);
    assertThat(Preview.of(Trigger.manual(), UTC, FROM, 5).fires()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Preview.of(Trigger.manual(), UTC, FROM, 1_001))
        .withMessage("A preview lists 0 to 1000 fires, not 1001.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,59 * * * *|PT1M|48",
        "*/45 * * * *|PT15M|48",
        "0 9 31,1 * *|PT24H|1",
        "0 9 * * *|PT23H|1",
        "0 2,3 * * *|PT1H|2",
        "30 2,3 * * *|PT30M|2",
        "* * * * *|PT1M|1440",
        "0 0 1 1 *|PT8760H|1",
      })
  void shortestGapIsTheTrueOne(String cron, String shortest, int mostPerDay) {
    GapStatistics gaps = Preview.of(Trigger.cron(cron), PARIS, FROM, 0).gaps();
    assertThat(gaps.shortest()).contains(Duration.parse(shortest));
    assertThat(gaps.mostPerDay()).isBetween(mostPerDay, mostPerDay + mostPerDay / 20);
  }

  @Test
  void gapsOfUnionsAndOfNothing() {
    FireTimes union =
        FireTimes.union(
            List.of(
                CronExpression.parse("0 9 * * *").fireTimes(UTC),
                CronExpression.parse("5 9 1 * *").fireTimes(UTC)));
    assertThat(GapStatistics.of(union, UTC, FROM).shortest()).contains(Duration.ofMinutes(5));
    GapStatistics none = GapStatistics.of(FireTimes.never(), UTC, FROM);
    assertThat(none).isEqualTo(new GapStatistics(Optional.empty(), Optional.empty(), 0, 0));
    GapStatistics hourly = Preview.of(Trigger.cron("@hourly"), UTC, FROM, 0).gaps();
    assertThat(hourly.perDay()).isEqualTo(24.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"* * * * *\"|Every minute|每分钟",
        "\"*/5 * * * *\"|Every 5 minutes|每5分钟",
        "\"0 * * * *\"|Every hour|每小时",
        "\"15 * * * *\"|At minute 15 of every hour|每小时的第15分",
        "\"*/45 * * * *\"|At minutes 0 and 45 of every hour|每小时的第0分和第45分",
        "\"30 */2 * * *\"|At minute 30 of every 2 hours|每2小时的第30分",
        "\"0 9-17 * * *\"|Every hour from 09:00 to 17:00|09:00至17:00每小时",
        "\"0 1-23/2 * * *\"|Every 2 hours from 01:00 to 23:00|01:00至23:00每2小时",
        "\"*/10 9-17 * * MON-FRI\"|Every 10 minutes from 09:00 to 17:50, Monday to Friday|每周一至周五 09:00至17:50每10分钟",
        "\"*/15 8,9,20 * * *\"|Every 15 minutes from 08:00 to 09:45 and from 20:00 to 20:45|08:00至09:45和20:00至20:45每15分钟",
        "\"*/30 22-2 * * *\"|Every 30 minutes from 22:00 to 02:30|22:00至02:30每30分钟",
        "\"*/30 22-2 * * MON\"|Every 30 minutes from 00:00 to 02:30 and from 22:00 to 23:30 every Monday|每周一 00:00至02:30和22:00至23:30每30分钟",
        "\"1-59/2 * * * *\"|Every 2 minutes from minute 1 to minute 59 of every hour|每小时的第1分至第59分每2分钟",
        "\"0 9 * * *\"|At 09:00 every day|每天 09:00",
        "\"0 9 * * MON-FRI\"|At 09:00, Monday to Friday|每周一至周五 09:00",
        "\"0 9 * * FRI-MON\"|At 09:00, Friday to Monday|每周五至周一 09:00",
        "\"0 9 * * MON,WED-FRI\"|At 09:00, Monday and Wednesday to Friday|每周一和周三至周五 09:00",
        "\"0 9,18 * * SAT,SUN\"|At 09:00 and 18:00 every Saturday and Sunday|每周六和周日 09:00和18:00",
        "\"0 0 1,15 * *\"|At 00:00 on the 1st and the 15th of the month|每月1日和15日 00:00",
        "\"0 0 1-7,22 * *\"|At 00:00 on the 1st to the 7th and the 22nd of the month|每月1日至7日和22日 00:00",
        "\"0 0 */2 * *\"|At 00:00 on every 2nd day from the 1st to the 31st of the month|每月1日至31日每2天 00:00",
        "\"0 0 L * *\"|At 00:00 on the last day of the month|每月最后一天 00:00",
        "\"0 0 L-3 * *\"|At 00:00 on the third day before the last of the month|每月倒数第4天 00:00",
        "\"0 0 15W * *\"|At 00:00 on the working day nearest to the 15th of the month|每月距15日最近的工作日 00:00",
        "\"0 0 * * FRI#2\"|At 00:00 on the second Friday of the month|每月第二个星期五 00:00",
        "\"0 0 * * 5L\"|At 00:00 on the last Friday of the month|每月最后一个星期五 00:00",
        "\"0 0 13 * 5\"|At 00:00 on the 13th of the month and also every Friday|每月13日以及每周五 00:00",
        "\"0 8 1 6-8 *\"|At 08:00 every year on 1 June, 1 July and 1 August|每年6月1日、7月1日和8月1日 08:00",
        "\"0 8 25 12 *\"|At 08:00 every year on 25 December|每年12月25日 08:00",
        "\"0 8 29 2 *\"|At 08:00 on the 29th of the month, in February|每年2月的29日 08:00",
        "\"0 8 * 11-2 MON\"|At 08:00 every Monday, from November to February|每年11月至次年2月的每周一 08:00",
        "{\"cron\":\"30 0 9 ? * MON-FRI 2027\",\"dialect\":\"quartz\"}|At 09:00:30, Monday to Friday, in 2027|2027年每周一至周五 09:00:30",
        "{\"cron\":\"5,6 0,7,30 * * * ?\",\"dialect\":\"quartz\"}|At seconds 5 and 6 in minutes 0, 7 and 30 of every hour|每小时第0分、第7分和第30分的第5秒和第6秒",
        "{\"cron\":\"*/10 3 * * * ?\",\"dialect\":\"quartz\"}|Every 10 seconds in minute 3 of every hour|每小时第3分内每10秒",
        "{\"yearly\":{\"months\":[\"MAR\",\"SEP\"],\"days\":[1],\"at\":\"09:00\"}}|At 09:00 every year on 1 March and 1 September|每年3月1日和9月1日 09:00",
        "{\"calendar\":{\"every\":2,\"unit\":\"years\",\"months\":[\"MAR\"],\"days\":[\"last\"],\"at\":\"09:00\"}}|At 09:00 every 2 years on the last day of the month, in March|每2年3月的最后一天 09:00",
        "{\"calendar\":{\"every\":2,\"unit\":\"weeks\",\"from\":\"2026-01-05\",\"days\":[\"MON\"],\"at\":\"09:00\"}}|At 09:00 every 2 weeks on Monday, from 5 January 2026|每2周的周一 09:00，自2026年1月5日起",
        "{\"monthly\":{\"days\":[\"1 workday\"],\"at\":\"09:00\"}}|At 09:00 on the first working day of the month|每月第1个工作日 09:00",
        "{\"monthly\":{\"days\":[31],\"at\":\"09:00\"}}|At 09:00 on the 31st or else the last day of the month|每月31日（没有则为最后一天） 09:00",
        "{\"rrule\":\"FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=9;BYMINUTE=30;COUNT=3\"}|At 09:30 on the last Friday of the month, at most 3 times|每月最后一个星期五 09:30，最多3次",
        "{\"rrule\":\"FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=30\"}|At 09:00:30 every day|每天 09:00:30",
        "{\"rrule\":\"FREQ=YEARLY;BYDAY=1MO;BYHOUR=9;BYMINUTE=0\"}|By the rule FREQ=YEARLY;BYDAY=1MO;BYHOUR=9;BYMINUTE=0|按规则 FREQ=YEARLY;BYDAY=1MO;BYHOUR=9;BYMINUTE=0",
        "{\"rrule\":\"DTSTART:20260105T090000\\nRRULE:FREQ=WEEKLY;COUNT=9\\nEXDATE:20260119T090000\"}|At 09:00 every Monday, from 5 January 2026, at most 9 times, except 19 January 2026 at 09:00|每周一 09:00，自2026年1月5日起，最多9次，2026年1月19日 09:00除外",
        "{\"at\":\"2026-12-24T18:00\"}|Once, on 24 December 2026 at 18:00|2026年12月24日 18:00，仅一次",
      })
  void descriptionsSayWhatIsSelected(String json, String english, String chinese) throws Exception {
    Preview preview = preview(json);
    assertThat(preview.description(Locale.ENGLISH)).isEqualTo(english + ", Europe/Paris time");
    assertThat(preview.description(Locale.CHINESE)).isEqualTo(chinese + "，Europe/Paris 时间");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"every\":\"45m\"}|Every 45 minutes|每45分钟",
        "{\"every\":\"90m\"}|Every 90 minutes|每90分钟",
        "{\"every\":\"PT2H30M15S\"}|Every 2 hours, 30 minutes and 15 seconds|每2小时30分钟15秒",
        "{\"every\":\"1500ms\"}|Every 1.5 seconds|每1.5秒",
        "{\"afterEach\":\"1h\"}|1 hour after each run has ended|每次运行结束1小时后",
        "{\"in\":\"20m\"}|Once, 20 minutes after it is defined|定义后20分钟，仅一次",
        "{\"event\":\"file.dropped\"}|On each event \"file.dropped\"|每当发生事件“file.dropped”",
        "{\"manual\":true}|Only by hand|仅手动",
      })
  void descriptionsWithoutAClockNameNoZone(String json, String english, String chinese)
      throws Exception {
    assertThat(preview(json).description(Locale.ENGLISH)).isEqualTo(english);
    assertThat(preview(json).description(Locale.SIMPLIFIED_CHINESE)).isEqualTo(chinese);
  }

  @Test
  void descriptionSaysBoundsAndExceptions() throws Exception {
    String json =
        "{\"cron\":\"0 9 * * *\",\"start\":\"2026-04-01T00:00:00Z\",\"maxRuns\":5,"
            + "\"exclude\":{\"weekly\":[{\"days\":[\"SAT\",\"SUN\"]}],\"dates\":[\"2026-05-01\"]}}";
    assertThat(preview(json).description(Locale.ENGLISH))
        .isEqualTo(
            "At 09:00 every day, Europe/Paris time, from 1 April 2026 at 02:00, at most 5 times,"
                + " except weekends and 1 May 2026");
  }

  @Test
  void descriptionSaysWhatMovesAndLimitsFires() throws Exception {
    String moved =
        "{\"cron\":\"0 9 1 * *\",\"exclude\":{\"weekly\":[{\"days\":[\"SAT\",\"SUN\"]}],"
            + "\"then\":\"nextWorkingDay\"}}";
    assertThat(preview(moved).description(Locale.ENGLISH))
        .endsWith("Europe/Paris time, moved to the next working day from weekends");
    assertThat(preview(moved).description(Locale.CHINESE)).endsWith("遇周末顺延至下一个工作日");
    String shifted =
        "{\"cron\":\"0 * * * *\",\"spread\":\"30m\",\"jitter\":\"1m\",\"deadline\":\"2h\"}";
    assertThat(preview(shifted).description(Locale.ENGLISH))
        .endsWith("each up to 31 minutes later, started within 2 hours or not at all");
    assertThat(preview(shifted).description(Locale.CHINESE)).endsWith("每次最多推迟31分钟，须在2小时内开始，否则不再执行");
    String window =
        "{\"cron\":\"0 9 * * *\",\"exclude\":{\"weekly\":[{\"days\":[\"MON\",\"TUE\",\"WED\"],"
            + "\"from\":\"09:00\",\"to\":\"10:00\"}],"
            + "\"spans\":[{\"from\":\"2026-08-01\",\"to\":\"2026-08-14\"}]}}";
    assertThat(preview(window).description(Locale.ENGLISH))
        .endsWith("except Monday to Wednesday 09:00-10:00 and 1 August 2026 to 14 August 2026");
    assertThat(preview(window).description(Locale.CHINESE))
        .endsWith("，每周一至周三 09:00-10:00和2026年8月1日至2026年8月14日除外");
  }

  @Test
  void otherLanguagesComeFromCronUtilsWhereItIsRight() {
    Locale german = Locale.GERMAN;
    assertThat(Preview.of(Trigger.cron("*/5 * * * *"), UTC, FROM, 0).description(german))
        .startsWith("jede 5 Minuten");
    assertThat(Preview.of(Trigger.cron("*/45 * * * *"), UTC, FROM, 0).description(german))
        .startsWith("At minutes 0 and 45 of every hour");
    assertThat(Preview.of(Trigger.cron("0 0 13 * 5"), UTC, FROM, 0).description(german))
        .startsWith("At 00:00 on the 13th");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "*/45 * * * *|\"*/45\" fires at :00 and :45 and starts again each hour. For every 45 minutes use the interval 45m.",
        "0 */5 * * *|\"*/5\" fires at 00:00, 05:00, 10:00, 15:00 and 20:00 and starts again each day. For every 5 hours use the interval 5h.",
        "0 0 31 * *|Day 31 skips five months. For the last day of the month write L.",
        "0 0 30 * *|Day 30 skips one month. For the last day of the month write L.",
        "0 0 29 2 *|Day 29 exists in February only in leap years.",
        "0 0 13 * 5|Day and weekday together mean either: it fires on each of the days and on each of the weekdays.",
        "0 0 */2 * *|\"*/2\" starts again on day 1 of each month. For true 2-day steps use a calendar period of days.",
        "0 0 * * FRI#5|Most months have only four Fridays: those are left out.",
        "0 0 31W * *|A month without that day has no working day nearest to it: it is left out.",
      })
  void warningsTellWhatIsOftenMistaken(String cron, String warning) {
    assertThat(Preview.of(Trigger.cron(cron), UTC, FROM, 0).warnings()).containsExactly(warning);
  }

  @Test
  void plainTriggersHaveNoWarnings() {
    assertThat(Preview.of(Trigger.cron("*/15 9 * * MON"), UTC, FROM, 0).warnings()).isEmpty();
    assertThat(Preview.of(Trigger.every(Duration.ofDays(1)), UTC, FROM, 0).warnings()).hasSize(1);
  }

  @Test
  void monthIsDrawnAsWellFormedSvg() throws Exception {
    Preview preview = Preview.of(Trigger.cron("0 9,12 * * MON"), PARIS, FROM, 0);
    String svg = preview.monthAsSvg(YearMonth.of(2026, 3), Locale.ENGLISH);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(5);
    assertThat(svg).contains("March 2026", "2026-03-30: 09:00, 12:00", "×2");
    assertThat(preview.monthAsSvg(YearMonth.of(2026, 3), Locale.CHINESE)).contains("三月");
  }
}
