package io.carillon.jdbc;

import io.carillon.FailureKind;
import io.carillon.Money;
import io.carillon.Occurrence;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.Usage;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.FlowRunRow;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of runs: what they are, whether they may be claimed, how they ended, their flows. */
final class RunTables {

  private RunTables() {}

  static final Table<RunRow> RUN =
      Table.<RunRow>named("run")
          .id("id", row -> row.id().value())
          .id("task_id", row -> row.taskId().value())
          .count("task_version", RunRow::taskVersion)
          .text("namespace", row -> row.task().namespace())
          .text("name", row -> row.task().name())
          .text("owner", RunRow::owner)
          .one("occ_kind", row -> row.occurrence().kind())
          .text("occ_value", row -> row.occurrence().value())
          .count("rerun", row -> row.occurrence().rerun())
          .one("cause", RunRow::cause)
          .time("due_at", RunRow::due)
          .time("latest_at", RunRow::latestStart)
          .time("created_at", RunRow::createdAt)
          .text("handler", RunRow::handler)
          .text("payload", RunRow::payload)
          .count("priority", RunRow::priority)
          .id("flow_run", row -> value(row.flowRun()))
          .id("rerun_of", row -> value(row.rerunOf()))
          .prose("actor", RunRow::actor)
          .key("id")
          .unique("task_id", "occ_kind", "occ_value", "rerun")
          .read(RunTables::run);

  static final Table<ReadyRow> READY =
      Table.<ReadyRow>named("ready")
          .id("run_id", row -> row.id().value())
          .id("task_id", row -> row.taskId().value())
          .one("state", ReadyRow::state)
          .time("due_at", ReadyRow::due)
          .number("rank_at", ReadyRow::rank)
          .text("handler", ReadyRow::handler)
          .one("hold", ReadyRow::hold)
          .flag("claimable", RunTables::isClaimable)
          .prose("reason", ReadyRow::reason)
          .count("claim", ReadyRow::claim)
          .count("failures", ReadyRow::failures)
          .count("lost", ReadyRow::lost)
          .id("node", row -> row.node() == null ? null : row.node().value())
          .time("started_at", ReadyRow::startedAt)
          .flag("cancelling", ReadyRow::cancelRequested)
          .flag("joined", ReadyRow::joined)
          .text("signal", ReadyRow::signal)
          .key("run_id")
          .read(RunTables::ready);

  static final Table<AttemptRow> ATTEMPT =
      Table.<AttemptRow>named("attempt")
          .id("run_id", row -> row.runId().value())
          .count("claim", AttemptRow::claim)
          .id("task_id", row -> row.taskId().value())
          .flag("is_last", AttemptRow::last)
          .one("status", AttemptRow::status)
          .one("failure", AttemptRow::failure)
          .time("started_at", AttemptRow::startedAt)
          .time("ended_at", AttemptRow::endedAt)
          .prose("node", AttemptRow::node)
          .count("failures", AttemptRow::failures)
          .count("lost", AttemptRow::lost)
          .text("output", AttemptRow::output)
          .prose("error", AttemptRow::error)
          .prose("detail", AttemptRow::detail)
          .prose("reason", AttemptRow::reason)
          .usage(AttemptRow::usage)
          .time("retry_at", AttemptRow::retryAt)
          .key("run_id", "claim")
          .read(RunTables::attempt);

  /** The newest success of a task among runs that are gone. */
  record SuccessRow(TaskId task, Instant endedAt) {}

  static final Table<SuccessRow> SUCCESS =
      Table.<SuccessRow>named("success")
          .id("task_id", row -> row.task().value())
          .time("ended_at", SuccessRow::endedAt)
          .key("task_id")
          .read(cells -> new SuccessRow(new TaskId(cells.id("task_id")), cells.time("ended_at")));

  static final Table<FlowRunRow> FLOW_RUN =
      Table.<FlowRunRow>named("flow_run")
          .id("id", row -> row.id().value())
          .id("flow_id", row -> row.flowId().value())
          .flag("cancelling", FlowRunRow::cancelling)
          .key("id")
          .read(
              cells ->
                  new FlowRunRow(
                      new RunId(cells.id("id")),
                      new TaskId(cells.id("flow_id")),
                      cells.flag("cancelling")));

