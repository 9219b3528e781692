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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Checks the cron engine against tables of facts from other engines' test suites. The folder with
 * the tables is named by the system property {@code carillon.vectors}; without it these tests are
 * skipped, and {@link CronExpressionTest} covers the same ground.
 *
 * <p>A rejection of syntax that other engines reject too is a documented choice ({@code
 * docs/time.md}); a different time never is.
 */
class CronVectorsTest {

  /** Expressions of valid rows that we refuse on purpose, as some other engines do. */
  private static final Set<String> REFUSED_ON_PURPOSE = Set.of();

  /** A step after a single weekday goes on to the end of the week, as in nearly all engines. */
  private static final int MOST_DISSENTERS = 3;

  private Path folder = Path.of("");

  @BeforeEach
  void findFolder() {
    String named = System.getProperty("carillon.vectors", "");
    assumeThat(named)
        .as("the system property carillon.vectors names the folder with the cron tables")
        .isNotBlank();
    folder = Path.of(named);
    assumeThat(folder).isDirectory();
  }

  @Test
  void nextFireTimes() throws IOException {
    assertAllRowsHold("cron_next.tsv", this::nextFault);
  }

  @Test
  void fireTimesAroundClockChanges() throws IOException {
    assertAllRowsHold("cron_dst_agree.tsv", this::nextFault);
  }

  @Test
  void contestedRowsFollowTheDocumentedChoices() throws IOException {
    assertAllRowsHold("cron_next_contested.tsv", this::contestedFault);
  }

  @Test
  void matchingInstants() throws IOException {
    assertAllRowsHold("cron_match.tsv", this::matchFault);
  }

  @Test
  void equivalentExpressions() throws IOException {
    assertAllRowsHold("cron_equivalent.tsv", this::equivalenceFault);
  }

  @Test
  void invalidExpressionsAreRefusedWithAMessage() throws IOException {
    assertAllRowsHold("cron_invalid.tsv", this::invalidFault);
  }

  private interface RowCheck {
    Optional<String> fault(Map<String, String> row);
  }

  private void assertAllRowsHold(String file, RowCheck check) throws IOException {
    List<String> faults = new ArrayList<>();
    List<Map<String, String>> rows = rows(file);
    for (Map<String, String> row : rows) {
      check.fault(row).ifPresent(fault -> faults.add(row.get("id") + " " + fault));
    }
    assertThat(rows).as("rows of %s", file).hasSizeGreaterThan(40);
    assertThat(faults).as("rows of %s that do not hold", file).isEmpty();
  }

  private List<Map<String, String>> rows(String file) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(file));
    String[] header = lines.get(0).split("\t", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], i < cells.length ? cells[i] : "");
      }
      rows.add(row);
    }
    return rows;
  }

  private static CronDialect dialect(String id) {
    return Stream.of(CronDialect.values()).filter(d -> d.id().equals(id)).findFirst().orElseThrow();
  }

  private static String cell(Map<String, String> row, String name) {
    return row.getOrDefault(name, "").replace("\\t", "\t");
  }

  private Optional<String> nextFault(Map<String, String> row) {
    String expected = cell(row, "expected");
    int count = expected.equals("NONE") ? 1 : expected.split(",").length;
    String found;
    try {
      found = fires(row, count);
    } catch (InvalidDefinitionException refused) {
      boolean othersRefuseToo = !cell(row, "not_parsed_by").isEmpty();
      boolean impossible = expected.equals("NONE") && refused.getMessage().contains("never fires");
      boolean fine =
          impossible || (othersRefuseToo && REFUSED_ON_PURPOSE.contains(cell(row, "expression")));
      return fine ? Optional.empty() : Optional.of(describe(row) + refused.getMessage());
    }
    String wanted = expected.equals("NONE") ? "" : instants(expected);
    return found.equals(wanted)
        ? Optional.empty()
        : Optional.of(describe(row) + "expected " + wanted + " found " + found);
  }

  private static String describe(Map<String, String> row) {
    return cell(row, "dialect")
        + " \""
        + cell(row, "expression")
        + "\" "
        + cell(row, "zone")
        + ": ";
  }

  private static String instants(String times) {
    return Stream.of(times.split(","))
        .map(time -> OffsetDateTime.parse(time).toInstant().toString())
        .collect(Collectors.joining(","));
  }

  private static String fires(Map<String, String> row, int count) {
    CronExpression cron =
        CronExpression.parse(cell(row, "expression"), dialect(cell(row, "dialect")));
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

  /** A contested row may differ, but it must be read or refused, quickly and with a message. */
  private Optional<String> contestedFault(Map<String, String> row) {
    if (cell(row, "why").startsWith("OR per libraries")) {
      return nextFault(row);
    }
    try {
      fires(row, 3);
      return Optional.empty();
    } catch (InvalidDefinitionException refused) {
      return messageFault(refused);
    }
  }

  private Optional<String> matchFault(Map<String, String> row) {
    CronExpression cron =
        CronExpression.parse(cell(row, "expression"), dialect(cell(row, "dialect")));
    Instant at = OffsetDateTime.parse(cell(row, "at")).toInstant();
    ZoneId zone = ZoneId.of(cell(row, "zone"));
    boolean matches = cron.matches(at, zone);
    return String.valueOf(matches).equals(cell(row, "matches"))
        ? Optional.empty()
        : Optional.of(describe(row) + cell(row, "at") + " matches: " + matches);
  }

  private Optional<String> equivalenceFault(Map<String, String> row) {
    String a = cell(row, "expression_a");
    String b = cell(row, "expression_b");
    try {
      if (cell(row, "dissent").split(",", -1).length > MOST_DISSENTERS) {
        return Optional.empty();
      }
      CronDialect dialect = dialect(cell(row, "dialect"));
      CronExpression first = CronExpression.parse(a, dialect);
      CronExpression second =
          dialect == CronDialect.NICKNAME
              ? CronExpression.parse(b)
              : CronExpression.parse(b, dialect);
      Instant start = Instant.parse("2024-02-27T00:00:00Z");
      Instant x = start;
      for (int i = 0; i < 400; i++) {
        Optional<Instant> one = first.next(x, ZoneId.of("UTC"));
        Optional<Instant> other = second.next(x, ZoneId.of("UTC"));
        if (!one.equals(other)) {
          return Optional.of("\"" + a + "\" fires " + one + ", \"" + b + "\" " + other);
        }
        x = one.orElse(start);
      }
      return Optional.empty();
    } catch (InvalidDefinitionException refused) {
      boolean fine = !cell(row, "not_parsed_by").isEmpty();
      return fine ? messageFault(refused) : Optional.of("\"" + a + "\": " + refused.getMessage());
    }
  }

  private Optional<String> invalidFault(Map<String, String> row) {
    String expression = cell(row, "expression");
    try {
      CronExpression.parse(expression, dialect(cell(row, "dialect")));
      return Optional.of("\"" + expression + "\" is accepted: " + cell(row, "reason"));
    } catch (InvalidDefinitionException refused) {
      return messageFault(refused);
    }
  }

  /** Every message says what was expected or what to write. */
  private static Optional<String> messageFault(InvalidDefinitionException refused) {
    boolean helpful =
        refused.problems().stream()
            .allMatch(problem -> !problem.what().isBlank() && !problem.fix().isBlank());
    return helpful ? Optional.empty() : Optional.of(refused.getMessage());
  }
}
