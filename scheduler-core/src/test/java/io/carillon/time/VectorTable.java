package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.carillon.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One table of facts about cron expressions, which is not part of this project. */
final class VectorTable {

  private final String file;
  private final List<Map<String, String>> rows = new ArrayList<>();

  /** Says what is wrong with a row; empty when it holds. */
  interface RowCheck {
    Optional<String> fault(Map<String, String> row);
  }

  VectorTable(Path folder, String file) throws IOException {
    this.file = file;
    List<String> lines = Files.readAllLines(folder.resolve(file));
    String[] header = lines.get(0).split("\t", -1);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], i < cells.length ? cells[i] : "");
      }
      rows.add(row);
    }
  }

  /** The folder that the system property names; skips the test where there is none. */
  static Path folder() {
    String named = System.getProperty("carillon.vectors", "");
    assumeThat(named)
        .as("the system property carillon.vectors names the folder with the cron tables")
        .isNotBlank();
    Path folder = Path.of(named);
    assumeThat(folder).isDirectory();
    return folder;
  }

  void assertAllRowsHold(RowCheck check) {
    List<String> faults = new ArrayList<>();
    for (Map<String, String> row : rows) {
      check.fault(row).ifPresent(fault -> faults.add(row.get("id") + " " + fault));
    }
    assertThat(rows).as("rows of %s", file).hasSizeGreaterThan(40);
    assertThat(faults).as("rows of %s that do not hold", file).isEmpty();
  }

  static String cell(Map<String, String> row, String name) {
    return row.getOrDefault(name, "").replace("\\t", "\t");
  }

  static CronDialect dialect(String id) {
    return Stream.of(CronDialect.values()).filter(d -> d.id().equals(id)).findFirst().orElseThrow();
  }

  static String describe(Map<String, String> row) {
    return cell(row, "dialect")
        + " \""
        + cell(row, "expression")
        + "\" "
        + cell(row, "zone")
        + ": ";
  }

  /** ISO times between commas, as instants. */
  static String instants(String times) {
    return Stream.of(times.split(","))
        .map(time -> OffsetDateTime.parse(time).toInstant().toString())
        .collect(Collectors.joining(","));
  }

  static String fires(Map<String, String> row, int count) {
    return fires(row, cell(row, "expression"), count);
  }

  /** The next fires of an expression in the dialect and zone of a row, from its start. */
  static String fires(Map<String, String> row, String expression, int count) {
    CronExpression cron = CronExpression.parse(expression, dialect(cell(row, "dialect")));
    Instant at = OffsetDateTime.parse(cell(row, "from")).toInstant();
    ZoneId zone = cron.zone().orElse(ZoneId.of(cell(row, "zone")));
    List<String> found = new ArrayList<>();
    while (found.size() < count) {
      Optional<Instant> next = cron.next(at, zone);
      if (next.isEmpty()) {
        break;
      }
      at = next.get();
      found.add(at.toString());
    }
    return String.join(",", found);
  }

  /** Every message says what was expected or what to write. */
  static Optional<String> messageFault(InvalidDefinitionException refused) {
    boolean helpful =
        refused.problems().stream()
            .allMatch(problem -> !problem.what().isBlank() && !problem.fix().isBlank());
    return helpful ? Optional.empty() : Optional.of(refused.getMessage());
  }
}
