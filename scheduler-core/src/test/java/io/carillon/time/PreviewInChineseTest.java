package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewInChineseTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant FROM = Instant.parse("2026-03-27T12:00:00Z");
  private static final Instant AUTUMN = Instant.parse("2026-10-24T12:00:00Z");

  private static List<String> notes(String cron, Instant from, int n) {
    return Preview.of(Trigger.cron(cron), PARIS, from, n).fires(Locale.CHINESE).stream()
        .map(fire -> fire.note().orElse(""))
        .toList();
  }

  @Test
  void notesOnClockChangesAreInChinese() {
    assertThat(notes("30 2 * * *", FROM, 2)).containsExactly("", "3月29日时钟拨快，没有 02:30：改在 03:00 触发。");
    assertThat(notes("30 2 * * *", AUTUMN, 1))
        .containsExactly("10月25日时钟拨慢，02:30 会出现两次：这是第一次，也只在这一次触发。");
    assertThat(notes("30 * 25 10 *", AUTUMN, 5))
        .containsSubsequence("10月25日时钟拨慢，02:30 会出现两次：这是第一次。", "10月25日时钟拨慢，02:30 会出现两次：这是第二次。");
  }

  @Test
  void otherLanguagesAndNoneAreAnsweredInEnglish() {
    Preview preview = Preview.of(Trigger.cron("30 2 29 3 *"), PARIS, FROM, 1);
    assertThat(preview.fires(Locale.FRENCH)).isEqualTo(preview.fires());
    assertThat(preview.fires().get(0).note())
        .contains("02:30 does not exist on 29 March: fires at 03:00.");
    assertThat(preview.warnings(Locale.FRENCH)).isEqualTo(preview.warnings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "*/45 * * * *|“*/45”在每小时的 :00和:45 触发，之后重新算起。如需始终相隔45分钟，请使用间隔 45m。",
        "0 */5 * * *|“*/5”在每天的 00:00、05:00、10:00、15:00和20:00 触发，之后重新算起。如需始终相隔5小时，请使用间隔 5h。",
        "*/7 * * * *|“*/7”在每小时的 :00、:07、:14、:21、:28、:35、:42、:49…… 触发，之后重新算起。如需始终相隔7分钟，请使用间隔 7m。",
        "0 0 31 * *|有5个月没有31日，这些月份不会触发。如需每月最后一天，请写 L。",
        "0 0 29 2 *|2月只有闰年才有29日。",
        "0 0 13 * 5|同时限定日期和星期时，满足其中之一就会触发。",
        "0 0 */2 * *|“*/2”每月从1日重新算起。如需始终相隔2天，请使用以天为单位的日历周期。",
        "0 0 * * FRI#5|多数月份只有四个星期五，这些月份不会触发。",
        "0 0 * * SUN#5|多数月份只有四个星期日，这些月份不会触发。",
        "0 0 31W * *|没有这一天的月份不会触发，也不会改到邻近的工作日。",
      })
  void warningsAreInChinese(String cron, String warning) {
    Preview preview = Preview.of(Trigger.cron(cron), PARIS, FROM, 0);
    assertThat(preview.warnings(Locale.SIMPLIFIED_CHINESE)).containsExactly(warning);
  }

  @Test
  void warningsOfPeriodsAndIntervalsAreInChinese() {
    CalendarPeriod last = CalendarPeriod.monthly(List.of(DayInMonth.day(31)));
    assertThat(warnings(Trigger.calendar(last))).containsExactly("没有31日的月份改在当月最后一天触发。");
    assertThat(warnings(Trigger.calendar(last.withShortMonths(ShortMonths.SKIP))))
        .containsExactly("没有31日的月份不会触发。");
    assertThat(warnings(Trigger.every(Duration.ofDays(2))))
        .containsExactly("以整天为单位的间隔按实际经过的时间计算：时钟调整后，触发时刻会随之改变。如需固定时刻，请用 daily。");
  }

  private static List<String> warnings(Trigger trigger) {
    return Preview.of(trigger, PARIS, FROM, 0).warnings(Locale.CHINESE);
  }

  @Test
  void scheduleWithoutAnyFireIsWarnedAbout() {
    Trigger weekend =
        Trigger.cron("0 9 * * SAT")
            .withExclusions(Exclusions.none().weekly(WeeklyWindow.weekends()));
    assertThat(Preview.of(weekend, PARIS, FROM, 0).warnings())
        .containsExactly(
            "It never fires again: its time has passed, or its bounds and exceptions leave nothing.");
    assertThat(warnings(weekend)).containsExactly("不会再触发：时间已过，或按照起止时间和例外，已没有可触发的时刻。");
    assertThat(Preview.of(Trigger.manual(), PARIS, FROM, 0).warnings()).isEmpty();
  }
}
