package io.carillon.benchmarks;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What JMH measured of one class: for each value of its parameter, the result of each method. */
final class Measurements {

  private final Map<String, Map<String, RunResult>> byParameter = new TreeMap<>();

  private Measurements() {}

  /**
   * Runs a class of benchmarks with one parameter, counting garbage too.
   *
   * @param args JMH's own options, as {@code -f 1 -wi 2 -i 3}
   * @throws RunnerException when a benchmark fails: a table with a hole in it would be believed
   */
  static Measurements of(Class<?> benchmark, String parameter, String... args)
      throws RunnerException, CommandLineOptionException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .parent(new CommandLineOptions(args))
        .include(benchmark.getName().replace(".", "\\.") + "\\.")
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
    Measurements measurements = new Measurements();
    for (RunResult result : new Runner(options.build()).run()) {
      String name = result.getParams().getBenchmark();
      measurements
          .byParameter
          .computeIfAbsent(result.getParams().getParam(parameter), key -> new TreeMap<>())
          .put(name.substring(name.lastIndexOf('.') + 1), result);
    }
    return measurements;
  }

  /** Whether the options left it in. */
  boolean has(String value, String method) {
    return byParameter.getOrDefault(value, Map.of()).containsKey(method);
  }

  /** Time for one call, in the unit of the benchmark; NaN where it was left out. */
  double time(String value, String method) {
    return has(value, method) ? result(value, method).getPrimaryResult().getScore() : Double.NaN;
  }

  /** As {@link #time}, in the fastest iteration: far below it where the machine was not quiet. */
  double best(String value, String method) {
    return has(value, method)
        ? result(value, method).getPrimaryResult().getStatistics().getMin()
        : Double.NaN;
  }

  /** Bytes allocated by one call; NaN where it was left out. */
  @SuppressWarnings("rawtypes") // JMH's own type is raw.
  double bytes(String value, String method) {
    if (has(value, method)) {
      for (Map.Entry<String, org.openjdk.jmh.results.Result> entry :
          result(value, method).getSecondaryResults().entrySet()) {
        if (entry.getKey().endsWith("gc.alloc.rate.norm")) {
          return entry.getValue().getScore();
        }
      }
    }
    return Double.NaN;
  }

  /** A number for a table: three digits of it are worth reading. */
  static String format(double value) {
    return Double.isNaN(value)
        ? ""
        : String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
  }

  private RunResult result(String value, String method) {
    return byParameter.get(value).get(method);
  }
}
