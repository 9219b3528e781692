package io.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.RunStatus;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.RunQuery;
import io.carillon.spi.StoreTransaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PostgreSQL finds the rows of the hot statements through the indexes that were made for them. */
class PlansTest {

  private static final String PREFIX = "plans_";
  private static final Set<String> HANDLERS = Set.of("java:a", "http");
  private static final int ROWS = 50_000;

  private static JdbcTables tables;

  @BeforeAll
  static void fill() {
    tables = JdbcStore.builder(Databases.postgres()).tablePrefix(PREFIX).buildTables();
    tables.inTransaction(
        tx -> {
          Session session = ((JdbcTransaction) tx).session();
          for (String statement : Schema.split(FILLING)) {
            session.execute(session.sql(statement.replace("ROWS", String.valueOf(ROWS))));
          }
          return true;
        });
  }

  /** Every other run is still open; a hundred tasks. */
  private static final String FILLING =
      """
      insert into carillon_run
        select cast(lpad(to_hex(i), 32, '0') as uuid), cast(lpad(to_hex(i % 100), 32, '0') as uuid),
          1, 'default', 'task', null, 'CALL', i, 0, 'API', i, i, 'java:a', '{}', 5, null, null, null
        from generate_series(1, ROWS) i;
      insert into carillon_ready
        select cast(lpad(to_hex(i), 32, '0') as uuid), cast(lpad(to_hex(i % 100), 32, '0') as uuid),
          'PENDING', i * cast(1000000 as bigint), i * cast(1000000 as bigint), 'java:a', 'NONE', true, '', 0, 0, 0, null, null,
          false, false, null
        from generate_series(2, ROWS, 2) i;
      insert into carillon_attempt
        select cast(lpad(to_hex(i), 32, '0') as uuid), 1, cast(lpad(to_hex(i % 100), 32, '0') as uuid),
          true, case when i % 500 = 1 then 'FAILED' else 'COMPLETED' end, null, i, i, 'n', 0, 0, '{}',
          null, null, '', 0, 0, 0, 0, 0, 0, null
        from generate_series(1, ROWS, 2) i;
      insert into carillon_schedule
        select cast(lpad(to_hex(i), 32, '0') as uuid),
          case when i % 3 = 0 then null else i * cast(1000000 as bigint) end, '{}'
        from generate_series(1, 10000) i;
      insert into carillon_delivery
        select cast(lpad(to_hex(i), 32, '0') as uuid), cast(lpad(to_hex(i), 32, '0') as uuid),
          cast(lpad(to_hex(1), 32, '0') as uuid), 'default', 'task', 'inbox', '{}', 'COMPLETED', 't',
          '{}', case when i % 100 = 0 then 'PENDING' else 'DELIVERED' end, 0, i, 0, null, i, i, null
        from generate_series(1, 20000) i;
      analyze carillon_run;
      analyze carillon_ready;
      analyze carillon_attempt;
      analyze carillon_schedule;
      analyze carillon_delivery;
      """;

  @AfterAll
  static void close() {
    tables.close();
  }

  private static String plan(Function<JdbcTransaction, Sql> statement) {
    return tables.inTransaction(
        tx -> {
          JdbcTransaction rows = (JdbcTransaction) tx;
          Sql sql = statement.apply(rows);
          Sql explain = rows.session().sql("explain ");
          explain.raw(sql.text(), sql.arguments());
          return String.join("\n", rows.session().list(explain, cells -> cells.text("QUERY PLAN")));
        });
  }

  @Test
  void claimsComeInTheOrderOfTheRank() {
    String plan =
        plan(tx -> tx.claimable(Type.instant(500_000_000L), Set.of("java:a", "http"), true, 50));

    assertThat(plan).contains("plans_ready_rank").doesNotContain("Seq Scan", "Sort");
  }

  @Test
  void theNextDueRunIsOneLookPerHandler() {
    String plan =
        plan(
            tx ->
                tx.session()
                    .sql("select min(r.due_at) from carillon_ready r")
                    .add(" where r.claimable and r.handler = ?", "java:a"));

    assertThat(plan).contains("plans_ready_due").doesNotContain("Seq Scan");
  }

