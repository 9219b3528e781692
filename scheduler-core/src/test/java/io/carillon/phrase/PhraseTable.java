package io.carillon.phrase;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** The project's own phrases ({@code phrases.tsv}), all said at one moment in Paris. */
public final class PhraseTable {

  /** A Wednesday. */
  public static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 4, 10, 0);

  public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private PhraseTable() {}

  /**
   * One phrase.
   *
   * @param phrase the words
   * @param answer schedule, question or refusal
   * @param fires the next fires in the zone of the schedule, separated by spaces
   * @param instruction what is left to do
   */
  public record Row(String phrase, String answer, String fires, String instruction) {
    @Override
    public String toString() {
      return phrase;
    }
  }

  public static Stream<Row> rows() throws IOException {
    return Stream.concat(rows("phrases.tsv"), rows("languages.tsv"));
  }

  private static Stream<Row> rows(String name) throws IOException {
    try (InputStream in = PhraseTable.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return lines.stream().skip(1).map(line -> line.split("\t", -1)).map(PhraseTable::row);
    }
  }

  private static Row row(String[] columns) {
    return new Row(columns[0], columns[1], columns[2], columns[3]);
  }

  /** The context of every row: two channels and one tool are registered. */
  public static PhraseContext context() {
    return PhraseContext.at(NOW, ZONE)
        .withChannels(List.of("Slack", "ops"))
        .withTools(List.of("web search"));
  }
}
