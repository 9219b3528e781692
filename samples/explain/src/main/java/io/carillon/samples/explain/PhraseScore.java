package io.carillon.samples.explain;

import io.carillon.Trigger;
import io.carillon.phrase.PhraseContext;
import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Phrases;
import io.carillon.phrase.Proposal;
import io.carillon.phrase.Question;
import io.carillon.phrase.Refusal;
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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Scores the grammar against a folder with two tables, whose columns are told in {@code
 * docs/phrases.md}: {@code nl_schedules.tsv}, phrases and the fires that are meant, and {@code
 * nl_ask_or_refuse.tsv}, phrases to ask about or to refuse.
 */
final class PhraseScore {

  private static final ZoneId HOME = ZoneId.of("UTC");
  private static final int MOST_FIRES = 4;
  private static final String SCHEDULES = "nl_schedules.tsv";
  private static final String QUESTIONS = "nl_ask_or_refuse.tsv";
  private static final int SCHEDULE_COLUMNS = 12;
  private static final int QUESTION_COLUMNS = 8;

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
    for (String[] row : rows(folder.resolve(SCHEDULES), SCHEDULE_COLUMNS)) {
      score.results.add(schedule(row));
    }
    for (String[] row : rows(folder.resolve(QUESTIONS), QUESTION_COLUMNS)) {
      score.results.add(askOrRefuse(row));
    }
    return score;
  }

  /** The rows of a table, without its head. */
  private static List<String[]> rows(Path file, int columns) throws IOException {
    if (!Files.isReadable(file)) {
      throw new UsageException(
          "There is no " + file + ": name a folder with " + SCHEDULES + " and " + QUESTIONS + ".");
    }
    List<String[]> rows = new ArrayList<>();
    int line = 0;
    for (String text : Files.readAllLines(file)) {
      String[] cells = text.split("\t", -1);
      line++;
      if (cells.length < columns) {
        throw new UsageException(
            file
                + ", line "
                + line
                + ": it has "
                + cells.length
                + " columns, not "
                + columns
                + ".");
      }
      if (line > 1) {
        rows.add(cells);
      }
    }
    return rows;
  }

  /** The share of right answers, in groups whose name begins so. */
  double share(String group, Verdict... counted) {
    List<Verdict> good = List.of(counted);
    List<Result> in = results.stream().filter(r -> r.group().startsWith(group)).toList();
    long right = in.stream().filter(r -> good.contains(r.verdict())).count();
    return in.isEmpty() ? 1 : (double) right / in.size();
  }

  /** Every miss, a line for each group, and the sum. */
  String report() {
    Map<String, Map<Verdict, Integer>> groups = new TreeMap<>();
    Map<Verdict, Integer> all = new EnumMap<>(Verdict.class);
    StringBuilder text = new StringBuilder();
    for (Result result : results) {
      groups
          .computeIfAbsent(result.group(), key -> new EnumMap<>(Verdict.class))
          .merge(result.verdict(), 1, Integer::sum);
      all.merge(result.verdict(), 1, Integer::sum);
      boolean miss =
          result.verdict() == Verdict.ASKED || result.verdict() == Verdict.SILENTLY_WRONG;
      text.append(miss ? result.verdict() + "  " + result.line() + "\n" : "");
    }
    text.append(
        String.format(
            Locale.ROOT, "%-34s %6s %6s %6s %6s%n", "group", "right", "asked", "unsure", "wrong"));
    groups.forEach((name, counts) -> text.append(line(name, counts)));
    return text.append(line("all", all)).toString();
  }

  private static String line(String name, Map<Verdict, Integer> counts) {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-34s", name));
    for (Verdict verdict : Verdict.values()) {
      text.append(String.format(Locale.ROOT, " %6d", counts.getOrDefault(verdict, 0)));
    }
    return text.append(System.lineSeparator()).toString();
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
    return Fires.after(triggers, zone, at, MOST_FIRES).stream()
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
}