  static final Table<FlowNodeRow> FLOW_NODE =
      Table.<FlowNodeRow>named("flow_node")
          .id("run_id", row -> row.run().value())
          .id("flow_run", row -> row.flowRun().value())
          .text("task", FlowNodeRow::task)
          .count("place", FlowNodeRow::position)
          .id("task_id", row -> row.taskId().value())
          .one("state", FlowNodeRow::state)
          .key("run_id")
          .read(
              cells ->
                  new FlowNodeRow(
                      new RunId(cells.id("flow_run")),
                      cells.text("task"),
                      cells.count("place"),
                      new RunId(cells.id("run_id")),
                      new TaskId(cells.id("task_id")),
                      cells.one(RunState.class, "state")));

  /** Whether only the time keeps it from being claimed; what the indexes of claiming hold. */
  static boolean isClaimable(ReadyRow row) {
    return row.hold() == Hold.NONE
        && (row.state() == RunState.PENDING || row.state() == RunState.SUSPENDED);
  }

  static Usage usage(Cells cells) throws SQLException {
    return new Usage(
        cells.number("input_tokens"),
        cells.number("output_tokens"),
        cells.number("cache_read_tokens"),
        cells.number("cache_write_tokens"),
        cells.number("reasoning_tokens"),
        new Money(cells.number("cost_nanos")));
  }

  private static RunRow run(Cells cells) throws SQLException {
    return new RunRow(
        new RunId(cells.id("id")),
        new TaskId(cells.id("task_id")),
        cells.count("task_version"),
        new TaskKey(cells.text("namespace"), cells.text("name")),
        cells.textOrNull("owner"),
        new Occurrence(
            cells.one(Occurrence.Kind.class, "occ_kind"),
            cells.text("occ_value"),
            cells.count("rerun")),
        cells.one(RunCause.class, "cause"),
        cells.time("due_at"),
        cells.timeOrNull("latest_at"),
        cells.time("created_at"),
        cells.text("handler"),
        cells.text("payload"),
        cells.count("priority"),
        run(cells.idOrNull("flow_run")),
        run(cells.idOrNull("rerun_of")),
        cells.textOrNull("actor"));
  }

  private static ReadyRow ready(Cells cells) throws SQLException {
    UUID node = cells.idOrNull("node");
    return new ReadyRow(
        new RunId(cells.id("run_id")),
        new TaskId(cells.id("task_id")),
        cells.one(RunState.class, "state"),
        cells.time("due_at"),
        cells.number("rank_at"),
        cells.text("handler"),
        cells.one(Hold.class, "hold"),
        cells.text("reason"),
        cells.count("claim"),
        cells.count("failures"),
        cells.count("lost"),
        node == null ? null : new NodeId(node),
        cells.timeOrNull("started_at"),
        cells.flag("cancelling"),
        cells.flag("joined"),
        cells.textOrNull("signal"));
  }

  private static AttemptRow attempt(Cells cells) throws SQLException {
    return new AttemptRow(
        new RunId(cells.id("run_id")),
        cells.count("claim"),
        new TaskId(cells.id("task_id")),
        cells.flag("is_last"),
        cells.one(RunStatus.class, "status"),
        cells.oneOrNull(FailureKind.class, "failure"),
        cells.timeOrNull("started_at"),
        cells.time("ended_at"),
        cells.textOrNull("node"),
        cells.count("failures"),
        cells.count("lost"),
        cells.textOrNull("output"),
        cells.textOrNull("error"),
        cells.textOrNull("detail"),
        cells.text("reason"),
        usage(cells),
        cells.timeOrNull("retry_at"));
  }

  private static @Nullable UUID value(@Nullable RunId id) {
    return id == null ? null : id.value();
  }

  private static @Nullable RunId run(@Nullable UUID id) {
    return id == null ? null : new RunId(id);
  }
}
