package io.carillon.internal.store;

import io.carillon.Definition;
import io.carillon.Flow;
import io.carillon.InvalidDefinitionException;
import io.carillon.RunId;
import io.carillon.TaskId;
import io.carillon.TaskStatus;
import io.carillon.Trigger;
import io.carillon.UnknownTaskException;
import io.carillon.internal.rules.Backfill;
import io.carillon.internal.rules.Cursor;
import io.carillon.internal.rules.Planner;
import io.carillon.internal.rules.Timetable;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.spi.Rows.SkipRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.RunStore.PlanRequest;
import io.carillon.spi.RunStore.Planned;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.StoreUnavailableException;
import io.carillon.spi.Tables;
import io.carillon.spi.TaskStore.BackfillRequest;
import io.carillon.spi.TaskStore.Backfilled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Accounts for slots whose time has come, under each task's lock, and advances the triggers. */
final class PlanWork {

  private final Tables tables;
  private final Kit kit;
  private final EndWork ends;
  private final FlowWork flows;

  PlanWork(Tables tables, Kit kit, EndWork ends, FlowWork flows) {
    this.tables = tables;
    this.kit = kit;
    this.ends = ends;
    this.flows = flows;
  }

  Planned plan(PlanRequest request, Instant now) {
    try {
      return tables.inTransaction(
          tx -> planIn(tx, tx.lockDueSchedules(now, request.limit()), request, now));
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      return planAlone(request, now);
    }
  }

  /** One of many cannot be planned: each for itself, so that only that one is parked. */
  private Planned planAlone(PlanRequest request, Instant now) {
    List<TaskId> due =
        tables.inTransaction(
            tx ->
                tx.lockDueSchedules(now, request.limit()).stream()
                    .map(ScheduleRow::taskId)
                    .toList());
    Planned all = new Planned(0, 0, Optional.empty(), request.catchUpFrom(), List.of());
    for (TaskId id : due) {
      all =
          plus(all, planOne(id, new PlanRequest(1, all.catchUpFrom(), request.catchUpGap()), now));
    }
    return all;
  }

  private Planned planOne(TaskId id, PlanRequest request, Instant now) {
    try {
      return tables.inTransaction(tx -> planIn(tx, stillDue(tx, id, now), request, now));
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      return tables.inTransaction(
          tx -> {
            Tally tally = new Tally(request.catchUpFrom());
            for (ScheduleRow schedule : stillDue(tx, id, now)) {
              TaskRow task = tx.tasks(List.of(id)).get(id);
              if (task != null) {
                park(tx, task, schedule, e, now);
                tally.parked.add(task.key().toString());
              }
            }
            return tally.planned(tx);
          });
    }
  }

  private static List<ScheduleRow> stillDue(StoreTransaction tx, TaskId id, Instant now) {
    return tx.lockSchedules(List.of(id)).values().stream()
        .filter(row -> row.nextAt() != null && !row.nextAt().isAfter(now))
        .toList();
  }

  private static Planned plus(Planned left, Planned right) {
    List<String> parked = new ArrayList<>(left.parked());
    parked.addAll(right.parked());
    return new Planned(
        left.runs() + right.runs(),
        left.skipped() + right.skipped(),
        right.next(),
        right.catchUpFrom(),
        parked);
  }

  private Planned planIn(
      StoreTransaction tx, List<ScheduleRow> due, PlanRequest request, Instant now) {
    Map<TaskId, TaskRow> tasks = tx.tasks(due.stream().map(ScheduleRow::taskId).toList());
    Tally tally = new Tally(request.catchUpFrom());
    for (ScheduleRow schedule : due) {
      TaskRow task = tasks.get(schedule.taskId());
      if (task == null || task.status() != TaskStatus.ACTIVE) {
        tx.updateSchedules(List.of(new ScheduleRow(schedule.taskId(), null, schedule.cursor())));
        continue;
      }
      try {
        planTask(tx, task, schedule, request.catchUpGap(), tally, now);
      } catch (InvalidDefinitionException e) {
        park(tx, task, schedule, e, now);
        tally.parked.add(task.key().toString());
      }
    }
    return tally.planned(tx);
  }

  /** Adds up what one planning did. */
  static final class Tally {
    private int runs;
    private int skipped;
    private Instant catchUpFrom;
    private final List<String> parked = new ArrayList<>();

    Tally(Instant catchUpFrom) {
      this.catchUpFrom = catchUpFrom;
    }

    private Planned planned(StoreTransaction tx) {
      return new Planned(runs, skipped, tx.earliestSchedule(), catchUpFrom, parked);
    }
  }

  /** Plans one task whose lock is held. */
  void planTask(
      StoreTransaction tx,
      TaskRow task,
      ScheduleRow schedule,
      Duration catchUpGap,
      Tally tally,
      Instant now) {
    Definition definition = kit.definitions().of(task);
    if (definition instanceof Flow flow) {
      Members.of(tx, flow);
    }
    Planner.Input input = input(tx, task, definition, schedule, tally.catchUpFrom, catchUpGap, now);
    Planner.Decision decision = Planner.plan(input);
    decision.cancel().forEach(run -> ends.stop(tx, run, "cancelled for a newer slot", now));
    decision.fence().forEach(run -> ends.fence(tx, run, "replaced by a newer slot", now));
    RunBatch batch = new RunBatch(tx, kit, flows, now);
    for (Planner.Slot slot : decision.slots()) {
      batch.add(task, definition, RunBatch.Wish.slot(slot));
    }
    int made = batch.write().size();
    write(tx, task, decision, now);
    boolean stalled =
        !input.active().isEmpty()
            && input.active().stream().allMatch(row -> row.hold() == Hold.QUEUED);
    if (stalled || !decision.cancel().isEmpty() || made < decision.slots().size()) {
      // What the new runs wait for may have ended by this, or may have run before, by a backfill.
      ends.taskMovesOn(tx, task.id(), null, now);
    }
    tally.runs += made;
    tally.skipped += decision.skips().stream().mapToInt(SkipRow::count).sum();
    tally.catchUpFrom = decision.catchUpFrom();
  }

