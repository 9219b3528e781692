package io.carillon.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.Trigger;
import io.carillon.time.Calendars;
import io.carillon.time.HolidayCalendar;
import io.carillon.time.TriggerJson;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** A Wednesday. */
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 4, 10, 0);

  private static final List<String> WORDS =
      List.of(
          "every",
          "other",
          "second",
          "monday",
          "weekday",
          "at",
          "9",
          "5pm",
          "13:45",
          "between",
          "and",
          "until",
          "except",
          "first",
          "last",
          "of",
          "the",
          "month",
          "2",
          "1/4",
          "hours",
          "in",
          "on",
          "15th",
          "march",
          "2027",
          "for",
          "times",
          "starting",
          "tomorrow",
          "next",
          "half",
          "quarter",
          "past",
          "to",
          "day",
          "noon",
          ",",
          "-",
          "from",
          "year",
          "week",
          "UTC",
          "minutes",
          "twice",
          "30",
          "31st",
          "february",
          "not",
          "Berlin",
          "time",
          "0",
          "99");

  private static final PhraseContext HERE = PhraseContext.at(NOW, PARIS);

  // tag::proposal[]
  @Test
  void aReminderBecomesAScheduleAndAnInstruction() {
    PhraseResult result = Phrases.read("remind me every Monday at 9 to check sales", HERE);

    Proposal proposal = (Proposal) result;
    assertThat(proposal.triggers()).containsExactly(Trigger.cron("0 9 * * MON").withZone(PARIS));
    assertThat(proposal.instruction()).isEqualTo("check sales");
    assertThat(proposal.work().name()).isEqualTo("check-sales");
    assertThat(proposal.confidence()).isEqualTo(1);
  }

  // end::proposal[]

  // tag::question[]
  @Test
  void whatTwoPeopleReadInTwoWaysIsAsked() {
    Question question = (Question) Phrases.read("every second Tuesday at 9am", HERE);

    assertThat(question.text())
        .isEqualTo(
            "Does \"every second Tuesday\" mean once in 2 weeks, or the second Tuesday of every"
                + " month?");
    assertThat(question.readings())
        .extracting(Reading::label)
        .containsExactly("every 2 weeks", "the second Tuesday of every month");
    assertThat(question.readings().get(1).triggers())
        .containsExactly(Trigger.cron("0 9 * * TUE#2").withZone(PARIS));
  }

  // end::question[]

  // tag::refusal[]
  @Test
  void wordsWithoutATimeAreRefused() {
    PhraseResult result = Phrases.read("summarise the news", HERE);

    assertThat(result)
        .isEqualTo(
            new Refusal(
                "There is no day, time or interval in these words. Say when, such as \"every"
                    + " Monday at 9\" or \"in 2 hours\".",
                Refusal.Kind.NOT_UNDERSTOOD));
  }

  // end::refusal[]

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every weekday at 9am except december 25 | 0 9 * * MON-FRI | {'yearly':['12-25']}",
        "daily at 9 except on 3 and 5 April      | 0 9 * * *       | {'yearly':['04-03','04-05']}",
        "daily at 9 except february 29           | 0 9 * * *       | {'yearly':['02-29']}",
        "every day except the 1st at 8am         | 0 8 * * *       | {'monthly':['1']}",
        "every weekday at 9am except the first monday of the month"
            + "| 0 9 * * MON-FRI | {'monthly':['1 MON']}",
        "every weekday at 9am except the first monday in march"
            + "| 0 9 * * MON-FRI | {'monthly':[{'days':['1 MON'],'months':['MAR']}]}",
        "every weekday at 9am except the second to last friday of the month"
            + "| 0 9 * * MON-FRI | {'monthly':['last-1 FRI']}",
        "every weekday at 9am except the first working day of the month"
            + "| 0 9 * * MON-FRI | {'monthly':['1 workday']}",
        "每天上午9点，除了12月25日 | 0 9 * * * | {'yearly':['12-25']}",
      },
      quoteCharacter = '"')
  void daysThatComeAgainAreLeftOutOfOneTrigger(String phrase, String cron, String exclude)
      throws Exception {
    Proposal proposal = (Proposal) Phrases.read(phrase, HERE);
    String json = "{'cron':'" + cron + "','zone':'Europe/Paris','exclude':" + exclude + "}";
    assertThat(proposal.triggers())
        .containsExactly(TriggerJson.read(new ObjectMapper().readTree(json.replace('\'', '"'))));
  }

  @Test
  void anIntervalMayLeaveOutDaysThatComeAgain() {
    Proposal proposal = (Proposal) Phrases.read("every 45 minutes except december 25", HERE);
    assertThat(proposal.triggers())
        .singleElement()
        .satisfies(
            trigger ->
                assertThat(trigger.exclusions().yearly()).containsExactly(MonthDay.of(12, 25)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "every december 25 at 9am except december 25",
        "every last friday of the month at 9 except the last friday of the month",
      })
  void anExceptionThatLeavesNoDayIsRefused(String phrase) {
    assertThat(Phrases.read(phrase, HERE))
        .isEqualTo(new Refusal("The exception leaves no day.", Refusal.Kind.IMPOSSIBLE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pay the rent                 | NOT_UNDERSTOOD",
        "at 9 in Atlantis/Capital     | NOT_UNDERSTOOD",
        "on 30 February at 9am        | IMPOSSIBLE",
        "on March 3rd 2020 at 9am     | IMPOSSIBLE",
        "every day at 9am except holidays | IMPOSSIBLE",
        "''                           | NO_PHRASE",
      })
  void aRefusalSaysWhetherTheWordsWereUnderstood(String phrase, Refusal.Kind kind) {
    assertThat(Phrases.read(phrase, HERE))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }

  @Test
  void aBareHourInTheMorningOrAfternoonIsAskedWithBothReadings() {
    Question question = (Question) Phrases.read("call Anna tomorrow at 3", HERE);

    assertThat(question.readings()).extracting(Reading::label).containsExactly("03:00", "15:00");
    assertThat(next(question.readings().get(1).triggers()))
        .isEqualTo(LocalDateTime.of(2026, 3, 5, 15, 0));
  }

  @Test
  void readingsOfAQuestionThatRaiseAnotherAreOpenedUp() {
    Question question = (Question) Phrases.read("biweekly on friday at 4", HERE);

    assertThat(question.readings())
        .extracting(Reading::label)
        .containsExactly("every two weeks, 04:00", "every two weeks, 16:00");
  }

  @Test
  void aQuestionAboutOtherWordsCanBeAnsweredToo() {
    Question question = (Question) Phrases.read("rehearsal 18:00", HERE);
    assertThat(question.readings()).extracting(Reading::label).containsExactly("once", "every day");

    Proposal daily = (Proposal) Phrases.choose("rehearsal 18:00", HERE, 1);

    assertThat(daily.triggers()).containsExactly(Trigger.cron("0 18 * * *").withZone(PARIS));
    assertThat(daily.instruction()).isEqualTo("rehearsal");
  }

  @Test
  void wordsThatMayBelongToTheTaskAreScheduledOncePeopleSaySo() {
    Proposal chosen = (Proposal) Phrases.choose("call the 2nd customer at 5pm", HERE, 0);

    assertThat(Phrases.read("call the 2nd customer at 5pm", HERE)).isInstanceOf(Question.class);
    assertThat(chosen.description()).contains("on 2 ").contains("17:00");
    assertThat(chosen.instruction()).isEqualTo("call customer");
  }

  @Test
  void eachMemberOfAChoiceIsAReadingAndAllOfThemTogether() {
    Question question = (Question) Phrases.read("every day at 10am or 11am", HERE);
    assertThat(question.readings())
        .extracting(Reading::label)
        .containsExactly("10:00", "11:00", "all of them");

    Proposal second = (Proposal) Phrases.choose("every day at 10am or 11am", HERE, 1);

    assertThat(second.triggers()).containsExactly(Trigger.cron("0 11 * * *").withZone(PARIS));
  }

  @Test
  void aLanguageThatIsNotReadIsRefusedAsNotUnderstood() {
    Refusal refusal =
        (Refusal)
            Phrases.read(
                "\u043a\u0430\u0436\u0434\u044b\u0439 \u0434\u0435\u043d\u044c 9:00", HERE);

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_UNDERSTOOD);
  }

  @Test
  void theUsualTimeIsSaidToBeAssumed() {
    PhraseContext early = HERE.withUsualTime(LocalTime.of(7, 30));

    Proposal proposal = (Proposal) Phrases.read("every friday", early);

    assertThat(next(proposal.triggers())).isEqualTo(LocalDateTime.of(2026, 3, 6, 7, 30));
    assertThat(proposal.meaning().assumptions())
        .containsExactly("No time of day was said: 07:30 is assumed.");
    assertThat(proposal.confidence()).isEqualTo(0.8);
  }

  @Test
  void aRepairedWordIsSaidToBeAssumed() {
    Proposal proposal = (Proposal) Phrases.read("every mondy at 9am", HERE);

    assertThat(proposal.meaning().assumptions())
        .containsExactly("\"mondy\" was taken for a misspelt weekday.");
  }

  @Test
  void deliveryGoesOnlyToRegisteredChannels() {
    PhraseContext withSlack = HERE.withChannels(List.of("Slack"));

    Proposal proposal =
        (Proposal)
            Phrases.read("summarise the news at 8am every day and send it to my Slack", withSlack);
    PhraseResult unknown =
        Phrases.read("summarise the news at 8am every day and send it to Telegram", withSlack);

    assertThat(proposal.work().channels()).containsExactly("Slack");
    assertThat(proposal.instruction()).isEqualTo("summarise the news");
    assertThat(unknown)
        .isEqualTo(new Question("Which channel is \"Telegram\"? Registered: Slack.", List.of()));
  }

  @Test
  void toolsThatTheWordsNameAreFound() {
    PhraseContext withTools = HERE.withTools(List.of("web search", "calculator"));

    Proposal proposal =
        (Proposal) Phrases.read("every day at 8am use web search to find papers", withTools);
    PhraseResult unknown =
        Phrases.read("every day at 8am use the weather tool for a forecast", withTools);

    assertThat(proposal.work().tools()).containsExactly("web search");
    assertThat(((Question) unknown).text())
        .isEqualTo("Which tool is \"weather\"? Registered: calculator, web search.");
  }

  @Test
  void holidaysNeedACalendar() {
    String ical =
        """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260305
        SUMMARY:Day off
        END:VEVENT
        END:VCALENDAR
        """;
    Calendars calendars = Calendars.of("company holidays", HolidayCalendar.fromICalendar(ical));

    PhraseResult without = Phrases.read("every weekday at 9am except holidays", HERE);
    Proposal with =
        (Proposal)
            Phrases.read("every weekday at 9am except holidays", HERE.withCalendars(calendars));

    assertThat(without).isInstanceOf(Refusal.class);
    Instant now = NOW.atZone(PARIS).toInstant();
    assertThat(with.preview(now, 1, calendars).fires().get(0).local().toLocalDateTime())
        .isEqualTo(LocalDateTime.of(2026, 3, 6, 9, 0));
  }

  @Test
  void aNamedZoneSaysWhatTodayIs() {
    LocalDateTime lateEvening = LocalDateTime.of(2026, 3, 4, 23, 0);

    Proposal proposal =
        (Proposal) Phrases.read("tomorrow at 9am Tokyo time", PhraseContext.at(lateEvening, PARIS));

    assertThat(proposal.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(next(proposal.triggers(), lateEvening.atZone(PARIS).toInstant(), proposal.zone()))
        .isEqualTo(LocalDateTime.of(2026, 3, 6, 9, 0));
  }

  @Test
  void aDelayIsElapsedTimeEvenWhereTheClockChanges() {
    LocalDateTime beforeTheChange = LocalDateTime.of(2026, 3, 29, 1, 30);

    Proposal proposal =
        (Proposal) Phrases.read("in 2 hours", PhraseContext.at(beforeTheChange, PARIS));

    Instant now = beforeTheChange.atZone(PARIS).toInstant();
    assertThat(Fires.next(proposal.triggers(), PARIS, now, 1))
        .containsExactly(now.plusSeconds(7_200));
  }

  @Test
  void aNumberOfRunsHoldsForAllTimesTogether() {
    Proposal proposal = (Proposal) Phrases.read("every day at 8:15am and 8:45pm for 5 times", HERE);

    Instant now = NOW.atZone(PARIS).toInstant();
    assertThat(Fires.next(proposal.triggers(), PARIS, now, 20)).hasSize(5);
  }

  @Test
  void aDateThatIsNotThatWeekdayIsAsked() {
    Question question = (Question) Phrases.read("tuesday 25 november 2026 at 9:00", HERE);

    assertThat(question.text())
        .isEqualTo(
            "2026-11-25 is a Wednesday, which is not the weekday you named. Which one holds?");
  }

  @Test
  void describesChineseInChinese() {
    Proposal proposal = (Proposal) Phrases.read("每周一早上9点检查销售", HERE);

    assertThat(proposal.meaning().language()).isEqualTo("zh");
    assertThat(proposal.instruction()).isEqualTo("检查销售");
    assertThat(proposal.description()).contains("周一").contains("9:00");
  }

  @Test
  void aFixedLanguageIsNotGuessed() {
    PhraseResult german = Phrases.read("am 1. um 9 Uhr", HERE.withLanguage("de-AT"));

    assertThat(((Proposal) german).meaning().language()).isEqualTo("de");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "every day at 9am unless",
        "every weekday at 9am except when it rains",
        "every monday at 9am until the cows come home",
        "every 5",
        "every monday at 9 5",
        "every day at 99",
        "every day every 2 weeks every 3 months",
        "every other third monday",
      })
  void aPartThatIsNotUnderstoodIsNeverDropped(String phrase) {
    assertThat(Phrases.read(phrase, HERE)).isNotInstanceOf(Proposal.class);
  }

  @Test
  void aLongPhraseIsRefused() {
    assertThat(Phrases.read("every day ".repeat(200), HERE))
        .isEqualTo(
            new Refusal(
                "The phrase has 2000 characters; at most 1000 are read.", Refusal.Kind.NO_PHRASE));
  }

  /** Any order of words that the grammar knows is answered, in the same way each time. */
  @Test
  void wordSaladNeverThrows() {
    long seed = 20260304;
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder phrase = new StringBuilder();
      for (int k = random.nextInt(10); k >= 0; k--) {
        phrase.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
      }
      String text = phrase.toString();
      PhraseResult result = Phrases.read(text, HERE);
      assertThat(Phrases.read(text, HERE))
          .as("seed %d, round %d: \"%s\"", seed, round, text)
          .isEqualTo(result);
    }
  }

  @Test
  void allCharactersAreAnswered() {
    for (int c = 0; c < 0xffff; c += 7) {
      String text = String.format(Locale.ROOT, "every %c day %c9", (char) c, (char) (c + 1));
      assertThat(Phrases.read(text, HERE)).isNotNull();
    }
  }

  private static LocalDateTime next(List<Trigger> triggers) {
    return next(triggers, NOW.atZone(PARIS).toInstant(), PARIS);
  }

  private static LocalDateTime next(List<Trigger> triggers, Instant now, ZoneId zone) {
    return LocalDateTime.ofInstant(Fires.next(triggers, zone, now, 1).get(0), zone);
  }
}
