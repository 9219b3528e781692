package io.carillon.benchmarks;

import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/** Runs {@link CronBenchmark} and prints one table: nanoseconds, garbage, and how often slower. */
public final class CronRatios {

  private static final List<String> ENGINES =
      List.of("carillon", "jobRunr", "spring", "quartz", "cronUtils", "carillonParse");

  private CronRatios() {}

  /** Takes JMH's own options, or none. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    System.out.print(table(Measurements.of(CronBenchmark.class, "schedule", args)));
  }

  private static String table(Measurements measured) {
    StringBuilder table = new StringBuilder();
    line(table, "schedule", "engine", "ns", "bytes", "ratio");
    for (CronBenchmark.Schedule each : CronBenchmark.Schedule.values()) {
      String schedule = each.name();
      double ours = measured.time(schedule, "carillon");
      for (String engine : ENGINES) {
        if (measured.has(schedule, engine)) {
          double time = measured.time(schedule, engine);
          String bytes = Measurements.format(measured.bytes(schedule, engine));
          String ratio = engine.equals("carillonParse") ? "" : Measurements.format(time / ours);
          line(table, schedule, engine, Measurements.format(time), bytes, ratio);
        }
      }
    }
    return table.toString();
  }

  private static void line(
      StringBuilder table, String schedule, String engine, String ns, String bytes, String ratio) {
    table.append(
        String.format(
            Locale.ROOT, "%-16s %-14s %10s %10s %8s%n", schedule, engine, ns, bytes, ratio));
  }
}
