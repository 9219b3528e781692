package io.carillon.jdbc;

import io.carillon.Delivery;
import io.carillon.Effect;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.RunStep;
import io.carillon.StepKind;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.DeliveryRow;
import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.SignalRow;
import io.carillon.spi.Rows.StepRow;
import java.sql.SQLException;
import java.util.UUID;

/** The tables of what runs record, and of results on their way. */
final class HistoryTables {

  private HistoryTables() {}

  static final Table<StepRow> STEP =
      Table.<StepRow>named("step")
          .id("run_id", row -> row.runId().value())
          .text("path", StepRow::path)
          .count("step_no", StepRow::number)
          .count("claim", StepRow::claim)
          .one("kind", StepRow::kind)
          .one("effect", StepRow::effect)
          .one("state", StepRow::state)
          .text("request_hash", StepRow::requestHash)
          .text("request", StepRow::request)
          .text("response", StepRow::response)
          .prose("error", StepRow::error)
          .text("model", StepRow::model)
          .usage(StepRow::usage)
          .time("started_at", StepRow::startedAt)
          .time("ended_at", StepRow::endedAt)
          .key("run_id", "path", "step_no")
          .read(HistoryTables::step);

  static final Table<LogRow> LOG =
      Table.<LogRow>named("log")
          .id("run_id", row -> row.runId().value())
          .count("claim", LogRow::claim)
          .count("line_no", LogRow::number)
          .time("logged_at", LogRow::at)
          .prose("body", LogRow::text)
          .key("run_id", "claim", "line_no")
          .read(
              cells ->
                  new LogRow(
                      new RunId(cells.id("run_id")),
                      cells.count("claim"),
                      cells.count("line_no"),
                      cells.time("logged_at"),
                      cells.text("body")));

  static final Table<SignalRow> SIGNAL =
      Table.<SignalRow>named("signal")
          .id("run_id", row -> row.runId().value())
          .text("name", SignalRow::name)
          .text("payload", SignalRow::payload)
          .time("sent_at", SignalRow::at)
          .key("run_id", "name")
          .read(
              cells ->
                  new SignalRow(
                      new RunId(cells.id("run_id")),
                      cells.text("name"),
                      cells.text("payload"),
                      cells.time("sent_at")));

  static final Table<DeliveryRow> DELIVERY =
      Table.<DeliveryRow>named("delivery")
          .id("id", DeliveryRow::id)
          .id("run_id", row -> row.runId().value())
          .id("task_id", row -> row.taskId().value())
          .text("namespace", row -> row.task().namespace())
          .text("name", row -> row.task().name())
          .text("channel", DeliveryRow::channel)
          .text("config", DeliveryRow::config)
          .one("status", DeliveryRow::status)
          .prose("title", DeliveryRow::title)
          .text("content", DeliveryRow::content)
          .one("state", DeliveryRow::state)
          .count("tries", DeliveryRow::tries)
          .time("due_at", DeliveryRow::due)
          .count("claim", DeliveryRow::claim)
          .id("node", row -> row.node() == null ? null : row.node().value())
          .time("created_at", DeliveryRow::createdAt)
          .time("delivered_at", DeliveryRow::deliveredAt)
          .prose("error", DeliveryRow::error)
          .key("id")
          .read(HistoryTables::delivery);

  private static StepRow step(Cells cells) throws SQLException {
    return new StepRow(
        new RunId(cells.id("run_id")),
        cells.text("path"),
        cells.count("step_no"),
        cells.count("claim"),
        cells.one(StepKind.class, "kind"),
        cells.one(Effect.class, "effect"),
        cells.one(RunStep.State.class, "state"),
        cells.text("request_hash"),
        cells.text("request"),
        cells.textOrNull("response"),
        cells.textOrNull("error"),
        cells.text("model"),
        RunTables.usage(cells),
        cells.time("started_at"),
        cells.timeOrNull("ended_at"));
  }

  private static DeliveryRow delivery(Cells cells) throws SQLException {
    UUID node = cells.idOrNull("node");
    return new DeliveryRow(
        cells.id("id"),
        new RunId(cells.id("run_id")),
        new TaskId(cells.id("task_id")),
        new TaskKey(cells.text("namespace"), cells.text("name")),
        cells.text("channel"),
        cells.text("config"),
        cells.one(RunStatus.class, "status"),
        cells.text("title"),
        cells.text("content"),
        cells.one(Delivery.State.class, "state"),
        cells.count("tries"),
        cells.time("due_at"),
        cells.count("claim"),
        node == null ? null : new NodeId(node),
        cells.time("created_at"),
        cells.timeOrNull("delivered_at"),
        cells.textOrNull("error"));
  }
}
