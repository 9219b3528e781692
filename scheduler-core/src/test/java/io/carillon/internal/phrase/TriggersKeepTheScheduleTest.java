package io.carillon.internal.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.phrase.Fires;
import io.carillon.phrase.PhraseTable;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The triggers made of a schedule fire when the plainest evaluation of it says. */
class TriggersKeepTheScheduleTest {

  private static final int FIRES = 12;

  static Stream<PhraseTable.Row> rows() throws IOException {
    return PhraseTable.rows().filter(row -> row.answer().equals("schedule"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void asTheOracle(PhraseTable.Row row) {
    Reader.Names names = new Reader.Names(List.of(), List.of("Slack", "ops"), List.of());
    Reader.Host host =
        new Reader.Host(ZoneOffset.UTC, PhraseTable.NOW, null, LocalTime.of(9, 0), names);

    Answer answer = new Reader(host).read(row.phrase());

    assertThat(answer).isInstanceOf(Answer.Scheduled.class);
    Answer.Scheduled scheduled = (Answer.Scheduled) answer;
    PhraseSchedule schedule = scheduled.schedule();
    LocalDateTime now =
        PhraseTable.NOW
            .atZone(ZoneOffset.UTC)
            .withZoneSameInstant(schedule.zone())
            .toLocalDateTime();
    List<LocalDateTime> fires =
        Fires.next(
                scheduled.triggers(),
                schedule.zone(),
                now.atZone(schedule.zone()).toInstant(),
                FIRES)
            .stream()
            .map(fire -> LocalDateTime.ofInstant(fire, schedule.zone()))
            .toList();
    List<LocalDateTime> expected = ScheduleOracle.nextFires(schedule, now, FIRES);
    int most = Math.min(fires.size(), expected.size());
    assertThat(fires.subList(0, most)).isEqualTo(expected.subList(0, most));
    assertThat(fires).hasSizeGreaterThanOrEqualTo(Math.min(expected.size(), FIRES));
  }
}
