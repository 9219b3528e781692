package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Trigger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recurrence rules in words where these are exact, and as they are written where not. */
class RruleWordsTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Instant FROM = Instant.parse("2026-01-07T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FREQ=MONTHLY;BYDAY=-2FR;BYHOUR=9;BYMINUTE=0|At 09:00 on the second to last Friday of the month|每月倒数第2个星期五 09:00",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=-5MO;BYHOUR=9;BYMINUTE=0|At 09:00 every 2 months on the fifth to last Monday of the month|每2个月的倒数第5个星期一 09:00",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1,2;BYHOUR=9;BYMINUTE=0|At 09:00 on the second working day and the last working day of the month|每月第2个工作日和最后一个工作日 09:00",
        "FREQ=YEARLY;BYYEARDAY=31,-1,-2;BYHOUR=9;BYMINUTE=0|At 09:00 on the 31st, the second to last and the last day of the year|每年第31天、倒数第2天和最后一天 09:00",
        "FREQ=YEARLY;INTERVAL=2;BYYEARDAY=100;BYHOUR=9;BYMINUTE=0|At 09:00 every 2 years on the 100th day of the year|每2年的第100天 09:00",
        "FREQ=YEARLY;BYWEEKNO=12,14;BYDAY=FR;BYHOUR=9;BYMINUTE=0|At 09:00 every Friday, in weeks 12 and 14 of the year|每年第12周和第14周的周五 09:00",
        "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=12,13,14;BYDAY=FR;BYHOUR=9;BYMINUTE=0|At 09:00 every 2 years on Friday, in weeks 12 to 14 of the year|每2年第12周至第14周的周五 09:00",
        "DTSTART:20260107T090000@RRULE:FREQ=YEARLY;BYWEEKNO=30|At 09:00 every Wednesday, in week 30 of the year, from 7 January 2026|每年第30周的周三 09:00，自2026年1月7日起",
        "FREQ=DAILY;BYMONTHDAY=13;BYDAY=FR;BYHOUR=9;BYMINUTE=0|At 09:00 on the 13th of the month if it is a Friday|每月13日（仅限周五） 09:00",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1,2,3,-1;BYDAY=MO,WE;BYHOUR=9;BYMINUTE=0|At 09:00 every 2 months on the 1st to the 3rd and the last day of the month if it is a Monday or Wednesday|每2个月的1日至3日和最后一天（仅限周一和周三） 09:00",
        "FREQ=DAILY;BYMONTH=3;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9;BYMINUTE=0|At 09:00 on the 1st to the 10th of the month if it is Monday to Friday, in March|每年3月的1日至10日（仅限周一至周五） 09:00",
        "FREQ=DAILY;BYMONTHDAY=1,2,3,4,12,20,21;BYHOUR=9;BYMINUTE=0|At 09:00 on the 1st to the 4th, the 12th, the 20th and the 21st of the month|每月1日至4日、12日、20日和21日 09:00",
      })
  void rulesAreSaidInWords(String rule, String english, String chinese) {
    Trigger trigger = Trigger.rrule(rule.replace('@', '\n'));
    assertThat(description(trigger, Locale.ENGLISH)).isEqualTo(english + ", UTC time");
    assertThat(description(trigger, Locale.CHINESE)).isEqualTo(chinese + "，UTC 时间");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=YEARLY;BYWEEKNO=12;BYDAY=FR;BYHOUR=9;BYMINUTE=0;WKST=SU",
        "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=FR;BYHOUR=9;BYMINUTE=0",
        "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=FR;BYHOUR=9;BYMINUTE=0",
        "FREQ=YEARLY;BYWEEKNO=12;BYHOUR=9;BYMINUTE=0",
        "FREQ=YEARLY;BYMONTH=3;BYWEEKNO=12;BYDAY=FR;BYHOUR=9;BYMINUTE=0",
        "FREQ=YEARLY;BYYEARDAY=31;BYDAY=FR;BYHOUR=9;BYMINUTE=0",
        "FREQ=YEARLY;BYMONTH=1;BYYEARDAY=31;BYHOUR=9;BYMINUTE=0",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,17;BYMINUTE=0;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1;BYHOUR=9;BYMINUTE=0",
        "FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=13;BYDAY=FR;BYHOUR=9;BYMINUTE=0",
        "FREQ=DAILY;INTERVAL=2;BYMONTHDAY=13;BYDAY=FR;BYHOUR=9;BYMINUTE=0",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,2FR;BYHOUR=9;BYMINUTE=0",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;BYHOUR=9;BYMINUTE=0;WKST=SU",
      })
  void rulesThatWordsWouldNotSayExactlyAreShownAsTheyAre(String rule) {
    String english = description(Trigger.rrule(rule), Locale.ENGLISH);
    assertThat(english).startsWith("By the rule FREQ=").endsWith(", UTC time");
    assertThat(description(Trigger.rrule(rule), Locale.CHINESE)).startsWith("按规则 FREQ=");
  }

  private static String description(Trigger trigger, Locale language) {
    return Preview.of(trigger, UTC, FROM, 0).description(language);
  }
}
