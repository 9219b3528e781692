package io.carillon.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link CronBenchmark} and prints one table: nanoseconds, garbage, and how often slower. */
public final class CronRatios {

  private static final List<String> ENGINES =
      List.of("carillon", "jobRunr", "spring", "quartz", "cronUtils", "carillonParse");

  private CronRatios() {}

  /** Takes no arguments. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(CronBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    Map<String, Map<String, RunResult>> bySchedule = new TreeMap<>();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      bySchedule
          .computeIfAbsent(result.getParams().getParam("schedule"), key -> new TreeMap<>())
          .put(name.substring(name.lastIndexOf('.') + 1), result);
    }
    System.out.print(table(bySchedule));
  }

  private static String table(Map<String, Map<String, RunResult>> bySchedule) {
    StringBuilder table = new StringBuilder();
    line(table, "schedule", "engine", "ns", "bytes", "ratio");
    bySchedule.forEach(
        (schedule, byEngine) -> {
          double ours = score(byEngine, "carillon");
          for (String engine : ENGINES) {
            double score = score(byEngine, engine);
            line(
                table,
                schedule,
                engine,
                format(score),
                format(bytes(byEngine, engine)),
                engine.equals("carillonParse") ? "" : format(score / ours));
          }
        });
    return table.toString();
  }

  private static double score(Map<String, RunResult> byEngine, String engine) {
    return byEngine.get(engine).getPrimaryResult().getScore();
  }

  private static double bytes(Map<String, RunResult> byEngine, String engine) {
    return allocated(byEngine.get(engine));
  }

  @SuppressWarnings("rawtypes") // JMH's own type is raw.
  private static double allocated(RunResult result) {
    for (Map.Entry<String, org.openjdk.jmh.results.Result> entry :
        result.getSecondaryResults().entrySet()) {
      if (entry.getKey().endsWith("gc.alloc.rate.norm")) {
        return entry.getValue().getScore();
      }
    }
    return Double.NaN;
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
  }

  private static void line(
      StringBuilder table, String schedule, String engine, String ns, String bytes, String ratio) {
    table.append(
        String.format(
            Locale.ROOT, "%-16s %-14s %10s %10s %8s%n", schedule, engine, ns, bytes, ratio));
  }
}
