package io.carillon.samples.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.Trigger;
import io.carillon.time.TriggerJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final Clock NEVER_READ = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private static List<String> batch(String input) throws IOException {
    return batch(input.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> batch(byte[] input) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        new Explain(NEVER_READ, out, err).run(List.of("--batch"), new ByteArrayInputStream(input));
    assertThat(exit).isEqualTo(Explain.ANSWERED);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    String printed = out.toString(StandardCharsets.UTF_8);
    assertThat(printed).endsWith("\n");
    return List.of(printed.split("\n"));
  }

  private static String one(String... fields) {
    return Batch.answer(String.join("\t", fields));
  }

  @Test
  void everyDialectAnswersWithFiresInItsZone() {
    assertThat(one("cron", "unix5", "20 7 * * TUE", "Asia/Tokyo", "2026-05-01T00:00:00Z", "2"))
        .isEqualTo("ok\t2026-05-05T07:20:00+09:00,2026-05-12T07:20:00+09:00");
    assertThat(one("cron", "seconds6", "10 20 7 * * TUE", "UTC", "2026-05-01T00:00:00Z", "1"))
        .isEqualTo("ok\t2026-05-05T07:20:10Z");
    assertThat(one("cron", "seconds7", "0 0 7 1 6 * 2027", "UTC", "2026-05-01T00:00:00Z", "5"))
        .isEqualTo("ok\t2027-06-01T07:00:00Z");
    assertThat(one("cron", "quartz", "0 0 7 ? * 3", "UTC", "2026-05-01T00:00:00Z", "1"))
        .isEqualTo("ok\t2026-05-05T07:00:00Z");
    assertThat(one("cron", "nickname", "@noon", "Europe/Paris", "2026-05-01T00:00:00Z", "1"))
        .isEqualTo("ok\t2026-05-01T12:00:00+02:00");
    assertThat(one("cron", "nickname", "@every 90s", "UTC", "2026-05-01T00:00:07Z", "2"))
        .isEqualTo("ok\t2026-05-01T00:01:37Z,2026-05-01T00:03:07Z");
  }

  @Test
  void fromIsExclusiveAndMayBeLocalOrCarryAnOffset() {
    for (String from :
        List.of("2026-05-01T05:00:00Z", "2026-05-01T07:00+02:00", "2026-05-01T07:00")) {
      assertThat(one("cron", "unix5", "0 7 * * *", "Europe/Paris", from, "1"))
          .isEqualTo("ok\t2026-05-02T07:00:00+02:00");
    }
  }

  @Test
  void aScheduleThatNeverFiresAgainAnswersWithNothing() {
    assertThat(one("cron", "seconds7", "0 0 0 1 1 * 2019", "UTC", "2026-05-01T00:00:00Z", "3"))
        .isEqualTo("ok\t");
  }

  @Test
  void everyFaultOfAnExpressionIsToldInOneLine() {
    assertThat(one("cron", "unix5", "61 7 32 * *", "UTC", "2026-05-01T00:00:00Z", "3"))
        .startsWith("error\t")
        .contains("Minute 61 is not in 0-59 (field 1 of 5)", "(field 3 of 5)")
        .doesNotContain("\n")
        .satisfies(answer -> assertThat(answer.split("\t")).hasSize(2));
  }

  @Test
  void aPhraseAnswersWithFiresDescriptionInstructionAndSchedule() throws IOException {
    String answer =
        one(
            "phrase",
            "en",
            "every thursday at 6:45 pm back up the photos",
            "America/Lima",
            "2026-05-01T08:00:00",
            "2");

    String[] fields = answer.split("\t");
    assertThat(fields).hasSize(5).startsWith("proposal");
    assertThat(fields[1]).isEqualTo("2026-05-07T18:45:00-05:00,2026-05-14T18:45:00-05:00");
    assertThat(fields[2]).contains("18:45", "Thursday");
    assertThat(fields[3]).isEqualTo("back up the photos");
    JsonNode schedule = new ObjectMapper().readTree(fields[4]);
    assertThat(schedule.path("zone").asText()).isEqualTo("America/Lima");
    Trigger trigger = TriggerJson.read(schedule.path("triggers").path(0));
    List<Instant> fires =
        Fires.after(
            List.of(trigger), ZoneId.of("America/Lima"), Instant.parse("2026-05-01T13:00:00Z"), 1);
    assertThat(fires).containsExactly(Instant.parse("2026-05-07T23:45:00Z"));
  }

  @Test
  void aPhraseThatEndsAfterSomeRunsListsNoMoreThanThose() {
    assertThat(one("phrase", "", "every day at 8am for 3 times", "UTC", "2026-05-01T00:00", "9"))
        .startsWith("proposal\t2026-05-01T08:00:00Z,2026-05-02T08:00:00Z,2026-05-03T08:00:00Z\t");
  }

  @Test
  void aQuestionCarriesItsReadings() throws IOException {
    String[] fields =
        one("phrase", "", "call home every day at 4", "UTC", "2026-05-01T12:00", "1").split("\t");

    assertThat(fields).hasSize(3).startsWith("question");
    JsonNode readings = new ObjectMapper().readTree(fields[2]);
    assertThat(readings).hasSize(2);
    assertThat(readings.findValuesAsText("label")).containsExactly("04:00", "16:00");
    assertThat(readings.path(1).path("fires").path(0).asText()).isEqualTo("2026-05-01T16:00:00Z");
  }

  @Test
  void aPhraseThatIsNoScheduleIsRefused() {
    assertThat(one("phrase", "", "paint the fence", "UTC", "2026-05-01T12:00", "1"))
        .startsWith("refusal\t");
  }

  @Test
  void faultyFieldsAnswerInTheWordOfTheirKind() {
    assertThat(one("cron", "unix5", "0 7 * * *", "Nowhere", "2026-05-01T00:00:00Z", "1"))
        .isEqualTo("error\t\"Nowhere\" is not a time zone. Write a name as Europe/Paris, or UTC.");
    assertThat(one("phrase", "", "daily", "Nowhere", "2026-05-01T12:00", "1"))
        .startsWith("refusal\t\"Nowhere\" is not a time zone.");
    assertThat(one("cron", "unix5", "0 7 * * *", "UTC"))
        .isEqualTo(
            "error\tThe line has 4 fields, not 6. Write, with tabs between them: "
                + "cron, dialect, expression, zone, from, count.");
    assertThat(one("phrase", "daily"))
        .startsWith("refusal\tThe line has 2 fields, not 6.")
        .endsWith("phrase, language, phrase, zone, now, count.");
    assertThat(one("")).startsWith("error\t\"\" is not a kind of line.");
    assertThat(one("tron", "x")).startsWith("error\t\"tron\" is not a kind of line.");
  }

  @Test
  void badLinesAreAnsweredInTheirPlaceAndTheBatchGoesOn() throws IOException {
    String good = "cron\tunix5\t0 7 * * *\tUTC\t2026-05-01T00:00:00Z\t1";

    List<String> answers =
        batch(
            good + "\n\n\u0000\ufffd\nphrase\t\t\t\t\t\n" + good + "\r\n" + "\t\t\t\t\t\n" + good);

    assertThat(answers).hasSize(7);
    assertThat(answers).element(0).isEqualTo("ok\t2026-05-01T07:00:00Z");
    assertThat(answers.get(1)).startsWith("error\t");
    assertThat(answers.get(2)).startsWith("error\t");
    assertThat(answers.get(3)).startsWith("refusal\t");
    assertThat(answers).element(4).isEqualTo("ok\t2026-05-01T07:00:00Z");
    assertThat(answers.get(5)).startsWith("error\t");
    assertThat(answers).element(6).isEqualTo("ok\t2026-05-01T07:00:00Z");
  }

  @Test
  void aCarriageReturnInsideALineDoesNotMakeTwoAnswers() throws IOException {
    assertThat(batch("phrase\t\tevery day\rat noon\tUTC\t2026-05-01T13:00\t1\n")).hasSize(1);
  }

  @Test
  void bytesThatAreNotUtf8AndEndlessLinesAreAnswered() throws IOException {
    assertThat(batch(new byte[] {(byte) 0xff, (byte) 0xfe, '\n', (byte) 0xc3, '\n'})).hasSize(2);
    assertThat(batch("x".repeat(Lines.LONGEST + 7) + "\n")).hasSize(1);
  }

  @Test
  void aByteOrderMarkBeforeTheFirstLineIsNoPartOfIt() throws IOException {
    assertThat(batch("\ufeffcron\tunix5\t0 7 * * *\tUTC\t2026-05-01T00:00:00Z\t1\n"))
        .containsExactly("ok\t2026-05-01T07:00:00Z");
  }

  @Test
  void anAnswerIsThereBeforeTheNextLineIsWritten() throws Exception {
    PipedInputStream questionsIn = new PipedInputStream();
    PipedInputStream answers = new PipedInputStream();
    try (PipedOutputStream answersOut = new PipedOutputStream(answers)) {
      Explain explain = new Explain(NEVER_READ, answersOut, OutputStream.nullOutputStream());
      FutureTask<Integer> exit =
          new FutureTask<>(() -> explain.run(List.of("--batch"), questionsIn));
      try (PipedOutputStream questions = new PipedOutputStream(questionsIn)) {
        new Thread(exit).start();
        Lines lines = new Lines(answers);
        for (int day = 1; day < 4; day++) {
          String line = "cron\tunix5\t0 7 " + day + " * *\tUTC\t2026-05-01T00:00:00Z\t1\n";
          questions.write(line.getBytes(StandardCharsets.UTF_8));
          questions.flush();
          assertThat(lines.next()).isEqualTo("ok\t2026-05-0" + day + "T07:00:00Z");
        }
      }
      assertThat(exit.get()).isEqualTo(Explain.ANSWERED);
    }
  }
}
