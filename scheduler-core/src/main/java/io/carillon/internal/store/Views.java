package io.carillon.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.Attempt;
import io.carillon.Definition;
import io.carillon.Delivery;
import io.carillon.FailureKind;
import io.carillon.Run;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.RunStep;
import io.carillon.StoredTask;
import io.carillon.Task;
import io.carillon.TaskKey;
import io.carillon.Usage;
import io.carillon.internal.json.Json;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.DeliveryRow;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRecord;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.spi.Rows.StepRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.StoreTransaction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as what users read. */
final class Views {

  private Views() {}

  static StoredTask task(TaskRow row, Kit kit, StoreTransaction tx) {
    return tasks(List.of(row), kit, tx).get(0);
  }

  static List<StoredTask> tasks(List<TaskRow> rows, Kit kit, StoreTransaction tx) {
    Map<io.carillon.TaskId, ScheduleRow> schedules =
        tx.schedules(rows.stream().map(TaskRow::id).toList());
    return rows.stream()
        .map(
            row -> {
              ScheduleRow schedule = schedules.get(row.id());
              return task(row, kit, schedule);
            })
        .collect(Collectors.toList());
  }

  private static StoredTask task(TaskRow row, Kit kit, @Nullable ScheduleRow schedule) {
    Definition definition;
    try {
      definition = kit.definitions().of(row);
    } catch (io.carillon.InvalidDefinitionException e) {
      definition = unreadable(row.key());
    }
    return new StoredTask(
        row.id(),
        definition,
        row.version(),
        row.source(),
        row.status(),
        row.reason(),
        row.statusBy(),
        row.audit(),
        schedule == null ? definition.zone().orElse(ZoneOffset.UTC) : kit.cursor(schedule).zone(),
        schedule == null ? null : schedule.nextAt());
  }

  /** What is shown of a definition that this version of the library cannot read. */
  private static Definition unreadable(TaskKey key) {
    return Task.named(key.name())
        .namespace(key.namespace())
        .description("This definition was written by another version and cannot be read here.")
        .action(io.carillon.Action.notification("unreadable"))
        .build();
  }

  /**
   * @param usage of all attempts
   */
  static Run run(RunRecord row, Usage usage) {
    RunRow run = row.run();
    AttemptRow last = row.last();
    ReadyRow ready = row.ready();
    FlowNodeRow node = row.node();
    RunState state = state(ready, last, node);
    boolean timedOut = last != null && last.failure() == FailureKind.TIMEOUT;
    int failures = ready != null ? ready.failures() : last == null ? 0 : last.failures();
    boolean over = last != null && last.last();
    return new Run(
        origin(run),
        state,
        over && last != null ? last.status() : RunStatus.of(state, failures, timedOut),
        ready != null ? ready.due() : run.due(),
        startedAt(ready, last),
        over && last != null ? last.endedAt() : null,
        new Run.Counters(
            ready != null ? ready.claim() : last == null ? 0 : last.claim(),
            failures,
            ready != null ? ready.lost() : last == null ? 0 : last.lost()),
        last == null ? null : last.node(),
        reason(ready, last, node, state),
        last == null ? Run.Result.NONE : result(last),
        usage);
  }

  /** The same run with another reason. */
  static Run because(Run run, String reason) {
    return new Run(
        run.origin(),
        run.state(),
        run.status(),
        run.due(),
        run.startedAt(),
        run.endedAt(),
        run.counters(),
        run.node(),
        reason,
        run.result(),
        run.usage());
  }

  private static RunState state(
      @Nullable ReadyRow ready, @Nullable AttemptRow last, @Nullable FlowNodeRow node) {
    if (ready != null) {
      return ready.state();
    }
    if (last != null && last.last()) {
      return EndWork.stateOf(last.status());
    }
    return node != null ? node.state() : RunState.PENDING;
  }

  private static @Nullable Instant startedAt(@Nullable ReadyRow ready, @Nullable AttemptRow last) {
    if (ready != null && ready.startedAt() != null) {
      return ready.startedAt();
    }
    return last == null ? null : last.startedAt();
  }

  private static String reason(
      @Nullable ReadyRow ready,
      @Nullable AttemptRow last,
      @Nullable FlowNodeRow node,
      RunState state) {
    if (ready != null) {
      return ready.hold() == Hold.PAUSED ? "its task is paused" : ready.reason();
    }
    if (state == RunState.BLOCKED) {
      return "blocked: a task it waits for did not end as it needs; release or skip it";
    }
    if (state == RunState.WAITING) {
      return node == null ? "" : "waits for other tasks of its flow";
    }
    return last == null ? "" : last.reason();
  }

  private static Run.Origin origin(RunRow run) {
    return new Run.Origin(
        run.id(),
        run.taskId(),
        run.task(),
        run.taskVersion(),
        run.occurrence(),
        run.cause(),
        run.createdAt(),
        run.priority(),
        Json.read(run.payload()),
        run.isFlow(),
        run.flowRun(),
        run.rerunOf(),
        run.owner(),
        run.actor());
  }

  private static Run.Result result(AttemptRow last) {
    return new Run.Result(
        last.output() == null ? null : Json.read(last.output()),
        last.failure(),
        last.error(),
        last.detail());
  }

  static Attempt attempt(AttemptRow row) {
    return new Attempt(
        row.claim(),
        row.status(),
        row.failure(),
        row.startedAt(),
        row.endedAt(),
        row.node(),
        row.error(),
        row.reason(),
        row.usage(),
        row.retryAt());
  }

  static RunStep step(StepRow row) {
    JsonNode response = row.response() == null ? null : Json.read(row.response());
    return new RunStep(
        row.path(),
        row.number(),
        row.claim(),
        row.kind(),
        row.effect(),
        row.state(),
        Json.read(row.request()),
        response,
        row.error(),
        row.model(),
        row.usage(),
        row.startedAt(),
        row.endedAt());
  }

  static Delivery delivery(DeliveryRow row) {
    return new Delivery(
        row.id(),
        row.runId(),
        row.task(),
        row.channel(),
        row.status(),
        row.title(),
        Json.read(row.content()),
        row.state(),
        row.tries(),
        row.due(),
        row.createdAt(),
        row.deliveredAt(),
        row.error());
  }
}
