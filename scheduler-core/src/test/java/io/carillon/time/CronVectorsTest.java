package io.carillon.time;

import io.carillon.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private Path folder = Path.of("");

  @BeforeEach
  void findFolder() {
    folder = VectorTable.folder();
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

  private void assertAllRowsHold(String file, VectorTable.RowCheck check) throws IOException {
    new VectorTable(folder, file).assertAllRowsHold(check);
  }

  private Optional<String> nextFault(Map<String, String> row) {
    String expected = VectorTable.cell(row, "expected");
    int count = expected.equals("NONE") ? 1 : expected.split(",").length;
    String found;
    try {
      found = VectorTable.fires(row, count);
    } catch (InvalidDefinitionException refused) {
      boolean othersRefuseToo = !VectorTable.cell(row, "not_parsed_by").isEmpty();
      boolean impossible = expected.equals("NONE") && refused.getMessage().contains("never fires");
      boolean fine =
          impossible
              || (othersRefuseToo
                  && REFUSED_ON_PURPOSE.contains(VectorTable.cell(row, "expression")));
      return fine
          ? Optional.empty()
          : Optional.of(VectorTable.describe(row) + refused.getMessage());
    }
    String wanted = expected.equals("NONE") ? "" : VectorTable.instants(expected);
    return found.equals(wanted)
        ? Optional.empty()
        : Optional.of(VectorTable.describe(row) + "expected " + wanted + " found " + found);
  }

  private Optional<String> matchFault(Map<String, String> row) {
    CronExpression cron =
        CronExpression.parse(
            VectorTable.cell(row, "expression"),
            VectorTable.dialect(VectorTable.cell(row, "dialect")));
    Instant at = OffsetDateTime.parse(VectorTable.cell(row, "at")).toInstant();
    ZoneId zone = ZoneId.of(VectorTable.cell(row, "zone"));
    boolean matches = cron.matches(at, zone);
    return String.valueOf(matches).equals(VectorTable.cell(row, "matches"))
        ? Optional.empty()
        : Optional.of(
            VectorTable.describe(row) + VectorTable.cell(row, "at") + " matches: " + matches);
  }

  private Optional<String> equivalenceFault(Map<String, String> row) {
    String a = VectorTable.cell(row, "expression_a");
    String b = VectorTable.cell(row, "expression_b");
    try {
      // 3/2 as a weekday goes on to the end of the week, as in all engines but one.
      boolean alike = !a.matches(".* [0-7]/[0-7]");
      CronDialect dialect = VectorTable.dialect(VectorTable.cell(row, "dialect"));
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
          String fault = "\"" + a + "\" fires " + one + ", \"" + b + "\" " + other;
          return alike ? Optional.of(fault) : Optional.empty();
        }
        x = one.orElse(start);
      }
      return alike ? Optional.empty() : Optional.of("\"" + a + "\" is as \"" + b + "\"");
    } catch (InvalidDefinitionException refused) {
      boolean fine = !VectorTable.cell(row, "not_parsed_by").isEmpty();
      return fine
          ? VectorTable.messageFault(refused)
          : Optional.of("\"" + a + "\": " + refused.getMessage());
    }
  }

  private Optional<String> invalidFault(Map<String, String> row) {
    String expression = VectorTable.cell(row, "expression");
    try {
      CronExpression.parse(expression, VectorTable.dialect(VectorTable.cell(row, "dialect")));
      return Optional.of("\"" + expression + "\" is accepted: " + VectorTable.cell(row, "reason"));
    } catch (InvalidDefinitionException refused) {
      return VectorTable.messageFault(refused);
    }
  }
}
