package io.carillon.samples.briefing;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** What the JDK knows of this machine. */
final class Machine {

  private static final long GIGA = 1L << 30;
  private static final long MEGA = 1L << 20;

  private Machine() {}

  /** The average of the last minute; -1 where the system does not tell it. */
  static Map<String, Object> load() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    int processors = system.getAvailableProcessors();
    double load = system.getSystemLoadAverage();
    double each = load < 0 ? -1 : Math.round(100 * load / processors) / 100.0;
    return Map.of("processors", processors, "perProcessor", each);
  }

  /** How full the disk under a folder is. */
  static Map<String, Object> disk(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    long total = Math.max(1, store.getTotalSpace());
    long free = store.getUsableSpace();
    return Map.of(
        "totalGigabytes", total / GIGA,
        "freeGigabytes", free / GIGA,
        "usedPercent", 100 - 100 * free / total);
  }

  /** Load, disk and memory in a line. */
  static String sentence() throws IOException {
    Map<String, Object> load = load();
    Map<String, Object> disk = disk(Path.of("").toAbsolutePath());
    Runtime java = Runtime.getRuntime();
    return String.format(
        Locale.ROOT,
        "- The load is %s per processor on %s processors.%n"
            + "- The disk is %s %% full, %s GB are free.%n"
            + "- This program uses %d MB of at most %d MB of memory.",
        load.get("perProcessor"),
        load.get("processors"),
        disk.get("usedPercent"),
        disk.get("freeGigabytes"),
        (java.totalMemory() - java.freeMemory()) / MEGA,
        java.maxMemory() / MEGA);
  }
}
