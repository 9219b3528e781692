package io.carillon.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Trigger;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words beside the schedule, counts, and cron expressions inside a phrase. */
class PhraseWordsTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final PhraseContext HERE =
      PhraseContext.at(LocalDateTime.of(2026, 3, 4, 10, 0), PARIS);

  private static final String[] WORDS =
      ("twice,a,week,day,if,it is,odd,friday,after,the,first,9-5,*,0 9 * * 1,@daily,leap,year,half,"
              + "quarter,hourly,top,of,hour,on,before,christmas,night,at,2,oh,five,mwf,dawn,lunch,"
              + "rest of,for,july,1,-,7,every,(,),no")
          .split(",", -1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tuesdays in the monsoon at 9am",
        "each friday at 5pm of the sprint",
        "every weekday at 9am while it lasts",
        "daily at 9am unless the office is closed",
        "daily at 9am for the whole autumn",
        "every month water the cactus",
        "every year service the boiler",
        "every day 9 feed the fish",
        "the latter half of each month at 9am",
        "on wedesnay at 9am",
        "every full tide table at 9am",
        "saturdays at ten forty seven ish pm",
        "twice a day at 8, 12 and 16",
        "three times a week on monday and friday at 9am",
      })
  void wordsThatMayBelongToTheTimeAreAskedAbout(String phrase) {
    assertThat(Phrases.read(phrase, HERE)).isInstanceOf(Question.class);
  }

  @ParameterizedTest
  @CsvSource({
    "every friday at 5pm sort the mail of the week, sort the mail of the week",
    "sort the mail every friday at 5pm on the second floor, sort the mail on the second floor",
    "every day at 9am check if the door is shut, check if the door is shut",
    "every monday at 9am email every member of the club, email every member of the club",
    "tidy the desk if it is messy every friday at 5pm, tidy the desk if it is messy",
  })
  void anInstructionMayHoldAnythingAfterItsFirstWord(String phrase, String instruction) {
    Proposal proposal = (Proposal) Phrases.read(phrase, HERE);

    assertThat(proposal.instruction()).isEqualTo(instruction);
  }

  @Test
  void aCronExpressionStandsAsItIs() {
    Proposal proposal = (Proposal) Phrases.read("water the roof 15 6 * * 2,4 Asia/Tokyo", HERE);

    assertThat(proposal.triggers())
        .containsExactly(Trigger.cron("15 6 * * 2,4").withZone(ZoneId.of("Asia/Tokyo")));
    assertThat(proposal.instruction()).isEqualTo("water the roof");
  }

  @Test
  void aNicknameIsMidnightAndNotTheUsualTime() {
    Proposal proposal = (Proposal) Phrases.read("@weekly", HERE);

    assertThat(proposal.triggers()).containsExactly(Trigger.cron("@weekly").withZone(PARIS));
  }

  @Test
  void sixFieldsOfCronAreAskedForTheirDialect() {
    Question question = (Question) Phrases.read("*/20 0 9 * * 1", HERE);

    assertThat(question.text())
        .isEqualTo("\"*/20 0 9 * * 1\" has 6 fields: in which dialect of cron is it?");
    assertThat(question.readings())
        .extracting(Reading::label)
        .containsExactly("with the seconds first");
  }

  @Test
  void aFaultyCronExpressionIsRefusedWithItsFault() {
    assertThat(((Refusal) Phrases.read("0 61 * * *", HERE)).why()).contains("61");
  }

  @Test
  void cronAndWordsAboutTimeAreAskedAbout() {
    assertThat(Phrases.read("every monday 0 9 * * *", HERE)).isInstanceOf(Question.class);
  }

  @Test
  void anIntervalOfElapsedTimeIsSaidToBeOne() {
    Proposal proposal = (Proposal) Phrases.read("every 40 minutes", HERE);

    assertThat(proposal.meaning().assumptions())
        .containsExactly(
            "The interval is true elapsed time, counted from 2026-03-04 10:00, not the clock.");
  }

  /** Any order of these words is answered, in the same way each time. */
  @Test
  void wordSaladNeverThrows() {
    long seed = 20260305;
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder phrase = new StringBuilder();
      for (int k = random.nextInt(9); k >= 0; k--) {
        phrase.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
      }
      String text = phrase.toString();
      PhraseResult result = Phrases.read(text, HERE);
      assertThat(Phrases.read(text, HERE))
          .as("seed %d, round %d: \"%s\"", seed, round, text)
          .isEqualTo(result);
    }
  }
}
