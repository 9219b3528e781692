package io.carillon.phrase;

import io.carillon.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Scores the grammar against a folder with {@code nl_schedules.tsv} and {@code
 * nl_ask_or_refuse.tsv}. Run {@link #main} with the folder to see the table and every miss.
 */
final class PhraseScore {

  private static final ZoneId HOME = ZoneId.of("UTC");
  private static final int MOST_FIRES = 4;

  /** How one row went. */
  enum Verdict {
    RIGHT,
    /** A question or a refusal where the row allows one. */
    ASKED_RIGHTLY,
    /** A question or a refusal where the phrase is clear. */
    ASKED,
    /** A schedule that is not the one meant. */
    SILENTLY_WRONG
  }

  /** One row: which group it counts in, how it went, and what to print for a miss. */
  record Result(String group, Verdict verdict, String line) {}

  private final List<Result> results = new ArrayList<>();

  static PhraseScore of(Path folder) throws IOException {
    PhraseScore score = new PhraseScore();
    for (String[] row : rows(folder.resolve("nl_schedules.tsv"))) {
      score.results.add(schedule(row));
    }
    for (String[] row : rows(folder.resolve("nl_ask_or_refuse.tsv"))) {
      score.results.add(askOrRefuse(row));
    }
    return score;
  }

  private static List<String[]> rows(Path file) throws IOException {
    return Files.readAllLines(file).stream().skip(1).map(line -> line.split("\t", -1)).toList();
  }

  /** The share of right answers, in groups whose name begins so. */
  double share(String group, Verdict... counted) {
    List<Verdict> good = List.of(counted);
    List<Result> in = results.stream().filter(r -> r.group().startsWith(group)).toList();
    long right = in.stream().filter(r -> good.contains(r.verdict())).count();
    return in.isEmpty() ? 1 : (double) right / in.size();
  }

  String report() {
    Map<String, Map<Verdict, Integer>> groups = new TreeMap<>();
    StringBuilder text = new StringBuilder();
    for (Result result : results) {
      groups
          .computeIfAbsent(result.group(), key -> new EnumMap<>(Verdict.class))
          .merge(result.verdict(), 1, Integer::sum);
      boolean miss =
          result.verdict() == Verdict.ASKED || result.verdict() == Verdict.SILENTLY_WRONG;
      text.append(miss ? result.verdict() + "  " + result.line() + "\n" : "");
    }
    text.append(
        String.format("%-34s %6s %6s %6s %6s%n", "group", "right", "asked", "unsure", "wrong"));
    groups.forEach(
        (name, counts) -> {
          text.append(String.format("%-34s", name));
          for (Verdict verdict : Verdict.values()) {
            text.append(String.format(" %6d", counts.getOrDefault(verdict, 0)));
          }
          text.append(System.lineSeparator());
        });
    return text.toString();
  }

  private static Result schedule(String[] row) {
    String phrase = row[3];
    LocalDateTime now = LocalDateTime.parse(row[8]);
    ZoneId home = row[7].isEmpty() ? HOME : ZoneId.of(row[7]);
    PhraseResult result = Phrases.read(phrase, PhraseContext.at(now, home));
    String group = "tier " + row[1] + " " + row[2] + " " + row[4];
    if (result instanceof Proposal proposal) {
      List<LocalDateTime> fires =
          fires(proposal.triggers(), now.atZone(home).toInstant(), proposal.zone());
      boolean zone =
          row[7].isEmpty() || ZoneId.of(row[7]).getRules().equals(proposal.zone().getRules());
      boolean right =
          zone && same(row[10], fires, now, proposal.zone(), row[9].equals("date-only"));
      return new Result(
          group,
          right ? Verdict.RIGHT : Verdict.SILENTLY_WRONG,
          row[0] + " \"" + phrase + "\" fires " + fires + ", expected " + row[10]);
    }
    boolean mayAsk = row[11].equals("yes");
    return new Result(
        group,
        mayAsk ? Verdict.ASKED_RIGHTLY : Verdict.ASKED,
        row[0] + " \"" + phrase + "\": " + result);
  }

  private static Result askOrRefuse(String[] row) {
    boolean repeated = row[2].endsWith(" x 'a')");
    String phrase = repeated ? "a".repeat(5_000) : row[2];
    LocalDateTime now = LocalDateTime.parse(row[7]);
    PhraseResult result = Phrases.read(phrase, PhraseContext.at(now, HOME));
    boolean right = row[4].equals("ask") ? result instanceof Question : result instanceof Refusal;
    Verdict verdict =
        right ? Verdict.RIGHT : result instanceof Proposal ? Verdict.SILENTLY_WRONG : Verdict.ASKED;
    return new Result(
        "ask or refuse: " + row[3],
        verdict,
        row[0] + " \"" + row[2] + "\" should " + row[4] + ": " + result);
  }

  private static List<LocalDateTime> fires(List<Trigger> triggers, Instant at, ZoneId zone) {
    return Fires.next(triggers, zone, at, MOST_FIRES).stream()
        .map(fire -> LocalDateTime.ofInstant(fire, zone))
        .toList();
  }

  private static boolean same(
      String expected, List<LocalDateTime> fires, LocalDateTime now, ZoneId zone, boolean dates) {
    if (expected.isEmpty()) {
      return true;
    }
    if (dates) {
      return sameDates(expected, fires, now);
    }
    List<LocalDateTime> wanted = new ArrayList<>();
    for (String text : expected.split(",", -1)) {
      wanted.add(
          text.length() > 19
              ? OffsetDateTime.parse(text).atZoneSameInstant(zone).toLocalDateTime()
              : LocalDateTime.parse(text));
    }
    return fires.size() >= wanted.size() && fires.subList(0, wanted.size()).equals(wanted);
  }

  /** Where no time of day was said: the dates, without that of the reference. */
  private static boolean sameDates(String expected, List<LocalDateTime> fires, LocalDateTime now) {
    String today = now.toLocalDate().toString();
    TreeSet<String> wanted = new TreeSet<>();
    for (String text : expected.split(",", -1)) {
      wanted.add(text.substring(0, 10));
    }
    wanted.remove(today);
    TreeSet<String> got = new TreeSet<>();
    fires.forEach(fire -> got.add(fire.toLocalDate().toString()));
    got.remove(today);
    return List.copyOf(got)
        .subList(0, Math.min(got.size(), wanted.size()))
        .equals(List.copyOf(wanted));
  }

  /**
   * Prints the table and every miss.
   *
   * @param args the folder with the tables
   */
  public static void main(String[] args) throws IOException {
    System.out.println(of(Path.of(args[0])).report());
  }
}
