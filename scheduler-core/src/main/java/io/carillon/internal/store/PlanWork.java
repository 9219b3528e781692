package io.carillon.internal.store;

import io.carillon.CatchUp.Mode;
import io.carillon.Definition;
import io.carillon.Flow;
import io.carillon.InvalidDefinitionException;
import io.carillon.Occurrence;
import io.carillon.RunCause;
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
import io.carillon.spi.Rows.RunRecord;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.spi.Rows.SkipRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.RunQuery;
import io.carillon.spi.RunStore.PlanRequest;
import io.carillon.spi.RunStore.Planned;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.StoreUnavailableException;
import io.carillon.spi.Tables;
import io.carillon.spi.TaskStore.BackfillRequest;
import io.carillon.spi.TaskStore.Backfilled;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Accounts for slots whose time has come, under each task's lock, and advances the triggers. */
final class PlanWork {

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final Tables tables;
  private final Kit kit;
  private final EndWork ends;
  private final FlowWork flows;
  private final Expiry expiry;

  PlanWork(Tables tables, Kit kit, EndWork ends, FlowWork flows) {
    this.tables = tables;
    this.kit = kit;
    this.ends = ends;
    this.flows = flows;
    this.expiry = new Expiry(ends);
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
    if (definition.triggers().stream().anyMatch(trigger -> trigger.deadline().isPresent())) {
      expiry.ofTask(tx, task.id(), now);
    }
    Planner.Pace pace =
        new Planner.Pace(tally.catchUpFrom, catchUpGap, lastCaughtUp(tx, task, definition, now));
    Planner.Input input = input(tx, task, definition, schedule, pace, now);
    Planner.Decision decision = knowing(tx, input, Planner::plan);
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
    ScheduleRow before;
    do {
      before = at;
      Planner.Input input = input(tx, task, definition, at, unpaced(now), now);
      Planner.Decision decision = knowing(tx, input, known -> Planner.skipAll(known, reason));
      tx.insertSkips(decision.skips());
      at = new ScheduleRow(task.id(), decision.next().orElse(null), decision.cursor().toJson());
    } while (!at.equals(before));
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

  /**
   * Skips the slots up to now of triggers that an edit drops, or moves to another zone, while their
   * task is paused.
   */
  void skipDropped(
      StoreTransaction tx,
      TaskRow task,
      ScheduleRow schedule,
      List<Trigger> kept,
      ZoneId zone,
      Instant now) {
    Definition definition = kit.definitions().of(task);
    boolean moves = !zone.equals(kit.cursor(schedule).zone());
    List<Trigger> left = new ArrayList<>(kept);
    Set<Integer> dropped = new TreeSet<>();
    for (int i = 0; i < definition.triggers().size(); i++) {
      Trigger trigger = definition.triggers().get(i);
      if (!left.remove(trigger) || (moves && Cursor.followsZone(trigger))) {
        dropped.add(i);
      }
    }
    Planner.Input input = input(tx, task, definition, schedule, unpaced(now), now);
    String reason = "paused: " + task.reason();
    List<SkipRow> skips = Planner.skipOnly(input, dropped, reason);
    Set<Instant> ran = haveRun(tx, task.id(), skips);
    tx.insertSkips(ran.isEmpty() ? skips : Planner.skipOnly(input.knowing(ran), dropped, reason));
  }

  /** Slots that a backfill ran before they were accounted for neither run nor are skipped again. */
  private static Planner.Decision knowing(
      StoreTransaction tx, Planner.Input input, Function<Planner.Input, Planner.Decision> decide) {
    Planner.Decision decision = decide.apply(input);
    Set<Instant> ran = haveRun(tx, input.id(), decision.skips());
    decision.slots().stream()
        .flatMap(slot -> slot.occurrence().nominal().stream())
        .min(Comparator.naturalOrder())
        .filter(oldest -> oldest.isBefore(input.now().minus(CLOCKS_DIFFER)))
        .ifPresent(oldest -> ran.addAll(backfilled(tx, input.id(), oldest)));
    ran.removeAll(input.ran());
    return ran.isEmpty() ? decision : knowing(tx, input.knowing(ran), decide);
  }

  private static Set<Instant> haveRun(StoreTransaction tx, TaskId task, List<SkipRow> skips) {
    Set<Instant> ran = new HashSet<>();
    for (SkipRow skip : skips) {
      if (skip.count() == 1) {
        Occurrence slot = Occurrence.at(skip.from());
        tx.newestRun(task, slot).ifPresent(run -> ran.add(skip.from()));
      }
    }
    skips.stream()
        .filter(skip -> skip.count() > 1)
        .map(SkipRow::from)
        .min(Comparator.naturalOrder())
        .ifPresent(from -> ran.addAll(backfilled(tx, task, from)));
    return ran;
  }

  /** A backfill runs no slot before its time. */
  private static Set<Instant> backfilled(StoreTransaction tx, TaskId task, Instant from) {
    RunQuery query =
        RunQuery.newest(1_000)
            .ofTask(task)
            .withCauses(Set.of(RunCause.BACKFILL))
            .createdIn(from.minus(CLOCKS_DIFFER), null);
    Set<Instant> slots = new HashSet<>();
    List<RunRecord> page;
    do {
      page = tx.findRuns(query);
      page.forEach(found -> found.run().occurrence().nominal().ifPresent(slots::add));
      query = page.isEmpty() ? query : query.olderThan(page.get(page.size() - 1).run().id());
    } while (page.size() == query.limit());
    slots.removeIf(slot -> slot.isBefore(from));
    return slots;
  }

  private static Planner.Pace unpaced(Instant now) {
    return new Planner.Pace(now, Duration.ZERO, now);
  }

  /** When the last of the slots is due that the task catches up already. */
  private static Instant lastCaughtUp(
      StoreTransaction tx, TaskRow task, Definition definition, Instant now) {
    boolean paced =
        definition.policies().catchUp().filter(one -> one.mode() == Mode.RUN_ALL).isPresent();
    List<RunId> waiting =
        !paced
            ? List.of()
            : tx.readyOf(task.id()).stream()
                .filter(row -> row.claim() == 0 && row.due().isAfter(now))
                .map(ReadyRow::id)
                .toList();
    return tx.runs(waiting).values().stream()
        .filter(run -> run.cause() == RunCause.SCHEDULE)
        .map(RunRow::due)
        .max(Comparator.naturalOrder())
        .orElse(now);
  }

  private Planner.Input input(
      StoreTransaction tx,
      TaskRow task,
      Definition definition,
      ScheduleRow schedule,
      Planner.Pace pace,
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
        Set.of(),
        now,
        pace);
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
