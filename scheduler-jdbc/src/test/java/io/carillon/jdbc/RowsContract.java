package io.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.Occurrence;
import io.carillon.RunId;
import io.carillon.TaskStatus;
import io.carillon.spi.Rows.EventRow;
import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.StateRow;
import io.carillon.spi.StoreTransaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What rows do under real concurrency, on any database. */
abstract class RowsContract {

  static final Set<String> HANDLERS = Set.of("java:0", "java:1", "java:2");

  JdbcTables tables;

  abstract Databases database();

  @BeforeEach
  void open() {
    tables = database().fresh().buildTables();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void oneOfManyInsertsOfAnOccurrenceWins() {
    Occurrence slot = Occurrence.at(Samples.T0);
    AtomicInteger numbers = new AtomicInteger();

    List<Set<RunId>> made =
        Together.run(
            6,
            () -> {
              RunRow row = Samples.runRow(numbers.incrementAndGet(), 1, slot);
              return tables.inTransaction(tx -> tx.insertRuns(List.of(row)));
            });

    List<RunId> winners = made.stream().flatMap(Set::stream).toList();
    assertThat(winners).hasSize(1);
    Optional<RunRow> newest = tables.inTransaction(tx -> tx.newestRun(Samples.task(1), slot));
    assertThat(newest).hasValueSatisfying(row -> assertThat(row.id()).isEqualTo(winners.get(0)));
  }

  @Test
  void everyReadyRowIsClaimedOnce() {
    List<ReadyRow> rows =
        IntStream.rangeClosed(1, 200)
            .mapToObj(number -> Samples.pending(number, 1, Samples.at(number)))
            .toList();
    tables.inTransaction(tx -> insertReady(tx, rows));

    List<List<RunId>> claimed = Together.run(4, this::claimAll);

    List<RunId> all = claimed.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(200).doesNotHaveDuplicates();
  }

  private static boolean insertReady(StoreTransaction tx, List<ReadyRow> rows) {
    tx.insertReady(rows);
    return true;
  }

  /** Takes 7 at a time until there are none; locked ones are left out, so it asks on. */
  private List<RunId> claimAll() {
    List<RunId> claimed = new ArrayList<>();
    while (tables.inTransaction(tx -> tx.countReady(List.of(Samples.task(1)))).values().stream()
        .anyMatch(count -> count > 0)) {
      claimed.addAll(
          tables.inTransaction(
              tx -> {
                List<RunId> ids =
                    tx.lockClaimable(Samples.at(1000), HANDLERS, true, 7).stream()
                        .map(ReadyRow::id)
                        .toList();
                tx.deleteReady(ids);
                return ids;
              }));
    }
    return claimed;
  }

  @Test
  void oneOfManyChangesOfARevisionWins() {
    tables.inTransaction(tx -> tx.insertTask(Samples.taskRow(1, TaskStatus.ACTIVE, 0)));

    List<Boolean> answers =
        Together.run(
            6,
            () ->
                tables.inTransaction(
                    tx -> tx.updateTask(Samples.taskRow(1, TaskStatus.PAUSED, 1), 0)));

    assertThat(answers).containsOnlyOnce(true);
  }

  @Test
  void oneOfManyTasksOfANameWins() {
    AtomicInteger numbers = new AtomicInteger();

    List<Boolean> answers =
        Together.run(
            6,
            () -> {
              var row =
                  Samples.taskRow(numbers.incrementAndGet(), Samples.key(1), TaskStatus.ACTIVE, 0);
              return tables.inTransaction(tx -> tx.insertTask(row));
            });

    assertThat(answers).containsOnlyOnce(true);
  }

  @Test
  void aDeletedTaskGivesItsNameFree() {
    boolean made =
        tables.inTransaction(
            tx -> {
              tx.insertTask(Samples.taskRow(1, TaskStatus.ACTIVE, 0));
              tx.updateTask(Samples.taskRow(1, TaskStatus.DELETED, 1), 0);
              return tx.insertTask(Samples.taskRow(2, Samples.key(1), TaskStatus.ACTIVE, 0));
            });

    assertThat(made).isTrue();
  }

  @Test
  void oneOfManyWritesOfAMemoryWins() {
    StateRow first = new StateRow(Samples.task(1), "{}", 1);
    StateRow second = new StateRow(Samples.task(1), "{\"n\":1}", 2);

    assertThat(Together.run(4, () -> tables.inTransaction(tx -> tx.putTaskState(first))))
        .containsOnlyOnce(true);
    assertThat(Together.run(4, () -> tables.inTransaction(tx -> tx.putTaskState(second))))
        .containsOnlyOnce(true);
  }

  @Test
  void oneOfManyPublicationsOfAnEventWins() {
    EventRow event = new EventRow("default", "id-1", "files", "{}", Samples.T0);

    assertThat(Together.run(6, () -> tables.inTransaction(tx -> tx.insertEvent(event))))
        .containsOnlyOnce(true);
  }

  @Test
  void aTransactionThatThrowsKeepsNothing() {
    assertThatThrownBy(
            () ->
                tables.inTransaction(
                    tx -> {
                      tx.insertTask(Samples.taskRow(1, TaskStatus.ACTIVE, 0));
                      tx.insertReady(List.of(Samples.pending(1, 1, Samples.T0)));
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");

    boolean kept =
        tables.inTransaction(
            tx ->
                !tx.tasks(List.of(Samples.task(1))).isEmpty()
                    || !tx.ready(List.of(Samples.run(1))).isEmpty());
    assertThat(kept).isFalse();
  }

  @Test
  void aTransactionInsideAnotherIsRefused() {
    assertThatThrownBy(
            () -> tables.inTransaction(outer -> tables.inTransaction(StoreTransaction::nodes)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A transaction cannot be opened inside another: use the one that is open.");
  }

  @Test
  void aRefusedStatementDoesNotShowWhatWasWritten() {
    ReadyRow secret = Samples.pending(1, 1, Samples.T0);

    assertThatThrownBy(
            () ->
                tables.inTransaction(
                    tx -> {
                      tx.insertReady(List.of(secret));
                      tx.insertReady(List.of(secret));
                      return true;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("refused a statement. It says: ")
        .hasMessageNotContaining("java:1")
        .hasNoCause();
  }

  @Test
  void textsWithNulAreRefusedOrShown() {
    LogRow line = new LogRow(Samples.run(1), 1, 1, Samples.T0, "a\u0000b");
    tables.inTransaction(
        tx -> {
          tx.insertLogs(List.of(line));
          return true;
        });
    EventRow event = new EventRow("default", "id\u0000", "files", "{}", Samples.T0);

    List<LogRow> lines = tables.inTransaction(tx -> tx.logs(Samples.run(1), 9));
    assertThat(lines)
        .singleElement()
        .satisfies(read -> assertThat(read.text()).isEqualTo("a\u2400b"));
    assertThatThrownBy(() -> tables.inTransaction(tx -> tx.insertEvent(event)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The text for carillon_event.id has the character U+0000 at position 2, which"
                + " databases cannot keep: leave it out.");
  }

  @Test
  void idsSortAsTheirTexts() {
    Set<RunId> ids = new HashSet<>();
    for (int number = 1; number <= 20; number++) {
      ids.add(Samples.run(number));
    }
    List<ReadyRow> rows = new ArrayList<>();
    for (int number = 1; number <= 20; number++) {
      rows.add(Samples.pending(number, 1, Samples.T0));
    }
    tables.inTransaction(tx -> insertReady(tx, rows));

    List<String> read =
        tables.inTransaction(
            tx -> tx.lockReady(ids).keySet().stream().map(RunId::toString).toList());

    assertThat(read).hasSize(20).isSorted();
  }
}
