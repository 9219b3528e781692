package io.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Delivery;
import io.carillon.Occurrence;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.RunStep;
import io.carillon.TaskId;
import io.carillon.TaskStatus;
import io.carillon.internal.store.memory.MemoryTables;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.FlowRunRow;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.spi.Rows.SignalRow;
import io.carillon.spi.Rows.SkipRow;
import io.carillon.spi.Rows.StateRow;
import io.carillon.spi.RunQuery;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.TaskQuery;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same writes and reads, drawn from a seed, on a database and on the memory store: every answer
 * is the same.
 */
class SameAsMemoryTest {

  private static final int ROUNDS = 400;
  private static final int NUMBERS = 24;

  private final MemoryTables memory = new MemoryTables(() -> Samples.T0, 10_000);
  private Random random;
  private JdbcTables tables;

  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({"POSTGRESQL, 1", "POSTGRESQL, 2", "SQLITE, 1", "SQLITE, 2", "SQLITE, 3"})
  void everyAnswerIsThatOfTheMemoryStore(Databases database, long seed) {
    random = new Random(seed);
    try (JdbcTables opened = database.fresh().clock(() -> Samples.T0).buildTables()) {
      tables = opened;
      for (int round = 0; round < ROUNDS; round++) {
        same("round " + round, write());
        if (round % 4 == 0) {
          var reads = reads();
          same("reading after round " + round, tx -> reads.stream().map(r -> r.apply(tx)).toList());
        }
      }
    }
  }

  private void same(String what, Function<StoreTransaction, Object> work) {
    Object expected = memory.inTransaction(work);
    Object actual = tables.inTransaction(work);
    assertThat(actual).as(what).isEqualTo(expected);
  }

