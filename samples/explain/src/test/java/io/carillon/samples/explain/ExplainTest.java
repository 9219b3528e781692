package io.carillon.samples.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-04T12:00:00Z"), ZoneOffset.UTC);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int explain(String... args) throws IOException {
    return new Explain(NOON, out, err).run(List.of(args), InputStream.nullInputStream());
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void cronIsDescribedWithItsFires() throws IOException {
    int exit =
        explain(
            "cron",
            "15 8 * * SAT",
            "--zone",
            "Europe/Lisbon",
            "--from",
            "2026-03-20T00:00:00Z",
            "-n",
            "3");

    assertThat(exit).isEqualTo(Explain.ANSWERED);
    assertThat(printed())
        .startsWith("15 8 * * SAT   (unix5, Europe/Lisbon)\n")
        .contains(
            "  Sat 21 Mar 2026 08:15:00 +00:00\n",
            "  Sat 28 Mar 2026 08:15:00 +00:00\n",
            "  Sat 4 Apr 2026 08:15:00 +01:00\n")
        .doesNotContain("11 Apr");
    assertThat(complained()).isEmpty();
  }

  @Test
  void aFireMovedByAClockChangeSaysSo() throws IOException {
    explain(
        "cron", "30 2 * * *", "--zone", "Europe/Paris", "--from", "2026-03-28T12:00", "-n", "1");

    assertThat(printed())
        .contains("Sun 29 Mar 2026 03:00:00 +02:00   02:30 does not exist on 29 March");
  }

  @Test
  void withoutOptionsItIsUtcFiveFiresFromNow() throws IOException {
    explain("cron", "@noon");

    assertThat(printed())
        .startsWith("@noon   (nickname, UTC)\n")
        .contains("  Thu 5 Mar 2026 12:00:00 +00:00\n", "  Mon 9 Mar 2026 12:00:00 +00:00\n")
        .contains("Always 1 day apart.\n")
        .doesNotContain("4 Mar", "10 Mar");
  }

  @Test
  void whatCronIsMistakenForIsNoted() throws IOException {
    explain("cron", "*/35 * * * *");

    assertThat(printed()).contains("Note: \"*/35\" fires at :00 and :35");
  }

  @Test
  void aFaultyExpressionIsRefusedOnTheErrorStream() throws IOException {
    int exit = explain("cron", "0 24 * * *");

    assertThat(exit).isEqualTo(Explain.NOT_A_SCHEDULE);
    assertThat(complained()).contains("Hour 24 is not in 0-23 (field 2 of 5)");
    assertThat(printed()).isEmpty();
  }

  @Test
  void dialectsAreNotGuessedFromTheNumberOfFields() throws IOException {
    assertThat(explain("cron", "0 0 9 * * MON")).isEqualTo(Explain.NOT_A_SCHEDULE);
    assertThat(explain("cron", "0 0 9 * * MON", "--dialect", "seconds6"))
        .isEqualTo(Explain.ANSWERED);
    assertThat(printed()).contains("(seconds6, UTC)", "Mon 9 Mar 2026 09:00:00 +00:00");
  }

  @Test
  void aPhraseIsTakenApart() throws IOException {
    int exit = explain("phrase", "every friday at 17:30 water the office plants");

    assertThat(exit).isEqualTo(Explain.ANSWERED);
    assertThat(printed())
        .contains(
            "  Fri 6 Mar 2026 17:30:00 +00:00\n",
            "Task: water the office plants\n",
            "  every friday = day\n");
  }

  @Test
  void anAmbiguousPhraseIsAskedAbout() throws IOException {
    int exit = explain("phrase", "every friday at 5");

    assertThat(exit).isEqualTo(Explain.NOT_A_SCHEDULE);
    assertThat(printed()).startsWith("? ").contains("  - 05:00: ", "  - 17:00: ");
  }

  @Test
  void wordsWithoutAScheduleAreRefused() throws IOException {
    assertThat(explain("phrase", "water the plants")).isEqualTo(Explain.NOT_A_SCHEDULE);
    assertThat(printed()).startsWith("No. ");
  }

  @Test
  void wrongUseNamesTheFaultAndTheHelp() throws IOException {
    assertThat(wrong("crom", "* * * * *"))
        .isEqualTo("\"crom\" is not a command: write cron, phrase, score or --batch.");
    assertThat(wrong("cron")).isEqualTo("Say what to explain: explain cron \"…\".");
    assertThat(wrong("cron", "* * * * *", "--zome", "UTC"))
        .startsWith("\"--zome\" is no option of cron. It has: --dialect, --zone");
    assertThat(wrong("cron", "* * * * *", "--zone")).isEqualTo("--zone needs a value.");
    assertThat(wrong("cron", "* * * * *", "-n", "2", "-n", "3")).isEqualTo("-n is given twice.");
    assertThat(wrong("cron", "* * * * *", "-n", "many"))
        .isEqualTo("\"many\" is not a count of fires. Write 0 to 1000.");
    assertThat(wrong("cron", "0", "9", "*"))
        .isEqualTo("\"9\" is one text too many: put all of it in quotes, \"0 …\".");
    assertThat(wrong("cron", "* * * * *", "--zone", "Mars/Olympus"))
        .isEqualTo("\"Mars/Olympus\" is not a time zone. Write a name as Europe/Paris, or UTC.");
    assertThat(wrong("cron", "* * * * *", "--dialect", "vixie"))
        .isEqualTo(
            "\"vixie\" is not a dialect. There are: unix5, seconds6, seconds7, quartz, nickname.");
    assertThat(wrong("cron", "* * * * *", "--from", "yesterday"))
        .startsWith("\"yesterday\" is not a time of the years 1 to 9999.");
    assertThat(wrong("--batch", "file.tsv"))
        .isEqualTo("\"file.tsv\" follows --batch, which takes no options.");
  }

  private String wrong(String... args) throws IOException {
    err.reset();
    assertThat(explain(args)).isEqualTo(Explain.WRONG_USE);
    assertThat(printed()).isEmpty();
    String[] lines = complained().split("\n");
    assertThat(lines).hasSize(2);
    assertThat(lines[1]).isEqualTo("For help write: explain --help");
    return lines[0];
  }

  @Test
  void helpIsPrintedWhenAskedForAndWhenNothingIsAsked() throws IOException {
    assertThat(explain("--help")).isEqualTo(Explain.ANSWERED);
    assertThat(printed()).isEqualTo(Explain.USAGE);
    assertThat(explain()).isEqualTo(Explain.WRONG_USE);
  }

  private static Path holidays(Path folder) throws IOException {
    String calendar =
        """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260306
        SUMMARY:Day of rest
        END:VEVENT
        END:VCALENDAR
        """;
    return Files.writeString(folder.resolve("rest.ics"), calendar);
  }

  @Test
  void holidaysAreLeftOut(@TempDir Path folder) throws IOException {
    String file = holidays(folder).toString();

    assertThat(explain("cron", "0 9 * * *", "-n", "3", "--holidays", file))
        .isEqualTo(Explain.ANSWERED);
    assertThat(printed())
        .contains("At 09:00 every day, UTC time, except the days of \"holidays\"")
        .contains("Thu 5 Mar 2026", "Sat 7 Mar 2026")
        .doesNotContain("6 Mar");

    out.reset();
    assertThat(explain("phrase", "every day at 9am except holidays", "--holidays", file))
        .isEqualTo(Explain.ANSWERED);
    assertThat(printed()).contains("Thu 5 Mar 2026", "Sat 7 Mar 2026").doesNotContain("6 Mar");
  }

  @Test
  void calendarThatCannotBeReadIsToldBeforeAnythingElse(@TempDir Path folder) throws IOException {
    String file = folder.resolve("none.ics").toString();

    assertThat(explain("cron", "0 9 * * *", "--holidays", file)).isEqualTo(Explain.WRONG_USE);
    assertThat(complained()).contains(file, "Name an .ics file.");
    assertThat(printed()).isEmpty();
  }

  @Test
  void notesAndWarningsAreInTheLanguageAskedFor() throws IOException {
    explain(
        "cron",
        "30 2 * * *",
        "--zone",
        "Europe/Paris",
        "--from",
        "2026-03-28T12:00",
        "-n",
        "1",
        "--language",
        "zh");

    assertThat(printed())
        .contains("每天 02:30，Europe/Paris 时间", "3月29日时钟拨快，没有 02:30：改在 03:00 触发。")
        .contains("2026年3月29日 周日 03:00:00 +02:00");

    out.reset();
    explain("cron", "*/35 * * * *", "--language", "zh");
    assertThat(printed()).contains("注意：“*/35”在每小时的 :00和:35 触发").contains("相隔25分钟至35分钟。每天最多48次。");
  }

  @Test
  void scoreIsPrintedForAFolder(@TempDir Path folder) throws IOException {
    assertThat(explain("score", folder.toString())).isEqualTo(Explain.WRONG_USE);
    assertThat(complained()).contains("nl_schedules.tsv");
    assertThat(explain("score", "x", "--zone", "UTC")).isEqualTo(Explain.WRONG_USE);
    assertThat(complained()).contains("is no option of score. It has none.");
  }
}
