package io.carillon.time;

import static io.carillon.time.VectorTable.cell;

import io.carillon.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What we chose where cron engines differ ({@code docs/time.md}), asserted for each family of
 * contested facts. Skipped without the tables, like {@link CronVectorsTest}.
 */
class CronChoicesTest {

  private static final int FIRES = 6;

  private Path folder = Path.of("");

  @BeforeEach
  void findFolder() {
    folder = VectorTable.folder();
  }

  /** What the fires of a family are; a row belongs to the first family that takes it. */
  private record Family(
      Function<Map<String, String>, Boolean> takes, Function<Map<String, String>, String> fires) {}

  private static final String REFUSED = "refused";

  private static final List<Family> NEXT =
      List.of(
          new Family(row -> cell(row, "why").contains("extension"), row -> REFUSED),
          new Family(row -> has(row, "L-dow") && has(row, "range"), row -> REFUSED),
          new Family(row -> tooLargeAStep(row), row -> REFUSED),
          new Family(row -> has(row, "dom+dow"), CronChoicesTest::eitherDay),
          new Family(row -> has(row, "W") && !has(row, "L-dom"), CronChoicesTest::workdays),
          new Family(row -> has(row, "wrap"), CronChoicesTest::listed),
          new Family(CronChoicesTest::isOneDayRange, CronChoicesTest::oneDay),
          new Family(row -> has(row, "nth") && has(row, "list"), CronChoicesTest::everyDay),
          new Family(row -> has(row, "qmark") && !has(row, "W"), CronChoicesTest::firstAfterGap),
          new Family(row -> true, row -> VectorTable.instants(cell(row, "expected"))));

  private static boolean has(Map<String, String> row, String feature) {
    return List.of(cell(row, "features").split(",", -1)).contains(feature);
  }

  private static String[] fields(Map<String, String> row) {
    String[] fields = cell(row, "expression").trim().split("\\s+", -1);
    return fields.length == 5
        ? Stream.concat(Stream.of("0"), Stream.of(fields)).toArray(String[]::new)
        : fields;
  }

  private static String with(Map<String, String> row, int field, String value) {
    String[] fields = fields(row);
    fields[field] = value;
    int from = cell(row, "dialect").equals("unix5") ? 1 : 0;
    return Stream.of(fields).skip(from).collect(Collectors.joining(" "));
  }

  private static boolean tooLargeAStep(Map<String, String> row) {
    return has(row, "step")
        && Pattern.compile("/(\\d+)")
            .matcher(cell(row, "expression"))
            .results()
            .anyMatch(step -> Integer.parseInt(step.group(1)) > 60);
  }

  /** Days of the month and weekdays: the fires of both, each with the other field open. */
  private static String eitherDay(Map<String, String> row) {
    Stream<String> days =
        has(row, "never") ? Stream.of() : split(VectorTable.fires(row, with(row, 5, "*"), FIRES));
    Stream<String> weekdays = split(VectorTable.fires(row, with(row, 3, "*"), FIRES));
    return Stream.concat(days, weekdays)
        .sorted()
        .distinct()
        .limit(FIRES)
        .collect(Collectors.joining(","));
  }

  private static Stream<String> split(String fires) {
    return Stream.of(fires.split(",", -1));
  }

  /** The working day nearest to each day of the list, in the months that have it. */
  private static String workdays(Map<String, String> row) {
    String[] fields = fields(row);
    ZoneId zone = ZoneId.of(cell(row, "zone"));
    Instant from = java.time.OffsetDateTime.parse(cell(row, "from")).toInstant();
    LocalDate start = LocalDate.ofInstant(from, zone).withDayOfMonth(1);
    return IntStream.range(0, 400)
        .mapToObj(start::plusMonths)
        .filter(month -> matchesNumber(fields[4], month.getMonthValue()))
        .filter(month -> fields.length < 7 || matchesNumber(fields[6], month.getYear()))
        .flatMap(
            month -> Stream.of(fields[3].split(",", -1)).flatMap(day -> day(month, day).stream()))
        .map(day -> day.atTime(Integer.parseInt(fields[2]), Integer.parseInt(fields[1])))
        .map(reading -> reading.atZone(zone).toInstant())
        .filter(fire -> fire.isAfter(from))
        .sorted()
        .limit(FIRES)
        .map(Instant::toString)
        .collect(Collectors.joining(","));
  }

  private static boolean matchesNumber(String field, int value) {
    return field.equals("*") || field.equals(String.valueOf(value));
  }

