package io.carillon.testkit;

import io.carillon.StoredTask;
import io.carillon.TaskStatus;
import io.carillon.Trigger;
import io.carillon.TriggerKind;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.Store;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.Tables;
import io.carillon.time.Calendars;
import io.carillon.time.FireTimes;
import java.util.List;
import java.util.Objects;

/** A task that fires again knows when, and what waits for its runs has something to wait for. */
final class TaskInvariants {

  private TaskInvariants() {}

  static void check(StoreTransaction tx, List<TaskRow> tasks, List<String> broken) {
    for (TaskRow task : tasks) {
      List<ReadyRow> live = tx.readyOf(task.id());
      boolean queued = live.stream().anyMatch(row -> row.hold() == Hold.QUEUED);
      boolean active = live.stream().anyMatch(row -> row.hold() != Hold.QUEUED);
      if (queued && !active && task.status() != TaskStatus.DELETED) {
        broken.add("task " + task.key() + " has a queued run and none that it waits for");
      }
      boolean held = live.stream().anyMatch(row -> row.hold() == Hold.PAUSED);
      if (held && task.status() != TaskStatus.PAUSED) {
        broken.add(
            "task " + task.key() + " is " + task.status() + " and has a run held by a pause");
      }
      if (live.stream()
          .anyMatch(row -> row.state() == io.carillon.RunState.RUNNING && row.claim() < 1)) {
        broken.add("task " + task.key() + " has a run that runs without a claim");
      }
      ScheduleRow schedule = tx.schedules(List.of(task.id())).get(task.id());
      if (schedule == null) {
        broken.add("task " + task.key() + " has no schedule row");
      } else if (schedule.nextAt() != null && task.status() != TaskStatus.ACTIVE) {
        broken.add(
            "task "
                + task.key()
                + " is "
                + task.status()
                + " and is planned next at "
                + schedule.nextAt());
      }
    }
  }

  /** An active task whose triggers fire again has a next time. */
  static void checkTimes(Store store, Tables tables, List<TaskRow> tasks, List<String> broken) {
    for (TaskRow row : tasks) {
      StoredTask task = store.find(row.id()).orElseThrow();
      if (task.status() != TaskStatus.ACTIVE || task.nextFire() != null) {
        continue;
      }
      for (Trigger trigger : task.definition().triggers()) {
        if (firesAgain(store, trigger, task)) {
          broken.add("task " + task.key() + " fires again and is not planned: " + trigger);
        } else if (isUnarmed(tables, trigger, task)) {
          broken.add("task " + task.key() + " has no run to end and its delay is not planned");
        }
      }
    }
  }

  private static boolean firesAgain(Store store, Trigger trigger, StoredTask task) {
    boolean endless = trigger.maxRuns().isEmpty() && trigger.kind() != TriggerKind.ONCE;
    return endless
        && trigger.kind().isTimed()
        && FireTimes.of(
                trigger,
                task.zone(),
                task.audit().createdAt(),
                task.key().toString(),
                Calendars.none())
            .next(store.clock().now())
            .isPresent();
  }

  private static boolean isUnarmed(Tables tables, Trigger trigger, StoredTask task) {
    return trigger.kind() == TriggerKind.FIXED_DELAY
        && trigger.maxRuns().isEmpty()
        && Objects.requireNonNull(tables.inTransaction(tx -> tx.readyOf(task.id()))).isEmpty();
  }
}
