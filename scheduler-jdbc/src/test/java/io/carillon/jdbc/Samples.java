package io.carillon.jdbc;

import io.carillon.Delivery;
import io.carillon.Effect;
import io.carillon.FailureKind;
import io.carillon.Money;
import io.carillon.Occurrence;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.RunStep;
import io.carillon.StepKind;
import io.carillon.StoredTask;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.TaskStatus;
import io.carillon.Usage;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.DeliveryRow;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.NodeRow;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.StepRow;
import io.carillon.spi.Rows.TaskRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Rows to write, each told by small numbers. Ids ascend with their numbers. */
final class Samples {

  private static final List<RunCause> CAUSES = List.of(RunCause.values());

  static final Instant T0 = Instant.parse("2026-03-29T00:59:59.123456Z");
  static final String JSON =
      "{\"nul\":\"\\u0000\",\"z\":1,\"a\":[\"é\",\"时\",\"😀\"],\"q\":\"'?:x<y\"}";

  private Samples() {}

  /** The upper half counts unsigned past the sign, so that orders of signed longs show. */
  static UUID uuid(int kind, int number) {
    return new UUID((number % 2 == 0 ? 0x01L : 0xf1L) << 56 | (long) kind << 32 | number, -number);
  }

  static RunId run(int number) {
    return new RunId(uuid(1, number));
  }

  static TaskId task(int number) {
    return new TaskId(uuid(2, number));
  }

  static NodeId node(int number) {
    return new NodeId(uuid(3, number));
  }

  static TaskKey key(int number) {
    return new TaskKey(number % 3 == 0 ? "team-b" : "default", "Task_%" + number);
  }

  static Instant at(long seconds) {
    return T0.plusSeconds(seconds);
  }

  /** In the order of the ids, as everywhere. */
  static Instant made(int number) {
    return at(number + (number % 2 == 0 ? 0 : 1000));
  }

  static NodeRow nodeRow(int number, Instant until) {
    return new NodeRow(node(number), "node-" + number, T0, until, List.of("java:a", "http"), -17);
  }

  static TaskRow taskRow(int number, TaskStatus status, int revision) {
    return taskRow(number, key(number), status, revision);
  }

  static TaskRow taskRow(int number, TaskKey key, TaskStatus status, int revision) {
    return new TaskRow(
        task(number),
        key,
        number % 5 == 0,
        3,
        JSON,
        "hash",
        "declared",
        StoredTask.Source.RUNTIME,
        status,
        "reason",
        number % 2 == 0 ? null : "ann",
        number % 2 == 0 ? "bob" : null,
        new StoredTask.Audit("ann", at(1), "bob", at(2)),
        revision);
  }

  static RunRow runRow(int number, int taskNumber, Occurrence occurrence) {
    return new RunRow(
        run(number),
        task(taskNumber),
        2,
        key(taskNumber),
        number % 2 == 0 ? "ann" : null,
        occurrence,
        CAUSES.get(number % CAUSES.size()),
        at(number),
        number % 3 == 0 ? at(number + 100) : null,
        made(number),
        "java:" + number % 3,
        JSON,
        5,
        number % 7 == 0 ? run(number + 1000) : null,
        number % 5 == 0 ? run(number + 2000) : null,
        number % 2 == 0 ? null : "ann");
  }

  static ReadyRow pending(int number, int taskNumber, Instant due) {
    return ready(number, taskNumber, RunState.PENDING, due, Hold.NONE, null);
  }

  static ReadyRow ready(
      int number, int taskNumber, RunState state, Instant due, Hold hold, NodeId node) {
    return new ReadyRow(
        run(number),
        task(taskNumber),
        state,
        due,
        Type.micros(due) + (number % 3 - 1) * 60_000_000L,
        "java:" + number % 3,
        hold,
        "why",
        number % 4,
        number % 2,
        number % 5 == 0 ? 1 : 0,
        node,
        node == null ? null : at(3),
        number % 6 == 0,
        number % 2 == 0,
        state == RunState.SUSPENDED ? "approve" : null);
  }

  static AttemptRow attempt(int number, int taskNumber, int claim, RunStatus status) {
    boolean last = status != RunStatus.RETRYING;
    boolean failed = status == RunStatus.FAILED || status == RunStatus.TIMEOUT;
    return new AttemptRow(
        run(number),
        claim,
        task(taskNumber),
        last,
        status,
        failed ? FailureKind.ERROR : null,
        claim == 0 ? null : at(5),
        at(10 + number),
        claim == 0 ? null : "node-1",
        1,
        0,
        status == RunStatus.COMPLETED ? JSON : null,
        failed ? "it broke" : null,
        failed ? "at line 1\n  at line 2" : null,
        "",
        new Usage(7, 6, 5, 4, 3, new Money(123_456_789_012L)),
        last ? null : at(99));
  }

  static StepRow step(int number, String path, int no, RunStep.State state) {
    return new StepRow(
        run(number),
        path,
        no,
        1,
        StepKind.MODEL,
        Effect.MODEL,
        state,
        "abc",
        JSON,
        state == RunStep.State.INTENT ? null : JSON,
        null,
        "some-model",
        Usage.tokens(3, 4).withCost(Money.usd("0.000000001")),
        at(no),
        state == RunStep.State.INTENT ? null : at(no + 1));
  }

  static DeliveryRow delivery(int number, int runNumber, Delivery.State state, NodeId node) {
    return new DeliveryRow(
        uuid(4, number),
        run(runNumber),
        task(1),
        key(number),
        number % 2 == 0 ? "inbox" : "mail",
        JSON,
        RunStatus.COMPLETED,
        "A title",
        JSON,
        state,
        number % 3,
        at(number),
        number,
        node,
        at(1),
        state == Delivery.State.DELIVERED ? at(4) : null,
        state == Delivery.State.FAILED ? "no such user" : null);
  }
}