  private int any() {
    return 1 + random.nextInt(NUMBERS);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  // ---- writes, with arguments drawn before so that both stores get the same

  private Function<StoreTransaction, Object> write() {
    return switch (random.nextInt(9)) {
      case 0 -> writeNode();
      case 1 -> writeTask();
      case 2 -> writeSchedule();
      case 3, 4 -> writeRun();
      case 5 -> endRun();
      case 6 -> writeJournal();
      case 7 -> writeDelivery();
      default -> writeFlow();
    };
  }

  private Function<StoreTransaction, Object> writeNode() {
    int number = any();
    return switch (random.nextInt(4)) {
      case 0 -> tx -> tx.renewNode(Samples.node(number), Samples.at(number + 3L), number);
      case 1 -> tx -> tx.deleteExpiredNodes(Samples.at(number / 4));
      case 2 -> tx -> done(() -> tx.deleteNode(Samples.node(number)));
      default ->
          tx -> {
            boolean there = tx.lockNode(Samples.node(number));
            if (!there) {
              tx.insertNode(Samples.nodeRow(number, Samples.at(number)));
            }
            return there;
          };
    };
  }

  private Function<StoreTransaction, Object> writeTask() {
    int number = any();
    TaskStatus status = one(List.of(TaskStatus.values()));
    int revision = random.nextInt(3);
    Set<String> topics = random.nextBoolean() ? Set.of() : Set.of("a", "topic-" + number % 3);
    return tx -> {
      TaskId id = Samples.task(number);
      var known = tx.tasks(List.of(id)).get(id);
      if (known == null) {
        boolean made = tx.insertTask(Samples.taskRow(number, TaskStatus.ACTIVE, 0));
        tx.setSubscriptions(id, "default", topics);
        return made;
      } else if (known.status() == TaskStatus.DELETED) {
        return false;
      }
      tx.setSubscriptions(id, "default", topics);
      return tx.updateTask(Samples.taskRow(number, status, known.revision() + 1), revision);
    };
  }

  private Function<StoreTransaction, Object> writeSchedule() {
    TaskId id = Samples.task(any());
    ScheduleRow row =
        new ScheduleRow(id, random.nextInt(4) == 0 ? null : Samples.at(any()), Samples.JSON);
    int version = random.nextInt(4);
    SkipRow skip =
        new SkipRow(
            id,
            Samples.at(any()),
            Samples.at(90),
            3,
            random.nextBoolean(),
            "r" + version,
            Samples.at(random.nextInt(5)));
    return tx -> {
      if (tx.lockSchedules(List.of(id)).isEmpty()) {
        tx.insertSchedule(row);
      } else {
        tx.updateSchedules(List.of(row));
      }
      tx.insertSkips(List.of(skip, skip));
      return tx.putTaskState(new StateRow(id, Samples.JSON, version));
    };
  }

  private Function<StoreTransaction, Object> writeRun() {
    int number = any();
    int taskNumber = 1 + number % 5;
    Occurrence occurrence = Occurrence.call("slot " + random.nextInt(40)).again(random.nextInt(2));
    RunState state = one(List.of(RunState.PENDING, RunState.RUNNING, RunState.SUSPENDED));
    Hold hold = one(List.of(Hold.NONE, Hold.NONE, Hold.PAUSED, Hold.QUEUED));
    var node = state == RunState.RUNNING ? Samples.node(any()) : null;
    ReadyRow ready = Samples.ready(number, taskNumber, state, Samples.at(any()), hold, node);
    Hold from = one(List.of(Hold.values()));
    Hold to = one(List.of(Hold.values()));
    return tx -> {
      RunId id = ready.id();
      if (tx.runs(List.of(id)).isEmpty()) {
        var row = Samples.runRow(number, taskNumber, occurrence);
        Set<RunId> made = tx.insertRuns(List.of(row, row));
        tx.insertReady(made.isEmpty() ? List.of() : List.of(ready));
        return made;
      }
      tx.changeHold(ready.taskId(), from, to);
      if (tx.lockReady(List.of(id)).isEmpty()) {
        return false;
      }
      tx.updateReady(List.of(Samples.pending(number, taskNumber, Samples.T0), ready));
      return tx.ready(List.of(id));
    };
  }

  private Function<StoreTransaction, Object> endRun() {
    int number = any();
    RunStatus status =
        one(
            List.of(
                RunStatus.COMPLETED,
                RunStatus.FAILED,
                RunStatus.TIMEOUT,
                RunStatus.SKIPPED,
                RunStatus.RETRYING));
    boolean forget = random.nextInt(6) == 0;
    int limit = random.nextInt(3);
    return tx -> {
      RunId id = Samples.run(number);
      ReadyRow ready = tx.lockReady(List.of(id)).get(id);
      if (ready == null) {
        return forget ? tx.deleteRunsBefore(Samples.made(number), limit) : 0;
      }
      int claim = tx.attempts(id).size();
      int taskNumber = 1 + number % 5;
      tx.insertAttempts(List.of(Samples.attempt(number, taskNumber, claim, status)));
      if (status != RunStatus.RETRYING) {
        tx.deleteReady(List.of(id));
      }
      return tx.lastAttempts(List.of(id));
    };
  }

  private Function<StoreTransaction, Object> writeJournal() {
    int number = any();
    int no = 1 + random.nextInt(3);
    RunStep.State state = one(List.of(RunStep.State.values()));
    return tx -> {
      tx.putSteps(
          List.of(
              Samples.step(number, "a/" + no, no, RunStep.State.INTENT),
              Samples.step(number, "B", no, RunStep.State.DONE),
              Samples.step(number, "a/" + no, no, state)));
      LogRow line = new LogRow(Samples.run(number), no, no, Samples.at(no), "line " + no + " 时");
      tx.insertLogs(List.of(line, new LogRow(line.runId(), no, no, Samples.at(77), "other")));
      tx.insertSignal(new SignalRow(Samples.run(number), "s" + no, Samples.JSON, Samples.at(no)));
      return tx.steps(Samples.run(number));
    };
  }

  private Function<StoreTransaction, Object> writeDelivery() {
    int number = any();
    Delivery.State state = one(List.of(Delivery.State.values()));
    var node = random.nextInt(3) == 0 ? Samples.node(any()) : null;
    var row = Samples.delivery(number, 1 + number % 4, state, node);
    return tx -> {
      if (tx.lockDeliveries(List.of(row.id())).isEmpty()) {
        tx.insertDeliveries(List.of(row));
      } else {
        tx.updateDeliveries(List.of(row));
      }
      return tx.deliveriesOf(row.runId());
    };
  }

  private Function<StoreTransaction, Object> writeFlow() {
    int number = any();
    RunId flow = Samples.run(1007);
    RunState state = one(List.of(RunState.WAITING, RunState.BLOCKED, RunState.PENDING));
    boolean ends = random.nextInt(5) == 0;
    return tx -> {
      FlowNodeRow row =
          new FlowNodeRow(
              flow, "member-" + number, number, Samples.run(number), Samples.task(1), state);
      if (tx.flowNodes(flow).stream().noneMatch(node -> node.run().equals(row.run()))) {
        tx.insertFlowNodes(List.of(row));
      } else {
        tx.updateFlowNodes(List.of(row));
      }
      FlowRunRow own = new FlowRunRow(Samples.run(7), Samples.task(5), ends);
      if (tx.lockFlowRuns(List.of(own.id())).isEmpty()) {
        tx.insertFlowRun(own);
      } else if (ends) {
        tx.deleteFlowRun(own.id());
      } else {
        tx.updateFlowRun(own);
      }
      return tx.flowNodes(flow);
    };
  }

  private static Object done(Runnable work) {
    work.run();
    return true;
  }

  // ---- reads

  private List<Function<StoreTransaction, Object>> reads() {
    List<Function<StoreTransaction, Object>> reads = new ArrayList<>();
    Set<String> handlers = one(List.of(Set.of("java:0"), Set.of("java:1", "java:2"), Set.of()));
    Set<String> channels = one(List.of(Set.of("inbox"), Set.of("mail", "inbox"), Set.of()));
    int number = any();
    int limit = 1 + random.nextInt(9);
    boolean lost = random.nextBoolean();
    reads.add(StoreTransaction::nodes);
    reads.add(tx -> tx.lockClaimable(Samples.at(number), handlers, lost, limit));
    reads.add(tx -> tx.earliestReady(handlers));
    reads.add(tx -> tx.lockOrphans(limit));
    reads.add(tx -> tx.readyOf(Samples.task(1 + number % 5)));
    reads.add(tx -> counts(tx, number));
    reads.add(tx -> Set.copyOf(tx.runningOf(Samples.node(number))));
    reads.add(tx -> Set.copyOf(tx.sendingOf(Samples.node(number))));
    reads.add(tx -> tx.cancelRequests(Samples.node(number)));
    reads.add(tx -> tx.lastSuccess(Samples.task(1 + number % 5)));
    reads.add(tx -> tx.newestRun(Samples.task(1 + number % 5), Occurrence.call("slot " + number)));
    reads.add(StoreTransaction::earliestSchedule);
    reads.add(tx -> tx.subscribers("default", "topic-" + number % 3));
    reads.add(tx -> tx.skips(Samples.task(number), limit));
    reads.add(tx -> tx.taskState(Samples.task(number)));
    reads.add(tx -> tx.earliestDelivery(channels));
    reads.add(tx -> Set.copyOf(tx.lockDueDeliveries(Samples.at(number), channels, 100)));
    String namespace = number % 2 == 0 ? null : "default";
    reads.add(tx -> tx.delivered("inbox", namespace, lost ? Samples.uuid(4, number) : null, limit));
    reads.add(tx -> tx.logs(Samples.run(number), limit));
    reads.add(tx -> tx.signals(Samples.run(number)));
    TaskQuery tasks = taskQuery(number, limit);
    reads.add(tx -> tx.findTasks(tasks));
    reads.add(tx -> tx.tasksByKey(List.of(Samples.key(number), Samples.key(1))));
    RunQuery runs = runQuery(number, limit);
    reads.add(tx -> tx.findRuns(runs));
    reads.add(tx -> tx.countRuns(runs));
    return reads;
  }

  /** Tasks without ready rows may be left out of the answer. */
  private static Map<TaskId, Integer> counts(StoreTransaction tx, int number) {
    List<TaskId> ids = IntStream.of(1, 2, number).mapToObj(Samples::task).distinct().toList();
    Map<TaskId, Integer> counts = new HashMap<>(tx.countReady(ids));
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private TaskQuery taskQuery(int number, int limit) {
    TaskQuery query = TaskQuery.all(limit);
    query = random.nextBoolean() ? query : query.in("default");
    query = random.nextInt(3) > 0 ? query : query.ofOwner("bob");
    query = random.nextBoolean() ? query : query.containing("tASK_%" + number % 3);
    query = random.nextBoolean() ? query : query.after(Samples.key(number));
    return random.nextBoolean()
        ? query
        : query.withStatuses(EnumSet.of(one(List.of(TaskStatus.values())), TaskStatus.ACTIVE));
  }

  private RunQuery runQuery(int number, int limit) {
    RunQuery query = RunQuery.newest(limit);
    query = random.nextInt(3) > 0 ? query : query.in("default");
    query = random.nextInt(3) > 0 ? query : query.ofTask(Samples.task(1 + number % 5));
    query = random.nextInt(6) > 0 ? query : query.ofFlowRun(Samples.run(1007));
    query = random.nextInt(3) > 0 ? query : query.ofOwner("ann");
    query = random.nextInt(3) > 0 ? query : query.createdIn(Samples.at(3), Samples.made(number));
    query = random.nextInt(3) > 0 ? query : query.olderThan(Samples.run(number));
    query =
        random.nextInt(3) > 0
            ? query
            : query.withCauses(EnumSet.of(one(List.of(RunCause.values())), RunCause.API));
    return random.nextBoolean()
        ? query
        : query.withStatuses(
            EnumSet.of(one(List.of(RunStatus.values())), one(List.of(RunStatus.values()))));
  }
}