  /** Skips all slots up to now for one reason; the task's lock is held. */
  void skipTask(
      StoreTransaction tx, TaskRow task, ScheduleRow schedule, String reason, Instant now) {
    Definition definition = kit.definitions().of(task);
    ScheduleRow at = schedule;
    Planner.Decision decision;
    do {
      Planner.Input input = input(tx, task, definition, at, now, Duration.ZERO, now);
      decision = Planner.skipAll(input, reason);
      tx.insertSkips(decision.skips());
      at = new ScheduleRow(task.id(), decision.next().orElse(null), decision.cursor().toJson());
    } while (hasMore(decision, now));
    tx.updateSchedules(List.of(at));
  }

  Backfilled backfill(BackfillRequest request, String actor, Instant now) {
    if (request.to().isAfter(now)) {
      throw new IllegalArgumentException(
          "Backfill to " + request.to() + " is in the future: write a time up to now.");
    }
    Backfill.Range range = new Backfill.Range(request.from(), request.to(), request.limit());
    return tables.inTransaction(
        tx -> {
          ScheduleRow schedule = tx.lockSchedules(List.of(request.task())).get(request.task());
          TaskRow task = tx.tasks(List.of(request.task())).get(request.task());
          if (schedule == null || task == null || task.status() == TaskStatus.DELETED) {
            throw UnknownTaskException.withId(request.task());
          }
          return backfillIn(tx, task, schedule, range, request.gap(), actor, now);
        });
  }

  private Backfilled backfillIn(
      StoreTransaction tx,
      TaskRow task,
      ScheduleRow schedule,
      Backfill.Range range,
      Duration gap,
      String actor,
      Instant now) {
    Definition definition = kit.definitions().of(task);
    Cursor cursor = kit.cursor(schedule);
    Backfill.Slots slots =
        Backfill.slots(
            definition.triggers(), kit.timetable(definition, cursor), cursor, range, now, gap);
    if (slots.more()) {
      throw new IllegalArgumentException(
          "Backfill of task \""
              + task.key()
              + "\" has more than "
              + range.limit()
              + " slots: ask for a shorter range.");
    }
    RunBatch batch = new RunBatch(tx, kit, flows, now);
    for (Planner.Slot slot : slots.slots()) {
      batch.add(task, definition, RunBatch.Wish.backfill(slot, actor));
    }
    List<RunId> made = List.copyOf(batch.write());
    return new Backfilled(made, slots.slots().size() - made.size());
  }

  /** Skips the slots up to now of triggers that an edit drops while their task is paused. */
  void skipDropped(
      StoreTransaction tx, TaskRow task, ScheduleRow schedule, List<Trigger> kept, Instant now) {
    Definition definition = kit.definitions().of(task);
    List<Trigger> left = new ArrayList<>(kept);
    Set<Integer> dropped = new TreeSet<>();
    for (int i = 0; i < definition.triggers().size(); i++) {
      if (!left.remove(definition.triggers().get(i))) {
        dropped.add(i);
      }
    }
    Planner.Input input = input(tx, task, definition, schedule, now, Duration.ZERO, now);
    tx.insertSkips(Planner.skipOnly(input, dropped, "paused: " + task.reason()));
  }

  private static boolean hasMore(Planner.Decision decision, Instant now) {
    return !decision.skips().isEmpty()
        && decision.next().map(next -> !next.isAfter(now)).orElse(false);
  }

  private Planner.Input input(
      StoreTransaction tx,
      TaskRow task,
      Definition definition,
      ScheduleRow schedule,
      Instant catchUpFrom,
      Duration catchUpGap,
      Instant now) {
    Cursor cursor = kit.cursor(schedule);
    Timetable timetable = kit.timetable(definition, cursor);
    boolean reads =
        Planner.overlapOf(definition.policies(), definition.triggers()).readsOtherRuns();
    List<ReadyRow> active = reads ? tx.readyOf(task.id()) : List.of();
    return new Planner.Input(
        task.id(),
        definition.triggers(),
        definition.policies(),
        timetable,
        cursor,
        active,
        now,
        catchUpFrom,
        catchUpGap);
  }

  private void write(StoreTransaction tx, TaskRow task, Planner.Decision decision, Instant now) {
    tx.insertSkips(decision.skips());
    boolean over = decision.over();
    @Nullable Instant next = over ? null : decision.next().orElse(null);
    tx.updateSchedules(List.of(new ScheduleRow(task.id(), next, decision.cursor().toJson())));
    if (over) {
      tx.updateTask(
          TaskWork.withStatus(task, TaskStatus.COMPLETED, "no trigger fires again", null, now),
          task.revision());
    }
  }

  private static void park(
      StoreTransaction tx, TaskRow task, ScheduleRow schedule, RuntimeException why, Instant now) {
    tx.updateSchedules(List.of(new ScheduleRow(task.id(), null, schedule.cursor())));
    tx.updateTask(
        TaskWork.withStatus(task, TaskStatus.PARKED, String.valueOf(why.getMessage()), null, now),
        task.revision());
  }
}