  private static Optional<LocalDate> day(LocalDate month, String item) {
    boolean nearest = item.endsWith("W");
    int number = Integer.parseInt(item.replace("W", ""));
    if (number > month.lengthOfMonth()) {
      return Optional.empty();
    }
    LocalDate day = month.withDayOfMonth(number);
    if (nearest && day.getDayOfWeek() == DayOfWeek.SATURDAY) {
      return Optional.of(number == 1 ? day.plusDays(2) : day.minusDays(1));
    } else if (nearest && day.getDayOfWeek() == DayOfWeek.SUNDAY) {
      return Optional.of(number == month.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1));
    }
    return Optional.of(day);
  }

  /** A range that wraps steps from its start: the same days as a list. */
  private static String listed(Map<String, String> row) {
    List<String> names = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    String[] parts = fields(row)[5].toUpperCase(java.util.Locale.ROOT).split("[-/]", -1);
    int first = names.indexOf(parts[0]);
    int length = Math.floorMod(names.indexOf(parts[1]) - first, 7);
    String days =
        IntStream.iterate(0, i -> i <= length, i -> i + Integer.parseInt(parts[2]))
            .mapToObj(i -> names.get((first + i) % 7))
            .collect(Collectors.joining(","));
    return VectorTable.fires(row, with(row, 5, days), FIRES);
  }

  private static boolean isOneDayRange(Map<String, String> row) {
    String[] ends = fields(row)[5].split("-", -1);
    return ends.length == 2 && ends[0].equals(ends[1]);
  }

  private static String oneDay(Map<String, String> row) {
    return VectorTable.fires(row, with(row, 5, fields(row)[5].split("-", -1)[0]), FIRES);
  }

  /** A star in a list is every day already. */
  private static String everyDay(Map<String, String> row) {
    return VectorTable.fires(row, with(row, 5, "*"), FIRES);
  }

  /** A time in a gap fires at its end; in all other years as written. */
  private static String firstAfterGap(Map<String, String> row) {
    ZoneId zone = ZoneId.of(cell(row, "zone"));
    Instant from = java.time.OffsetDateTime.parse(cell(row, "from")).toInstant();
    return zone.getRules().nextTransition(from).getInstant().toString();
  }

  @Test
  void contestedFiresAreThoseOfTheDocumentedChoices() throws IOException {
    new VectorTable(folder, "cron_next_contested.tsv")
        .assertAllRowsHold(
            row -> {
              Family family =
                  NEXT.stream().filter(f -> f.takes().apply(row)).findFirst().orElseThrow();
              String wanted = family.fires().apply(row);
              return fault(row, wanted, found(row, wanted));
            });
  }

  private static String found(Map<String, String> row, String wanted) {
    try {
      int count = wanted.equals(REFUSED) ? 1 : wanted.split(",", -1).length;
      return VectorTable.fires(row, count);
    } catch (InvalidDefinitionException refused) {
      return VectorTable.messageFault(refused).orElse(REFUSED);
    }
  }

  private static Optional<String> fault(Map<String, String> row, String wanted, String found) {
    return found.equals(wanted)
        ? Optional.empty()
        : Optional.of(VectorTable.describe(row) + "chosen " + wanted + " found " + found);
  }

  /** What engines refuse for one reason or other: whether we accept it. */
  private static boolean accepts(Map<String, String> row) {
    String reason = cell(row, "reason");
    String expression = cell(row, "expression");
    if (reason.contains("mixing literal") || reason.contains("are incompatible")) {
      return true;
    } else if (reason.contains("step exceeds") || reason.contains("greater than maximum")) {
      return !tooLargeAStep(Map.of("features", "step", "expression", expression));
    } else if (reason.contains("fields (seconds dialect)")
        || reason.contains("trailing comma")
        || reason.contains("missing prefix")
        || reason.contains("illegal characters")
        || reason.contains("non-numeric nth")
        || reason.contains("'L' with other")) {
      return false;
    }
    boolean question = reason.contains("?") || reason.startsWith("Question mark");
    return !question || reason.contains("both day fields");
  }

  @Test
  void contestedRefusalsAreThoseOfTheDocumentedChoices() throws IOException {
    new VectorTable(folder, "cron_invalid_contested.tsv")
        .assertAllRowsHold(
            row -> {
              String wanted = accepts(row) ? "accepted" : REFUSED;
              try {
                CronExpression.parse(
                    cell(row, "expression"), VectorTable.dialect(cell(row, "dialect")));
                return fault(row, wanted, "accepted");
              } catch (InvalidDefinitionException refused) {
                String message = VectorTable.messageFault(refused).orElse(REFUSED);
                return fault(row, wanted, message);
              }
            });
  }
}