  @Test
  void dueSchedulesComeInTheOrderOfTheirTime() {
    String plan = plan(tx -> tx.due(Type.instant(100_000_000L), 50));

    assertThat(plan).contains("plans_schedule_next").doesNotContain("Seq Scan", "Sort");
  }

  @Test
  void dueDeliveriesComeInTheOrderOfTheirTime() {
    String plan = plan(tx -> tx.dueDeliveries(Type.instant(50_000L), Set.of("inbox"), 50));

    assertThat(plan)
        .contains("plans_delivery_due")
        .doesNotContain("Seq Scan on plans_delivery", "Sort");
  }

  @Test
  void theNewestRunsComeInTheOrderOfTheirIds() {
    assertThat(plan(tx -> tx.newest(RunQuery.newest(50))))
        .contains("plans_run_pkey")
        .doesNotContain("Seq Scan", "Sort");
  }

  @Test
  void theNewestRunsOfATaskAreFoundByTheTask() {
    assertThat(plan(tx -> tx.newest(RunQuery.newest(50).ofTask(Samples.task(1)))))
        .contains("plans_run_task")
        .doesNotContain("Seq Scan");
  }

  @Test
  void theNewestFailedRunsAreFoundByTheirStatus() {
    assertThat(plan(tx -> tx.ended(RunQuery.newest(50), RunStatus.FAILED)))
        .contains("plans_attempt_status", "plans_run_pkey")
        .doesNotContain("Seq Scan", "Sort");
  }

  @Test
  void runsOfATimeAreFoundWithoutReadingAll() {
    RunQuery hour = RunQuery.newest(50).createdIn(Type.instant(40_000), Type.instant(40_100));

    assertThat(plan(tx -> tx.newest(hour)))
        .contains("plans_run_created")
        .doesNotContain("Seq Scan");
  }

  /** What each operation read, by the server's own count. */
  @Test
  void noOperationOfTheHotPathReadsAWholeTable() {
    Map<String, Long> scans =
        tables.inTransaction(
            tx -> {
              Map<String, Long> counts = new LinkedHashMap<>();
              long before = scans(tx);
              for (Map.Entry<String, Runnable> step : hotPath(tx).entrySet()) {
                step.getValue().run();
                counts.put(step.getKey(), scans(tx) - before);
                before = scans(tx);
              }
              return counts;
            });

    assertThat(scans).allSatisfy((step, count) -> assertThat(count).as(step).isZero());
  }

  private static long scans(StoreTransaction tx) {
    Session session = ((JdbcTransaction) tx).session();
    Sql sql =
        session.sql("select coalesce(sum(seq_scan), 0) as scans from pg_stat_xact_user_tables");
    sql.add(" where relname in ('plans_ready', 'plans_run', 'plans_attempt')");
    return session.list(sql, cells -> cells.number("scans")).get(0);
  }

  private static Map<String, Runnable> hotPath(StoreTransaction tx) {
    var ready = tx.lockClaimable(Type.instant(900_000_000L), HANDLERS, true, 50);
    var ids = ready.stream().map(ReadyRow::id).toList();
    assertThat(ready).hasSize(50);
    RunQuery failed = RunQuery.newest(20).withStatuses(Set.of(RunStatus.FAILED));
    Map<String, Runnable> steps = new LinkedHashMap<>();
    steps.put("runs", () -> assertThat(tx.runs(ids)).hasSize(50));
    steps.put("update", () -> tx.updateReady(ready));
    steps.put("lock", () -> assertThat(tx.lockReady(ids)).hasSize(50));
    steps.put("delete", () -> tx.deleteReady(ids));
    steps.put("earliest", () -> tx.earliestReady(HANDLERS));
    steps.put("success", () -> tx.lastSuccess(ready.get(0).taskId()));
    steps.put("orphans", () -> tx.lockOrphans(10));
    steps.put("of a task", () -> tx.readyOf(ready.get(0).taskId()));
    steps.put("failed", () -> assertThat(tx.findRuns(failed)).hasSize(20));
    return steps;
  }
}
