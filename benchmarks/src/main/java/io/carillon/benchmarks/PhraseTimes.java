package io.carillon.benchmarks;

import io.carillon.benchmarks.PhraseBenchmark.Phrase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * Runs {@link PhraseBenchmark} and prints one table: microseconds for each phrase, on average and
 * in the fastest iteration, garbage, the share of the 200 microseconds that a phrase may take, and
 * how often slower natty is.
 */
public final class PhraseTimes {

  private static final double MOST_MICROSECONDS = 200;

  private PhraseTimes() {}

  /** Takes JMH's own options, or none. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    System.out.print(table(Measurements.of(PhraseBenchmark.class, "phrase", args)));
  }

  private static String table(Measurements measured) {
    StringBuilder table = new StringBuilder();
    line(table, "phrase", "reader", "us", "best us", "bytes", "of 200 us", "ratio", "words");
    List<Phrase> read = new ArrayList<>();
    for (Phrase phrase : Phrase.values()) {
      if (measured.has(phrase.name(), "carillon")) {
        read.add(phrase);
        line(measured, table, phrase, "carillon", phrase.words());
      }
      if (measured.has(phrase.name(), "natty")) {
        line(measured, table, phrase, "natty", "");
      }
    }
    read.stream()
        .max(Comparator.comparingDouble(phrase -> time(measured, phrase)))
        .ifPresent(slowest -> last(measured, table, read, slowest));
    return table.toString();
  }

  private static void last(
      Measurements measured, StringBuilder table, List<Phrase> read, Phrase slowest) {
    long over = read.stream().filter(each -> time(measured, each) > MOST_MICROSECONDS).count();
    table.append(
        String.format(
            Locale.ROOT,
            "The slowest is %s with %s us; over %s us are %d of %d.%n",
            slowest,
            Measurements.format(time(measured, slowest)),
            Math.round(MOST_MICROSECONDS),
            over,
            read.size()));
  }

  private static double time(Measurements measured, Phrase phrase) {
    return measured.time(phrase.name(), "carillon");
  }

  private static void line(
      Measurements measured, StringBuilder table, Phrase phrase, String reader, String words) {
    double time = measured.time(phrase.name(), reader);
    boolean ours = reader.equals("carillon");
    line(
        table,
        phrase.name(),
        reader,
        Measurements.format(time),
        Measurements.format(measured.best(phrase.name(), reader)),
        Measurements.format(measured.bytes(phrase.name(), reader)),
        ours ? Math.round(time / MOST_MICROSECONDS * 100) + " %" : "",
        Measurements.format(time / time(measured, phrase)),
        words);
  }

  private static void line(StringBuilder table, String... columns) {
    table.append(
        String.format(Locale.ROOT, "%-16s %-9s %8s %8s %9s %10s %7s  %s", (Object[]) columns)
            .stripTrailing());
    table.append(System.lineSeparator());
  }
}
