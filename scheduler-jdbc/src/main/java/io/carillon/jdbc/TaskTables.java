package io.carillon.jdbc;

import io.carillon.StoredTask;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.TaskStatus;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.EventRow;
import io.carillon.spi.Rows.NodeRow;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.spi.Rows.SkipRow;
import io.carillon.spi.Rows.StateRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.Rows.TaskVersionRow;
import java.sql.SQLException;
import java.util.Locale;

/** The tables of nodes and definitions. */
final class TaskTables {

  private static final Integer LIVE = 1;

  private TaskTables() {}

  static final Table<NodeRow> NODE =
      Table.<NodeRow>named("node")
          .id("id", row -> row.id().value())
          .prose("name", NodeRow::name)
          .time("started_at", NodeRow::startedAt)
          .time("until_at", NodeRow::until)
          .text("handlers", row -> Texts.lines(row.handlers()))
          .number("clock_offset", NodeRow::clockOffsetMicros)
          .key("id")
          .read(
              cells ->
                  new NodeRow(
                      new NodeId(cells.id("id")),
                      cells.text("name"),
                      cells.time("started_at"),
                      cells.time("until_at"),
                      Texts.items(cells.text("handlers")),
                      cells.number("clock_offset")));

  static final Table<TaskRow> TASK =
      Table.<TaskRow>named("task")
          .id("id", row -> row.id().value())
          .text("namespace", row -> row.key().namespace())
          .text("name", row -> row.key().name())
          .count("live", row -> row.status() == TaskStatus.DELETED ? null : LIVE)
          .text("search_name", row -> row.key().name().toLowerCase(Locale.ROOT))
          .flag("is_flow", TaskRow::flow)
          .count("version", TaskRow::version)
          .text("definition", TaskRow::definition)
          .text("hash", TaskRow::hash)
          .text("declared_hash", TaskRow::declaredHash)
          .one("source", TaskRow::source)
          .one("status", TaskRow::status)
          .prose("reason", TaskRow::reason)
          .prose("status_by", TaskRow::statusBy)
          .text("owner", TaskRow::owner)
          .prose("created_by", row -> row.audit().createdBy())
          .time("created_at", row -> row.audit().createdAt())
          .prose("modified_by", row -> row.audit().modifiedBy())
          .time("modified_at", row -> row.audit().modifiedAt())
          .count("revision", TaskRow::revision)
          .key("id")
          .unique("namespace", "name", "live")
          .read(TaskTables::task);

  static final Table<TaskVersionRow> VERSION =
      Table.<TaskVersionRow>named("task_version")
          .id("task_id", row -> row.taskId().value())
          .count("version", TaskVersionRow::version)
          .text("definition", TaskVersionRow::definition)
          .prose("saved_by", TaskVersionRow::savedBy)
          .time("saved_at", TaskVersionRow::savedAt)
          .key("task_id", "version")
          .read(
              cells ->
                  new TaskVersionRow(
                      taskId(cells),
                      cells.count("version"),
                      cells.text("definition"),
                      cells.text("saved_by"),
                      cells.time("saved_at")));

  /** A row to lock for each owner who was ever held to a limit. */
  static final Table<String> OWNER =
      Table.<String>named("owner")
          .text("owner", name -> name)
          .key("owner")
          .read(cells -> cells.text("owner"));

  static final Table<ScheduleRow> SCHEDULE =
      Table.<ScheduleRow>named("schedule")
          .id("task_id", row -> row.taskId().value())
          .time("next_at", ScheduleRow::nextAt)
          .text("progress", ScheduleRow::cursor)
          .key("task_id")
          .read(
              cells ->
                  new ScheduleRow(
                      taskId(cells), cells.timeOrNull("next_at"), cells.text("progress")));

  /** A topic that a task listens to. */
  record SubscriptionRow(String namespace, String topic, TaskId task) {}

  static final Table<SubscriptionRow> SUBSCRIPTION =
      Table.<SubscriptionRow>named("subscription")
          .text("namespace", SubscriptionRow::namespace)
          .text("topic", SubscriptionRow::topic)
          .id("task_id", row -> row.task().value())
          .key("namespace", "topic", "task_id")
          .read(
              cells ->
                  new SubscriptionRow(cells.text("namespace"), cells.text("topic"), taskId(cells)));

  static final Table<EventRow> EVENT =
      Table.<EventRow>named("event")
          .text("namespace", EventRow::namespace)
          .text("id", EventRow::id)
          .text("topic", EventRow::topic)
          .text("payload", EventRow::payload)
          .time("published_at", EventRow::publishedAt)
          .key("namespace", "id")
          .read(
              cells ->
                  new EventRow(
                      cells.text("namespace"),
                      cells.text("id"),
                      cells.text("topic"),
                      cells.text("payload"),
                      cells.time("published_at")));

  static final Table<SkipRow> SKIP =
      Table.<SkipRow>named("skip")
          .id("task_id", row -> row.taskId().value())
          .time("decided_at", SkipRow::at)
          .time("from_at", SkipRow::from)
          .prose("reason", SkipRow::reason)
          .time("to_at", SkipRow::to)
          .count("slots", SkipRow::count)
          .flag("expired", SkipRow::expired)
          .key("task_id", "decided_at", "from_at", "reason")
          .read(
              cells ->
                  new SkipRow(
                      taskId(cells),
                      cells.time("from_at"),
                      cells.time("to_at"),
                      cells.count("slots"),
                      cells.flag("expired"),
                      cells.text("reason"),
                      cells.time("decided_at")));

  static final Table<StateRow> STATE =
      Table.<StateRow>named("state")
          .id("task_id", row -> row.taskId().value())
          .text("body", StateRow::json)
          .count("version", StateRow::version)
          .key("task_id")
          .read(cells -> new StateRow(taskId(cells), cells.text("body"), cells.count("version")));

  private static TaskId taskId(Cells cells) throws SQLException {
    return new TaskId(cells.id("task_id"));
  }

  private static TaskRow task(Cells cells) throws SQLException {
    return new TaskRow(
        new TaskId(cells.id("id")),
        new TaskKey(cells.text("namespace"), cells.text("name")),
        cells.flag("is_flow"),
        cells.count("version"),
        cells.text("definition"),
        cells.text("hash"),
        cells.text("declared_hash"),
        cells.one(StoredTask.Source.class, "source"),
        cells.one(TaskStatus.class, "status"),
        cells.text("reason"),
        cells.textOrNull("status_by"),
        cells.textOrNull("owner"),
        new StoredTask.Audit(
            cells.text("created_by"),
            cells.time("created_at"),
            cells.text("modified_by"),
            cells.time("modified_at")),
        cells.count("revision"));
  }
}
